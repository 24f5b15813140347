"""Turn a source's documents into drafts. The one loop that both fetches and extracts.

A listing is read page by page; each step is one page with the articles that it leads to, in the page's order. The
caller stops when it has seen enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from feeder.errors import ExtractError, FetchError, Trouble
from feeder.extract import ending
from feeder.extract.ending import Ending
from feeder.model import Document, Draft, Dropped, Page, Request, Role, StoredItem, Trace, Validators
from feeder.normalise import identity
from feeder.ports import Extractor, Fetch
from feeder.records import Known
from feeder.revise import digests
from feeder.trust import halves, news, parts, standing
from feeder.trust.circle import Circle
from feeder.trust.halves import Manner

Failure = FetchError | ExtractError

_HOPELESS = {Trouble.BLOCKED, Trouble.BUSY, Trouble.BUDGET, Trouble.STOPPED}  # what stops every further request
MISSED = "missed"  # the field of a trace that names a place where nothing stands
_NOTHING = "nothing stands at selectors.{}, so it was read as on any page; correct it, or take it out"
TWICE = "twice on the page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page of a listing, with what it led to."""

    url: str
    seen: datetime | None = None  # None: the page was not had, or said that nothing changed
    entries: tuple[Draft | Known, ...] = ()  # in the page's order; known where nobody had to ask again
    hints: Mapping[str, str] = field(default_factory=dict)  # what the listing says of each, by key
    dropped: tuple[Dropped, ...] = ()
    failures: tuple[Failure, ...] = ()
    unread: tuple[Failure, ...] = ()  # those of articles that are not known
    validators: Mapping[str, Validators] = field(default_factory=dict)  # by address; of what was had in full
    modified: bool = True
    cut: bool = False  # the page breaks off, so that nobody knows what follows
    pages: int = 0  # how many the listing has, where it says so
    last: bool = True  # no further page follows
    circle: bool = False  # one would, but the listing only shows again what it has shown
    earlier: bool = False  # the page shows what one further up did, also when it was asked a second time
    astray: str = ""  # the page before this one, if that was so, and this one goes on below both

    @property
    def hopeless(self) -> bool:
        return any(map(is_hopeless, self.failures))


def is_hopeless(failure: Failure) -> bool:
    """Whether the host is not to be asked for anything else either."""
    return isinstance(failure, FetchError) and failure.trouble in _HOPELESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a crawl may ask the store."""

    source: str
    known: Callable[[Iterable[str]], Mapping[str, Known]]
    validators: Callable[[str], Validators]
    again: Callable[[Known], bool]  # whether an article that is known is asked again
    unchanged: bool = True  # whether a listing may answer that it did not change
    find: Callable[[str], StoredItem | None] = lambda _: None


@dataclass(slots=True)
class _Had:
    """What was had so far of a page and its articles; as in Step."""

    entries: list[Draft | Known]
    failures: list[Failure]
    hints: dict[str, str]
    validators: dict[str, Validators]
    unread: list[Failure] = field(default_factory=list)


def crawl(extractor: Extractor, start: Iterable[Request], fetch: Fetch, memory: Memory) -> Iterator[Step]:
    """Step by step from each start, following the listing's next page; what fails is in the step."""
    queue, circle = list(start), Circle()
    asked = {request.url for request in queue}
    while queue:
        request = queue.pop(0)
        step, following = _step(extractor, request, fetch, memory)
        if circle.is_earlier(_shown(step)):  # by mistake, it may be
            step, following = _step(extractor, request, fetch, memory)
            step = replace(step, earlier=circle.is_earlier(_shown(step)))
        following = list({each.url: each for each in following if each.url not in asked}.values())
        if circle.closes(request.url, _shown(step)) and following:
            step, following = replace(step, circle=True), []
        step = replace(step, astray=circle.astray) if circle.astray else step
        yield replace(step, last=False) if following else step
        if step.hopeless:
            return
        asked.update(each.url for each in following)
        queue += following


def _shown(step: Step) -> list[str]:
    """What a page shows, as far as was read."""
    entries = [identity.key(each.url) or each.title for each in step.entries]
    return [*entries, *(each.what for each in step.dropped), *(each.url for each in step.failures)]


