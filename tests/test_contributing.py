"""CONTRIBUTING.md says where everything is."""

from __future__ import annotations

import re
from pathlib import Path

TOP = Path(__file__).parent.parent


def test_every_room_stands_in_the_table_once() -> None:
    rows = re.findall(r"^\| (`.*?`) \|", (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    files = {each.name for each in (TOP / "feeder").glob("*.py") if not each.stem.startswith("__")}
    folders = {f"{each.parent.name}/" for each in (TOP / "feeder").glob("*/__init__.py")}
    assert sorted(named) == sorted(files | folders)
