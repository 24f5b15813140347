"""The addresses of the pages of a listing: which listing one is of, and which page of it; and those of other pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from feeder.normalise import addresses

COUNTS = re.compile(  # pages; "page_id" names one, and "page_size" says how long they are
    r"p|pg|paged|page(?:_(?!id$|size$)\w+|no|num(?:ber)?)?|hal|halaman|pagina", re.IGNORECASE
)
ENTRIES = re.compile(r"start|offset|limitstart|per_page", re.IGNORECASE)  # how many stand on the pages before
IN_PATH = re.compile(r"/(?:page|hal|halaman|p)[/-]?(\d{1,6})/?$", re.IGNORECASE)
SUFFIX = re.compile(r"/(\d{1,6})/?$")

listing = lru_cache(2048)(addresses.listing)  # a site's menus stand on all its pages


@dataclass(frozen=True, slots=True)
class Place:
    """A page of a listing: all its pages share a name. The number in its address counts pages, from 1 or from 0, or
    entries; 0 where there is none."""

    name: str
    number: int

    @property
    def page(self) -> int:
        """Which page it is, if pages are counted from 1."""
        return max(self.number, 1)


@lru_cache(2048)
def place(url: str) -> Place:
    """Which listing the address belongs to, and which page of it."""
    found, parts = listing(url), urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    counts = [value for names in (COUNTS, ENTRIES) for name, value in query if names.fullmatch(name)]
    number = next(filter(str.isdecimal, counts), "")
    if found:
        rest = parts.path.partition(f"/{found.number}")[2]
        in_path = IN_PATH.search(rest) or SUFFIX.search(rest)
        name = f"{found.host}/{found.number}"
    else:
        kept = urlencode([pair for pair in query if not _counts(*pair)])
        in_path = IN_PATH.search(parts.path)
        path = parts.path[: in_path.start()] if in_path else parts.path
        name = addresses.canonical(parts._replace(path=path, query=kept, fragment="").geturl())
    return Place(name, int((number or (in_path[1] if in_path else "") or "0")[:9]))


def at(url: str, page: int, name: str = "") -> str:
    """The address of another page of a listing: as its own counts pages, else with a parameter `name`."""
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    own = name or next((each for each, value in query if COUNTS.fullmatch(each) and value.isdecimal()), "page")
    in_path = IN_PATH.search(parts.path)
    if in_path and not name and own not in dict(query):
        path = parts.path[: in_path.start(1)] + str(page) + parts.path[in_path.end(1) :]
        return urlunsplit(parts._replace(path=path, fragment=""))
    kept = [pair for pair in query if pair[0] != own]
    return urlunsplit(parts._replace(query=urlencode([*kept, (own, str(page))]), fragment=""))


def ending(here: Place) -> str:
    """What stands in the addresses of all pages of a listing: a cheap look before they are taken apart."""
    path = here.name.partition("?")[0]
    return path.rpartition("/")[2] if "/" in path else ""


def is_related(ours: str, theirs: str) -> bool:
    """Whether two addresses (canonical) share their path but for its end."""
    mine, other = ours.partition("?")[0].split("/"), theirs.partition("?")[0].split("/")
    return mine[:-1] == other[: len(mine) - 1]


def _counts(name: str, value: str) -> bool:
    """Whether a parameter may say which page it is; `?page=kontak` names one."""
    return (not value or value.isdecimal()) and bool(COUNTS.fullmatch(name) or ENTRIES.fullmatch(name))
