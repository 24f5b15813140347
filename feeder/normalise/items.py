"""Drafts in, items out: the last step before anything is decided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import unquote, urlsplit

from feeder.model import Attachment, Basis, Draft, Dropped, Item, Office, Precision, Trace, When
from feeder.normalise import addresses, dates, html, identity, relative
from feeder.normalise import text as plain
from feeder.records import Known

_NO_PICTURE = re.compile(
    r"(?:^|[-_./])(?:no|tanpa)[-_ ]?(?:image|img|photo|foto|gambar|thumb(?:nail)?|pic(?:ture)?)(?:[-_.\d]|$)"
    r"|(?:^|[-_./])(?:placeholder|default|dummy|blank|spacer|pixel|logo|favicon|icon|avatar)(?:[-_.\d]|$)"
    r"|[-_]logo(?:[-_.]|$)|logo[-_]kpu",
    re.IGNORECASE,
)
NOTHING = "no title and no text"

_TEXT = {"text", "html", "body"}  # fields of traces that say what answered for the text


def merge(article: Draft, listing: Draft | None) -> Draft:
    """One draft out of what the article's page and its listing say; the page's own word goes first."""
    if listing is None:
        return article
    url, aliases = _addresses(article.url, listing.url)
    return replace(
        article,
        url=url,
        aliases=aliases,
        guid=article.guid or listing.guid,
        title=article.title or listing.title,
        html=article.html or listing.html,
        base=article.base if article.html else listing.base or article.base,
        excerpt=article.excerpt or listing.excerpt,
        stated=_better(article.stated, listing.stated),
        image=article.image if is_picture(article.image) else listing.image,
        categories=_distinct((*listing.categories, *article.categories)),
        authors=article.authors or listing.authors,
        attachments=article.attachments or listing.attachments,
        language=article.language or listing.language,
        traces=_told(article, listing),
    )


def _told(article: Draft, listing: Draft) -> tuple[Trace, ...]:
    """The traces of what is taken from each."""
    timed = _better(article.stated, listing.stated) != article.stated
    own = tuple(each for each in article.traces if not (timed and each.field == "published"))
    fields = {each.field for each in own} | ({"text", "excerpt"} if article.html else set())
    return (*own, *(each for each in listing.traces if each.field not in fields))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A draft with its markup cleaned."""

    draft: Draft
    body: str
    text: str


def finish(drafts: Sequence[Draft | Known], office: Office, seen: datetime) -> list[Item | Known | Dropped]:
    """Items of one page, in its order (new to old): neighbours help to date one another, and those that are known
    already stand among them for that. `seen` is when the page was had."""
    readings = [each if isinstance(each, Known) else _read(each) for each in drafts]
    evidence = [_evidence(each) for each in readings]
    events = dates.infer(evidence, seen=seen, zone=office.zone)
    stated = dates.placed(evidence, events, seen=seen, zone=office.zone)
    return [
        each if isinstance(each, Known) else _item(_dated(each, day), event, office, seen)
        for each, day, event in zip(readings, stated, events, strict=True)
    ]


def _dated(reading: _Reading, stated: When | None) -> _Reading:
    return replace(reading, draft=replace(reading.draft, stated=stated)) if stated != reading.draft.stated else reading


def _read(draft: Draft) -> _Reading:
    body = html.clean(draft.html, draft.base or draft.url) or html.paragraphs(plain.plain(draft.excerpt))
    return _Reading(draft, body, html.text(body))


def _evidence(reading: _Reading | Known) -> dates.Evidence:
    if isinstance(reading, Known):
        return dates.Evidence(text="", stated=None if reading.when.basis is Basis.FIRST_SEEN else reading.when)
    uploaded = _uploaded(reading.draft, reading.body)
    return dates.Evidence(text=reading.text, uploaded=uploaded, stated=reading.draft.stated)


def _hosts(office: Office) -> tuple[str, ...]:
    return (addresses.host(office.url), *office.formerly)


