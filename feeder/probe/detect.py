"""What an address is good for as a source.

    the document > what it is, and what it names > ask for what it names > findings, the best first

A feed that the page names goes first: its owner made it for this. Then come the sites of the election commission, known
by their addresses; then any page with a list of news.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from urllib.parse import quote, urljoin

from feeder.errors import ExtractError, FetchError, InputError
from feeder.model import Document, Draft, Page, Request, Role
from feeder.normalise import addresses
from feeder.normalise.text import count, line
from feeder.ports import Extractor, Fetch

_ASKED = 3  # addresses named by a page that are looked at
_SAMPLES = 3
_ARTICLE = 40  # words of a text
_HELD = "a list in the data that the page holds for scripts"

_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]+(?::\d+)?|[\w-]+:\d+|localhost|\[[\da-f:.]+\](?::\d+)?", re.IGNORECASE)
_UNSAFE = re.compile(r"[\s<>\"]")
_PAGES = (".html", ".htm", ".txt", ".xml", ".json", ".pdf", ".opml", ".yaml")  # no host ends so: it is a file's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A source that would work."""

    kind: str  # as in config.yaml
    url: str
    why: str
    count: int  # items
    titles: tuple[str, ...]  # of the first ones
    title: str = ""  # what the page calls itself
    excerpts: bool = False  # a feed that holds the beginnings of its articles, or their titles, only


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a document shows by itself."""

    findings: tuple[Finding, ...] = ()
    named: tuple[str, ...] = ()  # addresses of feeds and lists that it names
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """The findings, the best first; and in words what is not among them and why."""

    findings: tuple[Finding, ...]
    problems: tuple[str, ...]


def detect(url: str, fetch: Fetch, zone: tzinfo) -> Detection:
    """Ask for the page, and for what it names. Raises FetchError when the page itself cannot be had."""
    document = next(iter(fetch(Request(url=url))))
    own = look(document, zone)
    named = [_ask(each, fetch, zone) for each in own.named[:_ASKED]]
    findings = [finding for sight in (*named, own) for finding in sight.findings]
    findings.sort(key=lambda finding: finding.kind != "feed")
    problems = (problem for sight in (own, *named) for problem in sight.problems)
    return Detection(findings=tuple(findings), problems=tuple(problems))


def _ask(url: str, fetch: Fetch, zone: tzinfo) -> Sight:
    """What an address that a page names is: that, and not what it names in turn, or what else lies on it."""
    try:
        document = next(iter(fetch(Request(url=url))))
    except FetchError as failure:
        return Sight(problems=(f"the page names {failure}",))
    sight = look(document, zone)
    wanted = "kpu" if addresses.listing(url) else "feed"
    found = tuple(replace(each, why=f"the page names it; {each.why}") for each in sight.findings if each.kind == wanted)
    return Sight(findings=found, problems=() if found else (f"the page names {url}, which holds nothing to read",))


def look(document: Document, zone: tzinfo) -> Sight:
    """What a document is, and what it names. Pure."""
    from feeder.extract import decoding, feeds, files

    try:
        files.page(document)
        if feeds.is_feed(document):
            return Sight(findings=(_feed(document, zone),))
        if decoding.decode(document).lstrip()[:1] in ("{", "["):
            return Sight(findings=(_interface(document, zone),))
        return _page(document, zone)
    except ExtractError as error:
        return Sight(problems=(str(error),))


def reader(document: Document, zone: tzinfo) -> Extractor:
    """What reads a document of a site that nobody configured: a feed, an interface, a list or an article."""
    from feeder.extract import decoding, feeds, syndication
    from feeder.extract.api import KpuApi
    from feeder.extract.kpu import KpuSite
    from feeder.extract.page import AnyPage

    url = document.url
    if feeds.is_feed(document):
        return syndication.FeedSite(url=url, zone=zone)
    if decoding.decode(document).lstrip()[:1] == "{":
        return KpuApi(url=url, zone=zone)
    if addresses.article(url) or addresses.listing(url):
        return KpuSite(url=url, zone=zone)
    return AnyPage(url=urljoin(url, "/"), zone=zone)  # its root, so that any page below may be an article


def entry(finding: Finding, id: str) -> dict[str, str | bool]:
    """The finding as a source of config.yaml."""
    said: dict[str, str | bool] = {"id": id, "kind": finding.kind, "url": finding.url}
    if finding.title:
        said["title"] = finding.title
    return said | ({"full_text": True} if finding.excerpts else {})


def _feed(document: Document, zone: tzinfo) -> Finding:
    from feeder.extract.syndication import FeedSite

    drafts = FeedSite(url=document.url, zone=zone).extract(replace(document, role=Role.LISTING)).items
    brief = [any(each.field == "html" and each.tier == "summary" for each in draft.traces) for draft in drafts]
    bare = [not (draft.html or draft.excerpt or draft.attachments) for draft in drafts]
    excerpts = sum(map(any, zip(brief, bare, strict=True))) * 2 > len(drafts)
    why = f"a feed with the {'titles' if all(bare) else 'beginnings'} of its articles" if excerpts else "a feed"
    return replace(_finding("feed", document, why, drafts), excerpts=excerpts)


def _interface(document: Document, zone: tzinfo) -> Finding:
    from feeder.extract.api import KpuApi

    page = KpuApi(url=document.url, zone=zone).extract(replace(document, role=Role.LISTING))
    return _finding("kpu-api", document, "the JSON interface of the election commission", _drafts(page))


def _page(document: Document, zone: tzinfo) -> Sight:
    from feeder.extract import alternates, markup

    tree = markup.tree(document)
    listed = replace(document, role=Role.LISTING)
    name = line(tree.findtext(".//title") or "", 200)
    named = alternates.feeds(tree, document.url)
    links = (markup.absolute(markup.base(tree, document.url), each) for each in tree.xpath("//a/@href"))
    kpu = _kpu(listed, [each for each in links if each], zone)
    try:
        found = kpu if kpu.findings or kpu.named else _any(listed, zone)
    except ExtractError as error:
        found = Sight(problems=(_article(document, zone) or str(error),))
    findings = tuple(replace(each, title=name) for each in found.findings)
    return Sight(findings=findings, named=(*named, *found.named), problems=found.problems)


def _kpu(document: Document, links: Sequence[str], zone: tzinfo) -> Sight:
    """A list of the election commission's grammar; on other pages of its sites, the lists that they link to."""
    from feeder.extract.kpu import CATEGORIES, KpuSite

    told = [(found, each) for each in reversed(links) if (found := addresses.listing(each))]
    listings = {found.number: each for found, each in told if found.page == 1}
    named = [listings[number] for number in (*CATEGORIES, *listings) if number in listings]
    try:
        drafts = _drafts(KpuSite(url=document.url, zone=zone).extract(document))
    except ExtractError:
        drafts = []
    if named and (drafts or any(map(addresses.article, links))) and not addresses.listing(document.url):
        return Sight(named=tuple(named[:1]))
    return Sight(findings=(_finding("kpu", document, "a list of the election commission", drafts),) if drafts else ())


