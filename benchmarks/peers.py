"""Public extractors, and our own, on one article's page. What is not installed is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from unicodedata import normalize
from zoneinfo import ZoneInfo

from feeder.errors import ExtractError
from feeder.extract.kpu import KpuSite
from feeder.model import Basis, Document, Item, Office, Role
from feeder.normalise import addresses, items

OURS = "feeder, the article's page alone"
JAKARTA = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True)
class Read:
    """What a tool says of a page; "" for what it does not say."""

    title: str = ""
    day: str = ""  # as 2025-11-14
    text: str = ""


Reader = Callable[[bytes, str], Read]  # a page and its address


def readers() -> dict[str, Reader]:
    """Ours first, then those of the others that are installed, by name and version."""
    tools = {
        "trafilatura": _trafilatura,
        "readability-lxml": _readability,
        "resiliparse": _resiliparse,
        "jusText": _justext,
    }
    return {OURS: ours} | {f"{name} {_version(name)}": read for name, read in tools.items() if _version(name)}


def missing() -> list[str]:
    """The others that are not installed."""
    return [name for name in ("trafilatura", "readability-lxml", "resiliparse", "jusText") if not _version(name)]


@cache
def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def ours(page: bytes, url: str) -> Read:
    """The finished item, with nothing but the page."""
    item = finished(page, url)
    if item is None:
        return Read()
    day = "" if item.published.basis is Basis.FIRST_SEEN else item.published.at.date().isoformat()
    return Read(item.title, day, item.text)


def finished(page: bytes, url: str) -> Item | None:
    """From bytes to the item as it would be published; None for what is refused."""
    from feeder.extract.page import AnyPage

    document = Document(url=url, body=page, seen=datetime.now(UTC), role=Role.ARTICLE)
    zone = JAKARTA if addresses.article(url) else UTC  # where the others live nobody has told
    site = KpuSite(url=url, zone=zone) if addresses.article(url) else AnyPage(url=url, zone=zone)
    try:
        drafts = site.extract(document).items
    except ExtractError:
        return None
    [item] = items.finish(drafts, Office(url=url, zone=zone), document.seen)
    return item if isinstance(item, Item) else None


def _trafilatura(page: bytes, url: str) -> Read:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(page, url=url, with_metadata=True)
    return Read(found.title or "", found.date or "", found.text or "") if found else Read()


def _readability(page: bytes, url: str) -> Read:
    from readability import Document as Readable
    from readability.readability import Unparseable

    from feeder.normalise import html

    found = Readable(page.decode("utf-8", "replace"), url=url)
    try:
        return Read(found.short_title(), "", html.text(html.clean(found.summary(), url)))
    except Unparseable:
        return Read()


def _resiliparse(page: bytes, _: str) -> Read:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse_from_bytes(page, "utf-8")
    return Read(tree.title or "", "", extract_plain_text(tree, main_content=True))


def _justext(page: bytes, _: str) -> Read:
    from justext import get_stoplist, justext

    paragraphs = justext(page, get_stoplist("Indonesian") | get_stoplist("English")) if page.strip() else []
    return Read(text="\n".join(each.text for each in paragraphs if not each.is_boilerplate))


def bare(text: str) -> str:
    """The letters and digits alone."""
    return re.sub(r"\W+", "", _folded(text))


def _folded(text: str) -> str:
    """Without case, soft hyphens, and the two ways to write an accent: a page may have its own."""
    return normalize("NFKC", text.replace("\xad", "")).casefold()


def shingled(wanted: str, got: str, free: str = "", size: int = 4) -> float:
    """F1 of the runs of four words, as the article-extraction-benchmark of Scrapinghub has it. Runs of `free` that
    `wanted` does not have count neither way."""
    here, there, either = (Counter(_shingles(text, size)) for text in (wanted, got, free))
    for run in either.keys() - here.keys():
        del there[run]
    common = (here & there).total()
    return 2 * common / (here.total() + there.total()) if common else float(not here and not there)


def _shingles(text: str, size: int) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", _folded(text))
    return [tuple(words[at : at + size]) for at in range(max(len(words) - size + 1, bool(words)))]


def f1(wanted: str, got: str) -> float:
    """Of the words in both, each as often as it occurs."""
    here, there = (Counter(re.findall(r"\w+", text.casefold())) for text in (wanted, got))
    common = (here & there).total()
    return 2 * common / (here.total() + there.total()) if common else float(not here and not there)
