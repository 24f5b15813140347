"""What every test may ask for: a clock that is set, a fake site, a real store in a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from feeder.model import Office
from feeder.ports import Source
from feeder.ports.store import Store
from world import JAKARTA, ORIGIN, Clock, FakeSite

settings.register_profile("shared", deadline=None)  # machines are shared: time is measured in benchmarks/
settings.load_profile("shared")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(clock: Clock) -> FakeSite:
    return FakeSite(clock)


@pytest.fixture
def source() -> Source:
    from feeder.extract.kpu import KpuSite

    url = f"{ORIGIN}/blog/category/104"
    return Source(id="contoh", extractor=KpuSite(url=url), office=Office(url=url, zone=JAKARTA, language="id"), pages=3)


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    from feeder.store.sql import open_store

    opened = open_store(f"sqlite:///{tmp_path}/feeder.db", zone=JAKARTA)
    yield opened
    opened.close()
