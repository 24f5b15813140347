"""Short marks of what items say, equal while they say the same. Pure."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote, urlsplit

from feeder.model import Draft, Item
from feeder.normalise.text import fold

FIELDS = ("title", "text", "image", "attachments")
NOTHING = "-"
"""The mark of a field that is empty."""

AGAIN = "again"
"""In place of what a listing says of an item, where that is to be asked again in any case."""

_PLACE = re.compile(r'(?:href|src)="([^"]*)')
_THUMBNAIL = re.compile(r"^(?:thumb(?:nail)?s?|small|medium|large|resized?)[-_]|[-_](?:thumb|small|\d+x\d+)(?=\.)")


def digest(item: Item) -> str:
    """A mark for each of FIELDS, divided by blanks, equal while readers are shown the same: white space, sizes of one
    picture, and hosts of files do not count. The date is compared apart. The last mark is of where pictures, files and
    links lie: what lies elsewhere is stored, and is no edit."""
    said = {
        "title": "".join(item.title.split()),
        "text": "".join(item.text.split()),
        "image": _file(item.image),
        "attachments": "\n".join(sorted(_file(each.url) for each in item.attachments)),
    }
    places = (*_PLACE.findall(item.html), item.image, *(each.url for each in item.attachments))
    return " ".join(
        (*(mark(said[name]) for name in FIELDS), mark("\n".join(each.partition("?")[0] for each in places)))
    )


def fields(digest: str) -> dict[str, str]:
    """The mark of each field."""
    return dict(zip(FIELDS, digest.split(" "), strict=False))


def hint(draft: Draft, key: str) -> str:
    """What a listing says of an item, in short, and under which address, by its key: when one of them changes, the
    article is asked again."""
    return mark(fold(draft.title) + "\n" + fold(draft.excerpt)[:80]) + " " + mark(key)


def parts(hint: str) -> tuple[str, str]:
    """The marks of what a listing said and of the address; "" for what it did not say, or was not kept once."""
    said, _, address = hint.partition(" ")
    return said, address


def _file(address: str) -> str:
    """The name of a file, whatever its host, folder or size."""
    return _THUMBNAIL.sub("", unquote(urlsplit(address).path).rpartition("/")[2].casefold())


def mark(text: str) -> str:
    """A short mark of a text, NOTHING for none."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else NOTHING
