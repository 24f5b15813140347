"""The values of the configuration: how they are written, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feeder.config import files
from feeder.config.form import Form, Spot, either, shown
from feeder.normalise import crontab
from feeder.normalise.crontab import Cron

_UNITS: Final = {"": 1.0, "ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 604800.0}
_SIZES: Final = {"": 1, "kB": 1000, "MB": 1000**2, "GB": 1000**3}
_DURATION: Final = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s*(|ms|[smhdw])")
_SIZE: Final = re.compile(r"(\d{1,12})\s*(|kB|MB|GB)")
_ID: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?")
_VARIABLE: Final = re.compile(r"[A-Z_][A-Z0-9_]*")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HOST: Final = re.compile(r"(?!.*\.\.)[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", re.IGNORECASE)


def _duration(value: object) -> timedelta:
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    number = float(found[1]) if found else value
    if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number < 1e9:
        raise ValueError(f"{shown(value)} is no length of time; write it as 500ms, 1s, 30m, 24h or 2d, or as seconds")
    return timedelta(seconds=number * (_UNITS[found[2]] if found else 1))


def _size(value: object) -> int:
    found = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    number = int(found[1]) if found else value
    if isinstance(number, bool) or not isinstance(number, int) or number <= 0:
        raise ValueError(f"{shown(value)} is no size; write it as 500kB, 10MB or 1GB, or as bytes")
    return number * (_SIZES[found[2]] if found else 1)


def _schedule(value: object) -> Cron | timedelta | Literal["auto"]:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if text == "auto":
        return "auto"
    every = _DURATION.fullmatch(text.removeprefix("every "))
    if every:
        return _interval(_duration(every[0]))
    if not text or text.startswith("every "):
        raise ValueError(f'{shown(value)} is no schedule; write "*/30 * * * *", 30m or auto')
    return crontab.parse(text)


def _interval(every: timedelta) -> timedelta:
    if every < timedelta(minutes=1):
        raise ValueError("more often than once a minute is too often; write 30m")
    return every


def _web(value: str) -> str:
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode()
        good = parts.scheme in ("http", "https") and parts.port != 0 and (":" in host or _HOST.fullmatch(host))
    except ValueError:  # a bad port or bracket, a name that no host has
        good = False
    if not good or re.search(r"[\s<>\"\x00-\x1f]", value):
        raise ValueError(
            f"{shown(value)} is no web address; write it whole, as https://jakarta.kpu.go.id/blog/category/104"
        )
    return value


def _home(value: str) -> str:
    value = _web(value)
    if urlsplit(value).query or urlsplit(value).fragment:
        raise ValueError(f"{shown(value)} is no folder; leave out what follows ? and #")
    return value.rstrip("/") + "/"


def _host(value: str) -> str:
    name, _, port = value.partition(":")
    if not _HOST.fullmatch(name) or (":" in value and not port.isdecimal()):
        raise ValueError(f"{shown(value)} is no host; write its name alone, as jakarta.kpu.go.id")
    return value.lower()


def _network(value: str) -> str:
    from ipaddress import ip_network

    try:
        return str(ip_network(value))
    except ValueError:
        if not _HOST.fullmatch(value) or re.fullmatch(r"[\d.]+", value):
            raise ValueError(
                f"{shown(value)} is no host and no network; write localhost, 127.0.0.1 or 10.0.0.0/8"
            ) from None
    return value.lower()


def _zone(value: str) -> str:
    try:
        return ZoneInfo(value).key
    except (KeyError, ValueError, OSError):  # not there, not a name, a folder of zones
        raise ValueError(
            f"there is no time zone {shown(value)}; write it as Asia/Jakarta, Asia/Makassar or Asia/Jayapura"
        ) from None


def _contact(value: str) -> str:
    if re.fullmatch(r"[^\s@:/]+@[^\s@:/]+", value):
        return f"mailto:{value}"
    if not re.fullmatch(r"mailto:[^\s@]+@[^\s@]+|https?://\S+|", value):
        raise ValueError(f"{shown(value)} is no contact; write mailto:you@example.org, or the address of a page")
    return value


def _notice(value: str) -> str:
    if not re.match(r"[a-z][\w+.-]*://\S", value):  # not shown: such addresses hold passwords
        raise ValueError("this is no Apprise address; write it as mailto://…, tgram://… or ntfy://…")
    return value


def _variable(value: str) -> str:
    if not _VARIABLE.fullmatch(value):  # not shown: it may be the secret itself
        raise ValueError("this is no name of an environment variable, such as WEBHOOK_SECRET; the secret stands there")
    if value.startswith("FEEDER_"):
        raise ValueError(f"{value}: names with FEEDER_ are values of the configuration; choose another")
    return value


def _words(check: Callable[[str, Spot], Any], **schema: Any) -> Form:
    """Text that must pass the check."""

    def read(value: Any, spot: Spot) -> Any:
        if not isinstance(value, str):
            raise ValueError(f"expected text, got {shown(value)}; put it into quotes")
        return check(value, spot)

    return Form(read, lambda: {"type": "string", **schema})


def _plainly(check: Callable[[str], Any], **schema: Any) -> Form:
    return _words(lambda value, _: check(value), **schema)


def choice(*names: str) -> Form:
    """One of a few words."""

    def check(value: str) -> str:
        if value not in names:
            raise ValueError(f"{shown(value)} is unknown; use {either(names)}")
        return value

    return _plainly(check, **({"const": names[0]} if len(names) == 1 else {"enum": list(names)}))


def whole(low: int, high: int | None = None) -> Form:
    """A whole number within limits."""

    def read(value: Any, _: Spot) -> int:
        number = int(value) if isinstance(value, str) and re.fullmatch(r"-?\d{1,12}", value) else value
        if isinstance(number, bool) or not isinstance(number, int):
            raise ValueError(f"expected a whole number, got {shown(value)}; write digits alone")
        if number < low or (high is not None and number > high):
            limits = f"{low} or more" if high is None else f"between {low} and {high}"
            raise ValueError(f"expected a number, {limits}, got {number}; change it")
        return number

    return Form(read, lambda: {"type": "integer", "minimum": low} | ({} if high is None else {"maximum": high}))


def _flag(value: Any, _: Spot) -> bool:
    if value is not True and value is not False and value not in ("true", "false"):
        raise ValueError(f"expected true or false, got {shown(value)}; write true or false")
    return value in (True, "true")


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{shown(value)} is no day; write it as 2025-11-14") from None


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError(f"{shown(value)} is no id; use small letters, digits and -, as kpu-jakarta")
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(f"{shown(value)} is no language; write id or en")
    return value


def _selector(value: str) -> str:
    if value:
        from feeder.extract.paths import find

        find(value)
    return value


def _one_selector(value: Any, spot: Spot) -> str:
    if isinstance(value, list):
        raise ValueError('expected one selector, got a list; write several as one, divided by commas: ".row, .card"')
    read: str = _plainly(_selector).read(value, spot)
    return read


def _term(value: str) -> str:
    from feeder.normalise.vocabulary import expression, is_expression, phrase

    (expression if is_expression(value) else phrase)(value)
    return value


def _quantity(read: Callable[[Any], Any], number: str, written: re.Pattern[str]) -> Form:
    either = [{"type": number, "minimum": 0}, {"type": "string", "pattern": f"^{written.pattern}$"}]
    return Form(lambda value, _: read(value), lambda: {"anyOf": either})


text = _plainly(str)
flag = Form(_flag, lambda: {"type": "boolean"})
day = _plainly(_day, format="date")
duration = _quantity(_duration, "number", _DURATION)
size = _quantity(_size, "integer", _SIZE)
schedule = _plainly(_schedule)
identifier = _plainly(_id, pattern=f"^{_ID.pattern}$")
language = _plainly(_language, pattern=f"^{_LANGUAGE.pattern}$")
web = _plainly(_web, format="uri")
home = _plainly(_home, format="uri")
host = _plainly(_host)
network = _plainly(_network)
zone = _plainly(_zone)
contact = _plainly(_contact)
selector = Form(_one_selector, _plainly(_selector).schema)
term = _plainly(_term)
notice = _plainly(_notice)
variable = _plainly(_variable, pattern=f"^{_VARIABLE.pattern}$")
database = _words(files.database)
output = _words(files.output)
existing = _words(files.existing)
metrics = _words(files.metrics)
