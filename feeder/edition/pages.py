"""The pages for people, and the search in them: what is stale of them, rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from statistics import median

from feeder.model import Channel, StoredItem, Topic
from feeder.ports.store import Store
from feeder.publish import site, site_search
from feeder.records import SourceState

_EDITS = 200  # items that revisions.html and withdrawn.html look at
_RHYTHM = 20  # items that tell how often a source has news

Files = Iterator[tuple[str, bytes | Iterable[bytes]]]


def changed(main: Channel, names: Mapping[str, str], store: Store, items: Sequence[str], *, everything: bool) -> Files:
    """The pages of these items (by number), of all of them if wanted, and those that list what was changed. `names` are
    the titles of the sources by id."""
    yield from site.assets()
    for stored in store.everything() if everything else store.items([int(each) for each in items]):
        yield site.item_name(stored), site.item(stored, main, names)
    yield site.REVISIONS, site.revisions(store.edited(_EDITS), main)
    yield site.WITHDRAWN, site.withdrawn(store.withdrawn(_EDITS), main)


def months(
    main: Channel,
    some: Sequence[date],
    changed: Iterable[tuple[date, Iterable[StoredItem]]],
    read: Callable[[str], bytes | None],
) -> Files:
    """The pages of the months that changed, and the search in them; `some` are all that have items, and `read` gives a
    file as it stands, or None for each of those that are to be made anew."""
    search = site_search.Index(some, main.zone, read)
    for month, items in changed:
        yield site.month_name(month), site.month(month, items, main)
        yield search.month(month, items)
    yield from search.files()


def index(
    main: Channel,
    items: Sequence[StoredItem],
    channels: Sequence[Channel],
    groups: Sequence[tuple[str, Sequence[Channel]]],
    months: Mapping[date, int],
    topics: Mapping[Topic, int],
    store: Store,
) -> bytes:
    """The front page, with the items of the main feed, as of the last look at the sources. `channels` are those of
    single sources, `months` and `topics` how many items each has."""
    states = store.states([each.sources[0] for each in channels])
    sources = [health(each, states[each.sources[0]], store.times(each.sources[0], _RHYTHM)) for each in channels]
    checked = max((each.checked for each in sources if each.checked), default=None)
    view = site.SiteView(
        main=main,
        checked=checked,
        items=items,
        groups=groups,
        sources=sources,
        months=list(months.items()),
        topics=[site.Topic(name=topic.label, path=f"feeds/{topic.feed}", count=n) for topic, n in topics.items()],
    )
    return site.index(view)


def health(channel: Channel, state: SourceState, times: Sequence[datetime]) -> site.SourceHealth:
    """How a source is, in what the page says of it; `times` are those of its newest items, newest first."""
    return site.SourceHealth(
        id=state.source,
        title=channel.title,
        url=channel.home,
        verdict=state.verdict,
        reason=state.reason,
        checked=state.checked,
        succeeded=state.succeeded,
        newest=times[0] if times else None,
        rhythm=rhythm(times),
    )


def rhythm(times: Sequence[datetime]) -> float | None:
    """Days from one item to the next, as a rule; None while there are too few to tell."""
    gaps = [(later - earlier).total_seconds() / 86400 for later, earlier in pairwise(times)]
    return median(gaps) if len(gaps) >= 4 else None
