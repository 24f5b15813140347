"""Which of the page's lists are its own, and which stand beside it (popular, related, latest, menus, tickers).

Nothing decides alone. The page's heading and its pagination embrace its list; a side bar has a heading that says so, or
stands in an element made for such things (HTML, section 4.3); the page's own list is richer and longer, and holds most
of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from feeder.extract.listing import asides as listing_asides
from feeder.extract.listing import order as listing_order
from feeder.extract.listing import words
from feeder.extract.listing.groups import HEADINGS, MANY, Group, Link, Segment
from feeder.extract.listing.labels import Label, Labels, captions
from feeder.extract.listing.order import Order
from feeder.extract.listing.shares import groups

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from feeder.extract.listing.groups import Owners

_MARGIN = 1.5  # of likelihood: so little decides nothing
_SAMPLE = 12  # items of a list that are looked at


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of the page before its list is chosen."""

    owner: Owners
    order: Mapping[HtmlElement, int]
    headings: Sequence[HtmlElement]  # name the page's category
    pages: Sequence[HtmlElement]  # links to other pages of the listing
    names: frozenset[str]  # of the page's category, folded
    others: frozenset[str]  # names of other categories, folded
    empty: bool  # the page says that there is nothing
    links: Sequence[Link]  # to items
    newest: Order  # what tells new items from old ones

    def frame(self) -> HtmlElement | None:
        """The smallest element that holds both pagination and items."""
        nodes = self.pages[-1].iterancestors() if self.pages else ()
        return next((node for node in nodes if self.owner.get(node) == MANY), None)

    def bounds(self) -> tuple[int, int]:
        """Where the page's heading ends and its pagination begins."""
        top = self.order[self.headings[0]] if self.headings else -1
        return top, self.order[self.pages[-1]] if self.pages else len(self.order)

    def leads(self) -> bool:
        """Whether the pagination stands above the list."""
        frame, (top, bottom) = self.frame(), self.bounds()
        links = [] if frame is None else [self.order[each] for each in frame.iter("a") if each in self.owner]
        items = {place for place in links if place > top} - {self.order[page] for page in self.pages}
        return bool(items) and min(items) > bottom


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
            return self.titled and not self.aside
        if self.titled or self.framed:
            return True
        if scene.headings:  # and it stands below another one
            return not self.doubt and self.richness >= 0.4
        return not self.doubt or self.richness > 1.0


class Choice(NamedTuple):
    """The lists that are the page's own, the best first, and those that may be it as well."""

    views: list[View]
    rivals: list[View]


def choose(tree: HtmlElement, scene: Scene) -> Choice:
    """The lists that are the page's own; none if the page has none."""
    labels = Labels(tree, scene.owner, scene.headings, scene.names, scene.others)
    found = groups(tree, scene.owner, lambda element: listing_asides.is_aside(element) or labels.apart(element))
    views = _views(found, scene, labels)
    total = sum(view.text for view in views) or 1
    own = any(view.titled and not view.doubt for view in views)
    ranked = sorted(views, key=lambda view: _weight(view, total, own), reverse=True)
    near = _near(_shown([view for view in ranked if view.believed(scene)]), lambda view: _weight(view, total, own))
    best = next((view for view in near if len(near) > 1 and scene.newest.falls(view.groups)), next(iter(near), None))
    best = next((view for view in ranked if best and _outranks(view, best, ranked)), best)
    if best is None or (scene.empty and not (best.titled and best.richness > 1.0)):
        return Choice([], [])
    column = _column(best, views, scene)
    chosen = [best, *(view for view in ranked if view is not best and _joins(view, best, column))]
    rivals = [view for view in near if view not in chosen and _is_rival(view, chosen, scene)]
    return Choice(listing_order.orderly(chosen, scene.newest), rivals)


def _shown(likely: Sequence[View]) -> list[View]:
    """Without those that are hidden, unless only those stand below the page's heading, and wait for a script."""
    shown = [view for view in likely if not view.veiled]
    waits = any(view.titled for view in likely) and not any(view.titled for view in shown)
    return [*likely] if waits else shown


def _near(likely: Sequence[View], weight: Callable[[View], float]) -> list[View]:
    """The likeliest list, and those that are nearly as likely, with as much that marks them as the page's own."""
    first = likely[:1]
    return [
        view
        for view in likely
        for best in first
        if weight(view) >= weight(best) - _MARGIN and (view.titled, view.framed) == (best.titled, best.framed)
    ]


def _is_rival(view: View, chosen: Sequence[View], scene: Scene) -> bool:
    """Whether a list that was not chosen has items of its own, and is in no other order."""
    known = {key for each in chosen for group in each.groups for key in group.keys}
    own = {key for group in view.groups for key in group.keys}
    order = scene.newest
    return not own <= known and order.falls(view.groups) == order.falls(chosen[0].groups)


def _weight(view: View, total: int, own: bool) -> float:
    """How likely it is the page's own. `own`: another list may stand below the page's heading, so that one below
    another heading is less likely to be it."""
    elsewhere = own and not (view.titled or view.framed) and view.label.mark is not None
    return view.strength - view.doubt + 3.0 * view.text / total - 1.5 * elsewhere


def _outranks(view: View, best: View, ranked: Sequence[View]) -> bool:
    """Whether a list that is in some doubt is what the page is about, rather than one of the same make above it:
    "Terbaru" below what was pinned."""
    likelier = ranked.index(view) < ranked.index(best)
    return likelier and view.doubt < 2.0 and view.placed and view.path == best.path and not (best.titled or best.framed)


