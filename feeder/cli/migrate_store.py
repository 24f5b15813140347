"""feeder migrate-store: copy the database to another one, and say what to change in config.yaml.

The password of a PostgreSQL server is best left to ~/.pgpass or PGPASSWORD: other users may see the command line.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from feeder.cli import DONE, words
from feeder.config import values
from feeder.config.form import Spot
from feeder.errors import ConfigError
from feeder.store.move import Moved, move


def run(options: argparse.Namespace) -> int:
    origin, target = (_address(name, getattr(options, name)) for name in ("origin", "target"))
    moved = move(origin, target, lambda ranges, total: words.watched(ranges, "copied", total))
    if options.json:
        words.dump(asdict(moved))
    else:
        print("\n".join(_told(moved, target.partition("://")[0])))
    return DONE


def _address(name: str, given: str) -> str:
    """Paths are relative to the current folder."""
    try:
        address: str = values.database.read(given, Spot(folder=Path.cwd(), mistakes=[]))
        return address
    except ValueError as error:
        raise ConfigError(f"{ {'origin': 'FROM', 'target': 'TO'}[name] }: {error}") from error


def _told(moved: Moved, scheme: str) -> list[str]:
    said = "was moved before; both are the same" if moved.before else "is copied, and was compared row by row"
    address = moved.target if scheme == "postgresql" else f"{scheme}:///{moved.target}"
    return [
        f"{moved.origin} {said}:",
        *(f"  {each.rows:>9,}  {each.table:<12} sha256 {each.sha256[:16]}" for each in moved.tables if each.rows),
        "now change one line of config.yaml (a password goes into the address, or better into ~/.pgpass):",
        f"  database: {address}",
        f"{moved.origin} is as it was: keep it until `feeder status` and `feeder publish` have run well on the other",
    ]
