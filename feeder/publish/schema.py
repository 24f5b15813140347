"""What an item holds in feed.json and in the archive, as a JSON Schema for programs that read them."""

from __future__ import annotations

from functools import cache

NAME = "schema/item.json"


@cache
def render() -> bytes:
    """The schema, which is the same for all feeds."""
    from importlib.resources import files  # late: most runs write nothing

    return files("feeder.publish").joinpath("item.schema.json").read_bytes()
