"""The lists of a page, with all that speaks for and against each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import TYPE_CHECKING

from feeder.extract.listing import asides as listing_asides
from feeder.extract.listing import days
from feeder.extract.listing import order as listing_order
from feeder.extract.listing.groups import HEADINGS, Group, Segment
from feeder.extract.listing.labels import Label, Labels, captions
from feeder.extract.listing.scene import Scene
from feeder.extract.markup import inner_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement


_FEW = 12  # lists below one heading that are compared
_SOME = 0.39  # richness of items with a day beside their titles
_DATED = 0.4  # richness of an item with a day
_SAMPLE = 12  # items of a list that are looked at


@dataclass(frozen=True, slots=True)
class View:
    """Groups of one make under one label, with all that speaks for and against them."""

    groups: tuple[Group, ...]
    path: str
    label: Label
    titled: bool  # the label is the page's own heading
    framed: bool  # in one element with the pagination
    aside: bool
    veiled: bool  # not shown
    slides: bool  # shown in turn
    placed: bool  # between heading and pagination
    against: float  # what speaks against it, but for the veil
    richness: float
    text: int

    @property
    def size(self) -> int:
        return len({key for group in self.groups for key in group.keys})

    @property
    def doubt(self) -> float:
        return self.against + 4.0 * self.veiled

    @property
    def strength(self) -> float:
        return log2(1 + self.size) + self.richness + 3.0 * self.framed + 3.0 * self.titled

    def believed(self, scene: Scene) -> bool:
        """Whether it may be the page's own list: what is in doubt needs something that speaks for it."""
        if self.doubt >= 2.0:
            alone = self.framed and self.placed and not scene.headings  # nothing else says what the page is about
            return (self.titled or (alone and self.doubt == 2.0 and self.richness >= _SOME)) and not self.aside
        if self.titled or self.framed:
            return True
        if scene.headings:  # and it stands below another one
            return not self.doubt and self.richness >= _SOME
        return not self.doubt or self.richness > 1.0


def views(found: Iterable[Group], scene: Scene, labels: Labels) -> list[View]:
    """Groups in boxes of the same kind under the same label, as one, unless the pagination stands between them."""
    frame, leads, reach = scene.frame(), scene.leads(), _Reach(scene, labels)
    alike: dict[tuple[object, ...], list[View]] = {}
    for group in found:
        view = _view(group, reach.label(group), scene, labels, frame, leads)
        like = (view.path, view.label.mark, view.placed, view.veiled, view.slides, view.aside, _foreign(group, labels))
        alike.setdefault(like, []).append(view)
    joined = list(map(_joined, alike.values()))
    shown = not all(view.veiled for view in joined)
    return [replace(view, veiled=view.veiled and shown) for view in joined]


class _Reach:
    """How far the headings of other lists reach: to the first rule, or the first list that is dated where theirs is
    not."""

    def __init__(self, scene: Scene, labels: Labels) -> None:
        self._scene, self._labels = scene, labels
        self._first: dict[HtmlElement | None, Group] = {}  # below each of them
        self._below: Counter[HtmlElement | None] = Counter()
        self._ended: set[HtmlElement | None] = set()

    def label(self, group: Group) -> Label:
        label = self._labels.above(group.first)
        mark = label.mark
        if mark in self._scene.headings or not self._labels.foreign(label.text):
            return label
        above = self._first.setdefault(mark, group)
        self._below[mark] += 1
        if above is not group and self._below[mark] <= _FEW and self._is_apart(group, above):
            self._ended.add(mark)
        return Label() if mark in self._ended else label

    def _is_apart(self, group: Group, above: Group) -> bool:
        if is_dated(group) and not is_dated(above):
            return True
        order, both = self._scene.order, set(upward(above.first)) & set(upward(group.first))
        rules = (order[rule] for rule in self._scene.rules if rule.getparent() in both)
        return any(order[above.first] < place < order[group.first] for place in rules)


def is_dated(group: Group) -> bool:
    segments = group.segments[:_SAMPLE]
    return 2 * sum(bool(listing_order.date_beside(each)) for each in segments) > len(segments)


def _view(group: Group, label: Label, scene: Scene, labels: Labels, frame: HtmlElement | None, leads: bool) -> View:
    """A group as a list of its own; `frame` holds items and pagination, which `leads` says to stand above them."""
    line, first = upward(group.box), group.first
    titled = label.mark in scene.headings or labels.is_own(label.text)
    place, (top, bottom) = scene.order[first], scene.bounds()
    aside, placed = _is_aside(group, line, scene), place > top and (leads or place < bottom)
    foreign = max(0.0 if titled else labels.foreign(label.text), _foreign(group, labels))
    texts = [" ".join(map(_text, segment.pieces)) for segment in group.segments]
    rich = [_richness(*each) for each in zip(group.segments[:_SAMPLE], texts, strict=False)]
    return View(
        groups=(group,),
        path="/".join(str(node.tag) for node in line),
        label=label,
        titled=titled,
        framed=frame in line,
        aside=aside,
        veiled=listing_asides.is_veiled(line, scene.owner),
        slides=not scene.sliding.isdisjoint(line),
        placed=placed,
        against=4.0 * aside + 2.0 * (not placed) + 3.0 * foreign + 0.5 * (place > bottom),
        richness=sum(rich) / len(rich) + _DATED * _is_below_day(group),
        text=sum(map(len, texts)),
    )


def _foreign(group: Group, labels: Labels) -> float:
    """How surely the headings in the box of an only item say that it is of another list."""
    return max(map(labels.foreign, captions(group.first)), default=0.0) if len(group.segments) == 1 else 0.0


def _is_below_day(group: Group) -> bool:
    """Whether the day of all its items stands right above it, and by none of them."""
    above = group.box.getprevious()
    return above is not None and days.is_period(inner_text(above)) and not is_dated(group)


def _is_aside(group: Group, line: Sequence[HtmlElement], scene: Scene) -> bool:
    around = line if len(scene.links) > 1 else upward(scene.links[0].element)  # an only item's box is all of the page
    made = any(listing_asides.is_aside(node, depth) for depth, node in enumerate(reversed(around)))
    return made or listing_asides.is_aside(group.first) or listing_asides.is_dropdown(around, scene.owner)


def _joined(views: Sequence[View]) -> View:
    return replace(
        views[0],
        groups=tuple(group for view in views for group in view.groups),
        framed=all(view.framed for view in views),
        against=max(view.against for view in views),
        richness=sum(view.richness * view.size for view in views) / sum(view.size for view in views),
        text=sum(view.text for view in views),
    )


def upward(node: HtmlElement) -> list[HtmlElement]:
    return [node, *node.iterancestors()]


def _text(piece: str | HtmlElement) -> str:
    return piece if isinstance(piece, str) else " ".join(piece.itertext())


def _richness(segment: Segment, text: str) -> float:
    """How much stands by an item beside its link: text, picture, date, heading; 0 to 3.5."""
    line = " ".join(text.split())
    links = [link for element in segment.elements for link in element.iter("a")]
    title = max((len(text.strip()) for link in links for text in link.itertext()), default=0)
    rest = len(line) - title
    return (
        (1.5 if rest > 80 else 0.5 if rest > 25 else 0.0)
        + 0.7 * any(True for element in segment.elements for _ in element.iter("img", "picture"))
        + _DATED * days.is_dated_at_an_end(line)
        + 0.4 * (len(links) > 1)
        + 0.5 * any(True for element in segment.elements for _ in element.iter(*HEADINGS))
    )
