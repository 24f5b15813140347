"""A store that counts what it asks its database, and the time that takes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from feeder.app import App
from feeder.store.engine import Driver, Engine, open_engine
from feeder.store.sql import SqlStore


@dataclass
class Count:
    queries: int = 0
    seconds: float = 0.0

    def reset(self) -> None:
        self.queries, self.seconds = 0, 0.0


class _Connection:
    """A connection of a driver; everything that is not counted goes through."""

    def __init__(self, connection: Any, count: Count) -> None:
        self._connection, self._count = connection, count

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self) -> _Connection:
        return _Connection(self._connection.cursor(), self._count)

    def execute(self, *arguments: Any) -> Any:
        return self._counted(self._connection.execute, arguments)

    def executemany(self, *arguments: Any) -> Any:
        return self._counted(self._connection.executemany, arguments)

    def _counted(self, run: Any, arguments: Any) -> Any:
        begun = time.perf_counter()
        try:
            return run(*arguments)
        finally:
            self._count.queries += 1
            self._count.seconds += time.perf_counter() - begun


class _Counting:
    """A driver whose connections are counted."""

    def __init__(self, driver: Driver, count: Count) -> None:
        self._driver, self._count = driver, count

    def __getattr__(self, name: str) -> Any:
        return getattr(self._driver, name)

    def connect(self) -> Any:
        return _Connection(self._driver.connect(), self._count)

    def alive(self, connection: Any) -> bool:
        return True


def counted(app: App) -> Count:
    """Has the store of an installation counted, which nobody has used yet."""
    count = Count()
    assert app.store  # brings the database up to date
    driver: Any = _Counting(open_engine(app.config.database).driver, count)
    app.__dict__["store"] = SqlStore(Engine(driver), app.zone, app.clock)
    return count
