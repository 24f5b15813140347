"""topics.yaml in, rules out, or every mistake at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from feeder.config import values as v
from feeder.config.form import Mistake, Spot, instead, key, keys, listed
from feeder.config.reading import read, told
from feeder.config.shape import Feed
from feeder.errors import ConfigError

if TYPE_CHECKING:
    from feeder.normalise.topics import Rule

SHIPPED = Path(__file__).parents[1] / "topics.yaml"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A topic. A word stands for all its forms, a phrase for words that follow one another; or /an expression/."""

    id: str = field(metadata=key(v.identifier, "Short name; the folder of its feed is feeds/topic-<id>"))
    label: str = field(metadata=key(v.text, "Its name, for people"))
    words: tuple[str, ...] = field(default=(), metadata=key(listed(v.term), "In the title or the text"))
    title: tuple[str, ...] = field(default=(), metadata=key(listed(v.term), "In the title alone"))
    years: tuple[str, ...] = field(
        default=(),
        metadata=key(listed(v.term), "One topic for each year after a word; these may stand between the two"),
    )


@dataclass(frozen=True, kw_only=True)
class Topics:
    """The topics and their words."""

    topics: tuple[Entry, ...] = field(metadata=key(listed(keys(Entry))))


def load(path: Path, feeds: Iterable[Feed]) -> tuple[Rule, ...]:
    """The rules of a file. Raises ConfigError for what is wrong in it, and for topics that feeds name and nothing
    makes."""
    from feeder.normalise.topics import Rule

    document = read(path)
    spot = Spot(folder=path.parent, mistakes=[])
    found: Topics | None = spot.read(document.data, keys(Topics))
    entries = found.topics if found else ()
    wrong = [told(document, {}, document.data, each) for each in (*spot.mistakes, *_mistakes(entries))]
    lines = [f"{path}:{line}: {what}" for line, what in sorted({*wrong, *document.repeated})]
    lines += [] if lines else _unknown(entries, feeds)
    if lines:
        raise ConfigError("\n".join(lines))
    return tuple(Rule(**vars(entry)) for entry in entries)


def _mistakes(entries: Sequence[Entry]) -> Iterator[Mistake]:
    ids = [entry.id for entry in entries]
    for number, entry in enumerate(entries):
        if entry.id in ids[:number]:
            yield Mistake(("topics", number, "id"), f"{entry.id!r} is there twice; choose another")
        if not (entry.words or entry.title):
            yield Mistake(("topics", number), "has no words; add `words` or `title`")


def _unknown(entries: Sequence[Entry], feeds: Iterable[Feed]) -> list[str]:
    ids = {entry.id for entry in entries}
    yearly = {entry.id for entry in entries if entry.years}
    return [
        f"feeds.{feed.id}.topics: there is no topic {name!r}{instead(name, ids)}"
        for feed in feeds
        for name in feed.topics
        if name not in ids and not (re.search(r"-\d{4}$", name) and name[:-5] in yearly)
    ]


def fingerprint(path: Path, *others: object) -> str:
    """Another text when the file changed, or what else items are sorted by; without reading the rules. Raises
    ConfigError."""
    try:
        words = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name another file as `topics`") from error
    return sha256(b"\n".join([words, *(repr(each).encode() for each in others)])).hexdigest()
