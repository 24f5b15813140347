"""What containers look like, by their names: those that look like the ones of an article's text go on with it."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MANY: Final = 3  # containers in a row that are no columns
_REPLIES: Final = re.compile(r"comment|komentar|coment|kommentar|reaction|repl(?:y|ies)|disqus")  # of lower case
_WRITER: Final = re.compile(r"author[-_]*(?:box|bio|card)|about[-_]*(?:the[-_]*)?author")  # of lower case
_NUMBERS: Final = re.compile(r"[\d_-]+[0-9a-f]*\b")


class Looks:
    """Those of the containers found so far."""

    def __init__(self) -> None:
        self._looks: set[str] = set()
        self._families: set[str] = set()  # the same without numbers
        self._rows: dict[HtmlElement, Counter[str]] = {}  # how many children look alike, by parent

    def add(self, element: HtmlElement | None) -> None:
        """Remember what holds the article's text."""
        if element is not None:
            self._looks.add(look(element))
            self._families.add(family(element))

    def have(self, element: HtmlElement | None) -> bool:
        """Whether a container looks like those that hold the article's text, or is numbered on with them."""
        if element is None or look(element) in self._looks:
            return True
        parent, name = element.getparent(), family(element)
        if parent is None or name not in self._families:
            return False
        if parent not in self._rows:
            self._rows[parent] = Counter(family(child) for child in parent if isinstance(child.tag, str))
        return self._rows[parent][name] >= _MANY

    def tell(self, element: HtmlElement | None) -> bool:
        """The same, where the look says something: boxes without a class look alike, whatever is in them."""
        return element is not None and says_kind(element) and self.have(element)


def says_kind(element: HtmlElement) -> bool:
    """Whether a container's tag or class says what it is."""
    return element.tag == "section" or bool(element.get("class"))


def look(element: HtmlElement) -> str:
    """Tag, class and id: containers made by the same hand look alike."""
    return f"{element.tag} {element.get('class', '')} {element.get('id', '')}".strip()


def family(element: HtmlElement) -> str:
    """The same without numbers ("part-1", "part-2")."""
    return _unnumbered(look(element))


@lru_cache(maxsize=1024)
def _unnumbered(name: str) -> str:
    return _NUMBERS.sub("", name)


def _names(element: HtmlElement) -> str:
    get = element.get
    return f"{get('class')} {get('id')} {get('itemprop')} {get('itemtype')}".lower()


def is_for_replies(element: HtmlElement) -> bool:
    """Whether the names of a container, or its microdata, speak of readers' answers: weak evidence, for what follows a
    text."""
    return _names_replies(_names(element))


@lru_cache(maxsize=1024)
def _names_replies(name: str) -> bool:
    return _REPLIES.search(name) is not None


def is_of_others(element: HtmlElement) -> bool:
    """Whether the names of a container speak of readers' answers, or of who wrote the article: as weak."""
    return _names_others(_names(element))


@lru_cache(maxsize=1024)
def _names_others(name: str) -> bool:
    return (_REPLIES.search(name) or _WRITER.search(name)) is not None
