"""Where a listing goes on: by the address grammar, by `rel=next` (HTML, section 4.6.7), by the words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from feeder.extract.listing import turns, words
from feeder.extract.listing.anchors import Anchor
from feeder.extract.listing.places import (
    COUNTS,
    ENTRIES,
    IN_PATH,
    SUFFIX,
    Place,
    at,
    ending,
    is_related,
    listing,
    place,
)
from feeder.normalise import addresses

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMES = re.compile(r"id$|^(?:cat|kat|sec|tag|term)", re.IGNORECASE)  # parameters that name a section
_VARIANTS = re.compile(r"l$|lang|bahasa|loc|sort|order|urut|view|size|year|tahun|month|bulan|day|v$|ver", re.IGNORECASE)
FURTHER = 2  # addresses that "next" may stand on: the next page, and the last one


def paging(found: Iterable[Anchor], url: str) -> list[tuple[Anchor, int]]:
    """The links to pages of the listing at `url`, each with the number in its address; its first page only where a page
    number or a word stands on the link."""
    here = place(url)
    end = ending(here)
    candidates = ((anchor, place(anchor.url)) for anchor in found if end in anchor.url)
    return [
        (anchor, there.number)
        for anchor, there in candidates
        if there.name == here.name and anchor.element.tag != "link" and (there.page > 1 or _numbered(anchor.element))
        if not _is_size(anchor, there.number)
    ]


def _is_size(anchor: Anchor, number: int) -> bool:
    """Whether it leads to the same page with more entries on it: `?per_page=20`, and "20" on the link."""
    names = [name for name, _ in parse_qsl(urlsplit(anchor.url).query)]
    is_length = any(map(ENTRIES.fullmatch, names)) and not any(map(COUNTS.fullmatch, names))
    return is_length and turns.number(anchor.element) == number > 0


def _numbered(element: HtmlElement) -> bool:
    return words.is_paging("".join(element.itertext()).strip()) and not turns.is_part_of_day(element)


def following(found: Iterable[Anchor], pages: Iterable[tuple[Anchor, int]], url: str) -> str:
    """The address of the next page, "" where there is none. Never another host or listing, never a page before."""
    here, found = place(url), list(found)
    first = here.number or (0 if _from_zero(found, here) else 1)
    told = [(each, place(each.url)) for each in _told(found)]
    numbered = [*((each, there.number) for each, there in told if there.name == here.name), *pages]
    ahead = sorted((each for each in numbered if each[1] > first), key=lambda each: each[1])
    if not ahead:
        return next((each.url for each, _ in told if _goes_on(each.url, url, here)), "") or _counted_on(found, url)
    anchor, number = ahead[0]
    return at(anchor.url, first + 1) if number > first + 1 and _skips(anchor, number, url) else anchor.url


def _from_zero(found: Iterable[Anchor], here: Place) -> bool:
    """Whether the page behind the first has the number 1, as a number or a word on a link to it says."""
    ones = [each for each in found if place(each.url) == Place(here.name, 1)]
    second = any(turns.number(each.element) == 2 or turns.leads_on(each.element) for each in ones)
    return second and not any(
        turns.number(each.element) == 1 or words.turns_back(turns.said(each.element)) for each in ones
    )


def _skips(anchor: Anchor, number: int, url: str) -> bool:
    """Whether the number in the address of a link counts pages, so that those before it are known, too."""
    parts, said = urlsplit(anchor.url), turns.number(anchor.element)
    counted = IN_PATH.search(parts.path) or any(COUNTS.fullmatch(name) for name, _ in parse_qsl(parts.query))
    return bool(counted) and (said in (number, number + 1) or (not said and listing(url) is not None))


def _counted_on(found: Sequence[Anchor], url: str) -> str:
    """The nearest address that counts on from ours (`/news/index`, `/news/index/5`): by its words, or because a script
    goes there. A number of ours may be the list's own (`/category/3`), unless something leads back through it."""
    if listing(url):
        return ""
    stem, ours = _counted(url)
    alike = [(theirs, each) for each in found for other, theirs in [_counted(each.url)] if other == stem]
    turned = not ours or any(theirs < ours and words.turns_back(turns.said(each.element)) for theirs, each in alike)
    ahead = (
        (theirs, each.url)
        for theirs, each in alike
        if theirs > ours and (each.element.tag != "a" or (turned and words.turns_on(turns.said(each.element))))
    )
    return min(ahead, default=(0, ""))[1]


