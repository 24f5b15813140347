"""CONTRIBUTING.md, and the rooms that it names, say where everything is."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent


def test_every_room_stands_in_the_table_once() -> None:
    rows = re.findall(r"^\| (`.*?`) \|", (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    files = {each.name for each in (TOP / "feeder").glob("*.py") if not each.stem.startswith("__")}
    folders = {f"{each.parent.name}/" for each in (TOP / "feeder").glob("*/__init__.py")}
    assert sorted(named) == sorted(files | folders)


@pytest.mark.parametrize("room", ["extract", "extract/article", "extract/listing", "extract/inline", "normalise"])
def test_every_file_stands_in_the_table_of_its_folder(room: str) -> None:
    folder = TOP / "feeder" / room
    told = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))) or ""
    rows = [line for line in told.splitlines() if line.startswith("|")]
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    files = {each.stem for each in folder.glob("*.py")} | {each.parent.name for each in folder.glob("*/__init__.py")}
    assert named == files - {"__init__"}
