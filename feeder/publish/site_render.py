"""The templates, and the frame that all pages share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from feeder.model import Channel
from feeder.publish import words
from feeder.publish.address import is_public, path, public
from feeder.publish.entry import head
from feeder.publish.text import local

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_ROOM = "feeder.publish"


def render(name: str, place: str, channel: Channel, **values: Any) -> bytes:
    """A page that lies at `place` below the output."""
    return _template(name).render(_frame(place, channel) | values).encode()


def stream(name: str, place: str, channel: Channel, **values: Any) -> Iterator[bytes]:
    """The same in pieces, for pages that may become long."""
    pieces = _template(name).stream(_frame(place, channel) | values)
    pieces.enable_buffering(200)
    return (piece.encode() for piece in pieces)


@cache
def assets() -> tuple[tuple[str, bytes], ...]:
    """Style and scripts: paths below the output, and what they hold. Their names never change, so that a new style
    asks no page to be written again."""
    folder = sorted(files(_ROOM).joinpath("templates/assets").iterdir(), key=lambda file: file.name)
    return tuple((f"assets/{file.name}", file.read_bytes()) for file in folder)


def _frame(place: str, channel: Channel) -> dict[str, Any]:
    from feeder.publish.site_marks import Marks

    said = words.of(channel.language)
    root = "../" * place.count("/")
    marks = Marks(said, channel.zone, root)
    return {
        "w": said,
        "root": root,
        "main": channel,
        "head": head(channel),
        "day": marks.day,
        "moment": marks.moment,
        "known": marks.known,
        "lang": marks.lang,
        "notes": marks.notes,
        "row": marks.row,
    }


def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader(_ROOM),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= {"local": local, "host": _host, "feed": _feed}
    made.tests["public"] = is_public
    made.globals |= {"path": path, "public": public}
    return made


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")


def _feed(address: str) -> str:
    """The address as feed readers register for it. Checkers of HTML refuse the other spelling, `feed:https:`, which
    page.js puts in place where it matters."""
    return "feed:" + address.partition(":")[2]
