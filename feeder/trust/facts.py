"""What a page of a listing gave, in numbers, and the numbers of the pages before. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields

from feeder.model import AHEAD, Basis, Item
from feeder.records import Known

_KEPT = 20  # pages
_HEARD = ("audio/", "video/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The first page of a listing with its articles. All counts but the first are of articles that were read."""

    listed: int = 0  # items on the page, with those that nobody had to ask
    read: int = 0
    titles: int = 0  # different ones
    dated: int = 0
    ahead: int = 0  # not dated but by days that are yet to come
    written: int = 0  # with a text, or themselves a file, or with something to hear
    shown: int = 0  # with a picture or a file in the text, or in place of one
    pictured: int = 0
    length: int = 0  # characters of the text in the middle
    failed: int = 0  # pages that could not be had, or not be understood
    tiers: dict[str, int] = field(default_factory=dict)  # what answered for the text


def measure(entries: Sequence[Item | Known], failed: int) -> Facts:
    """The facts of one page."""
    from statistics import median  # late: it brings fractions and decimals, and most runs read nothing

    read = [each for each in entries if isinstance(each, Item)]
    tiers = sorted(each.tier for each in read if each.tier)
    return Facts(
        listed=len(entries),
        read=len(read),
        titles=len({each.title.casefold() for each in read}),
        dated=sum(each.published.basis is not Basis.FIRST_SEEN for each in read),
        ahead=sum(any(trace.tier == AHEAD for trace in each.traces) for each in read),
        written=sum(bool(each.text) or _is_file(each) for each in read),
        shown=sum("<img" in each.html or bool(each.attachments) for each in read),
        pictured=sum(bool(each.image) for each in read),
        length=round(median(len(each.text) for each in read)) if read else 0,
        failed=failed,
        tiers={tier: tiers.count(tier) for tier in dict.fromkeys(tiers)},
    )


def _is_file(item: Item) -> bool:
    """Whether the list leads to a file in place of an article, or it is to be heard or seen: no text is missing."""
    return any(file.url == item.url or file.media_type.startswith(_HEARD) for file in item.attachments)


def recall(said: str) -> tuple[Facts, ...]:
    """The facts of earlier pages, oldest first, as `remember` wrote them down."""
    known = {each.name for each in fields(Facts)}
    return tuple(Facts(**{name: some[name] for name in some.keys() & known}) for some in json.loads(said or "[]"))


def remember(past: Sequence[Facts], now: Facts) -> str:
    """The facts to keep. A page on which nothing was read tells little, and pushes nothing out."""
    kept = [each for each in past if each.read or not now.read]
    if not now.read and past:
        kept = list(past)
    else:
        kept.append(now)
    return json.dumps([asdict(each) for each in kept[-_KEPT:]])


@dataclass(frozen=True, slots=True)
class Usual:
    """What a source gives when all is well."""

    listed: float = 0  # items on a page, in the middle
    read: int = 0  # articles that the shares are of
    dated: float = 0  # shares
    written: float = 0
    pictured: float = 0
    length: float = 0  # characters
    tiers: frozenset[str] = frozenset()


def usual(past: Sequence[Facts]) -> Usual:
    """The norm of a source's own past."""
    from statistics import median

    told = [each for each in past if each.read]
    read = sum(each.read for each in told)
    return Usual(
        listed=median([each.listed for each in past] or [0]),
        read=read,
        dated=sum(each.dated for each in told) / (read or 1),
        written=sum(each.written for each in told) / (read or 1),
        pictured=sum(each.pictured for each in told) / (read or 1),
        length=median([each.length for each in told] or [0]),
        tiers=frozenset(tier for each in told for tier in each.tiers),
    )