def _addresses(page: str, link: str) -> tuple[str, tuple[str, ...]]:
    """The address to publish, and others. A link may lead to the same article under another grammar; one that leads
    to another number of its own grammar leads astray, and the link is believed."""
    if not page or not link:
        return page or link, ()
    told, asked = addresses.article(page), addresses.article(link)
    if told and asked and told.grammar == asked.grammar and told != asked:
        return link, ()
    return page, (() if identity.key(page) == identity.key(link) else (link,))


def is_picture(address: str) -> bool:
    """False for no address, and for what a site shows where it has no picture."""
    return bool(address) and not _NO_PICTURE.search(unquote(urlsplit(address).path).rpartition("/")[2])


def _item(reading: _Reading, event: When | None, office: Office, seen: datetime) -> Item | Dropped:
    """The item that a draft makes; `event` is the day that its text names. One without title and text is dropped."""
    draft, body, text = reading.draft, reading.body, reading.text
    title = plain.line(draft.title) or plain.summary(text, 80)
    if not title:
        return Dropped(NOTHING, draft.url)
    stated = draft.stated and relative.sharper(draft.stated, event, _uploaded(draft, body), seen)
    published = stated or event or When(at=seen, basis=Basis.FIRST_SEEN)
    days = [dates.day_of(when, office.zone) for when in (draft.stated, event) if when]
    return Item(
        keys=_keys(draft, office, title, days),
        names=(*identity.names(_hosts(office), title, days, text), *identity.called(draft.guid)),
        url=addresses.untracked(draft.url),
        title=title,
        html=body,
        text=text,
        summary=plain.summary(text) or title,
        published=published,
        image=_image(draft, body),
        tags=_tags(draft, office),
        authors=_distinct(plain.line(each) for each in draft.authors),
        attachments=_attachments(draft),
        language=draft.language or office.language,
        tier=next((trace.tier for trace in draft.traces if trace.field in _TEXT), ""),
        traces=(*draft.traces, *_dating(draft, published, event)),
        event=days[-1] if event else None,
        copied=draft.copied,
        shortened=draft.shortened,
    )


def _keys(draft: Draft, office: Office, title: str, days: Sequence[date]) -> tuple[str, ...]:
    """Those of its addresses; of its title and the best of its days where it has none."""
    addressed = (key for address in (draft.url, *draft.aliases) for key in identity.keys(address, office.formerly))
    found = tuple(dict.fromkeys(addressed))
    return found or (identity.textual(_hosts(office)[0], title, days[-1] if days else None),)


def _dating(draft: Draft, published: When, event: When | None) -> tuple[Trace, ...]:
    if draft.stated:
        told = "the day that the text or the picture names, of those that may be meant"
        return (Trace("date", "text", told),) if published is not draft.stated else ()
    return (Trace("date", "text", "the day that the text names") if event else Trace("date", "none", "no date found"),)


def _image(draft: Draft, body: str) -> str:
    first = html.first_image(body)
    return next((each for each in (draft.image, first) if is_picture(each)), "")


def _uploaded(draft: Draft, body: str) -> datetime | None:
    return next((at for each in (draft.image, html.first_image(body)) if each and (at := dates.uploaded(each))), None)


def _tags(draft: Draft, office: Office) -> tuple[str, ...]:
    return _distinct(plain.line(each) for each in (*draft.categories, office.category))


def _attachments(draft: Draft) -> tuple[Attachment, ...]:
    kept = {each.url: replace(each, title=plain.line(each.title)) for each in reversed(draft.attachments) if each.url}
    return tuple(reversed(kept.values()))


def _better(own: When | None, other: When | None) -> When | None:
    """The article's own date, unless the listing knows the time of the same day, or only the listing names a day."""
    if own and other and own.drifts and not other.drifts:
        return other
    if own and other and own.precision is Precision.DAY and other.precision is Precision.TIME:
        return other if own.shares_day(other) else own
    return own or other


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple({word.casefold(): word for word in reversed(tuple(words)) if word}.values())[::-1]
