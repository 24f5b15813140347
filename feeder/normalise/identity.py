"""Who is who: keys under which an item is found again, and the id that it keeps for ever.

* A **key** names one item. An address gives one: host, grammar and number of a KPU article in any spelling; the
  canonical address on any other site. Two keys of one grammar are two items, whatever their titles, unless the site
  moved them (`feeder.revise.matching`), or another article stands under the number (`feeder.revise.reused`).
* A **name** is a title with a day, or with the beginning of the text. Several items may share one. Names decide only
  where keys cannot: between the two grammars of the KPU sites, which may have counted anew, and for text that has no
  address. One of a title with the first words alone is an **opening**: several articles may well begin alike.
  So is the id that its feed gives an entry (`feeder.revise.edited`): many feeds make it anew, or use it again.
* The **id** is a tag URI (RFC 4151) minted from what identified the item when it was first seen. It is stored, and
  never computed again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import quote

from feeder.normalise import addresses
from feeder.normalise.text import fold
from feeder.records import Known

_HEAD = 300  # characters of text that tell two articles of one title apart
_OPENING = 100  # that the shortest excerpt has
_OPENS = "~"  # marks such a name
_CALLED = "@"  # marks one that is the id of an entry


def keys(url: str, formerly: Sequence[str] = ()) -> tuple[str, ...]:
    """The keys of an address, with those it had on hosts the source was called by before; () without an address."""
    own = key(url)
    if not own:
        return ()
    kind, _, rest = own.partition(":")
    tail = rest.removeprefix(addresses.host(url))
    return (own, *(f"{kind}:{former}{tail}" for former in formerly))


def key(url: str) -> str:
    """The key of an address, "" for what is no web address."""
    if found := addresses.article(url):
        return f"kpu:{found.host}/{found.grammar}/{found.number}"
    canonical = addresses.canonical(url)
    return f"url:{canonical}" if canonical else ""


def names(hosts: Iterable[str], title: str, days: Iterable[date | None], text: str) -> tuple[str, ...]:
    """The names of an item of these hosts: its title with each day that it may be known by, and with its text."""
    marks = [day.isoformat() for day in dict.fromkeys(days) if day]
    head = _head(text)
    if head:
        marks.append(head)
    called = fold(title)
    found = [_digest(f"{host}\n{called}\n{mark}") for host in hosts for mark in marks]
    if len(head) > _OPENING + len("..."):
        found += [_OPENS + _digest(f"{host}\n{called}\n{head[:_OPENING]}") for host in hosts]
    return tuple(found)


def is_opening(name: str) -> bool:
    """Whether a name is a title with the first words, which does not tell an article for sure."""
    return name.startswith(_OPENS)


def called(guid: str) -> tuple[str, ...]:
    """The name that a feed's own id of an entry makes; () without one."""
    return (_CALLED + _digest(guid),) if guid else ()


def is_called(name: str) -> bool:
    """Whether a name is a feed's own id, which some feeds give to another entry every time."""
    return name.startswith(_CALLED)


def _head(text: str) -> str:
    """The first words of a text, folded."""
    beginning = fold(text[: 2 * _HEAD].rpartition(" ")[0])[:_HEAD]  # nearly always enough
    return beginning if len(beginning) == _HEAD else fold(text)[:_HEAD]


def textual(host: str, title: str, day: date | None) -> str:
    """The key of an item without an address: the same title on the same day is the same item."""
    return f"text:{host}/" + _digest(f"{fold(title)}\n{day or ''}")


def mint(first_key: str, again: date | None = None) -> str:
    """The id that a new item gets for life: an IRI of the key it was first known by; with its day, where that key was
    another item's before."""
    kind, _, rest = first_key.partition(":")
    host, slash, path = rest.partition("/")
    name, _, port = host.partition(":")
    place = f"{port}{slash}{path}" if kind != "text" else f"{port}{slash}text/{path}"
    day = f"/{again}" if again else ""
    return f"tag:{name},2025:{quote(place.lstrip('/'), safe='/:?=&%;,+~!$*@._-')}{day}"


def former(url: str) -> str:
    """The key that is left to an item whose number another one has now: that of all of its address."""
    return f"url:{addresses.canonical(url)}"


def same(found: Sequence[str], candidates: Iterable[Known]) -> Known | None:
    """The candidate that an item with these keys is, if it is one of them: the first that has no key of the same
    grammar on the same host (that would be another number, and so another item), with a preference for one that kept
    its number."""
    free = [known for known in candidates if not _rival(found, known.keys)]
    number = _number(found)
    return next((known for known in free if number and _number(known.keys) == number), free[0] if free else None)


def is_numbered(keys: Iterable[str]) -> bool:
    """Whether the site counts its articles, so that two numbers are two of them."""
    return bool(_number(keys))


def _rival(found: Sequence[str], known: Sequence[str]) -> bool:
    return bool({_grammar(each) for each in found} & {_grammar(each) for each in known} - {""})


def _grammar(each: str) -> str:
    """Keys of one grammar exclude one another; a key made of text excludes none."""
    if each.startswith("kpu:"):
        return each.rpartition("/")[0]
    return "url:" + each[4:].partition("/")[0] if each.startswith("url:") else ""


def _number(found: Iterable[str]) -> str:
    return next((each.rpartition("/")[2] for each in found if each.startswith("kpu:")), "")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
