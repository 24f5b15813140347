"""What changed. Pure: data in, data out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import NamedTuple

from feeder.model import Basis, Item, Precision, StoredItem, When
from feeder.normalise import identity
from feeder.records import Known, Unsettled, Write
from feeder.revise import alike, digests, edited, matching, mint, readdressed, reused

_RESTLESS = 3  # edits in a row, one whenever it is asked: after that they are the page's unrest, and no edits
_RANK = {Basis.STATED: 0, Basis.INFERRED: 1, Basis.FIRST_SEEN: 2}


@dataclass(frozen=True, slots=True)
class Past:
    """What the store knows of the items of a page, read inside the transaction that will write."""

    known: Mapping[str, Known]  # by key
    namesakes: Mapping[str, Sequence[Known]]  # by name
    taken: mint.Taken
    said: alike.Said = lambda _: ""
    later: readdressed.Later = lambda _: ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What to write of one page, and what was found as it was known."""

    writes: tuple[Write, ...] = ()
    unchanged: tuple[Known, ...] = ()
    new: int = 0
    revised: int = 0
    last: datetime | None = None  # the time of the last item on the page
    unsettled: tuple[Unsettled, ...] = ()  # what to remember of pages that change whenever they are asked


def decide(
    entries: Sequence[Item | Known],
    past: Past,
    *,
    source: str,
    now: datetime,
    zone: tzinfo,
    above: datetime | None = None,
    seen: datetime | None = None,
) -> Decision:
    """Compare the items of one page, in its order, with what is known; those that nobody asked again stand among them
    as known. `above` is the time of the last item on the page before, `seen` when the page was had (None: now)."""
    matches = matching.match(entries, past.known, past.namesakes, source)
    others = reused.find(entries, matches, past.said)
    matches = [None if place in others else each for place, each in enumerate(matches)]
    matches = edited.join(entries, matches, past.namesakes, past.said, source, seen or now)
    matches = readdressed.join(entries, matches, past.later, past.said, seen or now)
    pairs = [(_heard(entry, known, seen or now), known) for entry, known in zip(entries, matches, strict=True)]
    whens = [_when(entry, known) for entry, known in pairs]
    kept = [_keeps(when, known) for when, (_, known) in zip(whens, pairs, strict=True)]
    times = mint.times(list(zip(whens, kept, strict=True)), zone=zone, taken=past.taken, above=above)
    judged = [
        _judge(entry, known, when, time, source, now, others.get(place))
        for place, ((entry, known), when, time) in enumerate(zip(pairs, whens, times, strict=True))
    ]
    writes = tuple(each.write for each in judged if each.write)
    return Decision(
        writes=writes,
        unchanged=tuple(each.unchanged for each in judged if each.unchanged),
        new=sum(known is None for known in matches),
        revised=sum(bool(write.reason) for write in writes),
        last=times[-1] if times else above,
        unsettled=tuple(each.unrest for each in judged if each.unrest),
    )


def restless(decision: Decision) -> list[Known]:
    """The items whose text changes whenever it is asked, so that no revision is made of it any more."""
    numbers = {each.number for each in decision.unsettled if each.times > _RESTLESS}
    return [each for each in decision.unchanged if each.number in numbers]


class _Judged(NamedTuple):
    """What becomes of one entry: it is written, or was known as it is."""

    write: Write | None = None
    unchanged: Known | None = None
    unrest: Unsettled | None = None


def _judge(
    entry: Item | Known,
    known: Known | None,
    when: When,
    time: datetime,
    source: str,
    now: datetime,
    instead: Known | None,
) -> _Judged:
    """What becomes of an entry: `when` and `time` are its date and its minted time, `known` is the item that it is, and
    `instead` the one that had its number before, if there is one."""
    if isinstance(entry, Known):
        return _Judged(unchanged=entry)
    write = _write(replace(entry, published=when), known, time, source, now, instead)
    unrest = _unrest(write, known) if known else None
    restless = unrest and unrest.times > _RESTLESS
    if known and (restless or not _says_more(write, known)):
        return _Judged(unchanged=known, unrest=unrest)
    return _Judged(write=write, unrest=unrest)


