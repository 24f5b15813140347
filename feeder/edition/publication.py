"""One run of publishing: files are rendered, checked and written, in an order in which none leads to one that is not
there yet: archive, pages, feeds, front page."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from hashlib import sha256

from feeder.edition import chain
from feeder.edition.channels import Site
from feeder.edition.reporting import report
from feeder.model import Channel, StoredItem
from feeder.ports import Folder, WriteFile
from feeder.ports.store import Store
from feeder.publish import archive, atom, history, joined, jsonfeed, opml, rss, schema, status
from feeder.publish.address import former, path
from feeder.records import Output

FRONT = "index.html"
_FORMATS = (atom.NAME, rss.NAME, jsonfeed.NAME)
_CHECKED = re.compile(rb'data-checked="([^"]+)"')
_EDITS = ("edits", "perubahan")  # title of the feed of edits, in English and Indonesian
_TOMBSTONES = 50  # items of which a feed says that they were taken down
_HELD = 300  # items
_FRESH = timedelta(hours=1)  # so long the front page may say an earlier time of the last look, while nothing is new


#: Remember files as they were written.
Remember = Callable[[Mapping[str, Output]], None]


class Publication:
    """One run: what was written so far, and what was wrong."""

    def __init__(self, site: Site, store: Store, output: Folder, remember: Remember | None = None) -> None:
        self._site, self._store, self._output = site, store, output
        self._write: WriteFile = output
        self._remember = remember or store.written
        self._noted: dict[str, Output] = {}  # files as they were written now
        self.written: list[str] = []
        self.problems: list[str] = []
        self.left: list[str] = []  # files of feeds that are no more, which were taken away
        self.held: dict[str, str] = {}  # sources of what was wrong, and the first thing that was
        self._gone: list[StoredItem] | None = None  # withdrawn last
        self._arrived = 0  # items in the documents of the whole history, once they stand
        self._broken = status.broken(status.render(report(site, store), site.main.zone))

    @cached_property
    def _counts(self) -> Mapping[date, int]:
        return self._store.month_counts()

    @cached_property
    def _before(self) -> Mapping[str, Output]:
        return self._store.outputs()

    @property
    def _known(self) -> dict[str, Output]:
        """Files as they were last written."""
        return {**self._before, **self._noted}

    @property
    def feeds(self) -> dict[str, str]:
        """A digest of each feed that was gone through."""
        return {name: each.sha256 for name, each in self._noted.items() if name.rpartition("/")[2] in _FORMATS}

    def write(self, name: str, body: bytes | Iterable[bytes]) -> None:
        if self._write(name, body):
            self.written.append(name)

    @contextmanager
    def _together(self) -> Iterator[None]:
        """What is written in the block takes its place in that order, by its end."""
        with self._output.together() as self._write:
            yield
        self._write = self._output

    def turned(self) -> frozenset[str]:
        """Sources that broke, or recovered, in what subscribers are told."""
        before = status.broken(self._output.read(status.NAME))
        return frozenset(id for id, _ in before.items() ^ self._broken.items())

    def _keep(self, files: Mapping[str, Output]) -> None:
        self._noted |= files
        self._remember(files)

    def files(
        self,
        channels: Sequence[Channel],
        parts: Sequence[history.Part],
        months: Sequence[date],
        items: Sequence[str] | None,
        everything: bool,
    ) -> None:
        """All of these, in an order in which no file names one that is not there; no pages if `items` is None."""
        main = self._site.main
        with self._together():
            if items is not None:
                self.pages(items, everything)
            self.months(months, everything, people=items is not None)
            self.chain(parts)
            for channel in channels:
                self.channel(channel)
            self.revisions()
            self.write(schema.NAME, schema.render())
            self.write(opml.NAME, opml.render(main.title, [("", [main]), *self._site.groups]))

    def months(self, months: Sequence[date], everything: bool, *, people: bool) -> None:
        """The months that changed, for programs and for people; and the index after them, so that it never names what
        is not there."""
        archived = ((month, self._archived(month)) for month in months)
        if people:
            from feeder.edition import pages

            read = (lambda _: None) if everything else self._output.read
            for name, body in pages.months(self._site.main, list(self._counts), archived, read):
                self.write(name, body)
        else:
            deque(archived, maxlen=0)
        files = [archive.File(name, each.count, each.sha256) for name, each in self._known.items()]
        self.write(archive.INDEX, archive.index(file for file in files if file.path.startswith(archive.FOLDER)))

    def _archived(self, month: date) -> Iterable[StoredItem]:
        """The items of a month, once they are written to its file. They are held while all of its files are made, but
        where they are many: then each reads them anew."""
        main, count = self._site.main, self._counts.get(month, 0)
        items: Iterable[StoredItem] = _Again(partial(self._store.month, month, main.zone))
        if count <= _HELD:
            items = list(items)
        pieces = archive.Month(month, items, main)
        self.write(archive.name(month), pieces)
        self._keep({pieces.file.path: Output(sha256=pieces.file.sha256, count=pieces.file.count, size=pieces.size)})
        return items

    def chain(self, parts: Sequence[history.Part]) -> None:
        """Parts of the whole history."""
        for part in parts:
            items = self._once(self._store.arrivals(part.first, part.last))
            self._feed(self._site.main, items, chain.documents(part, items, self._site.main, self._site.origins))
        self._arrived = chain.standing(self._store, lambda name: name in self._noted or self._output.has(name))

    def _once(self, items: Sequence[StoredItem]) -> list[StoredItem]:
        """What arrived together, as the feed joins it; a repeat that arrived much later stays an entry of its own, so
        that no document changes by what comes after it."""
        standing, gone = [each for each in items if not each.withdrawn], [each for each in items if each.withdrawn]
        return [*joined.joined(standing, self._names, self._site.main.zone), *gone]

    @property
    def _names(self) -> dict[str, str]:
        """Of the offices, by source."""
        return {id: origin.title for id, origin in self._site.origins.items()}

    def tidy(self) -> None:
        """Take away the parts in whose place longer ones stand, and feeds that are no more, now that nothing leads to
        them."""
        if self.problems:
            return
        self.left = self._site.left(self._known)
        gone = [*chain.superseded(self._known, self._arrived), *self.left]
        for name in gone:
            self._output.delete(name)
        self._store.written(dict.fromkeys(gone))

    def revisions(self) -> None:
        """The feed of edits."""
        from feeder.publish import revisions

        main = self._site.main
        channel = replace(main, path=revisions.PATH, title=f"{main.title}: {_EDITS[main.language == 'id']}", id="")
        self.channel(channel, revisions.entries(self._store.edited(channel.limit), channel))

    def channel(self, channel: Channel, items: Sequence[StoredItem] | None = None) -> None:
        """The three formats of a feed."""
        gone = self._withdrawn(channel) if items is None else []
        channel = replace(channel, note=self._note(channel)) if items is None else channel
        items = self._newest(channel) if items is None else items
        origins = self._site.origins if len(channel.sources) != 1 else {}
        arrived = 0 if channel.path else self._arrived
        documents = {
            path(channel, atom.NAME): atom.render(channel, items, origins=origins, arrived=arrived, withdrawn=gone),
            path(channel, rss.NAME): rss.render(channel, items, origins=origins, arrived=arrived),
            path(channel, jsonfeed.NAME): jsonfeed.render(channel, items, arrived=arrived),
        }
        self._feed(channel, items, documents, _copies(documents, channel))

    def _feed(
        self,
        channel: Channel,
        items: Sequence[StoredItem],
        documents: Mapping[str, bytes],
        copies: Mapping[str, bytes] | None = None,
    ) -> None:
        """The formats of these items, if all of them are valid and say the same, and copies of them. They are known
        before they stand, so that what a run that is killed has left is found."""
        from feeder.publish import check

        problems = check.feed(documents)
        self.problems += problems
        self._blame(channel, items, problems)
        if not problems:
            files = {**documents, **(copies or {})}
            self._keep({name: _output(body, len(items)) for name, body in files.items()})
            for name, body in files.items():
                self.write(name, body)

    def _note(self, channel: Channel) -> str:
        """What subscribers are told of sources that were broken for long."""
        from feeder.publish import words

        said = words.of(channel.language)
        origins = self._site.origins.items()
        shown = [(id, each.title) for id, each in origins if not channel.sources or id in channel.sources]
        since = self._broken
        return " ".join(said.unread.format(title, said.day(since[id])) for id, title in shown if id in since)

    def _blame(self, channel: Channel, items: Sequence[StoredItem], problems: Sequence[str]) -> None:
        """Note whose items are wrong; of all that the feed shows, if no item is named."""
        for problem in problems:
            named = [each.source for each in items if each.id in problem]
            for source in named or channel.sources or self._site.origins:
                self.held.setdefault(source, problem)

    @cached_property
    def _front(self) -> list[StoredItem]:
        return self._read(self._site.main)

    def _newest(self, channel: Channel) -> list[StoredItem]:
        return self._read(channel) if channel.path else self._front

    def _read(self, channel: Channel) -> list[StoredItem]:
        def read(limit: int) -> list[StoredItem]:
            if channel.feed:
                return self._store.selected(channel.feed, limit)
            return self._store.newest(channel.sources, limit)

        single = len(channel.sources or self._site.origins) == 1
        return read(channel.limit) if single else joined.newest(read, channel.limit, self._names, channel.zone)

    def _withdrawn(self, channel: Channel) -> list[StoredItem]:
        """What subscribers are told to take away: what was in this feed."""
        if channel.feed:
            return self._store.withdrawn(_TOMBSTONES, channel.feed)
        if self._gone is None:
            self._gone = self._store.withdrawn(_TOMBSTONES)
        shown = set(channel.sources)
        return [each for each in self._gone if not shown or shown & set(each.sources)]

    def pages(self, items: Sequence[str], everything: bool) -> None:
        """The pages of items, and those that list what was changed in them."""
        from feeder.edition import pages

        for name, body in pages.changed(self._site.main, self._names, self._store, items, everything=everything):
            self.write(name, body)

    def health(self, changed: bool) -> None:
        """What says when the sources were checked, and how they are. The front page follows within the hour: a run that
        learns that nothing is new has no need of templates."""
        said = report(self._site, self._store)
        body = status.render(said, self._site.main.zone)
        before = self._output.read(status.NAME)
        self.write(status.NAME, body)
        checked = [each["last_check"] for each in said if isinstance(each["last_check"], datetime)]
        if changed or status.verdicts(before) != status.verdicts(body) or not self._fresh(max(checked, default=None)):
            from feeder.edition import pages

            site, store = self._site, self._store
            main = replace(site.main, note=self._note(site.main))
            items = self._newest(main)
            self.write(FRONT, pages.index(main, items, site.sources, site.groups, self._counts, site.counts, store))

    def _fresh(self, checked: datetime | None) -> bool:
        """Whether the front page says when the last look was, give or take an hour."""
        found = _CHECKED.search(self._output.read(FRONT) or b"")
        if checked is None or found is None:
            return False
        return checked - datetime.fromisoformat(found[1].decode()) < _FRESH


@dataclass(frozen=True)
class _Again:
    """What is read anew whenever it is gone through."""

    read: Callable[[], Iterator[StoredItem]]

    def __iter__(self) -> Iterator[StoredItem]:
        return self.read()


def _output(body: bytes, count: int) -> Output:
    return Output(sha256=sha256(body).hexdigest(), count=count, size=len(body))


def _copies(documents: Mapping[str, bytes], channel: Channel) -> dict[str, bytes]:
    """The same for those who know an earlier path: the ids are the same, so that nobody sees anything twice."""
    return {place: body for name, body in documents.items() for place in former(channel, name.rpartition("/")[2])}
