"""Pages of a listing that are reached by a form: buttons with a number, and lists to choose from.

HTML, section 4.10.22.3: what a form sends by GET takes the place of the query of its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

from feeder.extract import listing_words as words
from feeder.extract.markup import absolute

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TURNING = re.compile(r"[?&](\w+)=['\"]\s*\+")  # onchange="location.href = '?page=' + this.value"


def controls(tree: HtmlElement, base: str, url: str) -> Iterator[tuple[HtmlElement, str]]:
    """What leads through the pages of the listing at `url` without a link, and the address that it leads to (relative
    to `base`)."""
    for element in tree.iter("button", "input", "option"):
        value = element.get("value", "").strip()
        turns = value and words.is_paging(" ".join(element.text_content().split()) or value)
        if turns and (address := _address(element, value, base, url)):
            yield element, address


def _address(element: HtmlElement, value: str, base: str, url: str) -> str:
    if "/" in value or value.startswith("?"):
        return value if element.tag == "option" else ""
    holder = element if element.tag != "option" else next(element.iterancestors("select"), element)
    if not value.isdecimal() or holder.get("type", "submit") not in ("submit", "image"):
        return ""
    if turning := _TURNING.search(holder.get("onchange", "")):
        return f"?{turning[1]}={value}"
    form = next(holder.iterancestors("form"), None)
    name = holder.get("name", "")
    if form is None or not name or form.get("method", "get").lower() != "get":
        return ""
    kept = [(each.get("name"), each.get("value", "")) for each in form.iter("input") if each.get("type") == "hidden"]
    sent = urlencode([*((key, each) for key, each in kept if key), (name, value)])
    action = form.get("action", "").strip()
    there = absolute(base, action) if action else url
    return urlunsplit(urlsplit(there)._replace(query=sent, fragment="")) if there else ""
