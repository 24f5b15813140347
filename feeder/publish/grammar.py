"""What the grammars of Atom (RFC 4287, appendix B), RSS 2.0 and OPML 2.0 allow, as rules about a parsed document.

A rule is an XPath that finds what breaks it, and says what is the matter with that. Elements of other vocabularies are
free in all three. (libxml2's RELAX NG refuses the schema of the RFC, and takes twice as long for a simpler one.)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import XPath, _Element

NAMESPACES = {"a": "http://www.w3.org/2005/Atom", "content": "http://purl.org/rss/1.0/modules/content/"}

Rule = tuple[str, str]  # what is the matter, and where


def _one(parent: str, names: str) -> Rule:
    fault = "needs one each of " + names.replace("a:", "")
    return fault, f"{parent}[{' or '.join(f'count({name})!=1' for name in names.split())}]"


def _at_most_one(parent: str, names: str) -> Rule:
    fault = "holds more than one of " + names.replace("a:", "")
    return fault, f"{parent}[{' or '.join(f'count({name})>1' for name in names.split())}]"


def _only(parent: str, names: str, kind: str = "a:*") -> Rule:
    known = "+".join(f"count({name})" for name in names.split())
    return f"holds something beside {names.replace('a:', '')}", f"{parent}[count({kind})>{known}]"


def _attributes(parent: str, names: str) -> Rule:
    known = "|".join(f"@{name}" for name in names.split())
    return f"has an attribute beside {names}", f"{parent}[count(@*)>count({known})]"


_FEED, _ENTRY, _SOURCE = "/a:feed", "/a:feed/a:entry", "/a:feed/a:entry/a:source"
_BOTH = f"({_FEED} | {_ENTRY})"
_ABOUT = "a:author a:category a:contributor a:generator a:icon a:id a:link a:logo a:rights a:subtitle a:title a:updated"
_NEWS = (
    "a:author a:category a:content a:contributor a:id a:link a:published a:rights a:source a:summary a:title a:updated"
)
_NO_TEXT = "[@type!='text' and @type!='html' or *]"

_ATOM = (
    _one(_FEED, "a:id a:title a:updated"),
    _at_most_one(_FEED, "a:generator a:icon a:logo a:rights a:subtitle"),
    _only(_FEED, f"a:entry {_ABOUT}"),
    ("needs one link to itself", f"{_FEED}[count(a:link[@rel='self'])!=1]"),
    _one(_ENTRY, "a:id a:title a:updated"),
    _at_most_one(_ENTRY, "a:content a:published a:rights a:source a:summary"),
    _only(_ENTRY, _NEWS),
    ("needs one alternate link", f"{_ENTRY}[count(a:link[not(@rel) or @rel='alternate'])!=1]"),
    ("has no author", f"{_ENTRY}[not(a:author or ../a:author or a:source/a:author)]"),
    _at_most_one(_SOURCE, "a:id a:title a:updated a:subtitle a:generator a:icon a:logo a:rights"),
    _only(_SOURCE, _ABOUT),
    _one(f"{_BOTH}/a:author", "a:name"),
    _only(f"{_BOTH}/a:author", "a:name a:uri a:email"),
    ("has no href", f"{_BOTH}/a:link[not(@href)]"),
    ("has no type", f"{_BOTH}/a:link[@rel='enclosure' and not(@type)]"),
    _attributes(f"{_BOTH}/a:link", "href rel type length title hreflang"),
    ("has no term", f"{_BOTH}/a:category[not(@term)]"),
    _attributes(f"{_BOTH}/a:category", "term scheme label"),
    (
        "is neither text nor html",
        f"{_BOTH}/a:title{_NO_TEXT} | {_BOTH}/a:summary{_NO_TEXT} | {_FEED}/a:subtitle{_NO_TEXT}",
    ),
    ("is not html", f"{_ENTRY}/a:content[not(@type='html') or *]"),
)

_PLAIN = "*[namespace-uri()='']"
_CHANNEL, _ITEM = "/rss/channel", "/rss/channel/item"
_RSS = (
    ("is not RSS 2.0", "/rss[not(@version='2.0' and count(channel)=1)]"),
    _one(_CHANNEL, "title link description"),
    _at_most_one(_CHANNEL, "language pubDate lastBuildDate generator docs ttl image"),
    _only(_CHANNEL, "item title link description language category generator docs ttl image lastBuildDate", _PLAIN),
    ("needs one link to itself", f"{_CHANNEL}[count(a:link[@rel='self'])!=1]"),
    _one(_ITEM, "title link guid pubDate description"),
    _at_most_one(_ITEM, "enclosure source content:encoded"),
    _only(_ITEM, "title link guid pubDate description category enclosure source", _PLAIN),
    ("needs url, type and length", "//enclosure[not(@url and @type and number(@length)>=0)]"),
    ("needs isPermaLink", "//guid[not(@isPermaLink)]"),
    ("holds elements", f"{_ITEM}/{_PLAIN}[*] | {_ITEM}/content:encoded[*]"),
)

_OPML = (
    ("is not OPML 2.0", "/opml[not(@version='2.0' and count(head)=1 and count(body)=1)]"),
    ("has no text", "//outline[not(@text) or @text='']"),
    ("has no xmlUrl", "//outline[@type='rss' and not(@xmlUrl)]"),
)

_RULES = {"feed": _ATOM, "rss": _RSS, "opml": _OPML}


def kind(root: _Element) -> str:
    """What a document is: feed (Atom), rss or opml; "" if it is nothing of ours."""
    known = {f"{{{NAMESPACES['a']}}}feed": "feed", "rss": "rss", "opml": "opml"}
    return known.get(str(root.tag), "")


def misfits(root: _Element) -> Iterator[str]:
    """What the document has, or lacks, against its grammar."""
    for fault, rule in _compiled(kind(root)):
        found: Any = rule(root)
        for element in found:
            yield f"<{_name(element)}> {fault}{_place(element)}"


@lru_cache
def _compiled(kind: str) -> tuple[tuple[str, XPath], ...]:
    from lxml.etree import XPath

    return tuple((fault, XPath(rule, namespaces=NAMESPACES)) for fault, rule in _RULES[kind])


def _name(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _place(element: _Element) -> str:
    """Which entry an element belongs to."""
    for each in (element, *element.iterancestors()):
        if _name(each) in ("entry", "item"):
            known = each.findtext("guid") or each.findtext("{*}id") or each.findtext("{*}title") or "no id"
            return f" ({known})"
    return ""
