"""What the pages say, in Indonesian and in English: phrases, days, times, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

_KIB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One language. `{}` is where a value goes; a pair is the forms for one and for several."""

    code: str
    months: tuple[str, ...]
    decimal: str
    clock_mark: str
    at: str  # between day and time
    today: str
    yesterday: str
    ago: str
    every_day: str
    often: str  # several times a day
    every: str
    items: tuple[str, str]
    changes_count: tuple[str, str]
    # frame
    skip: str
    home: str
    sections: str
    made_by: str
    # subscribing
    subscribe: str
    subscribe_how: str
    address: str
    copy: str
    copied: str
    open_reader: str
    formats: str
    all_feeds: str
    qr: str
    what_is_feed: str
    feed_explained: str
    more_feeds: str
    # search
    search: str
    search_hint: str
    search_script: str
    search_server: str
    search_failed: str
    searching: str
    found: str
    found_more: str
    not_found: str
    # index
    checked_at: str
    stale: str
    note: str
    unread: str
    newest: str
    empty: str
    original: str
    revised: str
    sources: str
    last_checked: str
    never_checked: str
    last_news: str
    no_news: str
    usually: str
    last_success: str
    verdicts: Mapping[str, str]
    per_month: str
    chart: str
    topics: str
    archive: str
    month: str
    as_json: str
    # item
    published: str
    bases: Mapping[str, str]
    provenance: str
    origin: str
    first_seen: str
    corrected: str
    last_seen: str
    id: str
    no_address: str
    attachments: str
    history: str
    history_none: str
    history_lost: str
    version: str
    fields: Mapping[str, str]
    deleted: str
    inserted: str
    before: str
    after: str
    none: str
    withdrawn_notice: str
    # lists
    revisions: str
    revisions_about: str
    revisions_none: str
    withdrawn: str
    withdrawn_about: str
    withdrawn_none: str
    withdrawn_on: str

    def day(self, day: date) -> str:
        """13 November 2025."""
        return f"{day.day} {self.month_of(day)}"

    def month_of(self, day: date) -> str:
        """November 2025."""
        return f"{self.months[day.month - 1]} {day.year}"

    def short_month(self, day: date) -> str:
        return self.months[day.month - 1][:3]

    def clock(self, moment: datetime) -> str:
        """09.30 WIB; the zone is the moment's own."""
        return f"{moment.hour:02}{self.clock_mark}{moment.minute:02} {moment.tzname() or ''}"

    def moment(self, moment: datetime) -> str:
        """13 November 2025 pukul 09.30 WIB."""
        return f"{self.day(moment)} {self.at} {self.clock(moment)}"

    def days_ago(self, days: int) -> str:
        if days <= 0:
            return self.today
        return self.yesterday if days == 1 else self.ago.format(days)

    def rhythm(self, days: float) -> str:
        """setiap 2 hari."""
        if days < 0.75:
            return self.often
        return self.every_day if days < 1.5 else self.every.format(round(days))

    def count(self, number: int, forms: tuple[str, str]) -> str:
        return forms[number != 1].format(number)

    def size(self, octets: int) -> str:
        """1,2 MB."""
        size, unit = float(octets), "B"
        for larger in ("KB", "MB", "GB"):
            if size < _KIB:
                break
            size, unit = size / _KIB, larger
        return f"{size:.0f} {unit}" if size >= 10 or unit == "B" else f"{size:.1f} {unit}".replace(".", self.decimal)

    def reason(self, fields: str) -> str:
        """What changed, as the store names it: title, text."""
        return ", ".join(self.fields.get(each, each) for each in fields.split(", ") if each)


def of(language: str) -> Words:
    """The words of a language tag; Indonesian unless it is English."""
    if language.lower().partition("-")[0] == "en":
        from feeder.publish.words_en import ENGLISH

        return ENGLISH
    from feeder.publish.words_id import INDONESIAN

    return INDONESIAN
