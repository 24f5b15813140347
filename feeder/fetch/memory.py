"""What hosts were asked, for commands that have no store."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from feeder.records import Asked, HostState


class MemoryHosts:
    """Implements ports.Hosts for the threads of one process, as long as it lives."""

    def __init__(self) -> None:
        self.ledger: list[Asked] = []
        self._states: dict[str, HostState] = {}
        self._leases: dict[str, tuple[str, datetime]] = {}
        self._lock = threading.Lock()

    def claim(self, host: str, owner: str, now: datetime, until: datetime) -> HostState | None:
        with self._lock:
            holder, end = self._leases.get(host, (owner, now))
            if holder != owner and now < end:
                return None
            self._leases[host] = (owner, until)
            return self._states.get(host) or HostState(host=host)

    def release(self, owner: str, state: HostState, asked: Sequence[Asked]) -> None:
        with self._lock:
            self.ledger += asked
            holder, _ = self._leases.get(state.host, ("", None))
            if holder == owner:
                del self._leases[state.host]
                self._states[state.host] = replace(state)

    def asked(self, since: datetime) -> int:
        with self._lock:
            return sum(each.at >= since for each in self.ledger)
