"""config.yaml in, a frozen Config out, or every mistake at once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from feeder.config import environment, names, places
from feeder.config.document import Document
from feeder.config.form import Spot, keys
from feeder.config.reading import read, told
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
    Webhook,
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
    "Webhook",
    "load",
    "schema",
]

_PATHS = {"database": "sqlite:///feeder.db", "output": "output"}  # defaults that depend on the folder of the file


def load(path: Path | None, environ: Mapping[str, str], *, empty: bool = False, trying: bool = False) -> Config:
    """The configuration of a file, with what FEEDER_… variables replace; paths in it are absolute. Without a file
    there are defaults and variables. With `empty` there may be no sources; with `trying`, its places must be ones that
    can be written to, now and by this user.

    Raises ConfigError with a line for each mistake: file and line (or variable), place, what is wrong, remedy.
    """
    document = read(path) if path else Document("")
    variables = environment.variables(environ)
    data = environment.applied(document.data, {loc: environ[name] for name, loc in variables.items()})
    spot = Spot(folder=(path or Path("config.yaml")).absolute().parent, mistakes=[])
    config: Config | None = spot.read({**_PATHS, **data} if isinstance(data, dict) else data, keys(Config))
    found = [
        *spot.mistakes,
        *names.mistakes(data, empty=empty),
        *(places.mistakes(config) if config and trying else ()),
    ]
    wrong = [told(document, variables, data, each) for each in found]
    lines = [f"{path}:{line}: {what}" if line else what for line, what in sorted({*wrong, *document.repeated})]
    if lines or config is None:
        raise ConfigError("\n".join(lines))
    return config


def schema() -> dict[str, Any]:
    """The JSON Schema of config.yaml, for editors."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "config.yaml", **keys(Config).schema()}
