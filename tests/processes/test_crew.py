"""Several processes do what one takes up in its own order."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from patience import PATIENCE

from feeder.processes.crew import Crew, DiedError
from processes.crewed import Job, Result, work


def crew(jobs: Iterable[Job], processes: int = 2) -> Crew[Job, Result]:
    return Crew(work, processes, jobs, lambda _: ())


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_come_in_the_order_they_are_taken(processes: int) -> None:
    jobs = [Job(n) for n in range(300)]
    with crew(jobs, processes) as some:
        found = [some.take(each) for each in jobs]
    assert [each.square for each in found] == [n * n for n in range(300)]
    assert len({each.process for each in found}) <= processes


def test_others_are_at_work() -> None:
    jobs = [Job(n) for n in range(300)]
    with crew(jobs) as some:
        assert len({some.take(each).process for each in jobs} - {os.getpid()}) == 1


def test_in_any_other_order_and_what_was_not_planned() -> None:
    with crew(Job(n) for n in range(100)) as some:
        assert [some.take(Job(n)).square for n in (99, 0, 1000, 50, 51)] == [9801, 0, 1_000_000, 2500, 2601]


def test_only_so_much_lies_ready(tmp_path: Path) -> None:
    jobs = [Job(n, folder=str(tmp_path)) for n in range(2000)]
    with crew(jobs) as some:
        for each in jobs[:10]:
            some.take(each)
    assert 10 <= len(list(tmp_path.iterdir())) <= 10 + 2 * 64 + 1


def test_what_a_result_leads_to_is_done_before_the_rest(tmp_path: Path) -> None:
    jobs = [Job(0, leads=True, folder=str(tmp_path)), *(Job(n, folder=str(tmp_path)) for n in range(1000, 2000))]
    led = [Job(n, folder=str(tmp_path)) for n in range(1, 65)]
    with Crew(work, 2, jobs, lambda result: led if result.square == 0 else ()) as some:
        assert [some.take(each).square for each in (jobs[0], *led)] == [n * n for n in range(65)]
    done = {int(each.name.split()[0]) for each in tmp_path.iterdir()}
    assert len({n for n in done if n >= 1000}) <= 2 * 64 + 1


def test_a_process_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    """What it was at is tried once more, and by another process. (The first sixteen are begun by the others.)"""
    jobs = [Job(n, fate="killed once" if n == 10 else "", folder=str(tmp_path)) for n in range(100)]
    with crew(jobs) as some:
        found = [some.take(each) for each in jobs]
    assert [each.square for each in found] == [n * n for n in range(100)]
    tries = [int(each.name.split()[1]) for each in tmp_path.glob("10 *")]
    assert len(tries) == 2
    assert os.getpid() not in tries


@pytest.mark.parametrize("fate", ["killed", "killed as it answers"])
def test_what_kills_every_process_is_told(fate: str) -> None:
    jobs = [Job(n, fate=fate if n == 10 else "") for n in range(60)]
    with crew(jobs) as some:
        assert [some.take(each).square for each in jobs[:10]] == [n * n for n in range(10)]
        with pytest.raises(DiedError, match="Killed") as death:
            some.take(jobs[10])
        assert death.value.killed
        assert [some.take(each).square for each in jobs[11:]] == [n * n for n in range(11, 60)]


def test_an_answer_that_breaks_off_is_told() -> None:
    with crew([Job(0, fate="killed as it answers")]) as some, pytest.raises(DiedError, match="Killed"):
        some.take(Job(0, fate="killed as it answers"))


def test_a_mistake_is_told_when_its_turn_comes(capfd: pytest.CaptureFixture[str]) -> None:
    jobs = [Job(n, fate="broken" if n == 10 else "") for n in range(60)]
    with crew(jobs) as some:
        assert [some.take(each).square for each in jobs[:10]] == [n * n for n in range(10)]
        with pytest.raises(DiedError, match="exit status 1") as death:
            some.take(jobs[10])
    assert not death.value.killed
    assert "ZeroDivisionError: a mistake" in capfd.readouterr().err


def test_the_others_end_with_a_process_that_is_killed() -> None:
    """They hold its stderr, which so is at its end only once they are gone."""
    script = (
        "import os, signal\n"
        "from processes.crewed import Job, work\n"
        "from feeder.processes.crew import Crew\n"
        "if __name__ == '__main__':\n"
        "    with Crew(work, 3, (Job(n) for n in range(10_000)), lambda _: ()) as some:\n"
        "        assert some.take(Job(0)).square == 0\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    ended = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, timeout=PATIENCE)
    assert (ended.returncode, ended.stderr) == (-9, b"")
