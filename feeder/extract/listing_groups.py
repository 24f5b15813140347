"""From links to groups of items: what stands together, and how far each item reaches.

The tree is read bottom up. An element *belongs* to an item if all links in it lead to that item; an element with links to
several items *holds* them. The largest elements that belong to one item, side by side in one that holds several, are
pieces of a list. What stands between them and belongs to nobody is shared out by the pattern in which it repeats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from feeder.extract import listing_words as words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    Piece = str | HtmlElement  # text between elements is a piece of its own
    Run = Sequence[Piece]
    Owners = Mapping[HtmlElement, str]

MANY: Final = ""  # in place of a key: holds links to several items
FENCE: Final = "|"  # in place of a key: the page's own heading or pagination, which belongs to no item

HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_NOTHING = frozenset(("script", "style", "link", "meta", "template"))
_PICTURES = ("img", "picture")
_LONG = 60  # characters; a date, a category or an author is shorter
_LONE = 40  # pieces that a single item may reach


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an item."""

    element: HtmlElement
    url: str
    key: str


@dataclass(slots=True)
class Segment:
    """All that stands by one item, in the page's order."""

    key: str
    pieces: list[Piece]

    @property
    def first(self) -> HtmlElement:
        """The element that it begins with."""
        return next(piece for piece in self.pieces if not isinstance(piece, str))


@dataclass(slots=True)
class Group:
    """Items side by side in one element."""

    box: HtmlElement
    segments: list[Segment]

    @property
    def first(self) -> HtmlElement:
        """The element that the first item begins with."""
        return self.segments[0].first

    @property
    def keys(self) -> set[str]:
        return {segment.key for segment in self.segments}


def owners(links: Iterable[Link], fences: Iterable[HtmlElement]) -> dict[HtmlElement, str]:
    """For each element with a link in it the one key that it belongs to, or MANY."""
    found: dict[HtmlElement, str] = {}
    for link in links:
        _claim(found, link.element, link.key)
    for fence in fences:
        _claim(found, fence, FENCE)
    return found


def _claim(found: dict[HtmlElement, str], element: HtmlElement, key: str) -> None:
    node: HtmlElement | None = element
    while node is not None:
        known = found.get(node)
        if known in (key, MANY):
            return
        found[node] = key if known is None else MANY
        node = node.getparent()


def groups(tree: HtmlElement, owner: Owners, apart: Callable[[HtmlElement], bool]) -> Iterator[Group]:
    """Every list of the page. `apart` says of an element that it begins another list than what stands above it."""
    if owner.get(tree, MANY) not in (MANY, FENCE):
        yield _alone(tree, owner)
    for box, key in owner.items():
        for run in _runs(pieces(box), owner, apart) if key == MANY else ():
            if segments := _share(run, owner):
                yield Group(box, segments)


def _alone(tree: HtmlElement, owner: Owners) -> Group:
    """The only item that the page has links to: as far as its box reaches below the page's body."""
    box = tree
    while (inner := [child for child in box if child in owner]) and len(inner) == 1 and len(inner[0]) > 1:
        box = inner[0]
    return Group(box, [Segment(owner[tree], list(pieces(box)))])


def pieces(box: HtmlElement) -> Iterator[Piece]:
    """Children and the text between them."""
    if box.text and not box.text.isspace():
        yield box.text
    for child in box:
        if child.tag not in _NOTHING:
            yield child
        if child.tail and not child.tail.isspace():
            yield child.tail


def _runs(
    pieces: Iterable[Piece], owner: Owners, apart: Callable[[HtmlElement], bool]
) -> Iterator[list[Piece]]:
    """Stretches of pieces without any that holds several items, or is no part of an item."""
    run: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
        elif owner.get(piece) in (MANY, FENCE):
            yield run
            run = []
        elif apart(piece):
            yield run
            run = [piece]
        else:
            run.append(piece)
    yield run


