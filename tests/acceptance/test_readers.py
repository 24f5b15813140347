"""Real feed readers, parsers and validators on what is published."""

import os
import subprocess
from pathlib import Path

import pytest

from feeder.cli import main

CONFIG = """
sources:
  - {{id: kpu-jakarta, kind: kpu, url: "{url}", pages: 3}}
fetch: {{delay: 0s, allow_private: [127.0.0.1]}}
"""


@pytest.fixture(scope="session")
def python() -> str:
    """The interpreter that has the readers; `make acceptance` installs them."""
    tools = Path(os.environ.get("ACCEPTANCE_TOOLS", ".acceptance")) / "venv" / "bin" / "python"
    if not tools.is_file():
        pytest.skip(f"the readers are not installed: there is no {tools}")
    return str(tools.absolute())


def check(python: str, beside: Path, output: Path, *options: str) -> None:
    """All checkers on an output folder, but the one for archive documents (RFC 5005), which are not published yet. A
    tool that is missing here is passed over, and is named in the output."""
    script = str(beside / "acceptance" / "check_feeds.py")
    done = subprocess.run(
        [python, script, str(output), "--allow-skip", "--no-archive", *options], capture_output=True, text=True
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAIL")]
    assert done.returncode == 0, "\n".join(failed) or done.stdout + done.stderr


def test_the_seed(python: str, beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(CONFIG.format(url="https://jakarta.kpu.go.id/blog/category/104"))
    page = str(beside / "seed" / "berita-terkini.txt")
    assert main(["ingest", page, "--source", "kpu-jakarta", "--seen-at", "2025-11-14"]) == 0
    check(python, beside, tmp_path / "output", "--offset", "+07:00")


def test_the_simulator_with_hostile_items(
    python: str, beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kpusim import Site

    monkeypatch.chdir(tmp_path)
    with Site(layout="bootstrap_cards", articles=40, faults="hostile") as site:
        Path("config.yaml").write_text(CONFIG.format(url=site.listing_url(104)))
        assert main(["fetch"]) == 0
    check(python, beside, tmp_path / "output", "--offset", "+07:00")
