"""Which of the page's lists are its own, and which stand beside it (popular, related, latest, menus, tickers).

Nothing decides alone. The page's heading and its pagination embrace its list; a side bar has a heading that says so, or
stands in an element made for such things (HTML, section 4.3); the page's own list is richer, longer, and holds most text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from math import log2
from typing import TYPE_CHECKING

from feeder.extract import listing_words as words
from feeder.extract.listing_groups import FENCE, HEADINGS, MANY, Group, Segment, groups

from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from feeder.extract.listing_groups import Owners

_ASIDES = frozenset(("nav", "aside", "marquee", "menu", "dialog"))
_ROLES = frozenset(("navigation", "complementary", "contentinfo", "banner", "search", "menu", "menubar", "dialog", "marquee"))
_CAPTIONS = HEADINGS | {"caption", "legend", "summary"}
_REFERENCES = ("href", "data-target", "data-bs-target")
_TOP = 4  # levels below the root: a header or footer deeper than that belongs to an item
_AROUND = 100  # characters that may stand beside a heading in its box
_SAMPLE = 12  # items of a list that are looked at


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of the page before its list is chosen."""

    owner: Owners
    order: Mapping[HtmlElement, int]
    headings: Sequence[HtmlElement]  # name the page's category
    pages: Sequence[HtmlElement]  # links to other pages of the listing
    others: frozenset[str]  # names of other categories, folded
    empty: bool  # the page says that there is nothing

    def frame(self) -> HtmlElement | None:
        """The smallest element that holds both pagination and items."""
        nodes = self.pages[-1].iterancestors() if self.pages else ()
        return next((node for node in nodes if self.owner.get(node) == MANY), None)

    def top(self) -> int:
        return self.order[self.headings[0]] if self.headings else -1

    def bottom(self) -> int:
        """Where the pagination below the list begins."""
        return self.order[self.pages[-1]] if self.pages else len(self.order)


@dataclass(frozen=True, slots=True)
class View:
    """Groups of one make under one label, with all that speaks for and against them."""

    groups: tuple[Group, ...]
    path: str
    mark: HtmlElement | None  # the element that says what the list is
    label: str  # and its words
    titled: bool  # it is the page's own heading
    framed: bool  # in one element with the pagination
    aside: bool
    placed: bool  # between heading and pagination
    doubt: float
    richness: float
    text: int

    @property
    def size(self) -> int:
        return len({key for group in self.groups for key in group.keys})

    @property
    def strength(self) -> float:
        return log2(1 + self.size) + self.richness + 3.0 * self.framed + 3.0 * self.titled

    def believed(self, scene: Scene) -> bool:
        """Whether it may be the page's own list: what is in doubt needs something that speaks for it."""
        if self.doubt >= 2.0:
            return self.titled and not self.aside
        return not self.doubt or self.titled or self.framed or (not scene.headings and self.richness > 1.0)


def choose(tree: HtmlElement, scene: Scene) -> list[View]:
    """The lists that are the page's own, the best first; none if the page has none."""
    found = groups(tree, scene.owner, lambda element: _is_apart(element, scene))
    views = list(_views(found, scene, _Labels(scene, tree)))
    total = sum(view.text for view in views) or 1
    ranked = sorted(views, key=lambda view: view.strength - view.doubt + 3.0 * view.text / total, reverse=True)
    best = next((view for view in ranked if view.believed(scene)), None)
    if best is None or (scene.empty and not (best.titled and best.richness > 1.0)):
        return []
    column = _column(best, views, scene)
    return [best, *(view for view in ranked if view is not best and _joins(view, best, column))]


