"""Corrections by hand: a wrong title, a wrong day, a text that must come down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import partial

from feeder.errors import InputError
from feeder.model import Correction, Precision, When
from feeder.normalise.correcting import DATE, HIDDEN, TITLE, TOPICS, topics
from feeder.ports.store import Store
from feeder.revise import mint

_SCOPE = "by hand"


def correct(
    store: Store,
    ref: str,
    now: datetime,
    zone: tzinfo,
    *,
    title: str = "",
    date: str = "",
    about: Sequence[str] = (),
    not_about: Sequence[str] = (),
) -> None:
    """Set the title, the date (`2025-11-13`, or `2025-11-13 09:12` in the zone) or the topics right, over every later
    fetch. Topics come to those that were set right before.

    Raises InputError for an item that is not there, and for a date that is none.
    """
    number, stored = _number(store, ref), store.find(ref)
    when = _when(date, zone) if date else None
    with store.begin(_SCOPE) as transaction:
        if title:
            transaction.correct(number, Correction(field=TITLE, value=title, at=now))
        if when:
            taken = partial(transaction.day, stored.source if stored else "")
            [published] = mint.times([(when, None)], zone=zone, taken=taken)
            transaction.correct(number, Correction(field=DATE, value=date, at=now), published)
        if about or not_about:
            words = _topics(stored.corrections if stored else (), about, not_about)
            transaction.correct(number, Correction(field=TOPICS, value=words, at=now))


def hide(store: Store, ref: str, now: datetime, reason: str) -> None:
    """Take an item out of every file but for a tombstone. Raises InputError for one that is not there."""
    number = _number(store, ref)
    with store.begin(_SCOPE) as transaction:
        transaction.correct(number, Correction(field=HIDDEN, value=reason, at=now))


def undo(store: Store, ref: str, fields: Sequence[str]) -> list[str]:
    """Take corrections away. Returns which there were; raises InputError where there were none."""
    number = _number(store, ref)
    with store.begin(_SCOPE) as transaction:
        found = transaction.undo(number, fields)
    if not found:
        raise InputError(f"{ref}: there is nothing to undo")
    return found


def _topics(before: Sequence[Correction], about: Sequence[str], not_about: Sequence[str]) -> str:
    """A correction of topics with all that were set right before, as +arsip -sdm."""
    chosen = topics(before, *(f"+{id}" for id in about), *(f"-{id}" for id in not_about))
    return " ".join(f"{'-+'[added]}{id}" for id, added in sorted(chosen.items()))


def _number(store: Store, ref: str) -> int:
    number = store.number(ref)
    if number is None:
        raise InputError(f"there is no item {ref!r}: name it by its id, its address or its number")
    return number


def _when(date: str, zone: tzinfo) -> When:
    try:
        at = datetime.fromisoformat(date)
    except ValueError:
        raise InputError(f"{date!r} is no date: write it as 2025-11-13, or as '2025-11-13 09:12'") from None
    precision = Precision.DAY if len(date) == len("2025-11-13") else Precision.TIME
    return When(at=at if at.tzinfo else at.replace(tzinfo=zone), precision=precision)
