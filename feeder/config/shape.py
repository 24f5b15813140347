"""What config.yaml may hold. Frozen; nothing here knows how a source is read or a feed is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from feeder.config import values as v
from feeder.config.form import key, keys, kinds, listed
from feeder.normalise.crontab import Cron


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """Who publishes the feeds, and where."""

    title: str = field(default="Berita", metadata=key(v.text, "Title of the main feed and of the pages"))
    url: str = field(
        default="http://127.0.0.1:8000/", metadata=key(v.home, "Public address of the output folder; ends with a slash")
    )
    language: str = field(default="id", metadata=key(v.language, "Language of pages and feeds: id or en"))
    timezone: str = field(default="Asia/Jakarta", metadata=key(v.zone, "Time zone of dates and schedules"))
    author: str = field(default="", metadata=key(v.text, "Name of the publisher, for feeds that want one"))
    description: str = field(default="", metadata=key(v.text, "One sentence about the main feed"))
    icon: str = field(
        default="",
        metadata=key(v.web, "Address of a square PNG of up to 144 pixels, if it is to be another than feeder's"),
    )
    hub: str = field(default="", metadata=key(v.web, "WebSub hub to tell of changes"))
    formerly: tuple[str, ...] = field(
        default=(),
        metadata=key(listed(v.home), "Earlier public addresses, the first one first; ids stay as they were"),
    )


@dataclass(frozen=True, kw_only=True)
class Budget:
    """How many requests are sent at most."""

    run: int = field(default=1_000, metadata=key(v.whole(1), "Requests of one run of one source"))
    day: int = field(default=10_000, metadata=key(v.whole(1), "Requests of all sources in 24 hours"))


@dataclass(frozen=True, kw_only=True)
class Fetch:
    """Manners and limits towards the sites."""

    contact: str = field(
        default="", metadata=key(v.contact, "Whom a site may write to: mailto:you@example.org, or a page")
    )
    delay: timedelta = field(
        default=timedelta(seconds=1),
        metadata=key(v.duration, "Pause between two requests to one host; 0s for hosts of your own"),
    )
    jitter: timedelta = field(
        default=timedelta(0), metadata=key(v.duration, "Random time added to each pause, at most")
    )
    timeout: timedelta = field(default=timedelta(seconds=20), metadata=key(v.duration, "For one whole response"))
    max_bytes: int = field(default=10_000_000, metadata=key(v.size, "Size of a response as it is sent"))
    max_body: int = field(default=20_000_000, metadata=key(v.size, "Size of a response unpacked"))
    attempts: int = field(default=3, metadata=key(v.whole(1, 10), "Tries for one request"))
    allow_private: tuple[str, ...] = field(
        default=(),
        metadata=key(
            listed(v.network), "Hosts or networks that may be asked although they are not public, as [127.0.0.1]"
        ),
    )
    budget: Budget = field(default=Budget(), metadata=key(keys(Budget), "How many requests are sent at most"))


@dataclass(frozen=True, kw_only=True)
class Removal:
    """When an article that is gone counts as withdrawn."""

    checks: int = field(default=3, metadata=key(v.whole(1), "Times that it must be found gone"))
    over: timedelta = field(
        default=timedelta(hours=24), metadata=key(v.duration, "Time between the first and the last of them")
    )


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What sources of every kind have."""

    id: str = field(metadata=key(v.identifier, "Short name: small letters, digits and -; also the folder of its feed"))
    url: str = field(metadata=key(v.web, "Address of the page (or feed) that lists the news"))
    title: str = field(default="", metadata=key(v.text, "Title of its feed"))
    pages: int = field(default=1, metadata=key(v.whole(1), "Pages of the list that an ordinary fetch walks through"))
    schedule: Cron | timedelta | Literal["auto"] | None = field(
        default=None,
        metadata=key(
            v.schedule, 'When `feeder run` asks it: a crontab line ("*/30 * * * *"), a time between (30m), or auto'
        ),
    )
    hosts: tuple[str, ...] = field(
        default=(), metadata=key(listed(v.host), "Further hosts that a redirect may lead to")
    )
    formerly: tuple[str, ...] = field(
        default=(),
        metadata=key(
            listed(v.host),
            "Hosts that the site was called by before, and ids (without a dot) of the source, the first one first; no "
            "item comes again",
        ),
    )
    ca_file: str = field(default="", metadata=key(v.existing, "Certificates (PEM) for a site whose chain is broken"))
    zone: str = field(default="", metadata=key(v.zone, "Time zone of its dates, if it is not the publisher's"))
    category: str = field(default="", metadata=key(v.text, "Category of all its items, beside those that it names"))
    language: str = field(default="", metadata=key(v.language, "Language of its items, if it is not the publisher's"))

    @property
    def former_ids(self) -> tuple[str, ...]:
        return tuple(each for each in self.formerly if is_id(each))


