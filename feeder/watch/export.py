"""Everything that is kept as one table, for other programs: a row for each revision of each item. Pure but for Parquet.

Rows come one by one and leave one by one, so that the length of the table costs no memory.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from io import StringIO
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, get_type_hints
from zoneinfo import ZoneInfo

import orjson

from feeder.errors import InputError
from feeder.model import Item, Revision, StoredItem

if TYPE_CHECKING:
    import pyarrow

_AT_ONCE = 500  # rows in memory
_AS_SAID = ("url", "title", "html", "text", "summary", "event", "image", "tags", "authors", "language", "tier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What an item said from `since` until `until`. Times are in the publisher's zone."""

    id: str
    revision: int
    current: bool  # nothing came after it
    since: datetime
    until: datetime | None
    reason: str  # what changed after it; "" for the current one
    source: str
    sources: tuple[str, ...]
    url: str
    title: str
    html: str
    text: str
    summary: str
    published: datetime
    date_basis: str
    date_precision: str
    event: date | None  # the day that the text names
    updated: datetime
    first_seen: datetime
    last_seen: datetime
    withdrawn: datetime | None
    image: str
    attachments: tuple[str, ...]  # addresses
    tags: tuple[str, ...]
    topics: tuple[str, ...]
    authors: tuple[str, ...]
    language: str
    tier: str
    corrected: tuple[str, ...]  # fields that were set right by hand


def rows(items: Iterable[StoredItem], zone: str) -> Iterator[Row]:
    """The revisions of each item, oldest first; of a hidden item only its id and its times are left."""
    at = ZoneInfo(zone)
    for stored in items:
        since = [*(each.since for each in stored.revisions), _current(stored)]
        for revision, begun, ended in zip(stored.revisions, since, since[1:], strict=False):
            yield _row(stored, revision.item, revision, begun, ended, at)
        yield _row(stored, stored.item, None, since[-1], None, at)


def jsonl(table: Iterable[Row]) -> Iterator[bytes]:
    """JSON, an object a line (jsonlines.org)."""
    return (orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in table)


def comma_separated(table: Iterable[Row]) -> Iterator[bytes]:
    """CSV with a heading (RFC 4180), in UTF-8. Where a field holds several values, each is a line of it."""
    names = [each.name for each in fields(Row)]
    yield _line(names)
    for row in table:
        yield _line([_cell(getattr(row, name)) for name in names])


def parquet(table: Iterable[Row], file: IO[bytes], zone: str) -> None:
    """Parquet, compressed. Raises InputError where the library for it is missing."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise InputError("Parquet needs one more package: pip install 'feeder-kpu[parquet]'") from error
    schema = _schema(pyarrow, zone)
    rest = iter(table)
    with ParquetWriter(file, schema, compression="zstd") as writer:
        while batch := list(islice(rest, _AT_ONCE)):
            columns = {name: [getattr(row, name) for row in batch] for name in schema.names}
            writer.write_batch(pyarrow.RecordBatch.from_pydict(columns, schema))


def _current(stored: StoredItem) -> datetime:
    """When the current revision began."""
    return stored.updated if stored.revisions else stored.first_seen


def _row(
    stored: StoredItem, item: Item, earlier: Revision | None, since: datetime, until: datetime | None, zone: ZoneInfo
) -> Row:
    times = {name: getattr(stored, name) for name in ("updated", "first_seen", "last_seen", "withdrawn")}
    times |= {"since": since, "until": until, "published": item.published.at if earlier else stored.published}
    said: dict[str, Any] = {name: getattr(item, name) for name in _AS_SAID}
    said |= {name: at.astimezone(zone) if at else None for name, at in times.items()}
    return Row(
        id=stored.id,
        revision=earlier.number if earlier else stored.revision,
        current=earlier is None,
        reason=earlier.reason if earlier else "",
        source=stored.source,
        sources=stored.sources,
        date_basis=item.published.basis.value,
        date_precision=item.published.precision.value,
        attachments=tuple(each.url for each in item.attachments),
        topics=tuple(each.id for each in stored.topics),
        corrected=tuple(each.field for each in stored.corrections),
        **said,
    )


def _line(cells: Iterable[str]) -> bytes:
    line = StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _schema(arrow: Any, zone: str) -> pyarrow.Schema:
    """The columns, by the types of a row."""
    moment = arrow.timestamp("us", tz=zone)
    types = {
        str: arrow.string(),
        int: arrow.int64(),
        bool: arrow.bool_(),
        datetime: moment,
        datetime | None: moment,
        date | None: arrow.date32(),
        tuple[str, ...]: arrow.list_(arrow.string()),
    }
    return arrow.schema([(name, types[hint]) for name, hint in get_type_hints(Row).items()])
