"""Files for download that a page links to: decrees, tables, archives. Their addresses tell what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qs, urlsplit

from feeder.extract.markup import absolute
from feeder.extract.pictures import name_of
from feeder.model import Attachment

_FILES: Final = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "rtf": "application/rtf",
    "csv": "text/csv",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
}
_FILE: Final = re.compile(rf"/[^/?#]*\.({'|'.join(_FILES)})(?=[?#]|$)", re.IGNORECASE)
_FILES_AMONG: Final = re.compile(rf"\.(?:{'|'.join(_FILES)})(?=[?#]|$)", re.IGNORECASE | re.MULTILINE)
_LIKELY: Final = re.compile(  # names a file, or may once it is decoded, or has its name from the page's own address
    rf"\.(?:{'|'.join(_FILES)})|[%\t\n\r]|^\W*[#?;]", re.IGNORECASE
)
_PAGES: Final = (".html", ".htm")  # of a viewer, which is told what to show


def are_among(addresses: str) -> bool:
    """Whether one of some addresses, a line each, is that of a file: a quick look."""
    return _FILES_AMONG.search(addresses) is not None


@lru_cache(maxsize=4096)  # a site's menus stand on all its pages
def file_type(address: str) -> str:
    """The media type of a file for download, "" for any other address."""
    found = _FILE.search(address)
    return _FILES[found[1].lower()] if found else ""


def file_name(address: str) -> str:
    """What a file for download is called, "" for any other address."""
    return name_of(address) if file_type(address) else ""


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
