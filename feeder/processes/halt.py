"""How a long run ends early: between two requests, and in the middle of a wait."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from feeder.errors import FetchError, Trouble
from feeder.model import Document, Request
from feeder.ports import Fetch


class Halt:
    """Handed to all that takes long. Once it is called, they stop where nothing is lost."""

    def __init__(self) -> None:
        self._called = threading.Event()

    def call(self) -> None:
        self._called.set()

    @property
    def called(self) -> bool:
        return self._called.is_set()

    def sleep(self, seconds: float) -> None:
        """Raises FetchError as soon as the halt is called."""
        if self._called.wait(seconds):
            raise _stopped("")

    def wait(self, seconds: float) -> bool:
        """Sleeps; returns whether the halt was called."""
        return self._called.wait(seconds)

    def before(self, fetch: Fetch) -> Fetch:
        """The same, but that nothing more is asked once the halt is called."""

        def guarded(request: Request) -> Iterable[Document]:
            if self.called:
                raise _stopped(request.url)
            return fetch(request)

        return guarded


def _stopped(url: str) -> FetchError:
    return FetchError(url, "not asked: feeder is about to end", trouble=Trouble.STOPPED)
