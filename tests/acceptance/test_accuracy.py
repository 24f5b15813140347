"""Every layout of the simulator is read at least as well as the floors ask."""

from pathlib import Path

import pytest

from benchmarks import accuracy

LAYOUTS = ("bootstrap_cards", "fulltext_list", "inertia_page", "joomla_table")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", [1, 7])
def test_floors(beside: Path, layout: str, seed: int) -> None:
    found = accuracy.score(layout, seed, articles=60)
    assert found.below() == [], found.details
