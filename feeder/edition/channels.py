"""All that is published: the feeds of everything, of single sources, of topics, and of one's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from feeder.model import TOPIC, Channel, Topic
from feeder.ports.store import Select

REVISIONS = "revisions"  # the id of the feed of edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that is published. The main channel stands at the top of the output."""

    main: Channel
    sources: tuple[Channel, ...] = ()  # the feeds of single sources
    topics: tuple[Channel, ...] = ()  # those of topics that have items
    counts: Mapping[Topic, int] = field(default_factory=dict)  # how many each of these has
    feeds: tuple[Channel, ...] = ()  # those of one's own
    select: Select = lambda _: {}  # which topics and feeds an item belongs to
    rules: str = ""  # another text when that changed
    lasts: Callable[[str], bool] = lambda _: True  # whether the feed of a topic, by its id, is still one without items

    @property
    def channels(self) -> tuple[Channel, ...]:
        return (self.main, *self.sources, *self.topics, *self.feeds)

    def about(self, topics: Mapping[Topic, int]) -> Site:
        """The site with feeds of these topics, which have so many items."""
        return replace(self, topics=tuple(map(self.topic, topics)), counts=topics)

    def topic(self, topic: Topic) -> Channel:
        """The feed of a topic."""
        title = f"{self.main.title}: {topic.label}"
        return replace(self.main, path=f"feeds/{topic.feed}", feed=topic.feed, title=title, description="", id="")

    def left(self, files: Iterable[str]) -> list[str]:
        """Those of the files that are of feeds which are no more."""
        folders = (folder for each in self.channels for folder in (each.path, *each.formerly))
        ids = {REVISIONS, *(folder.rpartition("/")[2] for folder in folders)}
        feeds = [(name, name.split("/")[1]) for name in files if name.startswith("feeds/")]
        return [name for name, id in feeds if id not in ids and not (id.startswith(TOPIC) and self.lasts(id))]

    @property
    def origins(self) -> Mapping[str, Channel]:
        """The feeds of single sources, by the id of the source."""
        return {each.sources[0]: each for each in self.sources}

    @property
    def groups(self) -> list[tuple[str, Sequence[Channel]]]:
        """All feeds but the main one, in groups of a name."""
        return [("Sumber", self.sources), ("Topik", self.topics), ("Pilihan", self.feeds)]
