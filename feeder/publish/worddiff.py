"""What changed from one text to another, word by word. Pure, and bounded whatever the texts are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

_WORD = re.compile(r"\S+\s*")
_LIMIT = 1_000_000  # pairs of words that are compared: two passages of a thousand, about 0.1 s


class Op(StrEnum):
    SAME = "same"
    DELETE = "delete"
    INSERT = "insert"


Piece = tuple[Op, str]


def diff(old: str, new: str) -> list[Piece]:
    """The passages of both texts in order: those they share, those only the old one has, those only the new one has.

    Every word brings the white space after it, the last one a space. White space alone is no change; what both share
    is spaced as in the new text. Longer passages than can be compared word by word are compared by paragraphs first.

    >>> diff("Rapat hari Senin.", "Rapat hari Selasa.")
    [(<Op.SAME: 'same'>, 'Rapat hari '), (<Op.DELETE: 'delete'>, 'Senin. '), (<Op.INSERT: 'insert'>, 'Selasa. ')]
    """
    return _joined(_words(_WORD.findall(f"{old} "), _WORD.findall(f"{new} ")))


def around(pieces: Sequence[Piece], words: int) -> list[Piece]:
    """The changes with so many words before and after each; what is left out becomes an ellipsis."""
    last = len(pieces) - 1
    return [
        (op, text if op is not Op.SAME else _cut(text, words if place else 0, words if place < last else 0))
        for place, (op, text) in enumerate(pieces)
    ]


def _cut(text: str, head: int, tail: int) -> str:
    """The first and last words of a passage."""
    words = _WORD.findall(text)
    if len(words) <= head + tail + 1:
        return text
    return "".join((*words[:head], "… ", *(words[-tail:] if tail else ())))


def _words(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """What both begin and end with needs no comparison."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    yield Op.SAME, "".join(new[:head])
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(left) * len(right) <= _LIMIT:
        yield from _compared([[word] for word in left], [[word] for word in right])
    else:
        yield from _compared(_paragraphs(left), _paragraphs(right))
    yield Op.SAME, "".join(new[len(new) - tail :])


def _compared(old: Sequence[list[str]], new: Sequence[list[str]]) -> Iterator[Piece]:
    """Units of words matched by difflib; paragraphs that do not match are compared by words where that is possible."""
    if len(old) * len(new) > _LIMIT:
        yield from ((Op.DELETE, _text(old)), (Op.INSERT, _text(new)))
        return
    matcher = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False)
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            yield Op.SAME, _text(new[c:d])
            continue
        left, right = _flat(old[a:b]), _flat(new[c:d])
        if len(left) > b - a and right and len(left) * len(right) <= _LIMIT:
            yield from _words(left, right)
        else:
            yield from ((Op.DELETE, "".join(left)), (Op.INSERT, "".join(right)))


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = zip(old, new, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a.rstrip() != b.rstrip()), min(len(old), len(new)))


def _paragraphs(words: Sequence[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for word in words:
        found[-1].append(word)
        if "\n" in word:
            found.append([])
    return [each for each in found if each]


def _bare(units: Iterable[Iterable[str]]) -> list[tuple[str, ...]]:
    return [tuple(word.rstrip() for word in unit) for unit in units]


def _flat(units: Iterable[Iterable[str]]) -> list[str]:
    return [word for unit in units for word in unit]


def _text(units: Iterable[Iterable[str]]) -> str:
    return "".join(_flat(units))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Neighbours of a kind as one, none empty."""
    kept = (piece for piece in pieces if piece[1])
    return [(op, "".join(text for _, text in group)) for op, group in groupby(kept, key=lambda piece: piece[0])]
