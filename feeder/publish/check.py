"""The last look at a document before it is written: what fails here is never written, and the last good file stays.

Well-formed, the grammar of its format, ids and dates, nothing active in texts; and that the three formats say the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import partial
from typing import NamedTuple

import orjson

from feeder.publish import readback
from feeder.publish.active import active
from feeder.publish.grammar import kind, misfits
from feeder.publish.kept import Kept
from feeder.publish.pieces import ATOM, JSON, RSS, Form
from feeder.publish.readback import Said
from feeder.publish.text import xml_text

Look = Callable[[bytes], tuple[list[str], list[Said]]]


class Seen(NamedTuple):
    """An entry that was found right."""

    said: Said
    needs: frozenset[bytes]


_KEPT = Kept[Seen](8 << 20)  # twice the room: an item is another entry in each format, and in each feed
_LEANT_ON = re.compile(rb'xmlns(?::\w+)?="[^"]*"|<author>')
_END = 40  # bytes that hold what closes a document
_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_READ = {"feed": readback.atom, "rss": readback.rss}
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def problems(path: str, body: bytes) -> list[str]:
    """What is the matter with a document, each in a sentence that begins with its path; nothing if it may be written.

    Judges .xml (Atom, RSS, OPML) and .json (feeds, and what else has items); other files pass.
    """
    return _judged(path, body)[0]


def feed(documents: Mapping[str, bytes]) -> list[str]:
    """What is the matter with the formats of one feed, by path: each by itself, and where they do not say the same."""
    judged = {path: _judged(path, body) for path, body in documents.items()}
    found = [fault for faults, _ in judged.values() for fault in faults]
    if found:
        return found
    (first, (_, told)), *others = judged.items()
    return [f"{path}: {fault} {first}" for path, (_, said) in others for fault in _differences(told, said)]


def _judged(path: str, body: bytes) -> tuple[list[str], list[Said]]:
    look = _LOOKS.get(path.rpartition(".")[2])
    faults, said = look(body) if look else ([], [])
    return [f"{path}: {fault}" for fault in (*faults, *_twice(said))], said


def _once(look: Look, forms: Sequence[Form], body: bytes) -> tuple[list[str], list[Said]]:
    """What was found right before is not read again; a document with a fault is looked at as a whole."""
    form = next((form for form in forms if form.close in body[-_END:]), forms[0])
    head, pieces, tail = form.cut(body)
    around = frozenset(_LEANT_ON.findall(head))
    known = {piece: seen.said for piece in pieces if (seen := _KEPT.get((form, piece))) and seen.needs <= around}
    fresh = [piece for piece in pieces if piece not in known]
    faults, found = look(form.joined(head, fresh, tail))
    if faults or len(found) != len(fresh):
        return look(body)
    needs = _needs(b"".join(fresh), around)
    for piece, said in zip(fresh, found, strict=True):
        _KEPT.put((form, piece), Seen(said, needs), 2 * len(piece))
        known[piece] = said
    return [], [known[piece] for piece in pieces]


def _needs(pieces: bytes, around: Set[bytes]) -> frozenset[bytes]:
    """What must stand before entries for them to be right: all that did, but for prefixes that they do not use."""
    tags = b"".join(_TAG.findall(pieces)) if around else b""
    return frozenset(
        each for each in around if not each.startswith(b"xmlns:") or each[6:].partition(b"=")[0] + b":" in tags
    )


def _differences(one: Sequence[Said], other: Sequence[Said]) -> Iterator[str]:
    if one == other:  # as a rule
        return
    if [each.id for each in one] != [each.id for each in other]:
        yield "has other items, or in another order, than"
        return
    for a, b in zip(one, other, strict=True):
        for field, left, right in zip(a._fields, a, b, strict=True):
            if left != right:
                yield f"the {field} of {a.id} is not that of"


def _xml(body: bytes) -> tuple[list[str], list[Said]]:
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    try:
        root = fromstring(body, XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except XMLSyntaxError as error:
        return [f"is not well-formed: {error}"], []
    if not kind(root):
        return [f"is no feed, its root is <{root.tag}>"], []
    read = _READ.get(kind(root))
    said = list(read(root)) if read else []
    return [*misfits(root), *_entries(said)], said


def _json(body: bytes) -> tuple[list[str], list[Said]]:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        return [f"is not JSON: {error}"], []
    if not isinstance(document, dict):
        return ["is no JSON object"], []
    needed = ("title", "home_page_url", "feed_url", "items") if "version" in document else ()
    said = list(readback.json(document))
    faults = [f"has no {key}" for key in needed if key not in document]
    faults += [f"{each.id} holds characters that XML forbids" for each in said if not _clean(each)]
    return [*faults, *_entries(said)], said


def _twice(said: Sequence[Said]) -> Iterator[str]:
    """No two items have one id."""
    ids = Counter(each.id for each in said)
    yield from (f"{id} is the id of {times} items" for id, times in ids.items() if times > 1)


def _entries(said: Sequence[Said]) -> Iterator[str]:
    """What every format asks of its items."""
    for each in said:
        yield from (f"{each.id or each.title or 'an item'} {fault}" for fault in _faults(each))


def _faults(said: Said) -> Iterator[str]:
    if not _IRI.fullmatch(said.id):
        yield "has an id that is no IRI"
    if not _IRI.fullmatch(said.url):
        yield f"has an address that is not absolute: {said.url!r}"
    if not said.title.strip():
        yield "has no title"
    if said.published is None or said.updated is None:
        yield "lacks a date, or has one without a zone"
    elif said.updated < said.published:
        yield "was updated before it was published"
    yield from (f"holds {what}" for what in active(said.html))


def _clean(said: Said) -> bool:
    return all(xml_text(text) == text for text in (said.title, said.html, said.summary))


_LOOKS: Mapping[str, Look] = {
    "xml": partial(_once, _xml, (ATOM, RSS)),
    "json": partial(_once, _json, (JSON,)),
}