def _step(extractor: Extractor, request: Request, fetch: Fetch, memory: Memory) -> tuple[Step, list[Request]]:
    """One page with its articles, and the pages that follow it."""
    url = request.url
    try:
        known = memory.validators(url) if memory.unchanged else Validators()
        had = list(halves.pages(replace(request, validators=known), fetch, extractor.extract))
        if not had:
            return Step(url=url, modified=False), []
        document, page = had[0]
    except (FetchError, ExtractError) as failure:
        return Step(url=url, failures=(failure,)), []
    following = [each for each in page.follow if each.role is Role.LISTING]
    return _gather(extractor, page, document, fetch, memory, url), following


def _gather(extractor: Extractor, page: Page, document: Document, fetch: Fetch, memory: Memory, url: str) -> Step:
    """A page, with the articles that it leads to."""
    wanted, repeated = _distinct(page)
    hints = {(key := identity.key(each.url)): digests.hint(each.hint, key) for each in wanted if each.hint}
    had = _Had(*_own(page, document, memory), hints, {url: document.validators})
    manner = Manner(loosely=not (page.cut or ending.closes(document.body)))
    _ask(wanted, extractor, fetch, memory, manner, had)
    cut = page.cut or manner.contradicts(page.dropped)
    entries = _sure(had.entries, wanted, memory) if cut else had.entries
    return Step(
        url=url,
        seen=document.seen,
        entries=tuple(entries),
        hints=had.hints | {identity.key(each): digests.AGAIN for each in _halved(entries)},
        dropped=(*page.dropped, *repeated),
        cut=cut,
        pages=page.pages,
        failures=(*had.failures, *_against(page, document, entries, manner)),
        unread=tuple(had.unread),
        validators=had.validators,
    )


def _ask(
    wanted: Sequence[Request], extractor: Extractor, fetch: Fetch, memory: Memory, manner: Manner, had: _Had
) -> None:
    """Ask for the articles that are not known, or say something else than they did."""
    known = memory.known(key for each in wanted for key in identity.keys(each.url))
    items = {each.url: known.get(identity.key(each.url)) for each in wanted}
    times = Counter(item.number for item in items.values() if item)
    for request in wanted:
        item = items[request.url]
        if item and not _is_asked(item, request, memory, alone=times[item.number] == 1):
            had.entries.append(replace(item, called=identity.called(request.hint.guid)) if request.hint else item)
            continue
        try:
            had.entries += article(extractor, request, item, fetch, memory, had.validators, manner)
        except (FetchError, ExtractError) as failure:
            had.failures.append(failure)
            had.unread += [] if item else [failure]
            had.entries += _instead(request, item, failure)
            had.hints[identity.key(request.url)] = digests.AGAIN
            if is_hopeless(failure):
                return


def _sure(entries: list[Draft | Known], wanted: Sequence[Request], memory: Memory) -> list[Draft | Known]:
    """The entries of a list that breaks off: the last one as it is known, where its day cannot be believed."""
    last = entries[-1] if entries else None
    if isinstance(last, Draft) and halves.is_unsure(last, [each.hint for each in wanted if each.hint]):
        return [*entries[:-1], *list(memory.known(identity.keys(last.url)).values())[:1]]
    return entries


def _is_asked(item: Known, request: Request, memory: Memory, *, alone: bool) -> bool:
    """Whether an article is asked although it is known: it was gone, its listing says something else than it did,
    dates it at last or leads to it, `alone`, by another address, or whoever crawls wants it."""
    gone = item.withdrawn and not item.hidden
    said = news.says(request, item, memory.source) or news.dates(request, item)
    return bool(gone or said or memory.again(item) or (alone and news.moves(request, item, memory.source)))


def _against(page: Page, document: Document, entries: Sequence[Draft | Known], manner: Manner) -> list[Failure]:
    """What is to say against a list that was read, and against the articles that were."""
    url = document.name or document.url
    own = {each.url: url for each in page.items}
    return [
        *([ExtractError(url, halves.LIST)] if manner.contradicts(page.dropped) else ()),
        *(ExtractError(url, _NOTHING.format(each)) for each in page.missed),
        *_missed(entries),
        *(ExtractError(own.get(each, each), halves.TEXT) for each in _halved(entries)),
    ]


