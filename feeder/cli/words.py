"""How results are put into words."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from feeder.cli import DONE, FAILED
from feeder.edition.publishing import Published
from feeder.model import Dropped, Outcome

T = TypeVar("T")
Told = Callable[[int, int], None]

ASKED = "what failed is asked again next time, and the feeds keep what they have"


def summary(outcome: Outcome) -> str:
    """One line for a source: `kpu-jakarta: 3 new, 1 revised, 16 unchanged; dropped: 2 twice on the page`."""
    if not outcome.modified and not outcome.failures and not outcome.doubt:
        return f"{outcome.source}: nothing new (the site says that nothing changed)"
    said = f"{outcome.source}: {outcome.new} new, {outcome.revised} revised, {outcome.unchanged} unchanged"
    if outcome.failures:
        said += f", {len(outcome.failures)} failed"
    return said + (f"; dropped: {dropped(outcome.dropped)}" if outcome.dropped else "")


def dropped(some: Sequence[Dropped]) -> str:
    """`2 twice on the page, 1 no title and no text`."""
    return ", ".join(f"{count} {reason}" for reason, count in Counter(each.reason for each in some).most_common())


def report(
    outcomes: Sequence[Outcome], published: Published, untold: Sequence[str], as_json: bool, failed: str = ASKED
) -> int:
    """The result of a command that reads and publishes; failures go to stderr, one line each, and what becomes of them.
    Returns the exit status."""
    for outcome in outcomes:
        for said in _troubles(outcome, failed):
            tell(f"{outcome.source}: {said}")
    for problem in published.problems:
        tell(f"held back, since it would not be valid: {problem}")
    for said in (*(f"note: {note}" for note in published.notes), *untold):
        tell(said)
    if as_json:
        sources = [asdict(outcome) for outcome in outcomes]
        dump({"sources": sources, "written": published.written, "problems": published.problems})
    else:
        for outcome in outcomes:
            print(summary(outcome))
        if published.written:
            print(f"written: {files(sorted(published.written, key=_telling))}")
    bad = any(outcome.failures or outcome.doubt for outcome in outcomes)
    return FAILED if published.problems or bad else DONE


def _troubles(outcome: Outcome, failed: str) -> Iterator[str]:
    """What went wrong with a source, or what its operator should know."""
    yield from outcome.failures
    if outcome.failures:
        yield failed
    if outcome.doubt:
        yield f"held back: {outcome.doubt}"
        yield f"look with: feeder status {outcome.source}"
    yield from (f"note: {note}" for note in outcome.notes)


def _telling(name: str) -> tuple[int, bool]:
    """The main feeds come before those of a source, and these before the rest."""
    return name.count("/"), not name.endswith((".xml", "feed.json"))


def files(names: Sequence[str], limit: int = 4) -> str:
    """The first names, and how many more."""
    more = len(names) - limit
    return ", ".join(names[:limit]) + (f" and {more} more" if more > 0 else "")


def tell(sentence: str) -> None:
    """On stderr: what a command waits for, or what went wrong."""
    print(f"feeder: {sentence}", file=sys.stderr)


def dump(value: Any) -> None:
    """JSON on stdout, in the letters that it takes."""
    print(json(value, ascii=not (sys.stdout.encoding or "").lower().startswith("utf")), end="")


def json(value: Any, *, ascii: bool = False) -> str:
    """A value for programs."""
    from json import dumps

    return dumps(value, ensure_ascii=ascii, indent=2, default=_plain) + "\n"


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def watched(things: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """The things, with a progress bar once it takes longer than a second, if a person watches."""
    if not sys.stderr.isatty():
        yield from things
        return
    from tqdm import tqdm

    yield from tqdm(things, desc=what, total=total, delay=1, leave=False, unit="")


@contextmanager
def bar(what: str) -> Iterator[Told]:
    """To be told how much is done, and of how much (0: nobody knows): a progress bar that says how long is left, once
    it takes longer than a second, if a person watches."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from tqdm import tqdm

    with tqdm(desc=what, delay=1, leave=False, unit="") as shown:

        def told(done: int, total: int) -> None:
            shown.total = total or None
            shown.update(done - shown.n)

        yield told
