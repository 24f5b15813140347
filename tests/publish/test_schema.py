"""The schema tells programs all that an item holds, and nothing that it does not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from feeder.model import Attachment, Revision
from feeder.publish import jsonfeed, schema
from publish.examples import CHANNEL, NEWEST, stored

VALIDATOR = Draft202012Validator(json.loads(schema.render()), format_checker=Draft202012Validator.FORMAT_CHECKER)


def shown(**said: Any) -> dict[str, Any]:
    """An item as the archive has it."""
    files = (Attachment(url="https://a.id/a.pdf", title="Laporan", size=5), Attachment(url="https://a.id/b.pdf"))
    now = stored(3, image="https://a.id/1.jpg", attachments=files, authors=("Humas",), revision=2, **said)
    earlier = Revision(number=1, since=NEWEST, reason="title", item=replace(now.item, title="Lama"))
    return jsonfeed.item(replace(now, revisions=(earlier,)), CHANNEL, revisions=True)


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_items_of_all_kinds_fit() -> None:
    VALIDATOR.validate(jsonfeed.item(stored(1), CHANNEL))
    VALIDATOR.validate(jsonfeed.item(stored(1, url="", keys=("text:1",)), CHANNEL))
    VALIDATOR.validate(shown())
    VALIDATOR.validate(shown(withdrawn=NEWEST + timedelta(days=1)))


@pytest.mark.parametrize("place", [(), ("_feeder",), ("_feeder", "revisions", 0), ("attachments", 0), ("authors", 0)])
def test_what_the_schema_does_not_know_does_not_fit(place: tuple[str | int, ...]) -> None:
    item: Any = shown()
    part = item
    for key in place:
        part = part[key]
    part["something"] = "new"
    with pytest.raises(ValidationError):
        VALIDATOR.validate(item)


def test_what_is_missing_does_not_fit() -> None:
    for name in ("id", "url", "content_html", "_feeder"):
        item = shown()
        del item[name]
        with pytest.raises(ValidationError):
            VALIDATOR.validate(item)
