"""status.json: how the sources are, for monitors and programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import orjson

from feeder.publish.text import stamp, xml_text

NAME = "status.json"


def render(sources: Iterable[Mapping[str, object]], zone: str) -> bytes:
    """`{"sources": […]}`, each with `id`, `verdict`, `reason`, `last_success`, `newest_item` and what else is known:
    text, numbers, aware times (written in the zone), None."""
    said = [{key: _plain(value, zone) for key, value in source.items()} for source in sources]
    return orjson.dumps({"sources": said}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _plain(value: object, zone: str) -> object:
    if isinstance(value, datetime):
        return stamp(value, zone)
    return xml_text(value) if isinstance(value, str) else value


def verdicts(body: bytes | None) -> dict[str, str]:
    """The verdict on each source in a status.json; nothing for what is none."""
    try:
        return {each["id"]: each["verdict"] for each in orjson.loads(body or b"")["sources"]}
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return {}
