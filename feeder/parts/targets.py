"""Who is told, as a configuration names them: a WebSub hub, webhooks, and people by way of Apprise."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from feeder.config import Config, Webhook
from feeder.edition.channels import Site
from feeder.edition.publishing import HUB
from feeder.errors import ConfigError
from feeder.model import Channel, StoredItem
from feeder.ports import Now, Post
from feeder.ports.store import Store
from feeder.records import Receipt
from feeder.tell import messages

if TYPE_CHECKING:
    from feeder.fetch.options import Options
    from feeder.fetch.post import Poster
    from feeder.tell.messages import Target


class Others:
    """All who are told of what one installation publishes. For any number of threads."""

    def __init__(self, config: Config, site: Site, store: Store, options: Options) -> None:
        self._config, self._site, self._store = config, site, store
        self._options = options
        self._poster: Poster | None = None

    @cached_property
    def targets(self) -> list[Target]:
        find, main = self._store.find, self._site.main
        hubs = [Hub(url=main.hub, base=main.base, post=self._post)] if main.hub else []
        hooks = [
            Hook(webhook=each, channel=main, find=find, feeds=self._feeds, post=self._post, now=self._store.now)
            for each in self._config.webhooks
        ]
        return [*hubs, *hooks, *(People(address=each, find=find, channel=main) for each in self._config.announce)]

    def news(self) -> Sequence[str]:
        """The ids of new items that nobody was told of."""
        return self._store.outbox.news()

    def put(self, news: Sequence[str]) -> None:
        """Their files stand: from now on, others may be told of them."""
        messages.put(news, self.targets, self._store, self._store.now())

    def tell(self, stopped: Callable[[], bool]) -> tuple[str, ...]:
        """Send what waits. Returns what went wrong, in sentences."""
        return messages.tell(self.targets, self._store.outbox, self._store.now, stopped) if self.targets else ()

    def backlog(self) -> list[dict[str, object]]:
        """Who has not got all of it, and why."""
        labels = {each.key: each.label for each in self.targets}
        return [
            {
                "target": labels[each.target],
                "waiting": each.waiting,
                "lost": each.lost,
                "next_try": each.due,
                "trouble": each.trouble,
            }
            for each in self._store.outbox.backlog()
            if each.target in labels
        ]

    def hasten(self, seconds: float) -> None:
        """For the end of the process: whatever is being sent ends within this time."""
        if self._poster:
            self._poster.hasten(seconds)

    def close(self) -> None:
        if self._poster:
            self._poster.close()

    def _post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Receipt:
        if self._poster is None:
            from feeder.fetch.post import Poster

            self._poster = Poster(self._options, now=self._store.now, note=self._store.note)
        return self._poster(url, body, headers)

    def _feeds(self, stored: StoredItem) -> set[str]:
        """The ids of all feeds that an item stands in."""
        whole = [each for each in self._site.feeds if not each.feed]
        own = [each for each in whole if not each.sources or not set(each.sources).isdisjoint(stored.sources)]
        return {*self._site.select(stored), *(each.path.rpartition("/")[2] for each in own)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """Is told of feeds that changed, and may be told twice."""

    url: str
    base: str  # public address of the output
    post: Post
    key: str = HUB
    twice: bool = True

    @property
    def label(self) -> str:
        return f"hub {_host(self.url)}"

    def wants(self, stored: StoredItem) -> bool:
        return False

    def send(self, subject: str) -> Receipt:
        from feeder.publish import websub

        return self.post(self.url, websub.ping(self.base + subject), websub.HEADERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """A webhook: gets the item as feed.json has it, signed."""

    webhook: Webhook
    channel: Channel
    find: Callable[[str], StoredItem | None]
    feeds: Callable[[StoredItem], set[str]]
    post: Post
    now: Now
    twice: bool = False

    @property
    def key(self) -> str:
        return _key("webhook", self.webhook.url)

    @property
    def label(self) -> str:
        return f"webhook {_host(self.webhook.url)}"

    def wants(self, stored: StoredItem) -> bool:
        sources, feeds = self.webhook.sources, self.webhook.feeds
        if not sources and not feeds:
            return True
        return not set(sources).isdisjoint(stored.sources) or (bool(feeds) and not self.feeds(stored).isdisjoint(feeds))

    def send(self, subject: str) -> Receipt:
        from feeder.publish import webhook

        stored = self.find(subject)
        if stored is None or stored.withdrawn:
            return Receipt()
        name, body = self.webhook.secret_from, webhook.body(stored, self.channel)
        if name and not os.environ.get(name):
            return Receipt(trouble=unset(name), again=True)
        try:
            headers = webhook.headers(stored, body, os.environ.get(name, ""), self.now())
        except ValueError:
            return Receipt(trouble=f"the secret in {name} begins with whsec_, and is no Base64; mend it", again=True)
        return self.post(self.webhook.url, body, headers)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """An Apprise address: gets title, summary and link. Apprise does not tell whether something may have arrived."""

    address: str  # a secret
    find: Callable[[str], StoredItem | None]
    channel: Channel
    twice: bool = False

    @property
    def key(self) -> str:
        return _key("announce", self.address)

    @property
    def label(self) -> str:
        return f"announce {self.address.partition(':')[0]}"

    def wants(self, stored: StoredItem) -> bool:
        return True

    def send(self, subject: str) -> Receipt:
        from feeder.publish.entry import entry
        from feeder.tell import notify

        stored = self.find(subject)
        if stored is None or stored.withdrawn:
            return Receipt()
        view = entry(stored, self.channel)
        try:
            arrived = notify.send([self.address], view.title, f"{view.summary}\n\n{view.url}".strip())
        except ConfigError as error:
            return Receipt(trouble=str(error), again=True)
        return Receipt(trouble="" if arrived else "Apprise could not deliver it; look at its address under `announce`")


def missing(config: Config) -> list[str]:
    """The secrets that the configuration counts on and that are not there, in sentences."""
    wanted = [(each.url, each.secret_from) for each in config.webhooks if each.secret_from]
    return [f"webhook {_host(url)}: {unset(name)}" for url, name in wanted if not os.environ.get(name)]


def unset(name: str) -> str:
    """What to do about a secret that is not there."""
    return (
        f"the variable {name}, which holds its secret, is not set; set it where feeder runs (systemd: EnvironmentFile=)"
    )


def _key(kind: str, address: str) -> str:
    """Addresses may be secrets."""
    return f"{kind}:{sha256(address.encode()).hexdigest()[:16]}"


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
