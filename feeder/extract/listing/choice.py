"""Which of the page's lists are its own, and which stand beside it (popular, related, latest, menus, tickers).

Nothing decides alone. The page's heading and its pagination embrace its list; a side bar has a heading that says so, or
stands in an element made for such things (HTML, section 4.3); the page's own list is richer and longer, and holds most
of the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from feeder.extract.listing import asides as listing_asides
from feeder.extract.listing import order as listing_order
from feeder.extract.listing import words
from feeder.extract.listing.groups import Group
from feeder.extract.listing.labels import Labels
from feeder.extract.listing.order import Order
from feeder.extract.listing.scene import Scene
from feeder.extract.listing.shares import groups
from feeder.extract.listing.views import View, is_dated, upward, views

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SOME = 4  # items that run from new to old by no chance
_MARGIN = 1.5  # of likelihood: so little decides nothing


class Choice(NamedTuple):
    """The lists that are the page's own, the best first, and those that may be it as well."""

    views: list[View]
    rivals: list[View]


def choose(tree: HtmlElement, scene: Scene) -> Choice:
    """The lists that are the page's own; none if the page has none."""
    labels = Labels(tree, scene.owner, scene.headings, scene.names, scene.others)
    found = groups(tree, scene.owner, listing_asides.is_aside, labels.apart)
    seen = views(found, scene, labels)
    total = sum(view.text for view in seen) or 1
    own = any(view.titled and not view.doubt for view in seen)
    ranked = sorted(seen, key=lambda view: _weight(view, total, own), reverse=True)
    peers = _peers(_shown([view for view in ranked if view.believed(scene)]))
    near = [view for view in peers if _weight(view, total, own) >= _weight(peers[0], total, own) - _MARGIN]
    best = next((view for view in near if len(near) > 1 and scene.newest.falls(view.groups)), next(iter(near), None))
    best = next((view for view in ranked if best and _outranks(view, best, ranked)), best)
    if best is None or (_says_empty(best, scene) and not (best.titled and best.richness > 1.0)):
        return Choice([], [])
    column = _column(best, seen, scene)
    chosen = [best, *(view for view in ranked if view is not best and _joins(view, best, column, scene))]
    rivals = [view for view in peers if view not in chosen and _is_rival(view, chosen, scene, near=view in near)]
    return Choice(_orderly(chosen, scene.newest), rivals)


def _says_empty(view: View, scene: Scene) -> bool:
    """Whether the page says that there is nothing, and no text of an item does."""
    pieces = {piece for group in view.groups for segment in group.segments for piece in segment.elements}
    return any(pieces.isdisjoint(upward(each)) for each in scene.empty)


def _shown(likely: Sequence[View]) -> list[View]:
    """Without those that are hidden, unless only those stand below the page's heading, and wait for a script; and
    without those that are shown in turn above another."""
    shown = [view for view in likely if not view.veiled]
    waits = any(view.titled for view in likely) and not any(view.titled for view in shown)
    found = [*likely] if waits else shown
    return [view for view in found if not any(_is_shown_in_turn(view, each) for each in found)]


def _peers(likely: Sequence[View]) -> list[View]:
    """The likeliest list, and others with as much that marks them as the page's own."""
    return [view for view in likely if (view.titled, view.framed) == (likely[0].titled, likely[0].framed)]


def _is_rival(view: View, chosen: Sequence[View], scene: Scene, *, near: bool) -> bool:
    """Whether a list that was not chosen may be the page's own as well: it is nearly as likely, and in no other order,
    or it runs from new to old, and the chosen one does not. It has items that are not known."""
    known = {key for each in chosen for group in each.groups for key in group.keys}
    if {key for group in view.groups for key in group.keys} <= known:
        return False
    ours, theirs = (scene.newest.falls(groups) for groups in (chosen[0].groups, view.groups))
    return (near and theirs == ours) or (theirs and not ours and view.size >= _SOME)


def _weight(view: View, total: int, own: bool) -> float:
    """How likely it is the page's own. `own`: another list may stand below the page's heading, so that one below
    another heading is less likely to be it."""
    elsewhere = own and not (view.titled or view.framed) and view.label.mark is not None
    return view.strength - view.doubt + 3.0 * view.text / total - 1.5 * elsewhere


def _outranks(view: View, best: View, ranked: Sequence[View]) -> bool:
    """Whether a list that is in some doubt is what the page is about, rather than one of the same make above it:
    "Terbaru" below what was pinned."""
    likelier = ranked.index(view) < ranked.index(best)
    return likelier and view.doubt < 2.0 and view.placed and view.path == best.path and not (best.titled or best.framed)


