"""docs/config.md lists every key."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parent.parent.parent


def test_it_says_what_the_schema_says() -> None:
    said = subprocess.run([sys.executable, TOP / "scripts/reference.py"], capture_output=True, text=True, check=True)
    assert (TOP / "docs/config.md").read_text(encoding="utf-8") == said.stdout
