"""feeder export: all items and revisions as one table."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from feeder.app import opened
from feeder.cli import DONE, words
from feeder.cli.parser import FORMATS
from feeder.errors import InputError, OutputError
from feeder.watch import export
from feeder.watch.export import Row


def run(options: argparse.Namespace) -> int:
    form = options.format or _named(options.output or "")
    if form == "parquet" and options.output is None:
        raise InputError("Parquet is no text: name a file for it, with -o FILE")
    with opened(options.config) as app:
        zone = app.config.publisher.timezone
        total = sum(app.store.month_counts().values())
        table = export.rows(words.watched(app.store.everything(), "export", total), zone)
        if options.output is None:
            _write(table, form, sys.stdout.buffer, zone)
        else:
            with _whole(Path(options.output)) as file:
                _write(table, form, file, zone)
    return DONE


def _named(output: str) -> str:
    """The format that a file has by its name."""
    ending = output.rpartition(".")[2].lower()
    return ending if ending in FORMATS else FORMATS[0]


def _write(table: Iterable[Row], format: str, file: IO[bytes], zone: str) -> None:
    if format == "parquet":
        export.parquet(table, file, zone)
    else:
        lines = export.jsonl if format == "jsonl" else export.comma_separated
        file.writelines(lines(table))
        file.flush()


@contextmanager
def _whole(target: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name once it is finished; what is no ordinary file (a pipe, a device) is written
    to as it is. Raises OutputError."""
    if target.is_dir():
        raise OutputError(f"{target}: is a folder; name a file in it")
    special = target.exists() and not target.is_file()
    part = target if special else target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        if not special:
            part.replace(target)
    except OSError as error:
        raise OutputError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        if not special:
            part.unlink(missing_ok=True)
