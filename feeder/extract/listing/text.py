"""The text of an item: in full, as markup, where the listing has it; else as far as it goes."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from feeder.extract.listing import words
from feeder.extract.listing.groups import Segment, pieces
from feeder.extract.listing.lines import Line

if TYPE_CHECKING:
    from feeder.extract.listing.groups import Piece

_WHOLE = 400  # characters; a text that long, with nothing that leads further, is the whole text
_SURELY = 1500  # characters; is the whole text even if something leads further
_PROSE = 25  # characters; what is shorter is no sentence


def text(segment: Segment, lines: Sequence[Line], *, more: bool) -> tuple[str, str]:
    """Markup of the whole text, or else an excerpt; the other is "". `lines` are those of the text, in order."""
    size = sum(len(line.text) for line in lines)
    cut = any(words.is_cut(line.text) for line in lines[-2:])
    if size >= (_SURELY if more else _WHOLE) and not cut:
        return _markup(segment.pieces, lines), ""
    return "", " ".join(line.text for line in lines if len(line.text) >= _PROSE and not line.away)


def _markup(run: Sequence[Piece], lines: Sequence[Line]) -> str:
    """The smallest stretch of markup that holds all lines."""
    begun = {line.element for line in lines if line.element is not None}
    holding = {node for element in begun for node in (element, *element.iterancestors())}
    loose = {line.text for line in lines if line.element is None}
    while True:
        places = [
            place
            for place, piece in enumerate(run)
            if (" ".join(piece.split()) in loose if isinstance(piece, str) else piece in holding)
        ]
        if not places:
            return ""
        only = run[places[0]]
        if len(places) > 1 or isinstance(only, str) or only in begun or only.tag == "p":
            return "".join(_written(piece) for piece in run[places[0] : places[-1] + 1])
        run = list(pieces(only))


def _written(piece: Piece) -> str:
    from lxml.html import tostring

    return (
        escape(piece, quote=False) if isinstance(piece, str) else tostring(piece, encoding="unicode", with_tail=False)
    )
