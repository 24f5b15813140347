"""A file of the configuration, and where in it a mistake is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from feeder.config.document import Document, at
from feeder.config.form import Loc, Mistake
from feeder.errors import ConfigError


def read(path: Path) -> Document:
    """The document in a file. Raises ConfigError."""
    try:
        return Document(path.read_text("utf-8-sig"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: there is no such file; `feeder init` makes one") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name another file with --config") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: this is no UTF-8 text; save it as UTF-8") from error
    except ValueError as error:
        line, reason = error.args
        raise ConfigError(f"{path}:{line}: no YAML: {reason}; look at indentation, quotes and brackets") from error


_WITHIN = " (a key within another takes two underscores, as in FEEDER_FETCH__DELAY)"  # none at the top has one


def told(document: Document, variables: Mapping[str, Loc], data: Any, mistake: Mistake) -> tuple[int, str]:
    """The line of the file, 0 where a variable is to blame; and the mistake with its place."""
    for name, loc in variables.items():
        if mistake.loc[: len(loc)] == loc:
            return 0, f"{name}: {mistake.what}{_WITHIN if '_' in str(loc[0]) else ''}"
    place = "".join(_part(data, mistake.loc[:end], part) for end, part in enumerate(mistake.loc)).removeprefix(".")
    return document.line(mistake.loc), f"{place}: {mistake.what}" if place else mistake.what


def _part(data: Any, before: Loc, part: str | int) -> str:
    """Entries are called by their id where they have one."""
    if not isinstance(part, int):
        return f".{part}"
    name = at(data, (*before, part, "id"))
    return f".{name}" if isinstance(name, str) else f"[{part}]"
