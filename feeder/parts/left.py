"""What was configured once, and is not any more; of a database as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from feeder.config import Config
from feeder.edition.channels import Site
from feeder.model import TOPIC
from feeder.store.care import held


@dataclass(frozen=True, slots=True)
class Left:
    """Ids that the configuration does not name."""

    sources: Mapping[str, int] = field(default_factory=dict)  # with how many items are kept of each
    feeds: tuple[str, ...] = ()  # whose files the next publishing takes away

    def sentences(self) -> Iterator[str]:
        """What there is, and the remedy if that was not meant."""
        for id, count in self.sources.items():
            yield (
                f"{id}: is no source of config.yaml any more; {count} item{'s' * (count != 1)} of it stay in the main "
                f"feed and the archive; if the source has another id now, write `formerly: [{id}]` there"
            )
        for id in self.feeds:
            yield f"feeds/{id}: is taken away by the next publishing, since {_why(id)}"


def _why(feed: str) -> str:
    if feed.startswith(TOPIC):
        return "there is no such topic any more"
    return (
        "config.yaml names no such source or feed any more; if it has another id now, write "
        f"`formerly: [{feed}]` there before"
    )


def left(config: Config, site: Site) -> Left:
    """What there is of other sources and feeds. Raises StoreError."""
    items, files = held(config.database)
    known = {*(entry.id for entry in config.sources), *config.renamed}
    sources = {id: count for id, count in items.items() if id not in known}
    return Left(sources, tuple(dict.fromkeys(name.split("/")[1] for name in site.left(files))))
