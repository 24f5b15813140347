"""Rows of page numbers, whatever the addresses behind them look like: `?page=0`, `/berita/index/104/20`, `hal-3.html`.

What stands on a link says which page it leads to; where its address differs from the others in the row says how pages
are counted there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap
from typing import TYPE_CHECKING

from feeder.extract.listing import turns
from feeder.extract.listing.anchors import Anchor
from feeder.extract.listing.places import is_related
from feeder.normalise import addresses

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NUMBER = re.compile(r"\d+")
_WEEK = 7  # cells of a row of a calendar
_FIRST = -1  # in place of the number in the address of a first page, which has none


@dataclass(frozen=True, slots=True)
class Row:
    """The pages that a listing leads to by number."""

    elements: tuple[HtmlElement, ...]
    next: str  # "" on the last page
    count: int


@dataclass(frozen=True, slots=True)
class _Step:
    """A link with a number on it."""

    page: int
    anchor: Anchor
    place: int  # the number in its address by which pages are told apart


def read(anchors: Sequence[Anchor], url: str) -> Row | None:
    """The row of numbers on the page of a listing at `url`, None if it has none: the longest with this page, or the one
    before or behind it. Years of an archive do not, and neither does how many items to show."""
    shapes = _shapes(anchors, url)
    likely = sorted(shapes, key=lambda shape: (len(shapes[shape]), shape == _bare(url)), reverse=True)
    return next((row for shape in likely if (row := _row(shape, shapes, anchors, url))), None)


_Shape = tuple[str, int]  # an address without its numbers, and which of them counts the pages
_Shapes = dict[str, list[tuple[int, Anchor]]]


def _shapes(anchors: Iterable[Anchor], url: str) -> _Shapes:
    """The links with numbers, by what their addresses have in common."""
    shapes: _Shapes = {}
    for page, anchor in _numbered(anchors, url):
        shapes.setdefault(_bare(anchor.url), []).append((page, anchor))
    return shapes


def _row(bare: str, shapes: _Shapes, anchors: Sequence[Anchor], url: str) -> Row | None:
    """The row of the links with addresses of one shape, None if that is none."""
    steps, shape = _steps(bare, shapes, url)
    if not steps:
        return None
    here = _place(url, shape)
    current = _current(steps, here)
    pages = {step.page for step in steps}
    if pages == {current} or all(abs(step.page - current) > 1 for step in steps if step.place != _FIRST):
        return None
    ahead = sorted((step for step in steps if step.page > current), key=lambda step: step.page)
    told = (each.url for each in anchors if turns.leads_on(each.element) and _place(each.url, shape) > here)
    between = [
        (place, each.url) for each in anchors if ahead and here < (place := _place(each.url, shape)) < ahead[0].place
    ]
    following = next(told, "") or (_nearest(ahead[0], between, current, _stride(steps)) if ahead else "")
    return Row(tuple(step.anchor.element for step in steps), following, max(current, *pages))


def _current(steps: Sequence[_Step], here: int) -> int:
    """Which page this is, the number in its address being `here`: as a link to it says, as the others count, or the one
    behind those with lesser numbers."""
    stride, known = _stride(steps), next((step for step in steps if step.place != _FIRST), None)
    if known and stride and here != _FIRST and (here - known.place) % stride == 0:
        return known.page + (here - known.place) // stride
    below = 1 + max((step.page for step in steps if step.place < here), default=0)
    return next((step.page for step in steps if step.place == here != _FIRST), below)


def _stride(steps: Sequence[_Step]) -> int:
    """By how much the numbers in the addresses rise from page to page, 0 if that is not always the same."""
    known = sorted({(step.page, step.place) for step in steps if step.place != _FIRST})
    strides = {divmod(after[1] - before[1], after[0] - before[0]) for before, after in pairwise(known)}
    stride, rest = strides.pop() if len(strides) == 1 else (0, 0)
    return 0 if rest else stride


def _nearest(step: _Step, between: Sequence[tuple[int, str]], current: int, stride: int) -> str:
    """The address of the page that follows, `step` being the nearest with a number; beside a gap ("3 … 9") an arrow may
    lead there, or it can be counted."""
    url, skipped = step.anchor.url, step.page - current - 1
    if not skipped or between:
        return min(between)[1] if skipped else url
    place = re.compile(rf"(?<!\d)0*{step.place}(?!\d)")
    counted = stride and len(place.findall(url)) == 1
    return place.sub(str(step.place - stride * skipped), url) if counted else url


def _steps(bare: str, shapes: _Shapes, url: str) -> tuple[list[_Step], _Shape]:
    """The steps of a shape, none if they do not rise with the numbers in their addresses; and by which number."""
    found = shapes[bare]
    if not _counts(found[0][1].url):
        return [], ("", 0)
    shape = (bare, _varying([addresses.canonical(each.url) for _, each in found] + [addresses.canonical(url)], bare))
    steps = [_Step(page, each, _place(each.url, shape)) for page, each in found]
    first = [_Step(1, each, _FIRST) for other in shapes if other != bare for page, each in shapes[other] if page == 1]
    ordered = sorted(steps, key=lambda step: step.place)
    return ([*first, *steps], shape) if all(starmap(_rises, pairwise(ordered))) else ([], shape)


def _counts(url: str) -> bool:
    """Whether there is a number in an address, behind its host."""
    return _NUMBER.search(addresses.canonical(url).removeprefix(addresses.host(url))) is not None


def _rises(before: _Step, after: _Step) -> bool:
    return before.page < after.page if before.place < after.place else before.page == after.page


def _numbered(anchors: Iterable[Anchor], url: str) -> Iterator[tuple[int, Anchor]]:
    """Links with nothing but a number on them, to pages beside or below this one."""
    ours, host = addresses.canonical(url), addresses.host(url)
    for anchor in anchors:
        page = turns.number(anchor.element)
        near = page and addresses.host(anchor.url) == host and is_related(ours, addresses.canonical(anchor.url))
        if near and not _in_calendar(anchor.element):
            yield page, anchor


def _in_calendar(element: HtmlElement) -> bool:
    row = next(element.iterancestors("tr"), None)
    return row is not None and len(row) == _WEEK


def _varying(canonical: Iterable[str], bare: str) -> int:
    """Which number tells the addresses of a shape apart: the first that is not the same in all, else the last."""
    numbers = [_NUMBER.findall(each) for each in canonical if _NUMBER.sub("#", each) == bare]
    differing = [place for place, some in enumerate(zip(*numbers, strict=True)) if len(set(some)) > 1]
    return differing[0] if differing else len(numbers[0]) - 1


def _bare(url: str) -> str:
    return _NUMBER.sub("#", addresses.canonical(url))


def _place(url: str, shape: _Shape) -> int:
    bare, which = shape
    return int(_NUMBER.findall(addresses.canonical(url))[which][:9]) if _bare(url) == bare else _FIRST
