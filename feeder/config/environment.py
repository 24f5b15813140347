"""FEEDER_… variables: they replace single values of config.yaml, as FEEDER_FETCH__DELAY does fetch.delay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from feeder.config.form import Loc

PREFIX = "FEEDER_"
OTHERS = frozenset(
    {"FEEDER_CONFIG", "FEEDER_PAGES", "FEEDER_SHARED", "FEEDER_TEST_PG_URL"}
)  # not values of the configuration


def variables(environ: Mapping[str, str]) -> dict[str, Loc]:
    """The variables that are meant for the configuration, each with the place that it names."""
    names = sorted(name for name in environ if name.startswith(PREFIX) and name not in OTHERS)
    return {name: tuple(name.removeprefix(PREFIX).lower().split("__")) for name in names}


def applied(data: Any, values: Mapping[Loc, str]) -> Any:
    """A copy of the data with values put in; where something else than keys stands in the way, it stays."""
    for loc, value in values.items():
        data = _put(data, loc, value)
    return data


def _put(data: Any, loc: Loc, value: str) -> Any:
    if not loc:
        return value
    if data is not None and not isinstance(data, dict):
        return data
    first, *rest = loc
    return {**(data or {}), first: _put((data or {}).get(first), tuple(rest), value)}