def _any(document: Document, zone: tzinfo) -> Sight:
    """Any list of news. Raises ExtractError where there is none."""
    from feeder.extract import markup
    from feeder.extract.page import AnyPage
    from feeder.extract.page_lists import survey

    page = AnyPage(url=document.url, zone=zone).extract(document)
    pattern = next((each.pattern for each in survey(markup.tree(document), document.url)), None)
    by_row = "a list of rows that are made alike" if pattern is not None else ""
    why = f"a list of links to {pattern}" if pattern else by_row or _HELD
    drafts = _drafts(page)
    return Sight(findings=(_finding("page", document, why, drafts),)) if drafts else Sight(problems=_nothing(document))


def _article(document: Document, zone: tzinfo) -> str:
    """That a page is no list, but an article, in words; "" where it is none."""
    from feeder.extract.page import AnyPage
    from feeder.normalise import html

    try:
        page = AnyPage(url=urljoin(document.url, "/"), zone=zone).extract(replace(document, role=Role.ARTICLE))
    except ExtractError:
        return ""
    said = f"{document.url}: this is one article, and no list; give the address of the page that lists it"
    texts = (html.text(html.clean(each.html, each.base or each.url)) for each in page.items)
    return said if any(count(text) >= _ARTICLE for text in texts) else ""


def _nothing(document: Document) -> tuple[str, ...]:
    return (f"{document.url}: the page has no list of links that are alike in address and surroundings",)


def _drafts(page: Page) -> list[Draft]:
    return [each.hint for each in page.follow if each.hint]


def _finding(kind: str, document: Document, why: str, drafts: Iterable[Draft]) -> Finding:
    titles = [line(draft.title, 120) or draft.url for draft in drafts]
    return Finding(kind=kind, url=document.url, why=why, count=len(titles), titles=tuple(titles[:_SAMPLES]))


def whole(place: str) -> str:
    """An address as people write it, with its scheme: `example.org` is https; without what no address may hold. Raises
    InputError for what is none."""
    place = _UNSAFE.sub(lambda found: quote(found[0]), place.strip())
    if place.lower().startswith(("http://", "https://")):
        return place
    host = re.split(r"[/?#]", place.removeprefix("//"))[0]
    if not _HOST.fullmatch(host) or host.lower().endswith(_PAGES):
        raise InputError(f"{place}: is no web address; write one, as https://example.org/news")
    return f"https://{place.removeprefix('//')}"
