"""The lists of a page, and how far each of their items reaches.

Items that have an element of their own reach no further. In a flat list (headings and paragraphs one after another,
rows of a table, lines divided by breaks) what stands between the links is shared out by the pattern in which it
repeats.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feeder.extract.listing import days
from feeder.extract.listing.groups import FENCE, HEADINGS, MANY, Group, Segment, pieces

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from feeder.extract.listing.groups import Owners, Piece, Run

_PICTURES = ("img", "picture")
_LONG = 60  # characters; a date, a category or an author is shorter
_NUMBERS = re.compile(r"\d+")
_LONE = 40  # pieces that a single item may reach

_Span = tuple[str, int, int]
_Kind = tuple[str, str, bool, bool]


def groups(
    tree: HtmlElement, owner: Owners, alone: Callable[[HtmlElement], bool], apart: Callable[[HtmlElement], bool]
) -> Iterator[Group]:
    """Every list of the page. `apart` says of an element that it begins another list than what stands above it,
    `alone` that what stands below it is another one, too."""
    if owner.get(tree, MANY) not in (MANY, FENCE):
        yield _alone(tree, owner)
    for box, key in owner.items():
        for run in _runs(pieces(box), owner, alone, apart) if key == MANY else ():
            if segments := _share(run, owner):
                yield Group(box, segments)


def _alone(tree: HtmlElement, owner: Owners) -> Group:
    """The only item that the page has links to: as far as its box reaches below the page's body."""
    box = tree
    while len(inner := [child for child in box if child in owner]) == 1 and len(inner[0]) > 1:
        if not any(child in owner for child in inner[0]):  # the link
            break
        box = inner[0]
    return Group(box, [Segment(owner[tree], list(pieces(box)))])


