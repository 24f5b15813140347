"""The fake site on a socket of this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feeder.errors import FetchError
from feeder.model import Request, Validators
from fetch.site import Answerer, Site, Wanted, reply, start
from world import ORIGIN, FakeSite


def answers(site: FakeSite) -> Answerer:
    """What the site sends, with the validators that it gives."""

    def answer(wanted: Wanted) -> Iterable[bytes]:
        known = Validators(etag=wanted.headers.get("if-none-match", "").strip('"'))
        try:
            found = list(site.fetch(Request(url=ORIGIN + wanted.path, validators=known)))
        except FetchError as failure:
            return reply(failure.status or 503, b"failed")
        if not found:
            return reply(304)
        etag = f'"{found[0].validators.etag}"'
        whole = reply(200, found[0].body, "text/html; charset=utf-8", ETag=etag)
        return [b"".join(whole)]  # in one piece: the second of two would wait for the first to be acknowledged

    return answer


def serving(site: FakeSite) -> Iterator[Site]:
    """The site while it answers, for a fixture."""
    server = start(answers(site))
    yield server.site
    server.shutdown()
    server.server_close()
