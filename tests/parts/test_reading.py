"""Every manner and limit of the configuration reaches the room that fetches."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

from feeder.config import Config, load
from feeder.config.shape import Budget, Fetch
from feeder.fetch.options import Options
from feeder.parts.reading import options


def test_no_setting_is_without_effect() -> None:
    given = load(None, {}, empty=True)
    before = options(given)
    for each in fields(Fetch):
        value = getattr(given.fetch, each.name)
        assert _with(given, each.name, _other(value)) != before, each.name


def _with(given: Config, name: str, value: Any) -> Options:
    return options(replace(given, fetch=replace(given.fetch, **{name: value})))


def _other(value: Any) -> Any:
    if isinstance(value, Budget):
        return Budget(run=1, day=2)
    if isinstance(value, timedelta):
        return value + timedelta(seconds=1)
    if isinstance(value, int):
        return value + 1
    return (value + "x") if isinstance(value, str) else ("10.0.0.1",)
