"""What must not reach subscribers without a person's word. Pure.

Refreshes are judged, and the first page of a walk through the whole listing. A source's first run may bring as much as
it likes, and so may files that somebody hands in, and the other pages of such a walk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo

from feeder.decide import Decision
from feeder.model import StoredItem
from feeder.records import Write
from feeder.trust.facts import Facts

_DAY = timedelta(days=1)
_OLD = timedelta(days=14)  # older than the newest that is known: not what a site publishes late
_FEW = 3  # more than that, and more than half of the page, is a mass


@dataclass(frozen=True, slots=True)
class Norm:
    """What a source was like."""

    facts: Sequence[Facts] = ()
    newest: datetime | None = None  # time of its newest item; None before the first run has succeeded


def told(decision: Decision, newest: datetime | None) -> Decision:
    """The same, with what is news marked: new items, but for those that a site publishes late. What a first run brings
    (`newest` is None) is no news."""
    if newest is None:
        return decision
    writes = [replace(each, news=_fresh(each) and not _old(each, newest)) for each in decision.writes]
    return replace(decision, writes=tuple(writes))


def late(decision: Decision, newest: datetime | None, zone: tzinfo) -> list[str]:
    """What the operator should see of new items that are old, in sentences. A few of them go in, to where their dates
    put them: when an article is taken down, the list shows an older one at its end, and offices pin old ones. But it
    may be a date that was misread, too, and nobody would find that item among those of its year."""
    some = [each.stored for each in decision.writes if newest and _old(each, newest)]
    return [
        f"{each.item.title[:80]!r} is new here, and dated {each.published.astimezone(zone):%Y-%m-%d}, weeks before the "
        f"newest that is known; if that day is wrong: feeder correct {each.item.url or each.id} --date YYYY-MM-DD"
        for each in some
    ]


def redated(decision: Decision, zone: tzinfo) -> list[str]:
    """What the operator should see of items that the site dates another day now, in sentences: they stay where they
    were, since readers would take a new day for news."""
    some = [each.stored for each in decision.writes if "date" in each.reason.split(", ")]
    return [said for each in some if (said := _redated(each, zone))]


def replaced(decision: Decision) -> list[str]:
    """What the operator should see of items whose number another article has now, in sentences."""
    return [
        f"{each.stored.item.url} was {each.instead.title[:80]!r}, which is withdrawn, and is another article now: "
        f"{each.stored.item.title[:80]!r}"
        for each in decision.writes
        if each.instead
    ]


def _redated(stored: StoredItem, zone: tzinfo) -> str:
    said, kept = (f"{at.astimezone(zone):%Y-%m-%d}" for at in (stored.item.published.at, stored.published))
    if said == kept:
        return ""  # the site took it back
    return (
        f"{stored.item.title[:80]!r} is dated {said} by its site now, and stays at {kept} in the feeds; if the new day "
        f"is right: feeder correct {stored.item.url or stored.id} --date {said}"
    )


def doubt(norm: Norm, now: Facts, decision: Decision, *, first: bool, textless: bool = False) -> str:
    """Why a page is not to be published yet, in a sentence; "" if it may be. `first` is the first page of the
    listing, and `textless` says that its articles are known to be so."""
    from feeder.trust.drift import drift  # late: most runs read nothing

    return (
        drift(now, norm.facts, first=first, textless=textless)
        or _flood(decision, now.listed, norm.newest)
        or (_strangers(decision, now.listed, norm.newest) if first else "")
    )


def needs_witness(norm: Norm, now: Facts) -> bool:
    """Whether it takes a known article that is read as before to believe this page."""
    from feeder.trust.drift import may_be_textless

    return may_be_textless(now, norm.facts)


def _flood(decision: Decision, listed: int, newest: datetime | None) -> str:
    if newest is None:
        return ""
    old = sum(_old(each, newest) for each in decision.writes)
    if _mass(old, listed):
        return f"{old} of {listed} items are new, and weeks older than the newest that is known"
    if _mass(decision.revised, listed):
        return f"{decision.revised} of {listed} items say something else than before, all at once"
    return ""


def _strangers(decision: Decision, listed: int, newest: datetime | None) -> str:
    """A list that shows nothing known of days of which much is known has other addresses and titles now. Offices that
    publish late, and many at once, leave some of the others on it."""
    if newest is None or decision.new < listed:
        return ""
    late = sum(each.stored.published < newest - _DAY for each in decision.writes)
    if not _mass(late, listed):
        return ""
    return f"none of {listed} items is known, although {late} of them are older than the newest that is known"


def _fresh(write: Write) -> bool:
    return write.stored.first_seen == write.stored.last_seen


def _old(write: Write, newest: datetime) -> bool:
    """Whether it is new here, and older than a site publishes late."""
    return _fresh(write) and write.stored.published < newest - _OLD


def _mass(count: int, listed: int) -> bool:
    return count > max(_FEW, listed // 2)
