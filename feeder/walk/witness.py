"""Whether the pages of a source are still read as they were: an article that is known is asked again.

New articles without a text may be pictures that an office posted, or what is left of a site that was built anew. Where
a known article says what it said, it is the former.
"""

from __future__ import annotations

from dataclasses import replace

from feeder.errors import ExtractError, FetchError
from feeder.model import Draft, Item, Request, Role, StoredItem
from feeder.normalise import identity, items
from feeder.ports import Fetch, Source
from feeder.ports.store import Store
from feeder.revise import alike
from feeder.trust import parts, standing

_NEWEST = 40  # items among which one with a text is looked for
_ASKED = 2  # one may be gone, or be edited just now


def testifies(source: Source, fetch: Fetch, store: Store) -> bool:
    """Whether one of the newest articles with a text has most of it when its page is asked again; those whose text is
    their listing's prove nothing. Never raises."""
    newest = store.newest((source.id,), _NEWEST)
    told = (each for each in newest if each.item.url and each.item.tier and each.item.text)
    return any(_is_as_it_was(each, source, fetch, store) for each, _ in zip(told, range(_ASKED), strict=False))


def _is_as_it_was(stored: StoredItem, source: Source, fetch: Fetch, store: Store) -> bool:
    known = store.known([identity.key(stored.item.url)]).get(identity.key(stored.item.url))
    found = _asked(stored.item, source, fetch) if known else []
    return any(known is not None and alike.texts(each, known, lambda _: stored.item.text) for each in found)


def _asked(item: Item, source: Source, fetch: Fetch) -> list[Item]:
    hint = Draft(url=item.url, title=item.title)
    request = Request(url=item.url, role=Role.ARTICLE, hint=hint)
    found: list[Item] = []
    try:
        for document in standing.article(request, fetch, source.extractor):
            page = source.extractor.extract(replace(document, role=Role.ARTICLE, hint=hint))
            whole = [parts.joined(each, request, fetch, source.extractor.extract) for each in page.items]
            finished = items.finish(whole, source.office, document.seen)
            found += [each for each in finished if isinstance(each, Item)]
    except (FetchError, ExtractError):
        return []
    return found
