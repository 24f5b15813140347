"""The order in which items stand: a listing runs from new to old, what is popular or related does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from feeder.normalise import addresses

if TYPE_CHECKING:
    from feeder.extract.listing.choice import View
    from feeder.extract.listing.groups import Group, Link

_LEAST = 3  # items that have an order
_MOSTLY = 0.8  # of the neighbours: a few items are dated back


def orderly(views: Sequence[View], links: Iterable[Link]) -> list[View]:
    """Views without the groups that are in no order, where another is in one that says far more of each item.

    The numbers of articles tell, which a site counts up; `links` are those to the items of the page.
    """
    groups = [group for view in views for group in view.groups]
    if len(groups) < 2:
        return [*views]
    known = {link.key: found.number for link in links if (found := addresses.article(link.url))}
    falling = [group for group in groups if _falls(_counted(group, known), 2)]
    strays = [group for group in groups if group not in falling and len(_counted(group, known)) >= _LEAST]
    most = max(map(_told, falling), default=0.0)
    lost = [group for group in strays if 2 * _told(group) < most]
    kept = [replace(view, groups=tuple(group for group in view.groups if group not in lost)) for view in views]
    return [view for view in kept if view.groups]


def _counted(group: Group, known: Mapping[str, int]) -> list[int]:
    return [known[each.key] for each in group.segments if each.key in known]


def _falls(counted: Sequence[int], least: int) -> bool:
    falling = sum(one > other for one, other in pairwise(counted))
    return len(counted) >= least and falling >= _MOSTLY * (len(counted) - 1)


def _told(group: Group) -> float:
    """Characters of text by each item."""
    said = (len(element.text_content()) for each in group.segments for element in each.elements)
    return sum(said) / len(group.segments)
