"""Finds in markup what would run, load or ask for something in a feed reader.

The normaliser allows nothing of this; here is the last look before a document goes out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser

_ELEMENTS = frozenset(
    "applet base button dialog embed form frame frameset iframe input link math meta noscript object plaintext portal"
    " script select style svg template textarea xmp".split()
)
_ADDRESSES = frozenset("action background cite data formaction href longdesc poster src srcset xlink:href".split())
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "geo"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_IGNORED = re.compile(r"[\x00-\x20]+")  # by browsers, in front of and inside a scheme

_AFTER = "|".join(f"(?<={name}=)" for name in (r"\s", *sorted(_ADDRESSES)))

# Whatever might be active, at little cost: most markup ends here. Each begins with letters that can be searched for.
_SUSPECTS = (
    re.compile(rf"<(?:{'|'.join(sorted(_ELEMENTS))})\b"),
    re.compile(r"on[a-z]+\s*="),
    re.compile(rf"=(?:{_AFTER})\s*[\"']?(?!(?:{'|'.join(sorted(_SCHEMES))}):)[^\"'>]*[:&]"),
)


@lru_cache(maxsize=512)  # three formats hold the same texts
def active(markup: str) -> tuple[str, ...]:
    """What is active in a piece of HTML: elements, handlers, addresses of other schemes."""
    lowered = markup.lower()
    if not any(suspect.search(lowered) for suspect in _SUSPECTS):
        return ()
    finder = _Finder()
    finder.feed(markup)
    finder.close()
    return tuple(dict.fromkeys(finder.found))


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _ELEMENTS:
            self.found.append(f"<{tag}>")
        self.found += [f"{name} in <{tag}>" for name, value in attrs if _acts(name, value or "")]


def _acts(name: str, value: str) -> bool:
    if name.startswith("on"):
        return True
    scheme = _SCHEME.match(_IGNORED.sub("", value).lower()) if name in _ADDRESSES else None
    return scheme is not None and scheme[1] not in _SCHEMES
