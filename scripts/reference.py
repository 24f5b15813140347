"""Every key of config.yaml, as docs/config.md lists them: python scripts/reference.py > docs/config.md"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCHEMA = Path(__file__).parent.parent / "config.schema.json"

HEAD = """\
# Every key of config.yaml

Whatever is not **needed** may be left out. A variable of the environment replaces a key: `FEEDER_FETCH__DELAY` stands
for `fetch.delay`. `feeder schema` says the same to editors, and `feeder check` what is wrong in a file, and the remedy.
"""


def main() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    sys.stdout.write(HEAD + "".join(section("", schema)))


def section(place: str, shape: dict[str, Any]) -> Iterator[str]:
    """A table of the keys at a place, and the sections of those that hold keys themselves."""
    yield f"\n## {f'`{place}`' if place else 'At the top'}\n\n{shape['description'].rstrip('.')}.\n"
    yield "\n| key | default | what |\n| --- | --- | --- |\n"
    for name, value in shape["properties"].items():
        needed = "**needed**" if name in shape["required"] else ""
        default = f"`{value['default']}`" if "default" in value else needed
        yield f"| `{name}` | {default} | {value.get('description', 'Where it is')} |\n"
    yield from inner(place, shape["properties"])


def inner(place: str, properties: dict[str, Any]) -> Iterator[str]:
    """The sections of keys that hold keys."""
    for name, value in properties.items():
        held = value.get("items", value)
        here = f"{place}.{name}".strip(".")
        if "oneOf" in held:
            yield from kinds(here, held["oneOf"])
        elif "properties" in held:
            yield from section(here, held)


def kinds(place: str, shapes: list[dict[str, Any]]) -> Iterator[str]:
    """What entries of all kinds have, and then what each kind has beside that."""
    common = {name: each for name, each in shapes[0]["properties"].items() if name != "kind"}
    yield from section(place, {**shapes[0], "description": "What all have, beside `kind`", "properties": common})
    yield "\n| kind | what it is | its own keys |\n| --- | --- | --- |\n"
    for shape in shapes:
        own = ", ".join(f"`{name}`: {each['description']}" for name, each in own_keys(shape, common).items())
        yield f"| `{shape['properties']['kind']['const']}` | {shape['description']} | {own} |\n"
    for shape in shapes:
        yield from inner(place, own_keys(shape, common))


def own_keys(shape: dict[str, Any], common: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in shape["properties"].items() if name not in common and name != "kind"}


if __name__ == "__main__":
    main()
