"""Forms: what a part of the configuration must look like, and how it is read into a frozen dataclass.

A form reads a plain value, or raises ValueError with a sentence that ends in the remedy. Forms that hold others note
the mistakes within and go on, so that all of them are found at once.

pydantic does this too, and costs more at every start than all the rest of a fetch that brings nothing new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

Loc = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    loc: Loc
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a value stands. `mistakes` is shared by all spots of one reading; once it holds any, what is read is of no
    use."""

    folder: Path  # of the configuration file: relative paths start there
    mistakes: list[Mistake]
    loc: Loc = ()

    def at(self, part: str | int) -> Spot:
        return replace(self, loc=(*self.loc, part))

    def note(self, what: str) -> None:
        self.mistakes.append(Mistake(self.loc, what))

    def read(self, value: Any, form: Form) -> Any:
        """The value as the form reads it; None, and a note, where it is wrong."""
        try:
            return form.read(value, self)
        except ValueError as error:
            return self.note(str(error))


@dataclass(frozen=True, slots=True)
class Form:
    read: Callable[[Any, Spot], Any]
    schema: Callable[[], dict[str, Any]]  # JSON Schema of what may be written


def key(form: Form, about: str = "") -> Mapping[str, Any]:
    """Metadata of a dataclass field that the configuration may give."""
    return {"form": form, "about": about}


def keys(shape: type[Any]) -> Form:
    """Keys with values: the fields of a dataclass. A field without a default must be given."""

    def read(value: Any, spot: Spot) -> Any:
        found = _read(mapping(value), fields(shape), spot)
        return None if spot.mistakes else shape(**found)

    return Form(read, lambda: _schema(shape))


def _read(given: Mapping[str, Any], some: Iterable[Field[Any]], spot: Spot) -> dict[str, Any]:
    """What is given of these fields."""
    known = {field.name: field for field in some}
    for name in given.keys() - known.keys():
        spot.at(name).note(f"unknown key `{name}`{_below(name, known.values()) or instead(name, known)}")
    for name, field in known.items():
        if name not in given and _required(field):
            spot.at(name).note(f"`{name}` is missing; add it")
    return {name: spot.at(name).read(given[name], known[name].metadata["form"]) for name in known if name in given}


def kinds(shapes: Mapping[str, type[Any]]) -> Form:
    """Keys with values, of one of several shapes, told apart by the key `kind`."""

    def read(value: Any, spot: Spot) -> Any:
        given = mapping(value)
        kind = given.get("kind")
        if not isinstance(kind, str) or kind not in shapes:
            wrong = f"unknown kind {shown(kind)}; use" if kind is not None else "`kind` is missing; add kind:"
            spot.at("kind").note(f"{wrong} {either(shapes)}")
            rest = {name: each for name, each in given.items() if name != "kind"}
            return _read(rest, (field for shape in shapes.values() for field in fields(shape)), spot)
        return keys(shapes[kind]).read(given, spot)

    def schema() -> dict[str, Any]:
        forms = [_schema(shape) for shape in shapes.values()]
        return {"oneOf": [{**form, "required": ["kind", *form["required"]]} for form in forms]}

    return Form(read, schema)


def listed(form: Form) -> Form:
    """A list; one text stands for a list of one, or of several with commas between them."""

    def read(value: Any, spot: Spot) -> Any:
        if isinstance(value, str):
            value = [each.strip() for each in value.split(",") if each.strip()]
        if not isinstance(value, list):
            raise ValueError(f"expected a list, got {shown(value)}; write it as [a, b]")
        return tuple(spot.at(number).read(each, form) for number, each in enumerate(value))

    return Form(read, lambda: {"type": "array", "items": form.schema()})


def mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"expected keys with values, got {shown(value)}; see `feeder schema`")
    return value


def shown(value: Any) -> str:
    """A value as a message shows it."""
    if isinstance(value, dict | list):
        return "a list" if isinstance(value, list) else "keys with values"
    text = repr(value) if isinstance(value, str) else str(value).lower()
    return text if len(text) < 80 else f"{text[:80]}…"


def either(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def instead(name: str, known: Iterable[str]) -> str:
    """The remedy for a name that is not known."""
    from difflib import get_close_matches

    names = list(known)
    close = get_close_matches(name, names, 1)
    if close:
        return f"; did you mean `{close[0]}`?"
    return f"; there are {', '.join(names)}" if names else "; take it out"


def _below(name: str, some: Iterable[Field[Any]]) -> str:
    """The remedy for a name that belongs one step further in."""
    inner = next((each.name for each in some if is_dataclass(each.default) and hasattr(each.default, name)), "")
    return f"; it belongs below `{inner}:`" if inner else ""


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _schema(shape: type[Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "description": " ".join((shape.__doc__ or "").split()),
        "properties": {field.name: _property(field) for field in fields(shape)},
        "required": [field.name for field in fields(shape) if _required(field)],
        "additionalProperties": False,
    }


def _property(field: Field[Any]) -> dict[str, Any]:
    said = {"description": field.metadata["about"]} if field.metadata["about"] else {}
    default = field.default
    if isinstance(default, timedelta):
        said["default"] = f"{default.total_seconds():g}s"
    elif default and isinstance(default, str | int):
        said["default"] = default
    return {**field.metadata["form"].schema(), **said}
