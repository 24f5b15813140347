"""Lines about an article, which are not its text: dates, authors, counters, and rows of them."""

from __future__ import annotations

import re
from typing import Final

from feeder.extract import article_words as words
from feeder.extract.density import Block

_SENTENCE: Final = re.compile(r"[.!?]\s|[.!?]$|,.*,.*,")


def is_about(block: Block) -> bool:
    """A date line, an author line, a counter, or several of them in a row."""
    if not block.text or len(block.text) > 200:
        return False
    text = block.spaced
    if len(text) > 160:
        return False
    return words.is_date_line(text) or bool(words.byline(text)) or words.is_count(text) or _is_row(block, text)


def _is_row(block: Block, text: str) -> bool:
    """A date with other short pieces beside it: the author, a counter, a category."""
    if not words.has_day(text) or _SENTENCE.search(block.text):
        return False
    rest = (part for part in block.parts() if not words.is_date_line(part) and not words.is_count(part))
    return all(len(part) < 45 for part in rest)


def is_label(block: Block) -> bool:
    """A short line without an end: the heading of a box, whatever its tag."""
    return (
        len(block.text) < 60
        and not block.text.endswith((".", "?", "!", "”", '"', ":"))
        and block.box.tag not in ("li", "td", "th", "dd")
    )
