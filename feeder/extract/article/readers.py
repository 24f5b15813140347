"""How often an article was read, as its page tells in a line of its own or in two cells: nothing that anybody wrote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from feeder.extract import furniture

if TYPE_CHECKING:
    from feeder.extract.blocks import Block

_NUMBER: Final = r"[\d.,]+\s*(?:[km]|rb|ribu)?"
_NAMES: Final = r"(?:jumlah |total )?(?:dibaca|dilihat|dikunjungi|pembaca|pengunjung|hits?|views?|tayangan|kunjungan)"
_COUNT: Final = re.compile(
    r"(?:(?:artikel|berita|halaman|laman|konten|tulisan|postingan|informasi)(?: ini)? )?(?:telah |sudah )?"
    rf"(?:dibaca|dilihat|dikunjungi|ditonton)(?: (?:sebanyak|oleh))?\s*:?\s*{_NUMBER}"
    r"(?: (?:x|kali|orang|pembaca|pengunjung|views?))?"
    rf"|{_NAMES}(?: (?:artikel|berita|halaman|laman)(?: ini)?)?\s*:\s*{_NUMBER}(?: (?:x|kali|orang))?"
)
_LABEL: Final = re.compile(rf"{_NAMES}\s*:?")


@lru_cache(maxsize=4096)
def counts_readers(text: str) -> bool:
    """A line like "Artikel ini telah dibaca 98 kali", and not "Dibaca 98 kali oleh warga di perpustakaan"."""
    known = len(text) <= 80 and any(map(str.isdecimal, text))
    return known and _COUNT.fullmatch(furniture.bare(text).lower()) is not None


def is_about_readers(blocks: Sequence[Block], index: int) -> bool:
    """Whether a block tells it: whole, or as the label or the number of two ("Dibaca" | "98")."""
    text = blocks[index].text
    before = blocks[index - 1].text if index else ""
    after = blocks[index + 1].text if index + 1 < len(blocks) else ""
    return counts_readers(text) or (_is_label(text) and _is_number(after)) or (_is_number(text) and _is_label(before))


def _is_label(text: str) -> bool:
    return len(text) <= 30 and _LABEL.fullmatch(text.lower().strip()) is not None


def _is_number(text: str) -> bool:
    return text.replace(".", "").isdecimal()
