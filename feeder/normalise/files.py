"""Files for download: decrees, tables, archives. Their addresses tell what they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

EXTENSIONS: Final = {
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
_FILE: Final = re.compile(rf"/[^/?#]*\.({'|'.join(EXTENSIONS)})(?=[?#]|$)", re.IGNORECASE)


def name_of(address: str) -> str:
    """The last part of an address's path, where programs name what a file is."""
    return unquote(address.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2])


@lru_cache(maxsize=4096)  # a site's menus stand on all its pages
def file_type(address: str) -> str:
    """The media type of a file for download, "" for any other address."""
    found = _FILE.search(address)
    return EXTENSIONS[found[1].lower()] if found else ""


def file_name(address: str) -> str:
    """What a file for download is called, "" for any other address."""
    found = _FILE.search(address)
    return unquote(found[0].removeprefix("/")) if found else ""