def _runs(
    parts: Iterable[Piece], owner: Owners, alone: Callable[[HtmlElement], bool], apart: Callable[[HtmlElement], bool]
) -> Iterator[list[Piece]]:
    """Stretches of pieces without any that holds several items, or is no part of an item."""
    run: list[Piece] = []
    for piece in parts:
        if isinstance(piece, str):
            run.append(piece)
        elif owner.get(piece) in (MANY, FENCE):
            yield run
            run = []
        elif alone(piece):
            yield run
            yield [piece]
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
    run, spans = _without_strangers(run, spans, owner)
    edges = [0, *(place for _, start, end in spans for place in (start, end)), len(run)]
    before, *gaps, after = (run[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    named = len({"".join(map(_text, run[start:end])) for _, start, end in spans}) > 1
    pattern = _pattern(before, gaps, after, named=named)
    leads, tails = pattern.share(before, gaps, after)
    return [
        Segment(key, [*lead, *run[start:end], *tail])
        for (key, start, end), lead, tail in zip(spans, leads, tails, strict=True)
    ]


def _without_strangers(run: Run, spans: list[_Span], owner: Owners) -> tuple[Run, list[_Span]]:
    """The stretch without what is made like its items and leads elsewhere: a film among them is nobody's part."""
    makes = {_make(piece) for piece in run if not isinstance(piece, str) and piece in owner}
    strange = {
        place
        for place, piece in enumerate(run)
        if not isinstance(piece, str) and piece not in owner and _make(piece) in makes and _leads(piece)
    }
    if not strange or len(makes) != 1:
        return run, spans
    kept = [piece for place, piece in enumerate(run) if place not in strange]
    return kept, _spans(kept, owner)


def _leads(piece: HtmlElement) -> bool:
    return next(piece.iter("a"), None) is not None


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


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How what stands between the items is shared out."""

    flat: bool  # the items have no elements of their own
    leading: frozenset[_Kind]  # what stands above the links of its item
    longest: int  # pieces between two items
    usual: frozenset[_Kind]  # what stands between items
    titled: int  # pieces that lead an item, with a rule below its title; 0 if that has none

    def share(self, before: Run, gaps: Sequence[Run], after: Run) -> tuple[list[Run], list[Run]]:
        """What stands above the links of each item, and what below."""
        if not self.flat:
            none: list[Run] = [()] * (len(gaps) + 1)
            return none, none
        cuts = [self._cut(gap) for gap in gaps]
        leads = [before[self._cut(before) :], *(gap[cut:] for gap, cut in zip(gaps, cuts, strict=True))]
        return leads, [*(gap[:cut] for gap, cut in zip(gaps, cuts, strict=True)), self._end(after)]

    def _cut(self, gap: Run) -> int:
        """Where the next item begins."""
        if self.titled:
            return max(0, len(gap) - self.titled)
        if ruled := _ruled(gap):
            return ruled[-1] + 1
        place = self._headed(gap)
        while (above := self._above(gap, place)) is not None:
            place = above
        return place

    def _above(self, gap: Run, place: int) -> int | None:
        """Where what leads the item begins one piece further up, line ends aside; None if that is not its own."""
        said = next((index for index in range(place - 1, -1, -1) if _says(gap[index])), None)
        if place and _kind(gap[place - 1]) in self.leading:
            return place - 1
        return said if said is not None and _kind(gap[said]) in self.leading else None

    def _headed(self, gap: Run) -> int:
        """Where the heading of the next item stands, or its first link, if none leads the items."""
        found = [(str(piece.tag), -place) for place, piece in self._leading_headings(gap)]
        return -min(found)[1] if found else len(gap)

    def _leading_headings(self, gap: Run) -> Iterator[tuple[int, HtmlElement]]:
        for place, piece in enumerate(gap):
            if not isinstance(piece, str) and _is_heading(piece) and _kind(piece) in self.leading:
                yield place, piece

    def _end(self, after: Run) -> Run:
        """What belongs to the last item."""
        for place, piece in enumerate(after[: self.longest]):
            if _is_rule(piece) or (
                _is_heading(piece) and (_kind(piece) in self.leading or _kind(piece) not in self.usual)
            ):
                return after[:place]
        return after[: self.longest]


def _pattern(before: Run, gaps: Sequence[Run], after: Run, *, named: bool) -> _Pattern:
    """`named`: not the same stands on all links, as "Selengkapnya" does, whose titles stand elsewhere."""
    filled = Counter(make for gap in gaps for make in {_make(piece) for piece in gap if _says(piece)})
    usual = frozenset(_kind(piece) for gap in gaps for piece in gap)
    above = {_kind(piece) for place, piece in enumerate(before, 3) if place >= len(before) or _is_heading(piece)}
    if after and _is_heading(after[-1]) and _kind(after[-1]) in above:
        after = after[:-1]  # it leads the list that follows
    below = {_kind(piece) for piece in after[:5]}
    told = usual & above if gaps else {_kind(piece) for piece in before[-2:] if days.is_date(_text(piece))}
    told |= set() if named else _of_any_length(above, gaps, after[:5])
    return _Pattern(
        flat=2 * max(filled.values(), default=0) >= len(gaps),
        leading=frozenset(kind for kind in usual | above if kind not in below and (kind[2] or kind in told)),
        longest=max((len(gap) for gap in gaps), default=_LONE),
        usual=usual,
        titled=_titled(before, gaps, after),
    )


def _of_any_length(above: Iterable[_Kind], gaps: Sequence[Run], after: Run) -> set[_Kind]:
    """What is made like something above the first item, stands once between any two, and not below the last: some
    titles are long."""
    makes = {(tag, _NUMBERS.sub("", name)) for tag, name, *_ in above} - {_make(piece) for piece in after}
    counts = [Counter(map(_make, gap)) for gap in gaps]
    leading = {make for make in makes if all(each[make] == 1 for each in counts)}
    kinds = {_kind(piece) for gap in gaps for piece in gap if _make(piece) in leading}
    return kinds | {kind for kind in above if kind[:2] in {each[:2] for each in kinds}}


def _titled(before: Run, gaps: Sequence[Run], after: Run) -> int:
    """How many pieces follow the last but one rule before each item, and stand above the first one, but not below the
    last: a title that is divided from its text as the items are from one another."""
    ruled = [_ruled(gap) for gap in gaps]
    sizes = {len(gap) - rules[-2] - 1 if len(rules) > 1 else 0 for gap, rules in zip(gaps, ruled, strict=True)}
    size = min(sizes, default=0)
    leads = {tuple(map(_make, run[len(run) - size :])) for run in (before, *gaps)}
    below = {tuple(map(_make, after[place : place + size])) for place in range(min(len(after), size + 1))}
    return size if len(sizes) == len(leads) == 1 and leads.isdisjoint(below) else 0


def _ruled(run: Run) -> list[int]:
    return [place for place, piece in enumerate(run) if _is_rule(piece)]


def _make(piece: Piece) -> tuple[str, str]:
    """Element and class, without numbers: what stands between the items of a flat list comes again and again, unlike an
    advertisement here and a newsletter there."""
    return ("", "") if isinstance(piece, str) else (str(piece.tag), _NUMBERS.sub("", piece.get("class", "")))


def _kind(piece: Piece) -> _Kind:
    """What makes two pieces alike: element, class, whether there is a picture, whether there is much text, which says
    nothing of a heading."""
    if isinstance(piece, str):
        return ("", "", False, len(piece) > _LONG)
    picture = piece.tag in _PICTURES or any(True for _ in piece.iter(*_PICTURES))
    return (str(piece.tag), piece.get("class", ""), picture, len(_text(piece)) > _LONG and not _is_heading(piece))


def _text(piece: Piece) -> str:
    return piece.strip() if isinstance(piece, str) else "".join(piece.itertext()).strip()


def _says(piece: Piece) -> bool:
    return bool(_text(piece)) or _kind(piece)[2]


def _is_rule(piece: Piece) -> bool:
    return not isinstance(piece, str) and piece.tag == "hr"


def _is_heading(piece: Piece) -> bool:
    return not isinstance(piece, str) and piece.tag in HEADINGS