def by_number(behind: Iterable[Anchor], url: str) -> str:
    """The address that has one more in its query than ours, or a 2 where ours has nothing, whatever the parameter and
    the word on its link ("Sabanjure", `?kaca=2`); "" if other addresses go further by a parameter of that name. Only
    for links `behind` the items: above them others choose what is listed."""
    ours, path = dict(parse_qsl(urlsplit(url).query)), _without_query(url)
    further: dict[str, dict[int, str]] = {}
    for anchor in behind:
        theirs = dict(parse_qsl(urlsplit(anchor.url).query)) if _without_query(anchor.url) == path else {}
        changed = [name for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)]
        if len(changed) != 1 or _NAMES.search(changed[0]) or _VARIANTS.match(changed[0]):
            continue
        before, after = ours.get(changed[0], "1"), theirs.get(changed[0], "")
        if before.isdecimal() and after.isdecimal() and int(after[:9]) > int(before[:9]):
            further.setdefault(changed[0], {})[int(after[:9]) - int(before[:9])] = anchor.url
    found = [urls[1] for urls in further.values() if list(urls) == [1]]
    return found[0] if len(found) == 1 else ""


def _without_query(url: str) -> str:
    return addresses.canonical(url).partition("?")[0]


@lru_cache(2048)
def _counted(url: str) -> tuple[str, int]:
    """An address without the number at its end, and that number, 0 where there is none."""
    path, mark, query = addresses.canonical(url).partition("?")
    number = SUFFIX.search(path)
    return (path[: number.start()] if number else path) + mark + query, int(number[1]) if number else 0


def count(pages: Sequence[tuple[Anchor, int]], url: str) -> int:
    """How many pages there are: the last that is linked to, or this one; 0 where only the next one is known."""
    here, linked = place(url), {max(number, 1) for _, number in pages}
    said = [(number, page) for anchor, number in pages if (page := turns.number(anchor.element)) > 1]
    if any(number != page for number, page in said):  # counted from 0, or by their entries
        number, page = max(said)
        return page + (here.number > number)
    around = {here.page - 1, here.page + 1}
    return max(*linked, here.page) if linked - around or (linked and max(linked) < here.page) else 0


def _told(found: Iterable[Anchor]) -> Iterator[Anchor]:
    """What leads to the page that is next by the page's own word: by relation first, then by word."""
    by_word = []
    for anchor in found:
        if turns.is_related(anchor.element):
            yield anchor
        elif anchor.element.tag != "link" and turns.says_next(anchor.element) and not _is_section(anchor):
            by_word.append(anchor)
    if len({each.url for each in by_word}) <= FURTHER:  # else it is the word on the links to items
        yield from by_word


def _is_section(anchor: Anchor) -> bool:
    """Whether "Artikel Lama" is the name of a section: no number in the address says how far the list goes back."""
    if not words.is_older(turns.said(anchor.element)):
        return False
    parts = urlsplit(anchor.url)
    told = "".join(value for name, value in parse_qsl(parts.query) if not _NAMES.search(name))
    return not (IN_PATH.search(parts.path) or any(map(str.isdecimal, told)))


def _goes_on(address: str, url: str, here: Place) -> bool:
    """Whether an address without a known page number may be the next page."""
    if addresses.host(address) != addresses.host(url) or addresses.article(address):
        return False
    there = place(address)
    if listing(url):  # its other pages may lie at another place, but not at that of another listing
        elsewhere = not listing(address) and there.number == here.page + 1
        return elsewhere or (there.name == here.name and not there.number and _grows(address, url))
    ours, theirs = addresses.canonical(url), addresses.canonical(address)
    return theirs != ours and not (there.name == here.name and there.page <= here.page) and is_related(ours, theirs)


def _grows(address: str, url: str) -> bool:
    """Whether a number in the query of an address is greater than ours, whatever it is called."""
    ours, theirs = (dict(parse_qsl(urlsplit(each).query)) for each in (url, address))
    counts = [(ours.get(name, "0"), value) for name, value in theirs.items()]
    return any(a.isdecimal() and b.isdecimal() and int(b[:9]) > int(a[:9]) for a, b in counts)
