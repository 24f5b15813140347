"""What the containers of an article's text look like: others that look so go on with it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from feeder.extract.article.field import family, look

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MANY: Final = 3  # containers in a row that are no columns


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
