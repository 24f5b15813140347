"""feeder init: a first config.yaml, and the schema that it names."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from feeder.app import place
from feeder.cli import DONE, offices, words
from feeder.cli.offices import Province
from feeder.config import schema, values
from feeder.config.form import Spot
from feeder.errors import InputError

_PLACEHOLDER = "mailto:operator@example.org"
_REMINDER = "PUT YOUR OWN HERE: "
_SCHEMA = "config.schema.json"  # as the first line of the example has it


def run(options: argparse.Namespace) -> int:
    path, contact = place(options.config), _contact(options.contact)
    if path.exists():
        raise InputError(
            f"{path}: is there already; work in another folder, name another file with --config, or move it away first"
        )
    text = files("feeder.config").joinpath("example.yaml").read_text(encoding="utf-8")
    doubted: Mapping[str, str] = {}
    if options.offices:
        province = offices.PROVINCES[options.offices]
        doubted = offices.doubts(province.offices, _answers(province, contact) if options.probe else {})
        text = offices.written(text, province, doubted)
    if contact:
        text = text.replace(_PLACEHOLDER, contact).replace(_REMINDER, "")
    _write(path, text)
    if not path.with_name(_SCHEMA).exists():  # one that is there is of an earlier version, and as good to an editor
        _write(path.with_name(_SCHEMA), words.json(schema()))
    print(f"written: {path}, and beside it {_SCHEMA}, for editors")
    for id, why in doubted.items():
        print(f"not verified: {id}: {why}")
    if not contact:
        print(f"Put your address in place of {_PLACEHOLDER}, so that the office knows whom to write to.")
    print("Then: feeder fetch")
    return DONE


def _contact(given: str | None) -> str:
    """As config.yaml has it. Raises InputError."""
    spot = Spot(folder=Path(), mistakes=[])
    contact = spot.read(given, values.contact) if given else ""
    if spot.mistakes or set(contact) & set('"\\'):
        raise InputError(f"--contact {given}: write mailto:you@example.org, or the address of a page")
    return str(contact)


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name another place with --config") from error


def _answers(province: Province, contact: str) -> dict[str, str]:
    """Why each office shows no news, "" where it does; all are asked at once."""
    from concurrent.futures import ThreadPoolExecutor

    from feeder.cli.probing import probing

    urls = [office.url for office in province.offices]
    with probing(contact) as why_not, ThreadPoolExecutor(len(urls)) as threads:
        return dict(zip(urls, threads.map(why_not, urls), strict=True))
