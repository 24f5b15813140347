"""What a feed says, whatever its dialect."""

from __future__ import annotations

from dataclasses import dataclass

from feeder.model import Draft
from feeder.normalise import html


class NotAFeed(Exception):
    """The document is no feed, or nothing of it can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The entries of a feed, in its order."""

    drafts: tuple[Draft, ...]
    next: str = ""  # where older entries are (RFC 5005, JSON Feed's next_url): absolute
    home: str = ""  # the page that it is the feed of
    cut: bool = False  # it breaks off


def plain(markup: str) -> str:
    """What markup says, in one line; scripts and styles say nothing."""
    return " ".join(html.text(html.clean(markup, "")).split())