def is_id(former: str) -> bool:
    """Whether a former name of a source is an id: hosts have dots."""
    return "." not in former and ":" not in former


@dataclass(frozen=True, kw_only=True)
class Kpu(Entry):
    """A site of the election commission: a list of news."""

    kind: Literal["kpu"] = field(default="kpu", metadata=key(v.choice("kpu")))


@dataclass(frozen=True, kw_only=True)
class KpuApi(Entry):
    """The national site's JSON interface, as https://www.kpu.go.id/api/blogs/104."""

    kind: Literal["kpu-api"] = field(default="kpu-api", metadata=key(v.choice("kpu-api")))


@dataclass(frozen=True, kw_only=True)
class AnyPage(Entry):
    """Any page that lists news; what is news on it is found by itself."""

    kind: Literal["page"] = field(default="page", metadata=key(v.choice("page")))


@dataclass(frozen=True, kw_only=True)
class ArticleSelectors:
    """Where things are on an article's page; what is not given is found by itself."""

    title: str = field(default="", metadata=key(v.selector))
    date: str = field(default="", metadata=key(v.selector))
    text: str = field(default="", metadata=key(v.selector))
    image: str = field(default="", metadata=key(v.selector))
    author: str = field(default="", metadata=key(v.selector))
    category: str = field(default="", metadata=key(v.selector))
    remove: tuple[str, ...] = field(default=(), metadata=key(listed(v.selector), "What to leave out of the text"))


@dataclass(frozen=True, kw_only=True)
class Selectors:
    """Where things are on the list: CSS (h3 a, img@data-src) or XPath (.//h3/a); what is not given is found by
    itself."""

    items: str = field(default="", metadata=key(v.selector, "Each item; the other selectors look within it"))
    title: str = field(default="", metadata=key(v.selector))
    link: str = field(default="", metadata=key(v.selector))
    date: str = field(default="", metadata=key(v.selector))
    text: str = field(default="", metadata=key(v.selector))
    image: str = field(default="", metadata=key(v.selector))
    author: str = field(default="", metadata=key(v.selector))
    category: str = field(default="", metadata=key(v.selector))
    next: str = field(default="", metadata=key(v.selector, "Link to the next page of the list"))
    article: ArticleSelectors = field(default=ArticleSelectors(), metadata=key(keys(ArticleSelectors)))


@dataclass(frozen=True, kw_only=True)
class Selected(Entry):
    """Any page that lists news, with selectors."""

    kind: Literal["selectors"] = field(default="selectors", metadata=key(v.choice("selectors")))
    selectors: Selectors = field(default=Selectors(), metadata=key(keys(Selectors)))


@dataclass(frozen=True, kw_only=True)
class Syndicated(Entry):
    """An RSS, Atom or JSON feed, to publish again."""

    kind: Literal["feed"] = field(default="feed", metadata=key(v.choice("feed")))
    full_text: bool = field(default=False, metadata=key(v.flag, "Fetch each article for its whole text"))