def _share(run: Run, owner: Owners) -> list[Segment]:
    """Cut a stretch into items: each from its first to its last owned piece, and what repeats around it."""
    spans = _spans(run, owner)
    if not spans:
        return []
    edges = [0, *(place for _, start, end in spans for place in (start, end)), len(run)]
    before, *gaps, after = (run[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    pattern = _pattern(before, gaps, after)
    cuts = [pattern.cut(gap) for gap in gaps]
    leads = [before[pattern.cut(before) :], *(gap[cut:] for gap, cut in zip(gaps, cuts, strict=True))]
    tails = [*(gap[:cut] for gap, cut in zip(gaps, cuts, strict=True)), pattern.end(after)]
    if not pattern.flat:
        leads = tails = [[] for _ in spans]
    return [
        Segment(key, [*lead, *run[start:end], *tail])
        for (key, start, end), lead, tail in zip(spans, leads, tails, strict=True)
    ]


def _spans(run: Run, owner: Owners) -> list[tuple[str, int, int]]:
    """Key, first piece and end of each item; what stands between two pieces of one item is part of it."""
    spans: list[tuple[str, int, int]] = []
    for place, piece in enumerate(run):
        key = None if isinstance(piece, str) else owner.get(piece)
        if key is None:
            continue
        if spans and spans[-1][0] == key:
            spans[-1] = (key, spans[-1][1], place + 1)
        else:
            spans.append((key, place, place + 1))
    return spans


_Kind = tuple[str, str, bool, bool]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How what stands between the items of a flat list is shared out."""

    flat: bool  # the items have no elements of their own
    leading: frozenset[_Kind]  # what stands above the links of its item
    longest: int
    usual: frozenset[_Kind]

    def cut(self, gap: Run) -> int:
        """Where the next item begins."""
        ruled = [place for place, piece in enumerate(gap) if _is_rule(piece)]
        if ruled:
            return ruled[-1] + 1
        place = len(gap)
        while place and _kind(gap[place - 1]) in self.leading:
            place -= 1
        return place

    def end(self, after: Run) -> list[Piece]:
        """What belongs to the last item."""
        found: list[Piece] = []
        for piece in after[: self.longest]:
            if _is_rule(piece) or (_is_heading(piece) and _kind(piece) not in self.usual):
                break
            found.append(piece)
        return found


def _pattern(before: Run, gaps: Sequence[Run], after: Run) -> _Pattern:
    filled = [gap for gap in gaps if any(_says(piece) for piece in gap)]
    usual = frozenset(_kind(piece) for gap in gaps for piece in gap)
    above = {_kind(piece) for piece in before[-3:]}
    below = {_kind(piece) for piece in after[:5]}
    told = usual & above if gaps else {_kind(piece) for piece in before[-2:] if words.is_date(_text(piece))}
    return _Pattern(
        flat=2 * len(filled) >= len(gaps),
        leading=frozenset(kind for kind in usual | above if kind not in below and (kind[2] or kind in told)),
        longest=max((len(gap) for gap in gaps), default=_LONE),
        usual=usual,
    )


def _kind(piece: Piece) -> _Kind:
    """What makes two pieces alike: element, class, whether there is a picture, whether there is much text."""
    if isinstance(piece, str):
        return ("", "", False, len(piece) > _LONG)
    picture = piece.tag in _PICTURES or any(True for _ in piece.iter(*_PICTURES))
    return (str(piece.tag), piece.get("class", ""), picture, len(_text(piece)) > _LONG)


def _says(piece: Piece) -> bool:
    return bool(_text(piece)) or _kind(piece)[2]


def _text(piece: Piece) -> str:
    return (piece if isinstance(piece, str) else "".join(piece.itertext())).strip()


def _is_rule(piece: Piece) -> bool:
    return not isinstance(piece, str) and piece.tag == "hr"


def _is_heading(piece: Piece) -> bool:
    return not isinstance(piece, str) and piece.tag in HEADINGS
