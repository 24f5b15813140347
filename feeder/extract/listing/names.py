"""What a listing page is called, by its links, its title and its headings, and where it says that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from feeder.extract import markup
from feeder.extract.listing import places as listing_places
from feeder.extract.listing import words
from feeder.extract.listing.anchors import Anchor
from feeder.extract.listing.groups import HEADINGS, MANY, in_item
from feeder.extract.markup import inner_text
from feeder.normalise import addresses
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from feeder.extract.listing.groups import Owners

_CAPTIONS = (*sorted(HEADINGS), "caption", "legend", "th")
_PLAIN = ("td", "div", "p", "span", "strong", "b", "font", "center", "section", "header", "dt", "li")
_NO_HEADING = frozenset(("a", "nav", "option", "button", "aside", "footer", "select"))
_LABEL = 60  # characters of a link to a category
_MOST = 4  # places where a page says what it is called
_FEW = 4  # words of a heading that names a category
_HOME = frozenset(("beranda", "home", "utama", "halaman utama"))
_WORD = re.compile(r"[^\W\d_]+")
_BRIEF = 3  # words of a heading that is no title
_NAME = 80  # characters of a category's name, with what is written around it


@dataclass(frozen=True, slots=True)
class Called:
    """What the page calls its own category, and those that it links to."""

    name: str  # "" where nothing says it
    listed: bool  # the page's own address is that of a category
    known: Mapping[str, str]  # names of categories by their folded form
    labels: frozenset[HtmlElement]  # links to categories

    @property
    def others(self) -> frozenset[str]:
        return frozenset(self.known) - {fold(self.name)}


def called(tree: HtmlElement, anchors: Sequence[Anchor], url: str, category: str) -> Called:
    """What the links of the page to listings of its host say; `category` is what to call its own where no heading says
    the same ("Semua Berita" leads there as well)."""
    own = addresses.listing(url)
    labels = [anchor for anchor in anchors if anchor.element.tag == "a" and anchor.listing]
    names = _names_of(labels, addresses.host(url))
    said_of_own = names.get(own.number, "") if own else ""
    sure = not category or fold(said_of_own) in titles(tree) | {fold(inner_text(each)) for each in tree.iter(*HEADINGS)}
    return Called(
        name=(said_of_own if said_of_own and sure else category) if own else category or own_name(anchors, url),
        listed=own is not None,
        known={fold(name): name for name in names.values()},
        labels=frozenset(anchor.element for anchor in labels),
    )


def _names_of(labels: Iterable[Anchor], host: str) -> dict[int, str]:
    """What most links to a category say, by its number."""
    counts: dict[int, Counter[str]] = {}
    for anchor in labels:
        listing, text = anchor.listing, inner_text(anchor.element)
        if listing and listing.host == host and listing.page == 1 and _may_name(text):
            counts.setdefault(listing.number, Counter())[words.bare_label(text)] += 1
    return {number: texts.most_common(1)[0][0] for number, texts in counts.items()}


def own_name(anchors: Iterable[Anchor], url: str) -> str:
    """What most links to the listing at `url` say, "" if none does; those to a home page name the site."""
    here = listing_places.place(url)
    if not ("/" in here.name or "?" in here.name):
        return ""
    end = listing_places.ending(here)
    own = [each for each in anchors if each.element.tag == "a" and end in each.url]
    texts = Counter(inner_text(each.element) for each in own if listing_places.place(each.url).name == here.name)
    return next((words.bare_label(text) for text, _ in texts.most_common() if _may_name(text)), "")


def _may_name(text: str) -> bool:
    leads = words.is_paging(text) or words.is_more(text) or words.is_next(text)
    return 2 < len(text) <= _LABEL and not leads


def headings(tree: HtmlElement, called: Called, owner: Owners) -> list[HtmlElement]:
    """The elements that say the category's name outside of all items; where none does and the address is not that of a
    category either, the heading that the page's title repeats, or its only one of the first rank. Mostly one; a ticker
    or a side bar may be called like the category."""
    wanted = fold(called.name)
    if called.listed:
        return _named(tree, wanted, owner) if wanted else _titled(tree, owner)
    return (_named(tree, wanted, owner) if wanted else []) or _titled(tree, owner) or _first(tree, owner)


def agreed(
    called: Called, headings: Sequence[HtmlElement], anchors: Iterable[Anchor], tree: HtmlElement, url: str
) -> str:
    """What the items of a list of any site are called, "" if that is not sure: by two of its menu, its heading, the
    page's title and a word of the address, or by a heading that is a word for news. What leads to the home page is the
    name of the site."""
    here, home = listing_places.place(url).name, addresses.host(url)
    if not ("/" in here or "?" in here):
        return ""
    sites = {fold(inner_text(each.element)) for each in anchors if addresses.canonical(each.url) == home} | _HOME
    sites.update(fold(each) for each in tree.xpath("//meta[@property='og:site_name']/@content"))
    spelled = {word for word in _WORD.findall(here.removeprefix(home).casefold()) if len(word) > _BRIEF}
    parts = titles(tree)
    own = words.bare_label(inner_text(headings[0])) if headings else ""
    for name, sure in (
        (own, (len(parts) > 1 and fold(own) in parts) or words.names_news(own)),
        (called.name, fold(called.name) in parts),
    ):
        listed = fold(name) in parts or name == called.name
        told = sure or (listed and not spelled.isdisjoint(fold(name).split()))
        if told and 0 < len(name.split()) <= _FEW and len(name) <= _LABEL and fold(name) not in sites:
            return name
    return ""


def _named(tree: HtmlElement, wanted: str, owner: Owners) -> list[HtmlElement]:
    first = wanted.partition(" ")[0]
    near = [each for each in tree.iter(*_CAPTIONS, *_PLAIN) if each.text and first in each.text.casefold()]
    captions = [each for each in tree.iter(*_CAPTIONS) if each not in near]
    named = (each for each in (*near, *captions) if each not in owner and _names(each, wanted))
    found = [each for each in named if _may_head(each)]
    outside = [each for each in found if not in_item(each, owner)]
    marked = [each for each in outside if each.tag in _CAPTIONS]
    if len(outside) > _MOST:  # labels of items
        return marked if len(marked) <= _MOST else []
    return found if not marked and len(found) == len(outside) + 1 else outside  # the box of an only item holds all


def _names(element: HtmlElement, wanted: str) -> bool:
    own = element.text or ""
    if len(own) > _NAME or (element.tag in _PLAIN and not own.strip()):
        return False
    text = inner_text(element)
    return len(text) <= _NAME and wanted in (fold(text), fold(words.bare_label(text)))


def _titled(tree: HtmlElement, owner: Owners) -> list[HtmlElement]:
    """The first heading that the page's title repeats; one that leads somewhere is that of the site, if there is
    another."""
    parts = titles(tree)
    found: list[HtmlElement] = []
    for element in tree.iter("h1", "h2", "h3"):
        text = fold(words.bare_label(inner_text(element)))
        told = len(text) > 3 and any(_repeats(part, text, most=element.tag != "h1") for part in parts)
        if told and _may_head(element):
            found.append(element)
    outside = [each for each in found if not in_item(each, owner)]
    found = outside or (found if len(found) == 1 else [])  # the box of an only item holds all
    return [each for each in found if next(each.iter("a"), None) is None][:1] or found[:1]


def _repeats(part: str, text: str, *, most: bool) -> bool:
    """Whether a part of the page's title says a heading; `most`: and not much else, as "Kabar Kota" does of the section
    "Kota"."""
    return text in part and (not most or 2 * len(text) >= len(part))


def titles(tree: HtmlElement) -> frozenset[str]:
    """The parts of the page's title, folded."""
    return frozenset(filter(None, map(fold, markup.titles(tree))))


def _first(tree: HtmlElement, owner: Owners) -> list[HtmlElement]:
    """The only heading of the first rank, if it is not that of the site, which leads home."""
    found = [each for each in tree.iter("h1") if not in_item(each, owner) or _is_brief(each, owner)]
    alone = len(found) == 1 and _may_head(found[0]) and not any(True for _ in found[0].iter("a"))
    return found if alone and not _is_below(found[0], owner) else []


def _is_below(element: HtmlElement, owner: Owners) -> bool:
    """Whether most of the items stand before it."""
    after: int = sum(each in owner for each in element.xpath("following::a"))
    return 2 * after < sum(1 for each in owner if each.tag == "a")


def _is_brief(element: HtmlElement, owner: Owners) -> bool:
    """Whether it stands over an only item, whose box all of the page is, and is too short for its title."""
    return owner.get(element.getroottree().getroot(), MANY) != MANY and len(inner_text(element).split()) <= _BRIEF


def _may_head(element: HtmlElement) -> bool:
    return not any(node.tag in _NO_HEADING for node in element.iterancestors())
