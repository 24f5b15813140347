"""feeder init: a first config.yaml."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from feeder.cli import DONE, offices
from feeder.cli.offices import Province
from feeder.errors import InputError

_PLACEHOLDER = "mailto:operator@example.org"


def run(options: argparse.Namespace) -> int:
    path = Path(options.config or "config.yaml")
    if path.exists():
        raise InputError(f"{path}: is there already; move it away first, or name another file with --config")
    text = files("feeder.config").joinpath("example.yaml").read_text(encoding="utf-8")
    doubted: Mapping[str, str] = {}
    if options.offices:
        province = offices.PROVINCES[options.offices]
        doubted = offices.doubts(province.offices, _answers(province, options.contact) if options.probe else {})
        text = offices.written(text, province, doubted)
    _write(path, text.replace(_PLACEHOLDER, options.contact or _PLACEHOLDER))
    print(f"written: {path}")
    for id, why in doubted.items():
        print(f"not verified: {id}: {why}")
    if not options.contact:
        print(f"Put your address in place of {_PLACEHOLDER}, so that the office knows whom to write to.")
    print("Then: feeder fetch")
    return DONE


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror}") from error


def _answers(province: Province, contact: str | None) -> dict[str, str]:
    """Why each office shows no news, "" where it does; all are asked at once."""
    from concurrent.futures import ThreadPoolExecutor

    from feeder.probing import probing

    urls = [office.url for office in province.offices]
    with probing(contact or "") as why_not, ThreadPoolExecutor(len(urls)) as threads:
        return dict(zip(urls, threads.map(why_not, urls), strict=True))
