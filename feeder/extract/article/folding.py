"""Texts as they are compared: words only, in lower case."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"\w+")


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Words only, for comparison."""
    return " ".join(_WORD.findall(text.casefold()))
