"""Pages of a listing that are reached by a form: buttons with a number or a word, and lists to choose from.

HTML, section 4.10.22.3: what a form sends by GET takes the place of the query of its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit, urlunsplit

from feeder.extract.listing import words
from feeder.extract.markup import absolute, inner_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TURNING = re.compile(r"[?&](\w+)=['\"]\s*\+")  # onchange="location.href = '?page=' + this.value"

_COUNTED = re.compile(r"\d/?$")
_SLIDING = re.compile(r"slide|swiper|slick|carousel|aria-controls", re.IGNORECASE)


def controls(tree: HtmlElement, base: str, url: str) -> Iterator[tuple[HtmlElement, str]]:
    """What leads through the pages of the listing at `url` without a link, and the address that it leads to (relative
    to `base`)."""
    for element in tree.iter("button", "input", "option"):
        value = element.get("value", "").strip()
        said = inner_text(element) or value
        if words.is_next(said) and element.tag != "option":
            address = _sent(element, base, url)
        else:
            address = _address(element, value, base, url) if value and words.is_paging(said) else ""
        if address:
            yield element, address


def asks_for_more(tree: HtmlElement) -> bool:
    """Whether a button fetches the next page by a script ("Muat lebih banyak", `wire:click="nextPage"`), and does not
    say from where."""
    return any(_asks(button) for button in tree.iter("button") if button.get("disabled") is None)


def _asks(button: HtmlElement) -> bool:
    told = [f"{name}={value}" for name, value in button.items()]
    if any("nextPage" in each for each in told):
        return True
    turns = any(_SLIDING.search(each) for each in told) or next(button.iterancestors("form"), None) is not None
    said = inner_text(button)
    return not turns and words.is_next(said) and any(map(str.isalpha, said))


def _address(element: HtmlElement, value: str, base: str, url: str) -> str:
    if "/" in value or value.startswith("?"):
        return value if element.tag == "option" else ""
    holder = element if element.tag != "option" else next(element.iterancestors("select"), element)
    if not value.isdecimal():
        return ""
    if _submits(holder) and (turning := _TURNING.search(holder.get("onchange", ""))):
        return f"?{turning[1]}={value}"
    return _sent(holder, base, url, value) if holder.get("name") else ""


def _sent(control: HtmlElement, base: str, url: str, value: str = "") -> str:
    """Where the control's form leads when it is pressed, if that or what it sends holds a number; "" otherwise."""
    form = next(control.iterancestors("form"), None)
    if form is None or not _submits(control) or form.get("method", "get").lower() != "get":
        return ""
    hidden = [each for each in form.iter("input") if each.get("type", "").lower() == "hidden"]
    pairs = [(each.get("name"), each.get("value", "")) for each in hidden]
    pairs.append((control.get("name"), value or control.get("value", "")))
    sent = [(name, each) for name, each in pairs if name]
    action = form.get("action", "").strip()
    there = absolute(base, action) if action else url
    if not there or not (any(each.isdecimal() for _, each in sent) or _COUNTED.search(urlsplit(there).path)):
        return ""
    return urlunsplit(urlsplit(there)._replace(query=urlencode(sent), fragment=""))


def _submits(control: HtmlElement) -> bool:
    return control.get("type", "submit").lower() in ("submit", "image")
