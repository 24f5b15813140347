"""Which language an article is written in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from feeder.extract.structured import Claims
from feeder.model import Trace

_UNSURE: Final = ("", "id", "in", "en")  # what programs state of their own accord
_INDONESIAN: Final = frozenset("yang dan di dengan untuk pada dari ini dalam oleh akan adalah tidak telah".split())
_ENGLISH: Final = frozenset("the and of to in is that for with was on are this by".split())

_TELLING: Final = _INDONESIAN | _ENGLISH


def find(claims: Claims, texts: Iterable[str]) -> tuple[str, Trace | None]:
    """The stated language, unless the commonest words say Indonesian or English: many a page keeps its program's."""
    spoken = " ".join(texts)[:3000].lower().split()
    telling = list(filter(_TELLING.__contains__, spoken))
    shares = {tag: sum(map(common.__contains__, telling)) for tag, common in (("id", _INDONESIAN), ("en", _ENGLISH))}
    likely = max(shares, key=shares.__getitem__)
    stated = claims.language
    base = stated.partition("-")[0].lower()
    if base in _UNSURE and base != likely and shares[likely] * 12 >= len(spoken) > 20:
        return likely, Trace("language", "density", f"the commonest words, against “{stated}”" if stated else "")
    return stated, Trace("language", "structured", "stated by the page") if stated else None
