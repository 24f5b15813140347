"""Types and sizes of files and pictures, as their servers state them: asked once each, and kept with the item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from feeder.model import Attachment, Item
from feeder.ports import Head
from feeder.ports.store import Store
from feeder.records import Known

_AT_ONCE = 25  # that are asked in one refresh
_MISSES = 3  # in a row: their server is not asked any more
_VAGUE = {"", "application/octet-stream", "binary/octet-stream", "application/force-download"}
_PAGE = "text/html"  # what stands in place of a file that is gone, or wants a login


class Weigh:
    """Looks after one refresh. Without `head`, nothing is asked, and what is known already is kept."""

    def __init__(self, head: Head | None = None) -> None:
        self._head = head
        self._found: dict[str, Attachment] = {}
        self._misses = 0

    def __call__(self, entries: Sequence[Item | Known], store: Store) -> list[Item | Known]:
        """The entries, their items with all that can be known of their files. Failures leave them as they are."""
        items = [each for each in entries if isinstance(each, Item) and (each.attachments or each.image)]
        known = store.known(dict.fromkeys(key for item in items for key in item.keys)) if items else {}
        weighed = {id(item): self._weighed(item, _before(item, known, store)) for item in items}
        return [weighed.get(id(each), each) for each in entries]

    def _weighed(self, item: Item, before: Item | None) -> Item:
        had = {each.url: each for each in before.attachments} if before else {}
        files = tuple(
            _merged(each, had[each.url]) if each.url in had else self._asked(each) for each in item.attachments
        )
        if before and before.image == item.image:
            return replace(item, attachments=files, picture=before.picture)
        picture = self._asked(Attachment(url=item.image)) if item.image else None
        return replace(item, attachments=files, picture=picture if picture and picture.media_type else None)

    def _asked(self, file: Attachment) -> Attachment:
        if file.size is not None:
            return file
        if self._head and file.url not in self._found and len(self._found) < _AT_ONCE and self._misses < _MISSES:
            found = self._head(file.url)
            self._misses = 0 if found else self._misses + 1
            self._found[file.url] = found or Attachment(url=file.url)
        return _merged(file, self._found.get(file.url, file))


def _before(item: Item, known: Mapping[str, Known], store: Store) -> Item | None:
    """The item as it is stored."""
    found = next((known[key] for key in item.keys if key in known), None)
    stored = store.find(found.id) if found else None
    return stored.item if stored else None


def _merged(file: Attachment, found: Attachment) -> Attachment:
    """What a page says of its file, and what its server says of it."""
    if found.media_type == _PAGE != file.media_type:
        return file
    kind = file.media_type if found.media_type in _VAGUE else found.media_type
    return replace(file, media_type=kind, size=found.size if file.size is None else file.size)
