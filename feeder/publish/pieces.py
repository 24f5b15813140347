"""Documents as pieces, an entry each: an entry is rendered once, and checked once, however many feeds it stands in.

In our documents every entry begins a line, and within one there is no line that could be taken for that: XML has no `<`
in a text, and JSON no line feed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from feeder.publish.kept import Kept

Key = TypeVar("Key", bound=Hashable)


class Form(NamedTuple):
    """How the entries of a document stand in it."""

    begin: bytes
    end: bytes
    between: bytes
    close: bytes  # after the last one

    def cut(self, document: bytes) -> tuple[bytes, list[bytes], bytes]:
        """What stands before the entries, each of them without its begin and end, and what stands after them; all in
        front where a document has another form."""
        last = document.rfind(self.close)
        first = document.find(self.begin, 0, max(last, 0))
        if last >= 0 and first < 0:
            return document[:last], [], document[last:]
        if first < 0 or not document.endswith(self.end, first, last):
            return document, [], b""
        inner = document[first + len(self.begin) : last - len(self.end)]
        return document[:first], inner.split(self._turn), document[last:]

    def joined(self, head: bytes, pieces: Iterable[bytes], tail: bytes) -> bytes:
        """The document again."""
        inner = self._turn.join(pieces)
        return b"".join((head, self.begin, inner, self.end, tail) if inner else (head, tail))

    @property
    def _turn(self) -> bytes:
        """From one to the next."""
        return self.end + self.between + self.begin


ATOM = Form(b"\n  <entry", b"\n  </entry>", b"", b"\n</feed>")
RSS = Form(b"\n    <item", b"\n    </item>", b"", b"\n  </channel>")
JSON = Form(b"\n{", b"}", b",", b"\n]}\n")


def assembled(form: Form, kept: Kept[bytes], keys: Sequence[Key], render: Callable[[Sequence[Key]], bytes]) -> bytes:
    """The document of these entries; `render` makes it of those that are not kept."""
    known = {key: piece for key in keys if (piece := kept.get(key))}
    fresh = [key for key in keys if key not in known]
    head, pieces, tail = form.cut(render(fresh))
    known |= {key: kept.put(key, piece, 2 * len(piece)) for key, piece in zip(fresh, pieces, strict=True)}
    return form.joined(head, (known[key] for key in keys), tail)
