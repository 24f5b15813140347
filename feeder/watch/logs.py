"""What a long run says on stderr: a line per event, for people or as JSON for programs.

Addresses lose their passwords, and a line stays a line, whatever a site has put into it.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

LOGGER = logging.getLogger("feeder")

_LONGEST = 1_000  # characters of a message
_PASSWORD = re.compile(r"(?<=//)[^/\s@]+@")
_SECRET = re.compile(r"(?i)([?&][\w.-]*(?:token|key|secret|passw|signature|auth)[\w.-]*=)[^&#\s]+")


def configure(form: str, stream: TextIO | None = None) -> None:
    """From now on, write what feeder and its scheduler say to the stream (stderr): `form` is human or json."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Lines() if form == "json" else Words())
    for name, level in (
        ("feeder", logging.INFO),
        ("apscheduler", logging.ERROR),
        ("concurrent.futures", logging.ERROR),
    ):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)


def event(level: int, message: str, *, error: BaseException | None = None, **facts: object) -> None:
    """One line. `facts` go into JSON alone: what they say, the message says, too. With `error`, its traceback."""
    LOGGER.log(level, "%s", message, exc_info=error, extra={"facts": facts})


class Words(logging.Formatter):
    """`2026-11-23 10:00:00 kpu-jakarta: 3 new, 1 revised, 16 unchanged`, in local time."""

    def format(self, record: logging.LogRecord) -> str:
        level = f"{record.levelname.lower()}: " if record.levelno >= logging.WARNING else ""
        at = datetime.fromtimestamp(record.created, UTC).astimezone()
        said = f"{at:%Y-%m-%d %H:%M:%S} {level}{tidy(record.getMessage())}"
        return f"{said}\n{self.formatException(record.exc_info)}" if record.exc_info else said


class Lines(logging.Formatter):
    """One JSON object a line: `time` (UTC), `level`, `message`, and the facts of the event."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": tidy(record.getMessage()),
            **{key: _plain(value) for key, value in vars(record).get("facts", {}).items()},
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def _plain(value: object) -> object:
    return tidy(value) if isinstance(value, str) else value


def tidy(message: str) -> str:
    """On one line, not too long, without what would be a secret in an address."""
    line = "".join(each if each.isprintable() else " " for each in message[:_LONGEST])
    return _SECRET.sub(r"\1...", _PASSWORD.sub("", line))
