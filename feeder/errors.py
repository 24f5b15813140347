"""Everything feeder raises on purpose.

* FeederError
  x ConfigError          the configuration cannot be used
  x InputError           a file that was handed in cannot be used
  x FetchError           a document could not be had
  x ExtractError         a document was had, and could not be understood
  x StoreError           the store cannot be used
    x LostError          somebody else has taken over what this process did
  x OutputError          the output cannot be written

Every message names the place (file and line, address, path) and, where there is one, the remedy.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class FeederError(Exception):
    """Base of every expected failure; anything else is a bug."""


class ConfigError(FeederError):
    """The configuration cannot be used; one line per mistake."""


class InputError(FeederError):
    """A file or folder that was handed in cannot be used."""


class StoreError(FeederError):
    """The store cannot be opened, read or written."""


class LostError(StoreError):
    """This process was away for so long that somebody else may have taken over what it did."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name}: broken off, since this process had no word from the database for too long, or stood still: "
            "another one may have taken over; nothing is lost"
        )


class OutputError(FeederError):
    """A file of the output cannot be written."""


class Trouble(StrEnum):
    """Why a document could not be had; decides who is told, and when it is asked for again."""

    UNREACHABLE = "unreachable"  # no connection, no answer in time, cut off: worth another try
    SERVER = "server"  # 5xx: worth another try
    BUSY = "busy"  # 429 or 503 with Retry-After: not before `until`
    BLOCKED = "blocked"  # a firewall's page: the host wants no more requests for a while
    GONE = "gone"  # 404, 410, or sent to the home page
    DENIED = "denied"  # other 4xx
    ROBOTS = "robots"  # robots.txt forbids it
    REFUSED = "refused"  # we do not go there: private address, foreign host, scheme
    BROKEN = "broken"  # an answer that cannot be used: too large, cut off, badly compressed
    BUDGET = "budget"  # our own limit of requests is reached
    STOPPED = "stopped"  # this process is about to end


_LASTING = {Trouble.GONE, Trouble.DENIED, Trouble.ROBOTS, Trouble.REFUSED}


class FetchError(FeederError):
    """A document could not be had from its origin."""

    def __init__(
        self,
        url: str,
        reason: str,
        *,
        trouble: Trouble = Trouble.UNREACHABLE,
        status: int | None = None,
        until: datetime | None = None,
    ) -> None:
        super().__init__(url, reason)  # as they are, so that pickle can make the same again
        self.url = url
        self.reason = reason
        self.trouble = trouble
        self.status = status  # HTTP status, where there was an answer
        self.until = until  # aware; when the host may be asked again, where it said so

    @property
    def lasting(self) -> bool:
        """Whether another try would fail, too."""
        return self.trouble in _LASTING

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"


class ExtractError(FeederError):
    """A document was had, and could not be understood."""

    def __init__(self, url: str, reason: str, *, gone: bool = False) -> None:
        super().__init__(url, reason)
        self.url = url
        self.reason = reason
        self.gone = gone  # the page stands there for something that is not there any more

    def __str__(self) -> str:
        return f"{self.url}: {self.reason}"
