"""Patterns of addresses: what the addresses of a site's items have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from feeder.normalise import addresses

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|ico|css|js|json|xml|rss|atom|pdf|docx?|xlsx?|pptx?|zip|rar|mp[34]|avi|apk)(?:\?|$)",
    re.I,
)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|od[tsp])(?:\?|$)", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp|shtml)$", re.IGNORECASE)
_FIRST = re.compile(r"(?<=/)(?:index|default|home)\.\w{2,5}$", re.IGNORECASE)
_INDEX = re.compile(r"(?<=/)(?:index|default|home)\d*\.\w{2,5}$", re.IGNORECASE)
_NO_ITEMS = frozenset(
    "tag tags topic topics topik category categories kategori label author authors penulis user users profile profil "
    "login register signup signin search cari page feed rss archive archives arsip about tentang contact kontak "
    "privacy terms help faq sitemap share comment comments print cart account".split()
)
_LABELS = frozenset("tag tags category categories kategori label author authors penulis".split())
_PLACE = re.compile(r"(<n>|<slug>|<names?>)")
_SECTIONS = re.compile(r"((?:/<n>){2,3})/[^<?]+/(?=<)")  # between the day and the name of an item: "world/asia"
_IN_PATH = r"(?:[^?&{}]|&(?!\w+=))"  # "KPU & Bawaslu" is part of a name, "&print=1" is none
_WORDS = re.compile(r"[^\W\d_]{2,}")
_LONG = 20  # characters of a part of a path that is a name made from a title


def patterns(urls: Iterable[str], least: int = 2, *, files: bool = False) -> dict[str, set[str]]:
    """Patterns that `least` or more addresses share, with these: `example.org/news/<n>/<slug>`; those of pages, or of
    documents (`files`).

    In a pattern `<n>` stands for a number, `<slug>` for a name made from a title, `<name>` for any other word, and
    `<names>` for one or more of them.
    """
    found: dict[str, set[str]] = {}
    for url in urls:
        canonical = addresses.canonical(url)
        is_other = _DOCUMENT.search(canonical) is None if files else _FILE.search(canonical) is not None
        for pattern in () if is_other else _variants(canonical):
            if _is_label(canonical) and not is_list(pattern):
                continue
            found.setdefault(pattern, set()).add(url)
    return {pattern: shared for pattern, shared in found.items() if len(shared) >= least}


def matches(pattern: str, url: str) -> bool:
    canonical = addresses.canonical(url)
    found = _compiled(pattern).fullmatch(canonical) is not None
    return found and not (_is_label(canonical) and not is_list(pattern))


def words(url: str) -> int:
    """How many words the name of a page in an address has, which may be made from its title."""
    return len(_WORDS.findall(url.partition("?")[0].rstrip("/").rpartition("/")[2]))


def is_document(url: str) -> bool:
    """Whether an address is that of a file that people read."""
    return _DOCUMENT.search(url) is not None


def is_above(canonical: str, below: str) -> bool:
    """Whether an address is that of a folder that another one is or is in, or of its index, or a page of that: `/`,
    `/news/`, `/news/index2.html` above `/news/index7.html`."""
    index = _INDEX if _INDEX.search(below) else _FIRST
    folder = index.sub("", canonical).rstrip("/")
    return "?" not in canonical and f"{below}/".startswith(f"{folder}/")


def is_list(pattern: str) -> bool:
    """Whether the addresses lead to lists, people or functions rather than items; in an archive may lie files."""
    return not is_document(pattern) and not _NO_ITEMS.isdisjoint(_parts(pattern))


def _is_label(canonical: str) -> bool:
    """Whether an address leads to what has the same tag, category or writer: no item among others, whatever pattern it
    has in common with them."""
    return not _LABELS.isdisjoint(_parts(canonical)[:-1])


def _parts(pattern: str) -> list[str]:
    return re.split(r"[/?=&.:]", pattern.partition("/")[2].lower())


@lru_cache(256)
def _compiled(pattern: str) -> re.Pattern[str]:
    path, mark, query = pattern.partition("?")
    return re.compile(_expression(path, _IN_PATH) + _expression(mark + query, "[^?&{}]"))


def _expression(pattern: str, character: str) -> str:
    """`character` is what a name is made of, with a place for what divides several."""
    name, names = f"{character.format('/')}+", f"{character.format('')}+"
    places = {"<n>": r"\d+", "<slug>": name, "<name>": name, "<names>": names}
    return "".join(places.get(part) or re.escape(part) for part in _PLACE.split(pattern))


def _variants(canonical: str) -> Iterator[str]:
    """Patterns of an address, from narrow to wide: as it is, with any last word, with any first word, and, where the
    day stands in it, with any sections."""
    path, mark, query = canonical.partition("?")
    host, *parts = path.split("/")
    if not (parts or query):
        return
    shaped = [_shape(part) for part in parts]
    rest = mark + "&".join(
        f"{name}={_code(value)}" for name, _, value in (pair.partition("=") for pair in query.split("&"))
    )
    rest = rest if mark else ""
    whole = "/".join([host, *shaped]) + rest
    yield whole
    if len(shaped) > 1 and "<" not in shaped[-1]:
        yield "/".join([host, *shaped[:-1], "<name>"]) + rest
    if len(shaped) > 1 and "<" not in shaped[0] and "<" in shaped[-1]:
        yield "/".join([host, "<name>", *shaped[1:]]) + rest
    if _SECTIONS.search(whole):
        yield _SECTIONS.sub(r"\1/<names>/", whole)


def _code(value: str) -> str:
    """The value of a parameter; one of letters and digits is made up for each item ("B0017X", "8f3ac2")."""
    shaped = _shape(value)
    made_up = any(map(str.isdecimal, shaped)) and any(map(str.isalpha, shaped)) and "<" not in shaped
    return "<slug>" if made_up or "+" in shaped else shaped


def _shape(part: str) -> str:
    if part.isdecimal():
        return "<n>"
    stem, ending = _ENDING.sub("", part), (_ENDING.search(part) or [""])[0]
    separators = sum(stem.count(each) for each in "-_")
    if stem.isdecimal():
        return f"<n>{ending}"
    mixed = separators > 0 and any(map(str.isdecimal, stem))
    return f"<slug>{ending}" if separators > 1 or mixed or len(stem) >= _LONG or "%" in stem else part
