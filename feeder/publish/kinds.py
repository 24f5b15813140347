"""What kinds of files there are: the media type of each, how long it keeps, and what a page may load."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

_PAGE = (
    "default-src 'none'; img-src *; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_DATA = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Kind:
    """A media type, the seconds for which an answer may be used without asking, and whether it is text."""

    type: str
    keeps: int
    text: bool = True
    topic: bool = False  # whether people subscribe to it

    @property
    def policy(self) -> str:
        """The Content-Security-Policy; pages carry the same one within, but for what only a header can say."""
        return _PAGE if self.type.startswith("text/html") else _DATA


_FEED, _SOON, _HOUR, _DAY = 300, 60, 3600, 86400  # seconds
_ATOM = "application/atom+xml; charset=utf-8"
_NAMES = {
    "atom.xml": Kind(_ATOM, _FEED, topic=True),
    "rss.xml": Kind("application/rss+xml; charset=utf-8", _FEED, topic=True),
    "feed.json": Kind("application/feed+json", _FEED, topic=True),
    "opml.xml": Kind("text/x-opml; charset=utf-8", _HOUR),
}
_PARTS = {"atom/*.xml": Kind(_ATOM, _HOUR), "json/*.json": Kind("application/feed+json", _HOUR)}  # of the history
_SUFFIXES = {
    ".html": Kind("text/html; charset=utf-8", _SOON),
    ".json": Kind("application/json", _SOON),
    ".xml": Kind("application/xml; charset=utf-8", _SOON),
    ".txt": Kind("text/plain; charset=utf-8", _SOON),
    ".css": Kind("text/css; charset=utf-8", _HOUR),
    ".js": Kind("text/javascript; charset=utf-8", _HOUR),
    ".svg": Kind("image/svg+xml", _DAY),
    ".png": Kind("image/png", _DAY, text=False),
    ".jpg": Kind("image/jpeg", _DAY, text=False),
    ".webp": Kind("image/webp", _DAY, text=False),
    ".ico": Kind("image/x-icon", _DAY, text=False),
}


def kind(name: str) -> Kind | None:
    """The kind of a file, by its name in the output; None for what feeder never writes there, and nobody shall have."""
    path = PurePosixPath(name)
    return _NAMES.get(path.name) or _PARTS.get(f"{path.parent}/*{path.suffix}") or _SUFFIXES.get(path.suffix)
