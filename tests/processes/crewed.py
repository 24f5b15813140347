"""Tasks for a crew; in a module that other processes can import."""

from __future__ import annotations

import os
import signal
import struct
import sys
from pathlib import Path
from typing import NamedTuple


class Job(NamedTuple):
    key: int
    leads: bool = False
    fate: str = ""  # what becomes of a process that does it
    folder: str = ""  # where it says that it was done


class Result(NamedTuple):
    square: int
    process: int


def work(job: Job) -> Result:
    if job.folder:
        Path(job.folder, f"{job.key} {os.getpid()}").touch()
    if job.fate == "killed" or (job.fate == "killed once" and len(list(Path(job.folder).glob(f"{job.key} *"))) == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if job.fate == "killed as it answers":
        os.write(sys._getframe(1).f_locals["pipe"].fileno(), struct.pack("!i", 1000) + b"a beginning")
        os.kill(os.getpid(), signal.SIGKILL)
    if job.fate == "broken":
        raise ZeroDivisionError("a mistake")
    return Result(job.key**2, os.getpid())
