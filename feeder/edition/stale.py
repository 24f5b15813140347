"""What must be published again, as the marks of the store name it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from feeder.model import Channel

EVERYTHING = "everything:"  # the mark of all there is


@dataclass(frozen=True, slots=True)
class Stale:
    """What the marks name."""

    months: tuple[str, ...]
    sources: frozenset[str]
    feeds: frozenset[str]
    items: tuple[str, ...]
    told: frozenset[str] = frozenset()  # sources of which subscribers are told that they broke, or recovered

    @classmethod
    def of(cls, marks: Iterable[str]) -> Stale:
        names = [name.split(":", 1) for name in marks]
        return cls(
            tuple(rest for kind, rest in names if kind == "month"),
            frozenset(rest for kind, rest in names if kind == "source"),
            frozenset(rest for kind, rest in names if kind == "feed"),
            tuple(rest for kind, rest in names if kind == "item"),
        )

    @property
    def numbers(self) -> list[int]:
        """Those of the items."""
        return [int(number) for number in self.items]

    @property
    def days(self) -> list[date]:
        """The first days of the months."""
        return [date.fromisoformat(f"{month}-01") for month in self.months]

    def concerns(self, channel: Channel) -> bool:
        """Whether the channel shows a source of which something changed, or items that are assigned to it anew."""
        if self.told and (not channel.sources or self.told & set(channel.sources)):
            return True
        if channel.feed:
            return channel.feed in self.feeds
        return bool(self.sources) and (not channel.sources or bool(self.sources & set(channel.sources)))
