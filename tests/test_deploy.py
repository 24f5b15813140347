"""What operators copy works: commands in the documentation exist, units are well-formed and hardened."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from feeder.cli import parser

ROOT = Path(__file__).parent.parent
GUIDE = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("operate.md", "scale.md"))
SERVICES = ("feeder.service", "feeder-fetch.service")


def test_every_command_of_the_guide_exists() -> None:
    commands = {
        *re.findall(r"(?:`|bin/)feeder ([a-z-]+)", GUIDE),
        *re.findall(r"^feeder ([a-z-]+)", "".join(re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL)), re.MULTILINE),
        *re.findall(r"-v feeder:/data feeder ([a-z-]+)", GUIDE),
    }
    assert commands >= {"run", "fetch", "init", "check", "status", "publish", "accept", "worker", "migrate-store"}
    for name in commands:
        assert callable(parser.load(name))


def test_every_file_that_the_guide_names_is_there() -> None:
    for name in set(re.findall(r"deploy/[\w.-]+", GUIDE)):
        assert (ROOT / name).is_file(), name


def test_every_command_of_the_units_can_be_parsed() -> None:
    for name in (*SERVICES, "feeder.cron"):
        [command] = re.findall(
            r"/opt/feeder/bin/feeder ([^>\n]+)", (ROOT / "deploy" / name).read_text(encoding="utf-8")
        )
        assert parser.build().parse_args(command.split()).command in ("run", "fetch")


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units, with a program that is there."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    for name in (*SERVICES, "feeder.timer"):
        text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace("/opt/feeder/bin/feeder", "/bin/true"), encoding="utf-8")
    return tmp_path


def test_systemd_finds_nothing_to_complain_about(units: Path) -> None:
    files = [str(units / name) for name in (*SERVICES, "feeder.timer")]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_services_may_do_little(units: Path, name: str) -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=15", "--no-pager", str(units / name)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout  # an exposure of 1.5 at most, of 10


def test_the_fleet_is_made_of_what_there_is() -> None:
    """No engine runs here: the file is parsed, its commands too, and what it names must be there."""
    from ruamel.yaml import YAML

    file = ROOT / "deploy/compose.yaml"
    fleet = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    ours = {name: each for name, each in fleet["services"].items() if each.get("image") == "feeder:fleet"}
    assert set(ours) == {"worker", "publisher"}
    for each in ours.values():
        assert parser.build().parse_args(each["command"]).command == "worker"
        assert (file.parent / each["build"]["context"] / each["build"]["dockerfile"]).is_file()
        variables = {name: value for name, value in each["environment"].items() if name.startswith("FEEDER_")}
        assert {"database", "engine", "output"} == {name.removeprefix("FEEDER_").lower() for name in variables}
    for each in fleet["services"].values():
        assert set(each.get("depends_on", ())) <= set(fleet["services"])
        for place in (volume.partition(":")[0] for volume in each.get("volumes", ())):
            assert place in fleet["volumes"] or place == "./config.yaml" or (file.parent / place).is_file()
