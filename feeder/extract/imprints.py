"""The foot of a page: whose it is, and where that lives. All questions take the text of one block."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_RESERVED: Final = "(?:all rights reserved|hak cipta dilindungi|alle rechte vorbehalten|tous droits réservés)"
_RIGHTS: Final = re.compile(  # of lower case
    r"^(?:©|\(c\) ?\d|copyright\W{0,3}(?:©|\(c\)|\d{4}|by\b))|©\s*(?:copyright\s*)?\d{4}"
    r"|^(?:copyright|hak cipta|(?:powered|developed|designed) by)\b.{0,80}$"  # more is a sentence about it
    rf"|^.{{0,120}}\b{_RESERVED}\b|\b{_RESERVED}\b.{{0,20}}$"
)
_RIGHTS_WORDS: Final = ("©", "(c)", "right", "recht", "droits", "hak cipta", "ed by ")
_CONTACT: Final = (
    ("jl.", "jln", "jalan ", "street"),
    ("telp", "telepon", "phone", "fax", "faks"),
    ("@",),
    ("mail", "surel"),
)


def has_rights(lower: str) -> bool:
    """A copyright notice in a text of lower case."""
    return any(map(lower.__contains__, _RIGHTS_WORDS)) and _RIGHTS.search(lower) is not None


@lru_cache(maxsize=4096)
def is_contact(text: str) -> bool:
    """An address with telephone, as footers carry it."""
    lower = text.lower() if len(text) <= 300 else ""
    sure = "@" in lower or "mail" in lower or "surel" in lower
    return sure and sum(any(word in lower for word in words) for words in _CONTACT) >= 3


def claims_rights(text: str) -> bool:
    """A copyright notice."""
    return len(text) <= 400 and has_rights(text.lower())


@lru_cache(maxsize=4096)
def is_imprint(text: str) -> bool:
    """A copyright notice or an address with telephone: the foot of a page."""
    return claims_rights(text) or is_contact(text)
