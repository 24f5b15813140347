"""The feeds that a configuration names: of everything, of single sources, of topics and of one's own; and which items
stand in them."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from feeder import __version__
from feeder.config import Config, Feed, Publisher, topics
from feeder.config import Source as SourceConfig
from feeder.errors import InputError
from feeder.model import TOPIC, Channel, StoredItem
from feeder.normalise.selection import Choice, Selector

if TYPE_CHECKING:
    from feeder.normalise.topics import Match, Rule


def main_channel(publisher: Publisher) -> Channel:
    """The feed of everything."""
    return Channel(
        path="",
        title=publisher.title,
        home=publisher.url,
        description=publisher.description,
        language=publisher.language,
        author=publisher.author or publisher.title,
        base=publisher.url,
        first_base=next(iter(publisher.formerly), ""),
        zone=publisher.timezone,
        hub=publisher.hub,
        icon=publisher.icon or f"{publisher.url}assets/icon.png",
        version=__version__,
    )


def own_channel(main: Channel, entry: SourceConfig) -> Channel:
    """The feed of a single source."""
    former = tuple(f"feeds/{old}" for old in entry.former_ids)
    title = entry.title or entry.id
    return replace(main, path=f"feeds/{entry.id}", title=title, home=entry.url, sources=(entry.id,), formerly=former)


class Choosing:
    """Assigns items to topics and feeds; a ports.Select. Rules are read and compiled when there is an item to assign:
    most runs learn that nothing is new. Then it raises ConfigError for what is wrong in them."""

    def __init__(self, config: Config, zone: ZoneInfo) -> None:
        self._path = Path(config.topics) if config.topics else topics.SHIPPED
        self._feeds = config.feeds
        self._choices = tuple(map(_choice, config.feeds))
        self._zone = zone

    def __call__(self, stored: StoredItem) -> dict[str, str]:
        return self._selector(stored)

    def classify(self, title: str, text: str) -> tuple[Match, ...]:
        """The topics of an item, and why."""
        return self._selector.classify(title, text)

    def topic(self, id: str) -> Match:
        """The topic of this id. Raises InputError where no rule makes it."""
        match = self._selector.topic(id)
        if match is None:
            raise InputError(f"there is no topic {id!r}; there are: {', '.join(self.examples)}")
        return match

    @property
    def examples(self) -> list[str]:
        """An id of each topic; those that have one for each year are named by one of them. Raises ConfigError."""
        return [f"{rule.id}-2024" if rule.years else rule.id for rule in self.rules]

    def lasts(self, feed: str) -> bool:
        """Whether some rule makes the topic of a feed, by its id."""
        return self._selector.topic(feed.removeprefix(TOPIC)) is not None

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """What makes topics. Raises ConfigError."""
        return topics.load(self._path, self._feeds)

    @property
    def version(self) -> str:
        """Another text when items may be assigned otherwise than before. Raises ConfigError."""
        return topics.fingerprint(self._path, self._choices, self._zone.key, __version__)

    def channels(self, main: Channel) -> tuple[Channel, ...]:
        """The feeds of one's own, on the site of this main feed."""
        return tuple(
            replace(
                main,
                id="",
                path=f"feeds/{feed.id}",
                formerly=tuple(f"feeds/{old}" for old in feed.formerly),
                title=feed.title or feed.id,
                description=feed.description,
                sources=feed.sources,
                limit=feed.limit,
                feed="" if choice.whole else feed.id,
            )
            for feed, choice in zip(self._feeds, self._choices, strict=True)
        )

    @cached_property
    def _selector(self) -> Selector:
        return Selector(self.rules, (choice for choice in self._choices if not choice.whole), self._zone)


def _choice(feed: Feed) -> Choice:
    return Choice(**{field.name: getattr(feed, field.name) for field in fields(Choice)})
