"""The addresses of pictures: the largest of those offered, and what their names say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from feeder.normalise.files import name_of

_STAND_IN: Final = re.compile(
    r"(?:^|[^a-z])(?:no|not|tanpa|tidak|belum)[^a-z]?(?:ada|avail|available|tersedia)?[^a-z]?(?:im(?:a?ge?|g)|photo|foto|gambar|thumb(?:nail)?|pic(?:ture)?|preview)s?(?:[^a-z]|$)"
    r"|place-?_?holder|(?:^|[^a-z])(?:default|dummy|kosong|blank|spacer|transparent|loading|loader|spinner|pixel|1x1|lazy(?:load)?|fallback|tidak-?_?tersedia|noimage|nophoto|nopic|nofoto|missing)(?:[^a-z]|$)",
    re.IGNORECASE,
)
_EMBLEM: Final = re.compile(
    r"(?:^|[^a-z])(?:logo|icon|ico|favicon|avatar|gravatar|emoji|smil(?:ey|ies)|sprite|badge|button|btn|arrow|bullet|share|feed|rss|captcha|rating|count(?:er)?|qr-?code)s?(?:[^a-z]|$)",
    re.IGNORECASE,
)
_WITHIN: Final = re.compile(  # as Next.js and TimThumb have it
    r"[^?]*(?<!\.jpg)(?<!\.jpeg)(?<!\.png)(?<!\.webp)\?(?:[^#]*&)?(?:url|src|image)="
    r"((?:/|%2f|https?(?::|%3a))[^&#]*\.(?:jpe?g|png|webp|gif|avif))(?:[&#].*)?",
    re.IGNORECASE,
)
_SOMEBODY: Final = re.compile(r"(?:default[-_]?)?(?:user|author|penulis)[-_]?(?:default|icon|photo|pic|image)?\d{0,2}")
_LETTERHEAD: Final = re.compile(  # of lower case
    r"(?:^|[^a-z])(?:kop|kop-?surat|letter-?head|mast-?head)(?:[^a-z]|$)|^(?:banner|header)[^a-z.]*(?:\.|$)"
)


def largest(sets: Iterable[str]) -> str:
    """The largest candidate of some srcsets, the first of those as large; "" if there is none."""
    found = (each for srcset in sets for each in _candidates(srcset))
    return max(found, key=lambda each: each[0], default=(0.0, ""))[1]


def _candidates(srcset: str) -> Iterator[tuple[float, str]]:
    """(width or density, address) of each candidate of a srcset (HTML, section 4.8.4.2)."""
    for part in re.split(r",\s+|,(?=https?:|/)", srcset):
        address, _, size = part.strip().rstrip(",").partition(" ")
        if address and not address.startswith("data:"):
            number = re.match(r"[\d.]+", size.strip())
            yield (float(number[0]) if number and number[0].strip(".").replace(".", "", 1).isdigit() else 1.0), address


def original(address: str) -> str:
    """The picture within the address of a program that makes it smaller, else the address: its size is the layout's."""
    found = _WITHIN.fullmatch(address) if "?" in address else None
    return unquote(found[1]) if found else address


@lru_cache(maxsize=1024)
def is_stand_in(address: str) -> bool:
    """A picture that says that there is none."""
    return not address or address.startswith("data:") or _STAND_IN.search(name_of(address)) is not None


@lru_cache(maxsize=1024)
def is_emblem(address: str) -> bool:
    """A logo, an icon, a button, whoever wrote it; a longer name ("sayembara-logo-pilkada") tells of news about one."""
    name = name_of(address).lower()
    few = len(re.findall(r"[a-z]+", name.rpartition(".")[0])) <= 3
    return (
        name.endswith((".svg", ".ico"))
        or _SOMEBODY.fullmatch(name.rpartition(".")[0]) is not None
        or (few and _EMBLEM.search(name) is not None)
    )


def is_drawing(address: str) -> bool:
    """A file of a kind for corners, rules and banners, and hardly for photographs."""
    return name_of(address).lower().endswith(".gif")


def names_letterhead(name: str) -> bool:
    """What an office prints above all its pages, by the name of the file or of the picture."""
    return _LETTERHEAD.search(name.lower()) is not None
