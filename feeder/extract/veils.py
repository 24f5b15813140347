"""What a page hides from those who see it, and what of that a touch or a script shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from feeder.extract.markup import hidden

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def unseen(marked: Sequence[HtmlElement]) -> frozenset[HtmlElement]:
    """What is hidden, without what a touch shows: the answer below a question, the text behind a tab, the rest of a
    text."""
    controlled = {node.get("aria-controls") for node in marked} - {None, ""}

    def is_shown(node: HtmlElement) -> bool:
        at_touch = node.get("role") == "tabpanel" or node.get("id") in controlled or _is_rest(node)
        return at_touch and _is_prose(node)

    return frozenset(node for node in marked if hidden(node) and not is_shown(node))


def _is_rest(node: HtmlElement) -> bool:
    """Whether it holds paragraphs and stands right behind one that is seen."""
    above = node.getprevious()
    return above is not None and above.tag == "p" and not hidden(above) and next(node.iter("p"), node) is not node


def _is_prose(node: HtmlElement) -> bool:
    """Whether it is text, rather than links or a form."""
    linked = sum(len(link.text_content()) for link in node.iter("a"))
    return linked * 4 < len(node.text_content()) and next(node.iter("form", "input", "nav"), None) is None


def is_veiled(node: HtmlElement) -> bool:
    """Whether it is a text within an article that the page shows to some, or later."""
    return next(node.iterancestors("article", "main"), None) is not None and _is_prose(node)
