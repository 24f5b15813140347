"""Send something to a hub or a webhook, within the limits of all requests, and tell what became of it.

Each goes into the ledger, without the path of its address, which may be a secret.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from feeder.errors import FetchError, Trouble
from feeder.fetch import guard
from feeder.fetch.answer import Answer, Call, name, retry_after, trouble
from feeder.fetch.failures import unsent
from feeder.fetch.network import Resolve, system_resolver
from feeder.fetch.options import Options
from feeder.fetch.polite import authority
from feeder.fetch.transport import Transport
from feeder.ports import Now
from feeder.records import Asked, Receipt

_CLOSE = {"Connection": "close"}  # one that lay idle may break, and nobody could tell whether the other side has read
_REFUSED = {400, 413, 415, 422}  # it is about what was sent, and will be the same the next time
_REMEDIES = {
    401: "; check the secret",
    403: "; check the secret",
    404: "; check the address in the configuration",
    405: "; check the address in the configuration",
    410: "; take it out of the configuration",
}


class Poster:
    """For all threads of a process; a ports.Post. Addresses that are not public are refused but for those allowed."""

    def __init__(
        self,
        options: Options,
        *,
        now: Now,
        monotonic: Callable[[], float] = time.monotonic,
        resolve: Resolve = system_resolver,
        note: Callable[[Asked], None] = lambda _: None,
    ) -> None:
        self._transport = Transport(options, monotonic, resolve)
        self._seconds = options.deadline
        self._now = now
        self._monotonic = monotonic
        self._note = note

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str]) -> Receipt:
        try:
            guard.check(url)
        except FetchError as failure:
            return Receipt(trouble=failure.reason, again=True)
        call = Call(url=url, method="POST", headers={**headers, **_CLOSE}, body=body)
        at, begun = self._now(), self._monotonic()
        answer = self._transport.ask(call, self._seconds)
        if not (answer.failure and answer.failure.trouble is Trouble.REFUSED):  # it has left this machine
            self._note(_line(answer, at, self._monotonic() - begun))
        return _receipt(answer, self._now)

    def hasten(self, seconds: float) -> None:
        """Whatever is being sent ends within this time."""
        self._transport.hasten(seconds)

    def close(self) -> None:
        self._transport.close()


def _line(answer: Answer, at: datetime, seconds: float) -> Asked:
    failure, host = trouble(answer, at), authority(answer.url)
    return Asked(
        at=at,
        host=host,
        url=f"{urlsplit(answer.url).scheme}://{host}/",
        source="",
        status=answer.status,
        size=answer.size,
        seconds=seconds,
        note=str(failure.trouble) if failure else "",
    )


def _receipt(answer: Answer, now: Now) -> Receipt:
    """Whoever answers with an error has not taken it (RFC 9110, section 15). No answer may mean that it was taken."""
    status = answer.status
    if not status:
        assert answer.failure
        if unsent(answer.failure):
            return Receipt(trouble=answer.failure.reason, again=True)
        return Receipt(trouble=f"{answer.failure.reason}; it may have arrived")
    if 200 <= status < 300:
        return Receipt()
    words = f"it answered {name(status)}{_REMEDIES.get(status, '')}"
    if 300 <= status < 400:
        words = f"it answered {name(status)}; put the address that it leads to into the configuration"
    until = retry_after(answer.headers.get("retry-after", ""), now())
    return Receipt(trouble=words, again=status not in _REFUSED, until=until)
