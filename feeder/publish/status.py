"""status.json: how the sources are, for monitors and programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import orjson

from feeder.publish.text import stamp, xml_text

NAME = "status.json"

_BROKEN = {"drifted", "blocked", "unreachable"}
_LONG = timedelta(hours=24)  # what subscribers need not know of


def render(sources: Iterable[Mapping[str, object]], zone: str) -> bytes:
    """`{"sources": […]}`, each with `id`, `verdict`, `reason`, `last_success`, `newest_item` and what else is known:
    text, numbers, aware times (written in the zone), None."""
    said = [plain(source, zone) for source in sources]
    return orjson.dumps({"sources": said}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def plain(source: Mapping[str, object], zone: str) -> dict[str, object]:
    """How a source is, in values that JSON has."""
    return {key: _plain(value, zone) for key, value in source.items()}


def _plain(value: object, zone: str) -> object:
    if isinstance(value, datetime):
        return stamp(value, zone)
    return xml_text(value) if isinstance(value, str) else value


def verdicts(body: bytes | None) -> dict[str, str]:
    """The verdict on each source in a status.json; nothing for what is none."""
    return {each["id"]: each["verdict"] for each in _sources(body)}


def broken(body: bytes | None) -> dict[str, datetime]:
    """When those sources of a status.json were last well that were broken for a day at the last look. It stays the same
    until they recover, whatever is the matter with them meanwhile."""
    found = {}
    for said in _sources(body):
        if said["verdict"] in _BROKEN and said.get("last_check") and said.get("last_success"):
            checked, well = (datetime.fromisoformat(said[name]) for name in ("last_check", "last_success"))
            if checked - well > _LONG:
                found[said["id"]] = well
    return found


def _sources(body: bytes | None) -> list[dict[str, str]]:
    """Those that a status.json says anything of."""
    try:
        return [each for each in orjson.loads(body or b"")["sources"] if {"id", "verdict"} <= each.keys()]
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError):
        return []
