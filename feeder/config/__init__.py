"""config.yaml in, a frozen Config out, or every mistake at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from feeder.config import environment, names
from feeder.config.document import Document, at
from feeder.config.form import Loc, Mistake, Spot, keys
from feeder.config.shape import (
    AnyPage,
    ArticleSelectors,
    Budget,
    Config,
    Feed,
    Fetch,
    Kpu,
    KpuApi,
    Publisher,
    Removal,
    Selected,
    Selectors,
    Source,
    Syndicated,
)
from feeder.errors import ConfigError

__all__ = [
    "AnyPage",
    "ArticleSelectors",
    "Budget",
    "Config",
    "Feed",
    "Fetch",
    "Kpu",
    "KpuApi",
    "Publisher",
    "Removal",
    "Selected",
    "Selectors",
    "Source",
    "Syndicated",
    "load",
    "schema",
]

_PATHS = {"database": "sqlite:///feeder.db", "output": "output"}  # defaults that depend on the folder of the file


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """The configuration of a file, with what FEEDER_… variables replace; paths in it are absolute.

    Raises ConfigError with a line for each mistake: file and line (or variable), place, what is wrong, remedy.
    """
    document = _read(path)
    variables = environment.variables(environ)
    data = environment.applied(document.data, {loc: environ[name] for name, loc in variables.items()})
    spot = Spot(folder=path.absolute().parent, mistakes=[])
    config: Config | None = spot.read({**_PATHS, **data} if isinstance(data, dict) else data, keys(Config))
    wrong = [_told(document, variables, data, each) for each in (*spot.mistakes, *names.mistakes(data))]
    lines = [f"{path}:{line}: {what}" if line else what for line, what in sorted({*wrong, *document.repeated})]
    if lines or config is None:
        raise ConfigError("\n".join(lines))
    return config


def schema() -> dict[str, Any]:
    """The JSON Schema of config.yaml, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "config.yaml", **keys(Config).schema()}


def _read(path: Path) -> Document:
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


def _told(document: Document, variables: Mapping[str, Loc], data: Any, mistake: Mistake) -> tuple[int, str]:
    """The line of the file, 0 where a variable is to blame; and the mistake with its place."""
    for name, loc in variables.items():
        if mistake.loc[: len(loc)] == loc:
            return 0, f"{name}: {mistake.what}"
    place = "".join(_part(data, mistake.loc[:end], part) for end, part in enumerate(mistake.loc)).removeprefix(".")
    return document.line(mistake.loc), f"{place}: {mistake.what}" if place else mistake.what


def _part(data: Any, before: Loc, part: str | int) -> str:
    """Entries are called by their id where they have one."""
    if not isinstance(part, int):
        return f".{part}"
    name = at(data, (*before, part, "id"))
    return f".{name}" if isinstance(name, str) else f"[{part}]"
