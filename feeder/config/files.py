"""The places that a configuration may name: what is wrong with them, as far as it can be seen without writing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from feeder.config.form import Spot, shown

_BUCKET: Final = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX: Final = re.compile(r"(?:(?!\.\.?(?:/|$))[\w.-]+(?:/|$))*", re.ASCII)


def output(value: str, spot: Spot) -> str:
    """The output: a folder, or a bucket."""
    if value.startswith("s3://"):
        return _bucket(value)
    if "://" in value:
        raise ValueError(f"{shown(value)} is no place for output; write a folder, or s3://bucket/prefix")
    path = _beside(value, spot)
    if _holds(path.is_file):
        raise ValueError(f"{path} is a file; name a folder")
    return _place(path)


def database(value: str, spot: Spot) -> str:
    """The database: a file of SQLite, or a server."""
    if value.startswith(("postgresql://", "postgres://")):
        return "postgresql://" + value.partition("://")[2]
    if not value.startswith("sqlite:///") or value == "sqlite:///" or value.endswith(":memory:"):
        raise ValueError("this is no database; write sqlite:///feeder.db, or postgresql://user@host/name")  # not shown
    path = _beside(value.removeprefix("sqlite:///"), spot)
    if _holds(path.is_dir):
        raise ValueError(f"{path} is a folder; name a file in it, as {path / 'feeder.db'}")
    return f"sqlite:///{_place(path)}"


def existing(value: str, spot: Spot) -> str:
    """A file that is there."""
    path = _beside(value, spot)
    if not _holds(path.is_file) or not os.access(path, os.R_OK):
        raise ValueError(f"there is no file {path} that can be read; check the name")
    return str(path)


def metrics(value: str, spot: Spot) -> str:
    """Where metrics are had: an address to listen at, or a file."""
    if re.fullmatch(r"(?:[\w.-]+|\[[\da-f:]+\]):\d{1,5}", value, re.IGNORECASE):
        return value
    if not value.endswith(".prom"):
        raise ValueError(f"{shown(value)} is no place for metrics; write 127.0.0.1:9464, or a file that ends in .prom")
    return _place(_beside(value, spot))


def _bucket(value: str) -> str:
    if "@" in value or "?" in value:  # not shown: it may hold a key
        raise ValueError(
            "this address holds credentials or options; write s3://bucket/prefix, and leave the rest to variables "
            "(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL)"
        )
    name, _, prefix = value.removeprefix("s3://").partition("/")
    if not _BUCKET.fullmatch(name):
        raise ValueError(f"{shown(value)} names no bucket; write s3://bucket/prefix")
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"{shown(value)}: the prefix may hold letters, digits, . - _ and / alone; choose another")
    return value


def _beside(value: str, spot: Spot) -> Path:
    if not value.strip():
        raise ValueError("names nothing; write the name of a file or folder, or leave the line out")
    try:
        return spot.folder / Path(value).expanduser()
    except RuntimeError:
        raise ValueError(f"{shown(value)}: there is no such user; write the whole path") from None


def _place(path: Path) -> str:
    """A file or folder that will be made: the one above it must be there."""
    if not _holds(path.parent.is_dir):
        raise ValueError(f"there is no folder {path.parent}; make it first")
    return str(path)


def _holds(question: Callable[[], bool]) -> bool:
    """The answer about a path; no, where it may not even be asked."""
    try:
        return question()
    except OSError:
        return False
