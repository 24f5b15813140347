"""Files for download that a page links to: decrees, tables, archives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qs, urlsplit

from feeder.extract.markup import absolute
from feeder.model import Attachment
from feeder.normalise.files import EXTENSIONS, file_type, name_of

_FILES_AMONG: Final = re.compile(rf"\.(?:{'|'.join(EXTENSIONS)})(?=[?#]|$)", re.IGNORECASE | re.MULTILINE)
_LIKELY: Final = re.compile(  # names a file, or may once it is decoded, or has its name from the page's own address
    rf"\.(?:{'|'.join(EXTENSIONS)})|[%\t\n\r]|^\W*[#?;]", re.IGNORECASE
)
_PAGES: Final = (".html", ".htm")  # of a viewer, which is told what to show


def are_among(addresses: str) -> bool:
    """Whether one of some addresses, a line each, is that of a file: a quick look."""
    return _FILES_AMONG.search(addresses) is not None


def attachments(links: Iterable[tuple[str, str]], base: str) -> tuple[Attachment, ...]:
    """The files among links, given as (address as written, words); `base` is what the addresses are relative to. A file
    that is named twice keeps its better words."""
    found: dict[str, str] = {}
    for address, words in links:
        target = _file(base, address)
        if target and (target not in found or len(words) > len(found[target])):
            found[target] = words
    return tuple(
        Attachment(url=target, title=words or name_of(target), media_type=file_type(target))
        for target, words in found.items()
    )


def _file(base: str, address: str) -> str:
    """The absolute address of a file for download, also out of a viewer's address; "" if there is none."""
    if not _LIKELY.search(address):  # most are soon told
        return ""
    target = absolute(base, address)
    parts = urlsplit(target)
    if file_type(target) and not (parts.query and parts.path.endswith(_PAGES)):
        return target
    for values in parse_qs(parts.query).values():
        inner = absolute(base, values[0])
        if file_type(inner) and (values[0].startswith(("http", "/"))):
            return inner
    return ""
