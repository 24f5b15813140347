"""Which feeds an item belongs to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from feeder.model import StoredItem
from feeder.normalise import correcting
from feeder.normalise.text import fold

if TYPE_CHECKING:
    from feeder.normalise.topics import Match, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A feed, and what its items have in common: all that is given must hold, of each one of what is named."""

    id: str
    sources: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()  # the id of a rule with years stands for all of its years
    include: tuple[str, ...] = ()  # words, phrases and expressions in title or text
    exclude: tuple[str, ...] = ()
    since: date | None = None  # the first day, and
    until: date | None = None  # the last one

    @property
    def whole(self) -> bool:
        """Whether it takes all that its sources have."""
        return not (self.categories or self.topics or self.include or self.exclude or self.since or self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is known of an item when feeds are chosen for it."""

    item: StoredItem
    day: date
    topics: Collection[str] = ()  # their ids, and those of their rules
    said: Callable[[str], bool] = lambda _: False  # whether a word, phrase or expression stands in it


def matches(seen: Seen, feed: Choice) -> bool:
    """Whether an item belongs to a feed."""
    tags = {fold(tag) for tag in seen.item.item.tags}
    return (
        (not feed.sources or not set(feed.sources).isdisjoint(seen.item.sources or (seen.item.source,)))
        and (not feed.categories or any(fold(each) in tags for each in feed.categories))
        and (not feed.topics or any(each in seen.topics for each in feed.topics))
        and (not feed.since or feed.since <= seen.day)
        and (not feed.until or seen.day <= feed.until)
        and (not feed.include or any(map(seen.said, feed.include)))
        and not any(map(seen.said, feed.exclude))
    )


class Selector:
    """Rules and feeds, compiled once; `zone` is the one that days are counted in. Raises ValueError for a word that
    means nothing."""

    def __init__(self, rules: Iterable[Rule], feeds: Iterable[Choice], zone: tzinfo) -> None:
        from feeder.normalise.topics import Topics  # late: most runs have nothing to sort

        self._feeds = tuple(feeds)
        self._zone = zone
        self._topics = Topics(rules, (term for feed in self._feeds for term in (*feed.include, *feed.exclude)))

    def __call__(self, stored: StoredItem) -> dict[str, str]:
        """The feeds that an item belongs to, by id, each with its label where it is that of a topic, "" where not; a
        ports.Select."""
        read, terms = self._topics.read(stored.item.title, stored.item.text)
        found = self._set_right(read, stored)
        seen = Seen(
            item=stored,
            day=stored.published.astimezone(self._zone).date(),
            topics={id for match in found for id in (match.topic.id, match.rule)},
            said=terms.__contains__,
        )
        own = {feed.id: "" for feed in self._feeds if matches(seen, feed)}
        return {match.topic.feed: match.topic.label for match in found} | own

    def classify(self, title: str, text: str) -> tuple[Match, ...]:
        """The topics of an item, and why."""
        return self._topics.classify(title, text)

    def topic(self, id: str) -> Match | None:
        """The topic of this id, if any rule makes it."""
        return self._topics.named(id)

    def _set_right(self, found: Iterable[Match], stored: StoredItem) -> list[Match]:
        """With what a person added, and without what a person took away."""
        said = correcting.topics(stored.corrections)
        added = [match for id, there in said.items() if there and (match := self.topic(id))]
        return [match for match in found if match.topic.id not in said] + added
