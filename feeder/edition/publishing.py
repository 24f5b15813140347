"""What feeder does with what it keeps, in order.

    stale -> select -> render -> check -> write -> no longer stale

Marks of what is stale are set by the transaction that changes an item, and taken away once every file stands: a run
that is killed in between is completed by the next one. Files are written only if they change, and in an order in which
none leads to one that is not there yet: archive, pages, feeds, front page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from feeder import health
from feeder.edition import chain
from feeder.edition.channels import Site
from feeder.edition.publication import Publication
from feeder.edition.stale import EVERYTHING, Stale
from feeder.health import Verdict
from feeder.model import TOPIC, Channel, Topic
from feeder.normalise import addresses
from feeder.ports import Folder
from feeder.ports.store import Store
from feeder.publish import archive, atom, opml
from feeder.publish.address import former, path

HUB = "hub"  # who is told of feeds that changed


@dataclass(frozen=True, slots=True)
class Published:
    """The files that changed, and what was held back because it would not have been valid."""

    written: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # for the operator


def publish(site: Site, store: Store, output: Folder, *, everything: bool = False, pages: bool = True) -> Published:
    """Write what is stale, or every file; without `pages` only what programs read. Files that are missing are written,
    too. Raises OutputError where one cannot be written; nothing is lost then."""
    store.assign(site.select, site.rules, Stale.of(store.stale()).numbers)
    marks = store.stale()
    site = site.about(store.topics())
    work = Publication(site, store, output)
    stale = replace(Stale.of(marks), told=work.turned())
    whole = output.has(archive.INDEX) and output.has(opml.NAME)  # of which one comes last
    everything = everything or EVERYTHING in marks or not whole
    months = _months(store) if everything else stale.days
    store.arrive(stale.numbers)
    parts = chain.due(store, output, stale.numbers, everything=everything)
    due = _due(site, output, stale, everything)
    if parts and site.main not in due:  # it leads to them
        due.insert(0, site.main)
    if marks or due:
        work.files(due, parts, months, stale.items if pages else None, everything)
        work.tidy()
        _hold(site, store, work.held)
    if site.main.hub:
        store.outbox.changed(HUB, work.feeds, work.written, store.now())
    if pages:
        store.published(_done(marks, work, site, store))
    work.health(changed=bool(marks or due))
    return Published(tuple(work.written), tuple(work.problems), _left(work.left))


def _left(files: Iterable[str]) -> tuple[str, ...]:
    """What the operator should know of feeds that were taken away."""
    feeds = dict.fromkeys(name.rpartition("/")[0] for name in files)
    return tuple(
        f"{feed} is taken away, since {_gone(feed.rpartition('/')[2])}, or its subscribers get nothing more"
        for feed in feeds
    )


def _gone(id: str) -> str:
    if id.startswith(TOPIC):
        return "there is no such topic any more; put it back"
    return (
        f"config.yaml names no such source or feed any more; if it has another id now, write `formerly: [{id}]` there"
    )


def _done(marks: Mapping[str, int], work: Publication, site: Site, store: Store) -> Mapping[str, int]:
    """What is no longer stale. Where feeds were held back nothing is; but that need not keep everything stale."""
    if not work.problems:
        return marks
    if EVERYTHING in marks:
        feeds = [f"feed:{channel.feed}" for channel in site.channels if channel.feed]
        store.unpublished([*feeds, *(f"source:{source}" for source in work.held)])
    return {name: version for name, version in marks.items() if name == EVERYTHING}


def _hold(site: Site, store: Store, held: Mapping[str, str]) -> None:
    """Sources whose items keep a feed from being written are as ill as those that are not understood."""
    for source, channel in site.origins.items():
        why = f"{held[source]}{health.WAITS}" if source in held else ""
        if why == store.state(source).held:
            continue
        with store.begin(addresses.host(channel.home)) as transaction:
            state = replace(store.state(source), held=why)
            verdict, reason = (Verdict.DRIFTED, why) if why else (Verdict.OK, "its feed is published again")
            transaction.state(replace(state, verdict=verdict, reason=reason))


def compare(site: Site, store: Store, output: Folder) -> Published:
    """What `publish` would write of everything, into an output that only compares. Nothing is changed in the store."""
    site = site.about(store.topics())
    work = Publication(site, store, output, remember=lambda _: None)
    parts = chain.due(store, output, (), everything=True)
    work.files(_due(site, output, Stale.of(()), True), parts, _months(store), (), True)
    work.health(changed=True)
    return Published(tuple(work.written), tuple(work.problems))


def _months(store: Store) -> list[date]:
    """Those that have items, and those that had some: their files stay, and say that there are none."""
    return sorted({*store.months(), *archive.months(store.outputs())}, reverse=True)


def _due(site: Site, output: Folder, stale: Stale, everything: bool) -> list[Channel]:
    """What shows something that changed, what is missing, and topics that have lost their last item."""

    def missing(channel: Channel) -> bool:
        places = (path(channel, atom.NAME), *former(channel, atom.NAME))
        return not all(map(output.has, places))

    lost = sorted(feed for feed in stale.feeds - {each.feed for each in site.topics} if feed.startswith(TOPIC))
    empty = [site.topic(Topic.of(feed, feed.removeprefix(TOPIC))) for feed in lost if site.lasts(feed)]
    shown = [each for each in site.channels if everything or stale.concerns(each) or missing(each)]
    return shown + [each for each in empty if not missing(each)]
