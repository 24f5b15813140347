"""A process that is killed while it writes leaves each batch whole or not at all, and the next goes on from there."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from feeder.store.sql import SqlStore, open_store
from world import JAKARTA

TESTS = Path(__file__).parent.parent
BATCH = 7

WRITE = f"""
import sys
sys.path.append({str(TESTS)!r})
from feeder.store.sql import open_store
from store.samples import FIRST, new
from world import JAKARTA

print("began", flush=True)
store = open_store(sys.argv[1], JAKARTA)
batch = sum(1 for _ in store.ids()) // {BATCH}
while True:
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(batch * {BATCH} + each) for each in range({BATCH})])
    print(batch, flush=True)
    batch += 1
"""


def test_a_kill_at_any_moment_leaves_the_old_or_the_new_state(url: str) -> None:
    dice = random.Random(url.partition(":")[0])
    told: list[str] = []
    for _ in range(6):
        told += killed_after(dice.randrange(1, 30), url)
        with closing(open_store(url, JAKARTA)) as store:
            assert store.check() == ()
            assert whole_batches(store) >= len([line for line in told if line != "began"])


def killed_after(lines: int, url: str) -> list[str]:
    """What a writer had told when it was killed, in the middle of whatever came after its last line."""
    with subprocess.Popen([sys.executable, "-c", WRITE, url], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        told = [writer.stdout.readline().strip() for _ in range(lines)]
        writer.kill()
        return told + writer.stdout.read().split()


def whole_batches(store: SqlStore) -> int:
    numbers = sorted(int(id.rpartition(":")[2]) for id in store.ids())
    assert numbers == list(range(len(numbers)))
    assert len(numbers) % BATCH == 0
    known = store.known(f"key:{number}" for number in numbers)
    assert len(known) == len(numbers)
    assert store.counts().get("kpu", 0) == sum(store.month_counts().values()) == len(numbers)
    assert bool(numbers) == ("source:kpu" in store.stale())
    return len(numbers) // BATCH
