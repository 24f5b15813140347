"""What a service manager hears."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from feeder.schedule.notify import Manager


@pytest.mark.parametrize("name", ["{}/notify", "@feeder-test-{}"])
def test_readiness_status_and_the_end(tmp_path: Path, name: str) -> None:
    address = name.format(tmp_path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address.replace("@", "\0"))
        systemd.settimeout(5)
        manager = Manager({"NOTIFY_SOCKET": address})
        manager.ready("2 sources")
        manager.alive()
        manager.reloading()
        manager.status("kpu: 3 new")
        manager.stopping()
        heard = [systemd.recv(999).decode() for _ in range(5)]
    assert heard[0] == "READY=1\nSTATUS=2 sources"
    assert heard[1] == "WATCHDOG=1"
    assert heard[2].startswith("RELOADING=1\nMONOTONIC_USEC=")
    assert heard[3:] == ["STATUS=kpu: 3 new", "STOPPING=1"]


def test_nobody_listens(tmp_path: Path) -> None:
    Manager({}).ready("2 sources")
    Manager({"NOTIFY_SOCKET": f"{tmp_path}/nobody"}).ready("2 sources")


def test_how_often_a_sign_of_life_is_wanted() -> None:
    assert Manager({}).patience == 0
    assert Manager({"WATCHDOG_USEC": "60000000"}).patience == 60
    assert Manager({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid())}).patience == 60
    assert Manager({"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": "1"}).patience == 0  # that of whoever started us
