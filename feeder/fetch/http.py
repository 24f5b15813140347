"""Pages from the web, asked as a visitor that nobody needs to block. Time and chance are handed in."""

from __future__ import annotations

import random as chance
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256

from feeder.errors import FetchError, Trouble
from feeder.fetch.answer import Answer, Call, content_type, name
from feeder.fetch.asking import Asker, Means
from feeder.fetch.fresh import Fresh
from feeder.fetch.network import Resolve, system_resolver
from feeder.fetch.options import Options
from feeder.fetch.polite import Budget, Polite
from feeder.fetch.transport import Transport
from feeder.model import Attachment, Document, Request, Validators
from feeder.normalise import addresses
from feeder.ports import Now, Sleep
from feeder.ports.shared import Hosts

_PAGES = {"Accept": "text/html, application/xhtml+xml, application/json;q=0.9, application/xml;q=0.9, */*;q=0.8"}
_FILES = {"Accept": "*/*", "Accept-Encoding": "identity"}  # so that the size is that of the file


class Web:
    """The web, for all sources of a process and all its threads. Nothing is opened before the first request."""

    def __init__(
        self,
        hosts: Hosts,
        options: Options,
        *,
        now: Now,
        sleep: Sleep = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        random: Callable[[], float] = chance.random,
        resolve: Resolve = system_resolver,
        told: Callable[[str], None] = lambda _: None,
    ) -> None:
        """`sleep` may raise, to end a wait. What is waited for is `told` in sentences."""
        self._transport = Transport(options, monotonic, resolve)
        self._fresh = Fresh()
        self._means = Means(
            options=options,
            polite=Polite(hosts, options, now=now, sleep=sleep, random=random, told=told),
            budget=Budget(hosts, options.per_day, now),
            transport=self._transport,
            now=now,
            sleep=sleep,
            monotonic=monotonic,
            random=random,
        )

    def for_source(
        self, source: str, hosts: Iterable[str] | None = (), *, ca_file: str = "", force: bool = False
    ) -> Visit:
        """One run of a source, with a budget of its own.

        Redirects may lead to `hosts` beside the host that is asked (None: to any). `ca_file` is a PEM file with
        certificates to believe beside the system's. With `force`, a pause that a host asked for is not kept, and
        all pages are had in full.
        """
        asker = Asker(self._means, source, ca_file=ca_file, force=force)
        allowed = None if hosts is None else frozenset(addresses.host(f"http://{host}") for host in hosts)
        return Visit(asker, allowed, self._means.now, self._fresh, whole=force)

    def hasten(self, seconds: float) -> None:
        """For the end of the process: whatever is being asked ends within this time, and nothing is tried again."""
        self._transport.hasten(seconds)

    def close(self) -> None:
        self._transport.close()


class Visit:
    """What one run of one source asks; a ports.Fetch."""

    def __init__(self, asker: Asker, hosts: frozenset[str] | None, now: Now, fresh: Fresh, *, whole: bool) -> None:
        """If `whole`, no page may answer that it is as it was."""
        self._asker = asker
        self._hosts = hosts
        self._now = now
        self._fresh = fresh
        self._whole = whole

    def __call__(self, request: Request) -> list[Document]:
        """The page, or nothing if it is as it was when its validators were had. Raises FetchError."""
        url, known = request.url.partition("#")[0], Validators() if self._whole else request.validators
        if self._fresh(url, known, self._now()):
            return []
        answer = self._asker.travel(Call(url=url, headers=_PAGES | _conditions(known)), self._hosts)
        had = [] if answer.status == 304 and _conditions(known) else [_document(request, answer, self._now())]
        news = [each for each in had if each.validators.digest != known.digest]
        self._fresh.learn(url, news[0].validators if news else known, answer.headers, self._now())
        return news

    def head(self, url: str) -> Attachment | None:
        """Size and media type of a file, by the same rules; None where they cannot be had."""
        try:
            answer = self._asker.travel(Call(url=url, method="HEAD", headers=_FILES), self._hosts, attempts=1)
        except FetchError:
            return None
        if answer.status != 200:
            return None
        length = answer.headers.get("content-length", "")
        size = int(length) if length.isascii() and length.isdigit() else None
        return Attachment(url=url, media_type=content_type(answer.headers)[0], size=size)


def _conditions(validators: Validators) -> dict[str, str]:
    """RFC 9110, section 13.1."""
    headers = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {key: value for key, value in headers.items() if value}


def _document(request: Request, answer: Answer, seen: datetime) -> Document:
    """Raises FetchError for an answer without a page."""
    if answer.status not in (200, 203):
        raise _unusable(answer, f"the answer is no page ({name(answer.status)})")
    if not answer.body.strip():
        raise _unusable(answer, "the answer is empty")
    media_type, charset = content_type(answer.headers)
    validators = Validators(
        etag=_sendable(answer.headers.get("etag", "")),
        last_modified=_sendable(answer.headers.get("last-modified", "")),
        digest=sha256(answer.body).hexdigest(),
    )
    return Document(
        url=answer.url,
        body=answer.body,
        seen=seen,
        media_type=media_type or "text/html",
        charset=charset,
        role=request.role,
        hint=request.hint,
        validators=validators,
    )


def _unusable(answer: Answer, reason: str) -> FetchError:
    return FetchError(answer.url, reason, trouble=Trouble.BROKEN, status=answer.status)


def _sendable(value: str) -> str:
    """A header's value as it can be sent back; "" if it cannot."""
    return value if value.isascii() and value.isprintable() else ""
