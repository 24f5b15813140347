"""Whether an address is one of the election commission, asked before there is a configuration."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from feeder import config
from feeder.app import App
from feeder.errors import ExtractError, FetchError
from feeder.model import Request, Role

_PROBE = timedelta(seconds=5)  # for one answer


@contextmanager
def probing(contact: str) -> Iterator[Callable[[str], str]]:
    """Tells why an address shows no list of news of the election commission, "" where it does; soon, and any number at
    a time. Nothing is stored."""
    given = config.load(None, os.environ, empty=True)
    hasty = replace(given.fetch, contact=contact or given.fetch.contact, timeout=_PROBE, attempts=1)
    app = App(replace(given, fetch=hasty), kept=False)
    web = app.web

    def why_not(url: str) -> str:
        from feeder.extract.kpu import KpuSite

        try:
            documents = web.for_source("init")(Request(url=url, role=Role.LISTING))
            return "" if any(KpuSite(url=url).extract(each).follow for each in documents) else "the page lists no news"
        except (FetchError, ExtractError) as error:
            return error.reason

    try:
        yield why_not
    finally:
        app.close()