def _halved(entries: Iterable[Draft | Known]) -> list[str]:
    """The addresses of those of whose text only the beginning was had."""
    return [each.url for each in entries if isinstance(each, Draft) and each.shortened and not each.copied]


def _instead(request: Request, item: Known | None, failure: Failure) -> list[Draft | Known]:
    """What there is of an article that cannot be had."""
    if item:
        return [item]
    lasting = isinstance(failure, ExtractError) or failure.lasting
    return [request.hint] if request.hint and request.spare and lasting else []


def _missed(entries: Sequence[Draft | Known]) -> list[ExtractError]:
    """The places that somebody named, and where nothing stands on the pages of articles; each with the first one."""
    traced = ((trace, each) for each in entries[::-1] if isinstance(each, Draft) for trace in each.traces)
    first = {trace.reason: each.url for trace, each in traced if trace.field == MISSED}
    return [ExtractError(url, _NOTHING.format(reason)) for reason, url in first.items()]


def _own(page: Page, document: Document, memory: Memory) -> tuple[list[Draft | Known], list[Failure]]:
    """The items that the page itself holds, and what is to say against it."""
    if not page.cut or not page.items or document.role is Role.LISTING:
        return list(page.items), [ExtractError(document.name or document.url, halves.LIST)] if page.cut else []
    known = memory.known(key for each in page.items for key in identity.keys(each.url))
    try:
        return [_beginning(each, document, known.get(identity.key(each.url)), memory) for each in page.items], []
    except ExtractError as failure:
        return [], [failure]


def _beginning(draft: Draft, document: Document, item: Known | None, memory: Memory) -> Draft | Known:
    """What is believed of a text that breaks off. Raises ExtractError."""
    stored = memory.find(item.id) if item else None
    loose = ending.of(document.body) is not Ending.CUT
    found = halves.draft(draft, document.hint, stored.item.text if stored else "", loose=loose)
    return found or item or draft


def _distinct(page: Page) -> tuple[list[Request], tuple[Dropped, ...]]:
    """The articles to follow, each once."""
    wanted: dict[str, Request] = {}
    articles = (each for each in page.follow if each.role is not Role.LISTING)
    again = [each for each in articles if wanted.setdefault(identity.key(each.url), each) is not each]
    return list(wanted.values()), tuple(Dropped(TWICE, each.url) for each in again)


def article(
    extractor: Extractor,
    request: Request,
    item: Known | None,
    fetch: Fetch,
    memory: Memory,
    validators: dict[str, Validators],
    manner: Manner,
) -> list[Draft | Known]:
    """What an article's page says, together with its listing; the item as known where the page did not change."""
    from feeder.normalise import items  # late: most runs meet nothing new

    found: list[Draft | Known] = []
    tells = item and (item.withdrawn or item.edits or news.dates(request, item) or news.is_elsewhere(request, item))
    trusted = item and not tells  # else also an unchanged page tells
    asked = replace(request, validators=memory.validators(request.url)) if trusted else request
    ask = partial(standing.article, fetch=fetch, extractor=extractor)
    for document, page in halves.pages(asked, ask, extractor.extract, loosely=manner.loosely):
        manner.closed |= ending.closes(document.body)
        if other := standing.another(document, request, item, memory.known):
            raise ExtractError(request.url, standing.ANOTHER.format(other))
        _check(page, request.url, item, memory)
        if not page.cut and standing.is_strange(page, request, document):
            raise ExtractError(request.url, standing.STRANGE)
        missed = tuple(Trace(MISSED, "selectors", each) for each in page.missed)
        whole = [parts.joined(each, request, ask, extractor.extract) for each in page.items]
        drafts = [items.merge(replace(each, traces=each.traces + missed), request.hint) for each in whole]
        if page.cut:
            found += [_beginning(draft, document, item, memory) for draft in drafts]
        else:
            found += drafts
            validators[request.url] = document.validators
    return found or ([item] if item else [])


def _check(page: Page, url: str, item: Known | None, memory: Memory) -> None:
    """Raises ExtractError for the page of an article that shows none, or not its text any more."""
    if not page.items:
        raise ExtractError(url, "this is no article, although the listing links to it as one")
    stored = memory.find(item.id) if item and not any(each.html for each in page.items) else None
    if stored and stored.item.tier:  # not only its listing said something of it
        raise ExtractError(url, "its page shows no text any more; the text that is known stays")
