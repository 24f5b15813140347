"""What changed. Pure: data in, data out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from urllib.parse import unquote, urlsplit

from feeder import mint
from feeder.model import Basis, Draft, Item, Known, Precision, StoredItem, Unsettled, When, Write
from feeder.normalise import identity
from feeder.normalise.text import fold

_FIELDS = ("title", "text", "image", "attachments")
_RESTLESS = 3  # edits in a row, one whenever it is asked: after that they are the page's unrest, and no edits
_RANK = {Basis.STATED: 0, Basis.INFERRED: 1, Basis.FIRST_SEEN: 2}
_THUMBNAIL = re.compile(r"^(?:thumb(?:nail)?s?|small|medium|large|resized?)[-_]|[-_](?:thumb|small|\d+x\d+)(?=\.)")


@dataclass(frozen=True, slots=True)
class Past:
    """What the store knows of the items of a page, read inside the transaction that will write."""

    known: Mapping[str, Known]  # by key
    namesakes: Mapping[str, Sequence[Known]]  # by name
    taken: mint.Taken


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
) -> Decision:
    """Compare the items of one page, in its order, with what is known; those that nobody asked again stand among them
    as known. `above` is the time of the last item on the page before."""
    matches = _match(entries, past)
    whens = [_when(entry, known) for entry, known in zip(entries, matches, strict=True)]
    kept = [_keeps(when, known) for when, known in zip(whens, matches, strict=True)]
    times = mint.times(list(zip(whens, kept, strict=True)), zone=zone, taken=past.taken, above=above)
    writes: list[Write] = []
    unchanged: list[Known] = []
    unsettled: list[Unsettled] = []
    for entry, known, when, time in zip(entries, matches, whens, times, strict=True):
        if isinstance(entry, Known):
            unchanged.append(entry)
            continue
        write = _write(replace(entry, published=when), known, time, source, now)
        unrest = _unrest(write, known) if known else None
        if unrest:
            unsettled.append(unrest)
        if known and (not _says_more(write, known) or (unrest and unrest.times > _RESTLESS)):
            unchanged.append(known)
        else:
            writes.append(write)
    return Decision(
        writes=tuple(writes),
        unchanged=tuple(unchanged),
        new=sum(known is None for known in matches),
        revised=sum(bool(write.reason) for write in writes),
        last=times[-1] if times else above,
        unsettled=tuple(unsettled),
    )


def restless(decision: Decision) -> tuple[int, ...]:
    """Numbers of the items whose text changes whenever it is asked, so that no revision is made of it any more."""
    return tuple(each.number for each in decision.unsettled if each.times > _RESTLESS)


def digest(item: Item) -> str:
    """A short mark for each field that readers are shown, equal while they are shown the same: white space, sizes of
    one picture, and hosts of files do not count. The date is compared apart."""
    said = {
        "title": "".join(item.title.split()),
        "text": "".join(item.text.split()),
        "image": _file(item.image),
        "attachments": "\n".join(sorted(_file(each.url) for each in item.attachments)),
    }
    return " ".join(_mark(said[name]) for name in _FIELDS)


def hint(draft: Draft) -> str:
    """What a listing says of an item, in short: when it changes, the article is asked again."""
    return _mark(fold(draft.title) + "\n" + fold(draft.excerpt)[:80])


def _match(entries: Sequence[Item | Known], past: Past) -> list[Known | None]:
    """For each entry the known item that it is. Keys go first; a known item is claimed once."""
    found: list[Known | None] = [entry if isinstance(entry, Known) else _by_key(entry, past) for entry in entries]
    claimed = {known.number for known in found if known}
    for place, entry in enumerate(entries):
        if found[place] is None:
            candidates = (each for name in entry.names for each in past.namesakes.get(name, ()))
            known = identity.same(entry.keys, (each for each in candidates if each.number not in claimed))
            if known:
                found[place] = known
                claimed.add(known.number)
    return found


def _by_key(item: Item, past: Past) -> Known | None:
    return next((past.known[key] for key in item.keys if key in past.known), None)


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
    if found.basis is not Basis.STATED or known.basis is not Basis.STATED:
        return False
    return found.at.date() != known.at.astimezone(found.at.tzinfo).date()


def _better(found: When, known: When) -> bool:
    if _RANK[found.basis] != _RANK[known.basis]:
        return _RANK[found.basis] < _RANK[known.basis]
    return found.precision is Precision.TIME and known.precision is Precision.DAY


def _keeps(when: When, known: Known | None) -> datetime | None:
    """The time that was minted, unless the date is known better now."""
    return None if known is None or _better(when, known.when) else known.published


def _write(item: Item, known: Known | None, published: datetime, source: str, now: datetime) -> Write:
    marks = digest(item)
    reason = ", ".join(_changes(item, marks, known)) if known else ""
    stored = StoredItem(
        id=known.id if known else identity.mint(item.keys[0]),
        item=replace(item, image=item.image or (known.image if known else "")),
        source=source,
        published=published,
        updated=max(now, published) if reason else max(published, _edited(known) or published),
        first_seen=known.first_seen if known else now,
        last_seen=now,
        revision=known.revision + bool(reason) if known else 1,
    )
    return Write(stored=stored, digest=marks, keys=item.keys, names=item.names, reason=reason)


def _changes(item: Item, marks: str, known: Known) -> list[str]:
    """Which fields say something else than before. Text that gets an address, and a picture that is missed for once or
    found at last, are no edits."""
    if not known.url and item.url:
        return []
    pairs = zip(_FIELDS, marks.split(" "), known.digest.split(" "), strict=True)
    changed = [name for name, new, old in pairs if new != old and (name != "image" or (new != "-" and old != "-"))]
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


def _file(address: str) -> str:
    """The name of a file, whatever its host, folder or size."""
    return _THUMBNAIL.sub("", unquote(urlsplit(address).path).rpartition("/")[2].casefold())


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else "-"
