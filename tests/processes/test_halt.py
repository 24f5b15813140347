"""How a long run ends early."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from feeder.errors import FetchError, Trouble
from feeder.model import Document, Request
from feeder.processes.halt import Halt

ASKED = Request(url="https://kpu.example/blog")


def fetch(request: Request) -> Iterable[Document]:
    return ()


def test_nothing_is_held_up_before_it_is_called() -> None:
    halt = Halt()
    halt.sleep(0)
    assert not halt.called
    assert halt.before(fetch)(ASKED) == ()


def test_waits_end_and_nothing_more_is_asked() -> None:
    halt = Halt()
    guarded = halt.before(fetch)
    halt.call()
    with pytest.raises(FetchError, match="feeder is about to end") as ended:
        halt.sleep(60)
    assert ended.value.trouble is Trouble.STOPPED
    with pytest.raises(FetchError, match=r"https://kpu\.example/blog: not asked: feeder is about to end"):
        guarded(ASKED)
