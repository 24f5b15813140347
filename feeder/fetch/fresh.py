"""What a server says need not be asked again yet (RFC 9111, section 4.2), remembered while this process runs.

Only `max-age` counts, and only for what the caller knows to have in full: what it would send as validators must be what
we gave it. Asking in vain costs one small request, so the memory is not kept any longer than that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from feeder.model import Validators

_LONGEST = timedelta(hours=1)  # a page that was given a year by mistake is asked again all the same
_MOST = 10_000  # addresses
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,9})")


class Fresh:
    """Addresses, and until when their pages are fresh."""

    def __init__(self) -> None:
        self._until: dict[str, tuple[Validators, datetime]] = {}

    def __call__(self, url: str, validators: Validators, now: datetime) -> bool:
        known, until = self._until.get(url, (None, now))
        return known == validators and now < until

    def learn(self, url: str, validators: Validators, headers: Mapping[str, str], now: datetime) -> None:
        self._until.pop(url, None)
        if lifetime := _lifetime(headers):
            if len(self._until) >= _MOST:
                self._until.clear()
            self._until[url] = (validators, now + min(lifetime, _LONGEST))


def _lifetime(headers: Mapping[str, str]) -> timedelta | None:
    control = headers.get("cache-control", "").lower()
    found = _MAX_AGE.search(control)
    if not found or "no-cache" in control or "no-store" in control:
        return None
    age = headers.get("age", "")
    seconds = int(found[1]) - (int(age) if age.isdigit() and len(age) < 10 else 0)
    return timedelta(seconds=seconds) if seconds > 0 else None
