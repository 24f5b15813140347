"""Small pieces of markup that stand many times in a page: Jinja's macros take ten times as long for them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from feeder.model import Precision, StoredItem
from feeder.publish.text import local

if TYPE_CHECKING:
    from feeder.publish.site import Card
    from feeder.publish.words import Words


class Marks:
    """In the words of a language, with times in a zone (IANA name); `root` leads from the page to the output's top."""

    def __init__(self, words: Words, zone: str, root: str) -> None:
        self._words, self._zone, self._root = words, zone, root

    def day(self, moment: datetime) -> Markup:
        at = local(moment, self._zone)
        return Markup(f'<time datetime="{at.date()}">{escape(self._words.day(at))}</time>')

    def moment(self, moment: datetime) -> Markup:
        at = local(moment, self._zone)
        return Markup(f'<time datetime="{at.isoformat()}">{escape(self._words.moment(at))}</time>')

    def known(self, stored: StoredItem) -> Markup:
        """When an item was published, as precisely as that is known."""
        precise = stored.item.published.precision is not Precision.DAY
        return self.moment(stored.published) if precise else self.day(stored.published)

    def lang(self, card: Card) -> Markup:
        """The attribute of an item in another language than that of the page."""
        language = card.entry.language
        return Markup("" if language == self._words.code else f' lang="{escape(language)}"')

    def notes(self, card: Card) -> Markup:
        """Whether an item was withdrawn, or changed."""
        said, stored = "", card.stored
        if stored.withdrawn:
            day = self._words.day(local(stored.withdrawn, self._zone))
            said += f'<span class="mark">{escape(self._words.withdrawn_on.format(day))}</span>'
        if stored.revision > 1:
            times = self._words.count(stored.revision - 1, self._words.changes_count)
            about = f'{escape(times)}<span class="unseen">: {escape(card.entry.title)}</span>'
            said += f'<a class="mark" href="{escape(self._root + card.page)}#history">{about}</a>'
        return Markup(said)

    def row(self, card: Card) -> Markup:
        """An item in a list."""
        when = f'<span class="when">{self.known(card.stored)}</span>'
        link = f'<a href="{escape(self._root + card.page)}">{escape(card.entry.title)}</a>'
        return Markup(f'<li{self.lang(card)}>{when} {link} <span class="notes">{self.notes(card)}</span></li>')
