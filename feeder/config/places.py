"""Whether the places that a configuration names can be written to, found by trying; nothing is left behind."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from feeder.config.form import Mistake
from feeder.config.shape import Config


def mistakes(config: Config) -> Iterator[Mistake]:
    """Places in which this user cannot write."""
    places = {"output": config.output, "database": config.database.removeprefix("sqlite:///")}
    for name, place in places.items():
        if "://" not in place and (why := _problem(Path(place))):
            yield Mistake(
                (name,), f"{place} cannot be written ({why}); name another place, or let this user write there"
            )


def _problem(path: Path) -> str:
    """Why a file cannot be written, or nothing new be put into a folder, or into the one above; "" where that works."""
    if path.is_file() and not os.access(path, os.W_OK):
        return os.strerror(errno.EACCES)
    from tempfile import TemporaryDirectory

    try:
        with TemporaryDirectory(prefix=".feeder-", dir=path if path.is_dir() else path.parent):
            return ""
    except OSError as error:
        return error.strerror or str(error)
