"""Who does what, across threads, processes and machines: leases that are renewed as long as their holder lives.

A holder that is killed renews no more, and its lease ends by itself. One that is cut off from the store, or stood still
for long, stops by its own clock before somebody else can have taken over.
"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from functools import partial
from itertools import count
from uuid import uuid4

from feeder.errors import LostError, StoreError
from feeder.model import Document, Request
from feeder.ports import Fetch, Folder, Now, WriteFile
from feeder.ports.shared import Leases

LEASE = 30.0  # seconds; renewed after a third of it, the first time sooner
PATIENCE = 300.0  # seconds to wait for somebody else, where waiting is better than leaving
#: What is said of work that another process does not come to an end with.
BUSY = f"another process of feeder has been at work on it for {PATIENCE:.0f} seconds; try again later"
WORKER = "worker:"  # before the name of a process that is at work

_POLL, _POLL_MOST = 0.05, 1.0  # seconds between two looks whether a lease is free


class Held:
    """A lease at work, from `with` to its end; `check` before whatever must not be done twice."""

    def __init__(self, name: str, owner: str, claim: Callable[[], bool], seconds: float) -> None:
        self.name, self.owner = name, owner
        self._claim, self._seconds = claim, seconds
        self._over = threading.Event()
        self._sure = 0.0  # until when, on this machine's own clock, nobody else can have it
        self._renewing: threading.Thread | None = None

    def taken(self) -> bool:
        """Take or renew it. Returns whether that was possible."""
        begun = time.monotonic()
        if not self._claim():
            self._sure = 0.0
            return False
        self._sure = begun + self._seconds
        return True

    def check(self) -> None:
        """Raises LostError if somebody else may have it, or will have it before a third of its time has gone."""
        if time.monotonic() > self._sure - self._seconds / 3:
            raise LostError(self.name)

    def before(self, fetch: Fetch) -> Fetch:
        """The same, but that nothing more is asked once the lease is lost."""

        def checked(request: Request) -> Iterable[Document]:
            self.check()
            return fetch(request)

        return checked

    def keep(self) -> None:
        """Renew it now, and from now on; in a thread of its own, so that none that hangs holds up the others."""
        if not self._renewing:
            self._renewing = threading.Thread(target=self._renew, name=f"lease of {self.name}", daemon=True)
            self._renewing.start()

    def end(self) -> None:
        self._over.set()
        if self._renewing:
            self._renewing.join(timeout=1.0)  # it hangs where the store does not answer

    def _renew(self) -> None:
        pause = 0.0
        while not self._over.wait(pause):
            pause = self._seconds / 30  # soon again, unless it went well
            with suppress(StoreError):
                if not self.taken():
                    return
                pause = self._seconds / 3


#: The lease of a name, None if it could not be had.
Take = Callable[[str], AbstractContextManager[Held | None]]


class Leasing:
    """Hands out the leases of one store to the threads of this process.

    Most are given back within a second. One thread looks now and then which are not, and has those renewed.
    """

    def __init__(self, leases: Leases, now: Now, wait: Callable[[float], bool], *, seconds: float = LEASE) -> None:
        """`wait` sleeps, and returns whether whoever waits should give up."""
        self.seconds = seconds
        self.worker = f"{socket.gethostname()}:{os.getpid()}"
        self._leases, self._now, self._wait = leases, now, wait
        self._token, self._numbers = uuid4().hex[:8], count()
        self._lock = threading.Lock()
        self._held: set[Held] = set()
        self._watching: threading.Thread | None = None
        self._closed = threading.Event()

    @contextmanager
    def take(self, name: str, patience: float = 0.0) -> Iterator[Held | None]:
        """The lease of a name for the length of the block; None if others have kept it for `patience` seconds."""
        owner = self._owner()
        held = Held(name, owner, lambda: self.claim(name, owner, self.seconds), self.seconds)
        if not self._taken(held, patience):
            yield None
            return
        try:
            with self._watched(held):
                yield held
        finally:
            with suppress(StoreError):  # it ends by itself
                self._leases.release(name, owner)

    def once(self, name: str, seconds: float) -> bool:
        """Take a name for so long, come what may. Returns whether it was free."""
        return self.claim(name, self._owner(), seconds)

    def taken(self) -> set[str]:
        """What somebody holds at the moment."""
        now = self._now()
        return {lease.name for lease in self._leases.all() if lease.until > now}

    def present(self) -> None:
        """Let others know that this process is at work."""
        self.claim(WORKER + self.worker, self.worker, self.seconds)

    def absent(self) -> None:
        """... and that it has ended."""
        self._leases.release(WORKER + self.worker, self.worker)

    def forget(self, seconds: float) -> None:
        """Whatever ended longer ago than this."""
        self._leases.forget(self._now() - timedelta(seconds=seconds))

    def claim(self, name: str, owner: str, seconds: float) -> bool:
        """Take or renew a lease once. Returns whether that was possible."""
        now = self._now()
        return self._leases.claim(name, owner, now, now + timedelta(seconds=seconds))

    def close(self) -> None:
        """Renew nothing any more."""
        self._closed.set()

    @contextmanager
    def _watched(self, held: Held) -> Iterator[None]:
        with self._lock:
            self._held.add(held)
            if not self._watching:
                self._watching = threading.Thread(target=self._watch, name="leases", daemon=True)
                self._watching.start()
        try:
            yield
        finally:
            with self._lock:
                self._held.remove(held)
            held.end()

    def _watch(self) -> None:
        """Have renewed what is still held, long before its time is over."""
        while not self._closed.wait(self.seconds / 6):
            with self._lock:
                for held in self._held:
                    held.keep()

    def _owner(self) -> str:
        return f"{self.worker} {self._token}-{next(self._numbers)}"

    def _taken(self, held: Held, patience: float) -> bool:
        waited, poll = 0.0, _POLL
        while not held.taken():
            if waited >= patience or self._wait(poll):
                return False
            waited, poll = waited + poll, min(poll * 2, _POLL_MOST)
        return True


class Fenced:
    """An output folder that is left alone once the lease is lost."""

    def __init__(self, output: Folder, held: Held) -> None:
        self._output, self._held = output, held
        self.read, self.has, self.names = output.read, output.has, output.names

    def __call__(self, path: str, body: bytes | Iterable[bytes]) -> bool:
        return self._checked(self._output, path, body)

    @contextmanager
    def together(self) -> Iterator[WriteFile]:
        with self._output.together() as write:
            yield partial(self._checked, write)
            self._held.check()

    def delete(self, path: str) -> bool:
        self._held.check()
        return self._output.delete(path)

    def _checked(self, write: WriteFile, path: str, body: bytes | Iterable[bytes]) -> bool:
        self._held.check()
        return write(path, body)