def _joins(view: View, best: View, column: frozenset[HtmlElement], scene: Scene) -> bool:
    """Whether another list is part of the page's own: a first item made larger, the rows of a grid."""
    if _is_shown_in_turn(view, best):
        return False
    only_place = view.doubt <= 2.0 and not (view.placed or view.label.text)  # speaks against it
    if best.titled and only_place and scene.is_below(view.groups):
        return _leads(view, best, scene)
    if not view.placed:
        return False
    if view.aside and not best.aside:
        return _leads(view, best, scene)
    if _is_rest(view, best, scene):
        return True
    rich, label = view.richness >= 0.5 * best.richness, view.label.text
    older = scene.newest.falls([*best.groups, *view.groups], least=_SOME)
    if not (best.titled or best.framed) and view.path == best.path and rich and view.doubt <= best.doubt:
        return True  # a front page: it has no list of its own, but several
    if any(group.box not in column for group in view.groups):
        return False
    if label and not view.titled and label != best.label.text:
        # another heading: "Berita Lainnya" below a first item made larger, or another list
        last = best.size == 1 and bool(scene.pages)  # the only item of a last page, and not a first one made larger
        return (older or (rich and not last)) and words.is_rest(label, scene.names) and view.size >= best.size
    same = view.path == best.path or (view.label.mark is best.label.mark and view.label.mark is not None)
    return (rich or same) and view.doubt <= best.doubt


def _is_rest(view: View, best: View, scene: Scene) -> bool:
    """Whether the page lists what does not fit above its pagination by titles alone: items that are older and older."""
    frame = scene.frame()
    within = frame is not None and all(frame in upward(group.box) for group in view.groups)
    label = view.label.text
    own = not label or view.titled or words.is_rest(label, scene.names) or words.is_archive(label)
    return own and within and best.size > 1 and best.framed and scene.newest.go_on(best.groups, view.groups)


def _leads(view: View, best: View, scene: Scene) -> bool:
    """Whether it is the newest item, told at length above the others, in an element that some make for that."""
    above = scene.order[view.groups[0].first] < scene.order[best.groups[0].first]
    rich = view.size == 1 and view.richness >= best.richness
    return rich and above and scene.newest.falls([*view.groups, *best.groups])


def _is_shown_in_turn(view: View, best: View) -> bool:
    """Whether it is a row of large pictures above a list that is dated, and is not dated itself."""
    turns = view.slides and not best.slides and best.titled >= view.titled
    return turns and is_dated(best.groups[0]) and not any(map(is_dated, view.groups))


def _column(best: View, views: Sequence[View], scene: Scene) -> frozenset[HtmlElement]:
    """All elements of the part of the page that the list stands in: with its heading, or its pagination, or as far as
    nothing doubtful comes in."""
    line = upward(best.groups[0].box)
    if best.titled and best.label.mark is not None:
        above = set(upward(best.label.mark))
        return frozenset(next(node for node in line if node in above).iter())
    frame = scene.frame() if best.framed else None
    if frame is None:
        doubtful = [group.box for view in views if view.doubt > best.doubt for group in view.groups]
        foreign = {node for box in doubtful for node in upward(box)} | {line[-1], *line[-2:-1]}
        frame = [line[0], *takewhile(lambda node: node not in foreign, line[1:])][-1]
    return frozenset(frame.iter())


def _orderly(views: Sequence[View], order: Order) -> list[View]:
    """Views without the groups that are in no order, where another is in one: those that say far less of each item, and
    those whose dates go up and down."""
    groups = [group for view in views for group in view.groups]
    if len(groups) < 2:
        return [*views]
    falling = [group for group in groups if order.falls([group], least=2)]
    most = max(map(_told, falling), default=0.0)
    lost = [group for group in groups if group not in falling and _is_lost(group, most, order)]
    kept = [replace(view, groups=tuple(group for group in view.groups if group not in lost)) for view in views]
    return [view for view in kept if view.groups]


def _is_lost(group: Group, most: float, order: Order) -> bool:
    if 2 * _told(group) < most and len(group.segments) >= listing_order.LEAST and order.counts(group):
        return True
    return most > 0.0 and order.strays([group])


def _told(group: Group) -> float:
    """Characters of text by each item."""
    said = (len(element.text_content()) for each in group.segments for element in each.elements)
    return sum(said) / len(group.segments)
