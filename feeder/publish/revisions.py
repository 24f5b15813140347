"""The feed of edits: an entry for each revision of any item, with what was changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from feeder.model import Channel, Item, StoredItem, When
from feeder.publish.site_changes import Change, changes
from feeder.publish.text import local, shortened
from feeder.publish.worddiff import Op, Piece

PATH = "feeds/revisions"

_TAGS = {Op.SAME: "{}", Op.DELETE: "<del>{}</del>", Op.INSERT: "<ins>{}</ins>"}
_PLAIN = {Op.SAME: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
_WORDS = {
    "id": {"edited": "Diubah", "title": "Judul", "date": "Tanggal", "image": "Gambar", "file": "Berkas"},
    "en": {"edited": "Edited", "title": "Title", "date": "Date", "image": "Image", "file": "File"},
}


def entries(edited: Iterable[StoredItem], channel: Channel) -> list[StoredItem]:
    """What the channel shows of items that came with their revisions: the edits, newest first."""
    found = [_entry(stored, change, channel) for stored in edited for change in changes(stored)]
    return sorted(found, key=lambda each: (each.published, each.id), reverse=True)[: channel.limit]


def _entry(stored: StoredItem, change: Change, channel: Channel) -> StoredItem:
    return StoredItem(
        id=f"{stored.id}#revision-{change.number}",
        item=_item(stored, change, channel),
        source=stored.source,
        published=change.at,
        updated=change.at,
        first_seen=change.at,
        last_seen=stored.last_seen,
        sources=stored.sources,
    )


def _item(stored: StoredItem, change: Change, channel: Channel) -> Item:
    """What the entry says: the words that were taken out, and those that came in."""
    words = _WORDS.get(channel.language, _WORDS["en"])
    said = list(_paragraphs(change, words, channel.zone))
    text = "\n\n".join(_line(each, _PLAIN, clean=False) for each in said)
    return Item(
        keys=(),
        names=(),
        url=stored.item.url,
        title=f"{words['edited']}: {stored.item.title}",
        html="".join(f"<p>{_line(each, _TAGS, clean=True)}</p>" for each in said),
        text=text,
        summary=shortened(text, 200) or stored.item.title,
        published=When(at=change.at),
        tags=stored.item.tags,
        language=stored.item.language,
    )


def _paragraphs(change: Change, words: dict[str, str], zone: str) -> Iterator[Sequence[Piece]]:
    """What was changed, field by field."""
    days = tuple(f"{local(day, zone):%Y-%m-%d %H:%M}" for day in change.days or ())
    for name, pair in (("date", days), ("image", change.images or ())):
        if pair:
            yield [(Op.SAME, f"{words[name]}: "), (Op.DELETE, pair[0]), (Op.SAME, " "), (Op.INSERT, pair[1])]
    if change.title:
        yield [(Op.SAME, f"{words['title']}: "), *change.title]
    for op, names in ((Op.DELETE, change.removed), (Op.INSERT, change.added)):
        for name in names:
            yield [(Op.SAME, f"{words['file']}: "), (op, name)]
    if change.text:
        yield change.text


def _line(pieces: Sequence[Piece], marks: dict[Op, str], *, clean: bool) -> str:
    """The pieces in their marks, which end before the space that follows their words."""
    said = []
    for op, text in pieces:
        if op is Op.SAME or not text.strip():
            said.append(escape(text, quote=False) if clean else text)
            continue
        words = text.rstrip()
        said.append(marks[op].format(escape(words, quote=False) if clean else words) + text[len(words) :])
    return "".join(said).rstrip().replace("\n\n", "<br><br>" if clean else "\n\n")
