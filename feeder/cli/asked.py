"""What was asked of whom, when, with which answer: the ledger, for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import tzinfo
from itertools import groupby

from feeder.records import Asked, Traffic


def totals(traffic: Iterable[Traffic]) -> Iterator[str]:
    """`kota.kpu.go.id was asked 14 times in 24 hours (12 kB): 3 x 200, 10 x 304, 1 x no answer`, by host."""
    for host, found in groupby(sorted(traffic, key=lambda each: each.host), key=lambda each: each.host):
        some = list(found)
        counts: dict[str, int] = {}
        for each in sorted(some, key=lambda each: each.status or 1000):
            counts[_answer(each.status)] = counts.get(_answer(each.status), 0) + each.count
        answers = ", ".join(f"{count} x {answer}" for answer, count in counts.items())
        count, size = sum(each.count for each in some), sum(each.size for each in some)
        yield f"{host} was asked {count} time{'s' * (count != 1)} in 24 hours ({_size(size)}): {answers}"


def lines(asked: Iterable[Asked], zone: tzinfo) -> Iterator[str]:
    """One line for each request."""
    for each in asked:
        note = f"  ({each.note})" if each.note else ""
        when = f"{each.at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
        yield f"  {when}  {_answer(each.status):>9}  {_size(each.size):>8}  {each.seconds:5.2f} s  {each.url}{note}"


def _answer(status: int) -> str:
    return str(status) if status else "no answer"


def _size(size: int) -> str:
    return (
        f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1000:.0f} kB" if size >= 1000 else f"{size} B"
    )