def _joins(view: View, best: View, column: frozenset[HtmlElement]) -> bool:
    """Whether another list is part of the page's own: a first item made larger, the rows of a grid."""
    if view.aside and not best.aside or not view.placed:
        return False
    if any(group.box not in column for group in view.groups):
        return False
    rich = view.richness >= 0.5 * best.richness
    if view.label and not view.titled and view.label != best.label and not words.is_period(view.label):
        # another heading: "Berita Lainnya" below a first item made larger, or another list
        return rich and words.is_rest(view.label) and view.size >= best.size
    return (rich or view.path == best.path or view.mark is best.mark is not None) and view.doubt <= best.doubt


def _column(best: View, views: Sequence[View], scene: Scene) -> frozenset[HtmlElement]:
    """All elements of the part of the page that the list stands in: with its heading, or its pagination, or as far as
    nothing doubtful comes in."""
    line = _upward(best.groups[0].box)
    if best.titled and best.mark is not None:
        above = set(_upward(best.mark))
        return frozenset(next(node for node in line if node in above).iter())
    frame = scene.frame() if best.framed else None
    if frame is None:
        foreign = {node for view in views if view.doubt > best.doubt for group in view.groups for node in _upward(group.box)}
        free = takewhile(lambda node: node not in foreign and node.tag not in ("body", "html"), line[1:])
        frame = [line[0], *free][-1]
    return frozenset(frame.iter())


def _views(found: Iterable[Group], scene: Scene, labels: _Labels) -> Iterator[View]:
    """Groups in boxes of the same kind under the same label, as one."""
    frame = scene.frame()
    views: dict[tuple[str, HtmlElement | None], View] = {}
    for group in found:
        view = _view(group, scene, frame, labels)
        known = views.get((view.path, view.mark))
        views[view.path, view.mark] = _joined(known, view) if known else view
    yield from views.values()


def _joined(one: View, other: View) -> View:
    return replace(
        one,
        groups=one.groups + other.groups,
        framed=one.framed and other.framed,
        placed=one.placed and other.placed,
        doubt=max(one.doubt, other.doubt),
        richness=(one.richness * one.size + other.richness * other.size) / (one.size + other.size),
        text=one.text + other.text,
    )


def _view(group: Group, scene: Scene, frame: HtmlElement | None, labels: _Labels) -> View:
    mark, label = labels.above(group)
    line = _upward(group.box)
    aside = any(_is_aside(node, depth) for depth, node in enumerate([*reversed(line), group.first]))
    place = scene.order[group.first]
    placed = scene.top() < place < scene.bottom()
    titled = mark in scene.headings
    doubt = 4.0 * aside + 2.0 * (not placed) + (0.0 if titled else _foreign(label, scene))
    if len(group.segments) == 1:
        doubt += max((_foreign(caption, scene) for caption in _captions(group.first)), default=0.0)
    return View(
        groups=(group,),
        path="/".join(str(node.tag) for node in line),
        mark=mark,
        label=label,
        titled=titled,
        framed=frame is not None and frame in line,
        aside=aside,
        placed=placed,
        doubt=doubt,
        richness=_mean([_richness(segment) for segment in group.segments[:_SAMPLE]]),
        text=sum(len(_text(segment)) for segment in group.segments),
    )


def _foreign(label: str, scene: Scene) -> float:
    """How surely a label is that of a list beside the page's own."""
    return 3.0 * max(words.sideline(label), fold(label) in scene.others)


def _captions(element: HtmlElement) -> list[str]:
    """Headings in an element that are not the title of an item: neither linked nor followed by "Selengkapnya" alone."""
    captions = list(element.iter(*_CAPTIONS))
    if not captions:
        return []
    links = [" ".join("".join(link.itertext()).split()) for link in element.iter("a")]
    if links and all(words.is_more(link) for link in links):
        return []
    linked = {node for link in element.iter("a") for node in (*link.iter(*_CAPTIONS), *link.iterancestors(*_CAPTIONS))}
    return [" ".join("".join(caption.itertext()).split()) for caption in captions if caption not in linked]