def _heard(entry: Item | Known, known: Known | None, seen: datetime) -> Item | Known:
    """What is believed of an entry. Copied text has nothing to say of an article that was had from its page, nor has a
    shortened one of any: it would take away the pictures and the links, or the rest of the text. Nor does a copy of one
    that was withdrawn since bring it back."""
    if known and known.withdrawn and seen < known.withdrawn:
        return known
    if isinstance(entry, Item) and entry.copied and known and (known.url or entry.shortened):
        return known
    return entry


def _when(entry: Item | Known, known: Known | None) -> When:
    """The better known date; of two known equally well, the one that was there first, unless the site states another
    day now."""
    if isinstance(entry, Known):
        return entry.when
    if known is None or _better(entry.published, known.when) or _moved(entry.published, known.when):
        return entry.published
    return known.when


def _moved(found: When, known: When) -> bool:
    """Both dates are stated, and name different days."""
    if found.basis is not Basis.STATED or known.basis is not Basis.STATED or found.drifts or known.drifts:
        return False
    return not found.shares_day(known)


def _better(found: When, known: When) -> bool:
    if _RANK[found.basis] != _RANK[known.basis]:
        return _RANK[found.basis] < _RANK[known.basis]
    if found.drifts != known.drifts:
        return known.drifts
    return found.precision is Precision.TIME and known.precision is Precision.DAY


def _keeps(when: When, known: Known | None) -> datetime | None:
    """The time that was minted, unless the date is known better now."""
    return None if known is None or _better(when, known.when) else known.published


def _write(
    item: Item, known: Known | None, published: datetime, source: str, now: datetime, instead: Known | None
) -> Write:
    """What is to be stored of an item, published at its minted time; `instead` is the one that it takes the number of.
    What a page does not say any more of address and picture stays."""
    marks = digests.digest(item)
    item = replace(item, names=_names(item, known))
    reason = ", ".join(_changes(item, marks, known)) if known else ""
    stored = StoredItem(
        id=known.id if known else identity.mint(item.keys[0], item.published.at.date() if instead else None),
        item=replace(item, url=item.url or known.url, image=item.image or known.image) if known else item,
        source=source,
        published=published,
        updated=max(now, published) if reason else max(published, _edited(known) or published),
        first_seen=known.first_seen if known else now,
        last_seen=now,
        revision=known.revision + bool(reason) if known else 1,
    )
    return Write(stored=stored, digest=marks, keys=item.keys, names=item.names, reason=reason, instead=instead)


def _names(item: Item, known: Known | None) -> tuple[str, ...]:
    """Its names; the id that its feed gives it only where it had none so far: some feeds make one anew every time."""
    called = known and any(map(identity.is_called, known.names))
    return tuple(each for each in item.names if not (called and identity.is_called(each)))


def _changes(item: Item, marks: str, known: Known) -> list[str]:
    """Which fields say something else than before. Text that gets an address, and a picture that is missed for once or
    found at last, are no edits."""
    if not known.url and item.url:
        return []
    before = digests.fields(known.digest)
    pairs = ((name, {mark, before[name]}) for name, mark in digests.fields(marks).items())
    changed = [name for name, two in pairs if len(two) > 1 and (name != "image" or digests.NOTHING not in two)]
    return [*changed, *(["date"] if _moved(item.published, known.when) else [])]


def _says_more(write: Write, known: Known) -> bool:
    """Whether there is anything to store: an edit, a better date, another address or name, one more category."""
    stored = write.stored
    return bool(
        write.reason
        or write.digest != known.digest
        or stored.item.published != known.when
        or (stored.item.url and stored.item.url != known.url)
        or set(write.keys) - set(known.keys)
        or any(map(identity.is_called, write.names))
        or (known.withdrawn and not known.hidden)
    )


def _unrest(write: Write, known: Known) -> Unsettled | None:
    """What to remember of an article that was asked; None for what was always calm. It has settled when it says what it
    said the last time."""
    if write.reason != "text" or write.digest == known.said:
        return Unsettled(number=known.number) if known.edits else None
    return Unsettled(number=known.number, times=known.edits + 1, digest=write.digest)


def _edited(known: Known | None) -> datetime | None:
    return known.updated if known and known.revision > 1 else None
