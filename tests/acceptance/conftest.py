"""The simulator, the seed and the readers that stand beside the project; without them these tests skip."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.accuracy import shared


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.acceptance)


@pytest.fixture(scope="session")
def beside() -> Path:
    """The folder with the seed, the simulator and the readers."""
    found = shared()
    if found is None:
        pytest.skip("FEEDER_SHARED does not name the folder with the simulator, and there is no ../shared")
    if str(found) not in sys.path:
        sys.path.insert(0, str(found))
    return found
