"""What systemd is told of a service: sd_notify(3), in the few lines that it takes."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping


class Manager:
    """Whoever started this process and wants to hear of it; told nothing where nobody does."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._address = environ.get("NOTIFY_SOCKET", "")
        mine = environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self.patience = int(environ.get("WATCHDOG_USEC", "0")) / 1e6 if mine else 0.0  # seconds; 0: as long as you like

    def ready(self, status: str) -> None:
        self._tell("READY=1", f"STATUS={status}")

    def status(self, status: str) -> None:
        self._tell(f"STATUS={status}")

    def alive(self) -> None:
        self._tell("WATCHDOG=1")

    def reloading(self) -> None:
        self._tell("RELOADING=1", f"MONOTONIC_USEC={time.monotonic_ns() // 1000}")

    def stopping(self) -> None:
        self._tell("STOPPING=1")

    def _tell(self, *lines: str) -> None:
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            try:
                line.sendto("\n".join(lines).encode(), address)
            except OSError:
                return  # a manager that does not listen is no reason to fail
