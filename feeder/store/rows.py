"""Values as columns hold them: times as microseconds since 1970, whatever is not searched for as JSON.

Reading passes over JSON keys it does not know and fills in what is missing, so that a field added to a dataclass (with
a default) needs no migration.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache, partial
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

import orjson

from feeder.errors import StoreError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
Reader = Callable[[Any], Any]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def ticks(at: datetime) -> int:
    """An aware time as microseconds since 1970."""
    return (at - _EPOCH) // _TICK


def moment(ticks: int) -> datetime:
    """The same time again, in UTC."""
    return _EPOCH + ticks * _TICK


def encode(value: DataclassInstance) -> str:
    """JSON; times keep their offset. Raises StoreError for text that is not Unicode."""
    try:
        # orjson's own form of a time drops the seconds of an offset, which zones had until a century ago.
        return orjson.dumps(value, default=_iso, option=orjson.OPT_PASSTHROUGH_DATETIME).decode()
    except orjson.JSONEncodeError as error:
        raise StoreError(f"this cannot be stored: {error}: {ascii(value)[:200]}") from error


def decode(kind: type[T], text: str) -> T:
    """What `encode` was given; raises StoreError if the text was tampered with."""
    try:
        value: T = _build(kind, orjson.loads(text))
        return value
    except (ValueError, TypeError, AttributeError) as error:
        raise StoreError(f"the database holds a damaged {kind.__name__}, put a backup in its place: {error}") from error


def grouped(rows: Iterable[tuple[Any, ...]]) -> dict[Any, list[Any]]:
    """Rows by their first column, in order; what is left of a row is a value where it is one, a tuple where more."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for first, *rest in rows:
        groups[first].append(rest[0] if len(rest) == 1 else tuple(rest))
    return groups


def _iso(value: object) -> str:
    if isinstance(value, date):  # a datetime is one, too
        return value.isoformat()
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _build(kind: Any, data: dict[str, Any]) -> Any:
    return kind(**{name: read(data[name]) for name, read in _readers(kind) if name in data})


@cache
def _readers(kind: Any) -> tuple[tuple[str, Reader], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, _reader(hints[field.name])) for field in fields(kind))


def _reader(hint: Any) -> Reader:
    """How to read a field of this type from JSON."""
    if get_origin(hint) is tuple:
        each = _reader(get_args(hint)[0])
        return tuple if each is _same else lambda values: tuple(map(each, values))
    if get_origin(hint) is UnionType:
        some = _reader(next(kind for kind in get_args(hint) if kind is not NoneType))
        return lambda value: None if value is None else some(value)
    if is_dataclass(hint):
        return partial(_build, hint)
    read: Reader = _same
    if issubclass(hint, date):
        read = hint.fromisoformat
    elif issubclass(hint, Enum):
        read = hint
    return read


def _same(value: Any) -> Any:
    return value