Source = Kpu | KpuApi | AnyPage | Selected | Syndicated
KINDS = {"kpu": Kpu, "kpu-api": KpuApi, "page": AnyPage, "selectors": Selected, "feed": Syndicated}


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A further feed, out of what the sources have; what is given must all hold."""

    id: str = field(metadata=key(v.identifier, "Short name, and folder of the feed below feeds/"))
    title: str = field(default="", metadata=key(v.text, "Title of the feed"))
    description: str = field(default="", metadata=key(v.text, "One sentence about the feed"))
    sources: tuple[str, ...] = field(
        default=(), metadata=key(listed(v.text), "Ids of sources; all of them if none is named")
    )
    categories: tuple[str, ...] = field(default=(), metadata=key(listed(v.text), "Items of one of these categories"))
    topics: tuple[str, ...] = field(default=(), metadata=key(listed(v.text), "Items on one of these topics"))
    include: tuple[str, ...] = field(
        default=(),
        metadata=key(listed(v.term), "Items with one of these words, phrases or /expressions/ in title or text"),
    )
    exclude: tuple[str, ...] = field(default=(), metadata=key(listed(v.term), "No items with one of these"))
    since: date | None = field(default=None, metadata=key(v.day, "Items of this day and later"))
    until: date | None = field(default=None, metadata=key(v.day, "Items up to this day"))
    limit: int = field(default=50, metadata=key(v.whole(1, 1000), "Number of items in the feed"))
    formerly: tuple[str, ...] = field(
        default=(), metadata=key(listed(v.identifier), "Earlier ids of the feed, the first one first")
    )


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """A program to tell of new items; of all of them, or of those of some sources or feeds."""

    url: str = field(
        repr=False,  # may hold a secret
        metadata=key(v.web, "Address that gets each new item by POST, as feed.json has it"),
    )
    secret_from: str = field(
        default="",
        metadata=key(v.variable, "Environment variable with the secret that signs them (webhook-signature)"),
    )
    sources: tuple[str, ...] = field(default=(), metadata=key(listed(v.text), "Ids of sources"))
    feeds: tuple[str, ...] = field(default=(), metadata=key(listed(v.text), "Ids of feeds, or topic-… for a topic's"))


@dataclass(frozen=True, kw_only=True)
class Config:
    """Configuration of feeder. Relative paths are relative to the folder of this file."""

    database: str = field(
        default="sqlite:///feeder.db",
        repr=False,  # may hold a password
        metadata=key(v.database, "Where everything is kept: sqlite:///feeder.db or postgresql://user@host/name"),
    )
    output: str = field(default="output", metadata=key(v.output, "Folder of the feeds, or s3://bucket/prefix"))
    publisher: Publisher = field(
        default=Publisher(), metadata=key(keys(Publisher), "Who publishes the feeds, and where")
    )
    fetch: Fetch = field(default=Fetch(), metadata=key(keys(Fetch), "Manners and limits towards the sites"))
    removal: Removal = field(
        default=Removal(), metadata=key(keys(Removal), "When an article that is gone counts as withdrawn")
    )
    sources: tuple[Source, ...] = field(
        default=(), metadata=key(listed(kinds(KINDS)), "Where the news come from; at least one")
    )
    feeds: tuple[Feed, ...] = field(
        default=(), metadata=key(listed(keys(Feed)), "Further feeds, beside the main one and one for each source")
    )
    topics: str = field(
        default="", metadata=key(v.existing, "File with topics and their words, instead of the one that ships")
    )
    engine: Literal["local", "procrastinate"] = field(
        default="local",
        metadata=key(
            v.choice("local", "procrastinate"), "What runs the schedule: one process, or workers on PostgreSQL"
        ),
    )
    metrics: str = field(
        default="", metadata=key(v.metrics, "Prometheus metrics: 127.0.0.1:9464, or a file that ends in .prom")
    )
    notify: tuple[str, ...] = field(
        default=(),
        repr=False,  # Apprise addresses hold passwords
        metadata=key(listed(v.notice), "Whom to tell when a source breaks or recovers: Apprise addresses"),
    )
    webhooks: tuple[Webhook, ...] = field(
        default=(), metadata=key(listed(keys(Webhook)), "Programs to tell of each new item, by signed POST")
    )
    announce: tuple[str, ...] = field(
        default=(),
        repr=False,  # Apprise addresses hold passwords
        metadata=key(listed(v.notice), "Whom to tell of each new item: Apprise addresses"),
    )

    @property
    def moved(self) -> dict[str, str]:
        """The ids of sources and feeds, by those they had before."""
        return self.renamed | {old: feed.id for feed in self.feeds for old in feed.formerly}

    @property
    def renamed(self) -> dict[str, str]:
        """The ids of sources, by those they had before."""
        return {old: source.id for source in self.sources for old in source.former_ids}