def _is_apart(element: HtmlElement, scene: Scene) -> bool:
    """Whether an element begins another list: an element made for that, or a heading that tells."""
    if element.tag in _ASIDES or element.get("role", "").lower() in _ROLES:
        return True
    if element not in scene.owner and words.sideline(_short(element)):
        return True
    return any(_foreign(caption, scene) for caption in _captions(element))


def _short(element: HtmlElement) -> str:
    """The text of an element, if it is short."""
    said = "".join(islice(element.itertext(), 6)).strip()
    return said if len(said) < 60 else ""


def _upward(node: HtmlElement) -> list[HtmlElement]:
    return [node, *node.iterancestors()]


def _is_aside(node: HtmlElement, depth: int) -> bool:
    if node.tag in _ASIDES or node.get("role", "").lower() in _ROLES:
        return True
    return node.tag in ("header", "footer") and depth <= _TOP


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _text(segment: Segment) -> str:
    return " ".join(piece if isinstance(piece, str) else " ".join(piece.itertext()) for piece in segment.pieces)


def _richness(segment: Segment) -> float:
    """How much stands by an item beside its link: text, picture, date, heading; 0 to 3.5."""
    elements = [piece for piece in segment.pieces if not isinstance(piece, str)]
    said = " ".join(_text(segment).split())
    links = [" ".join("".join(link.itertext()).split()) for element in elements for link in element.iter("a")]
    rest = len(said) - max((len(link) for link in links), default=0)
    return (
        (1.5 if rest > 80 else 0.5 if rest > 25 else 0.0)
        + 0.7 * any(True for element in elements for _ in element.iter("img", "picture"))
        + 0.4 * words.is_dated(said[-90:])
        + 0.4 * (len(links) > 1)
        + 0.5 * any(True for element in elements for _ in element.iter(*HEADINGS))
    )


class _Labels:
    """What stands above a list: the nearest heading, or a line with a word that tells."""

    def __init__(self, scene: Scene, tree: HtmlElement) -> None:
        self._scene = scene
        self._known: dict[HtmlElement, tuple[HtmlElement | None, str]] = {}
        self._tabs = {
            reference[1:]: " ".join("".join(element.itertext()).split())
            for element in tree.iter("a", "button")
            for reference in (element.get(name, "") for name in _REFERENCES)
            if reference.startswith("#")
        }

    def above(self, group: Group) -> tuple[HtmlElement | None, str]:
        """The element that is the label (None if there is none) and its text."""
        node: HtmlElement | None = group.first
        passed = []
        found: tuple[HtmlElement | None, str] = (None, "")
        while node is not None and node.tag not in ("body", "html"):
            if node in self._known:
                found = self._known[node]
                break
            passed.append(node)
            before = node.getprevious()
            if label := self._tab(node) or self._label(before, node):
                found = label
                break
            node = before if before is not None else node.getparent()
        self._known.update(dict.fromkeys(passed, found))
        return found

    def _tab(self, node: HtmlElement) -> tuple[HtmlElement, str] | None:
        """What the button that shows the element says."""
        said = self._tabs.get(node.get("id", ""), "")
        return (node, said) if said and _foreign(said, self._scene) else None

    def _label(self, before: HtmlElement | None, node: HtmlElement) -> tuple[HtmlElement, str] | None:
        """What the sibling before, or the text between, says."""
        between = before.tail if before is not None else getattr(node.getparent(), "text", "")
        if between and words.sideline(between.strip(" :\t\n")):
            return node, between.strip()
        if before is None or before.tag == "a" or self._scene.owner.get(before, FENCE) != FENCE:
            return None
        said = " ".join("".join(before.itertext()).split())
        own = [each for each in self._scene.headings if before in (each, *each.iterancestors())]
        captions = own or [*before.iter(*_CAPTIONS)]
        if captions:
            label = " ".join("".join(captions[-1].itertext()).split())
            return (captions[-1], label) if len(said) < len(label) + _AROUND else None
        telling = len(said) < 60 and (words.sideline(said) or fold(said) in self._scene.others)
        return (before, said) if telling else None