def _views(found: Iterable[Group], scene: Scene, labels: Labels) -> list[View]:
    """Groups in boxes of the same kind under the same label, as one, unless the pagination stands between them."""
    frame, leads = scene.frame(), scene.leads()
    alike: dict[tuple[str, HtmlElement | None, bool, bool], list[View]] = {}
    first: dict[HtmlElement | None, Group] = {}  # below each label
    for group in found:
        label = labels.above(group.first)
        above = first.setdefault(label.mark, group)
        if labels.foreign(label.text) and above is not group and _is_apart(group, above, scene):
            label = Label()
        view = _view(group, label, scene, labels, frame, leads)
        alike.setdefault((view.path, view.label.mark, view.placed, view.veiled), []).append(view)
    joined = [_joined(views) for views in alike.values()]
    return [replace(view, veiled=view.veiled and not all(each.veiled for each in joined)) for view in joined]


def _is_apart(group: Group, above: Group, scene: Scene) -> bool:
    """Whether a list is another than the one above it, below a heading that is not the page's: only it is dated, or a
    rule stands between."""
    if _is_dated(group) and not _is_dated(above):
        return True
    both = set(_upward(above.first)) & set(_upward(group.first))
    places = (scene.order[each] for node in both for each in node if each.tag == "hr")
    return any(scene.order[above.first] < place < scene.order[group.first] for place in places)


def _is_dated(group: Group) -> bool:
    segments = group.segments[:_SAMPLE]
    return 2 * sum(bool(listing_order.date_beside(each)) for each in segments) > len(segments)


def _view(group: Group, label: Label, scene: Scene, labels: Labels, frame: HtmlElement | None, leads: bool) -> View:
    line, first = _upward(group.box), group.first
    titled = label.mark in scene.headings or labels.is_own(label.text)
    inner = line if len(scene.links) > 1 else _upward(scene.links[0].element)  # an only item's box is all of the page
    aside = (
        listing_asides.is_aside(first)
        or any(listing_asides.is_aside(node, depth) for depth, node in enumerate(reversed(inner)))
        or listing_asides.is_dropdown(inner, scene.owner)
    )
    place, (top, bottom) = scene.order[first], scene.bounds()
    placed = place > top and (leads or place < bottom)
    inner = captions(first) if len(group.segments) == 1 else []
    foreign = max([0.0 if titled else labels.foreign(label.text), *map(labels.foreign, inner)])
    texts = [" ".join(map(_text, segment.pieces)) for segment in group.segments]
    rich = [_richness(*each) for each in zip(group.segments[:_SAMPLE], texts, strict=False)]
    return View(
        groups=(group,),
        path="/".join(str(node.tag) for node in line),
        label=label,
        titled=titled,
        framed=frame is not None and frame in line,
        aside=aside,
        veiled=listing_asides.is_veiled(line, scene.owner),
        placed=placed,
        against=4.0 * aside + 2.0 * (not placed) + 3.0 * foreign + 0.5 * (place > bottom),
        richness=sum(rich) / len(rich),
        text=sum(map(len, texts)),
    )


def _joined(views: Sequence[View]) -> View:
    return replace(
        views[0],
        groups=tuple(group for view in views for group in view.groups),
        framed=all(view.framed for view in views),
        against=max(view.against for view in views),
        richness=sum(view.richness * view.size for view in views) / sum(view.size for view in views),
        text=sum(view.text for view in views),
    )


def _joins(view: View, best: View, column: frozenset[HtmlElement]) -> bool:
    """Whether another list is part of the page's own: a first item made larger, the rows of a grid."""
    if (view.aside and not best.aside) or not view.placed:
        return False
    rich, label = view.richness >= 0.5 * best.richness, view.label.text
    if not (best.titled or best.framed) and view.path == best.path and rich and view.doubt <= best.doubt:
        return True  # a front page: it has no list of its own, but several
    if any(group.box not in column for group in view.groups):
        return False
    if label and not view.titled and label != best.label.text:
        # another heading: "Berita Lainnya" below a first item made larger, or another list
        return rich and words.is_rest(label) and view.size >= best.size
    same = view.path == best.path or (view.label.mark is best.label.mark and view.label.mark is not None)
    return (rich or same) and view.doubt <= best.doubt


def _column(best: View, views: Sequence[View], scene: Scene) -> frozenset[HtmlElement]:
    """All elements of the part of the page that the list stands in: with its heading, or its pagination, or as far as
    nothing doubtful comes in."""
    line = _upward(best.groups[0].box)
    if best.titled and best.label.mark is not None:
        above = set(_upward(best.label.mark))
        return frozenset(next(node for node in line if node in above).iter())
    frame = scene.frame() if best.framed else None
    if frame is None:
        doubtful = [group.box for view in views if view.doubt > best.doubt for group in view.groups]
        foreign = {node for box in doubtful for node in _upward(box)} | {line[-1], *line[-2:-1]}
        frame = [line[0], *takewhile(lambda node: node not in foreign, line[1:])][-1]
    return frozenset(frame.iter())


def _upward(node: HtmlElement) -> list[HtmlElement]:
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
        + 0.4 * (words.is_dated(line[-90:]) or words.is_dated(line[:90]))
        + 0.4 * (len(links) > 1)
        + 0.5 * any(True for element in segment.elements for _ in element.iter(*HEADINGS))
    )
