"""Objects of a page's data that look like items, whatever their fields are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

from feeder.extract.inline import tongues, trees, vocabulary
from feeder.extract.inline.site import Site
from feeder.extract.listing import words as listing_words
from feeder.extract.markup import absolute
from feeder.extract.tracing import traced
from feeder.model import Attachment, Draft, When
from feeder.normalise import addresses, dates, html
from feeder.normalise.items import is_picture
from feeder.normalise.text import fold

Node = Mapping[str, Any]

_THINGS = frozenset(
    "Organization GovernmentOrganization NewsMediaOrganization WebSite Person Place VideoObject ImageObject Event"
    " AudioObject BreadcrumbList ContactPoint SearchAction SiteNavigationElement".split()
)
_SOURCE = re.compile(r"""[\[{]+\s*["'}\]]""")
_WRAPPED = 3  # objects around one another
_STAMP = 80  # characters of a date, with whatever stands around it
_BEGINNING = 40  # characters: less is no paragraph
_LONG = 600  # characters: more is no excerpt
_TAGGED = re.compile(
    r"<(?:p|div|br|span|strong|img|table|ul|ol|h\d|a|b|em|figure|iframe|object|embed|video|audio)\b[^<>]*>",
    re.IGNORECASE,
)


def folded(node: Node, language: str = "") -> dict[str, Any]:
    """The object with its names in one spelling; of texts in several languages those in the one that is given."""
    fields = {_spelt(name): value for name, value in node.items() if value not in (None, "")}
    return tongues.chosen(fields, language) if language else fields


@lru_cache(maxsize=1024)  # the objects of a page have a few names
def _spelt(name: str) -> str:
    return re.sub(r"[\W_]+", "", str(name)).lower()


def member(node: Node, language: str = "") -> dict[str, Any]:
    """An object of a list, as `folded`, out of those that it is wrapped in by GraphQL (`node`), JSON:API and Strapi
    (`attributes`), schema.org (`item`) and Gatsby (`frontmatter` beside `fields`)."""
    fields = folded(node, language)
    for _ in range(_WRAPPED):
        if "url" not in fields and (place := _identity(fields)):
            fields["url"] = place
        inner = [fields[name] for name in vocabulary.WRAPPERS if isinstance(fields.get(name), Mapping)]
        if not inner or title(fields):
            break
        fields = {name: value for name, value in fields.items() if isinstance(value, str | int)}
        for each in inner:
            fields |= folded(each, language)
    return fields


def names(node: Node) -> frozenset[str]:
    """The fields of an item that an object of a list has, also where they are empty, out of what it is wrapped in."""
    inner = [
        value for name, value in node.items() if _spelt(name) in vocabulary.WRAPPERS and isinstance(value, Mapping)
    ]
    return frozenset(filter(vocabulary.is_told, map(_spelt, node))).union(*map(names, inner))


def categories(fields: Node) -> Iterator[str]:
    """What an object says of its categories: their numbers, their names, and how addresses call them."""
    for name in vocabulary.named(fields, vocabulary.CATEGORY, vocabulary.CATEGORY_LIKE):
        value = fields[name]
        for each in value if isinstance(value, list) else [value]:
            told = folded(each) if isinstance(each, Mapping) else {"id": each}
            yield from filter(None, (_string(told.get(kind)) for kind in ("id", *vocabulary.SLUG, *vocabulary.LABELS)))


def _identity(fields: Node) -> str:
    """The address of an object where it stands for the object itself (schema.org: `"item": "https://…"`, `@id`)."""
    item = fields.get("item", fields.get("id"))
    place = item.get("@id") if isinstance(item, Mapping) else item
    return place if isinstance(place, str) and "://" in place and "#" not in place else ""


def title(fields: Node) -> str:
    names = vocabulary.named(fields, vocabulary.TITLE, vocabulary.TITLE_LIKE)
    found = next((said for name in names if (said := label(fields.get(name)))), "")
    return " ".join(found.split())


def weight(fields: Node) -> float:
    """How much an object looks like an item: 0 if it is none, up to 5."""
    if len(title(fields)) < 3 or not any(
        _first(fields, names)
        for names in ([*vocabulary.named(fields, vocabulary.URL, vocabulary.URL_LIKE)], vocabulary.SLUG, vocabulary.ID)
    ):
        return 0.0
    whole, part = text(fields)
    return (
        0.5
        + 1.5 * any(_moment(fields.get(name)) for name in vocabulary.dated(fields))
        + 1.0 * any(name in fields for name in vocabulary.named(fields, vocabulary.IMAGE, vocabulary.IMAGE_LIKE))
        + 1.5 * (len(whole) + len(part) > 80)
        + 0.5 * bool(_first(fields, vocabulary.SLUG))
    )


def text(fields: Node) -> tuple[str, str]:
    """Markup of the whole text, and an excerpt; either may be ""."""
    bodies = _bodies(fields)
    usual, others = (max(map(_prose, each), key=len, default="") for each in bodies)
    elsewhere = any(each and isinstance(each, list | Mapping) for each in (*bodies[0], *bodies[1]))  # as a tree
    whole = _led(_first(fields, vocabulary.LEAD), usual or others)
    part = _first(fields, vocabulary.EXCERPT)
    loose = _first(fields, vocabulary.TEXT)
    long = (len(loose) > _LONG or _TAGGED.search(loose)) and not listing_words.is_cut(loose)
    if not whole and loose and long and not elsewhere:
        whole = loose
    elif not part:
        part = loose
    if whole and listing_words.is_cut(_plain(whole)):
        whole, part = "", part or whole
    return _markup(whole), _plain(part)


def grown(fields: Node) -> Node:
    """The object with its text as markup, where that is a tree or a list and no string says as much."""
    names = [name for name in fields if name in vocabulary.TREES or vocabulary.BODY_LIKE.fullmatch(name)]
    told = (trees.markup(fields[name]) for name in names if isinstance(fields[name], list | Mapping))
    longest, said = max(told, key=len, default=""), (_prose(fields[name]) for name in names)
    return {**fields, "content": longest} if len(longest) > 2 * max(map(len, said), default=0) else fields


def _led(lead: str, rest: str) -> str:
    """A text with its first paragraph, where that is kept apart from the rest (Joomla) and not said again."""
    said = fold(unescape(_plain(lead)))
    if not rest or len(said) < _BEGINNING or listing_words.is_cut(_plain(lead)):
        return rest
    return rest if said[: 2 * _BEGINNING] in fold(unescape(_plain(rest))) else _markup(lead) + _markup(rest)


def _prose(value: Any) -> str:
    """A text that somebody reads; "" for what an editor keeps in its place (JSON in a string)."""
    said = _string(value)
    return "" if said[:1] in ("{", "[") and _SOURCE.match(said) else said


def _bodies(fields: Node) -> tuple[list[Any], list[Any]]:
    """What stands under the usual names of a text, and under names like them, as those of its translations are."""
    return [fields.get(name) for name in vocabulary.BODY], [
        fields[name] for name in fields if vocabulary.BODY_LIKE.fullmatch(name)
    ]


def is_thing(fields: Node) -> bool:
    """Whether an object says that it is no text (schema.org): an office, a site, a film."""
    return str(fields.get("type", "")) in _THINGS


def given(fields: Node, site: Site) -> str:
    """The address of an item as an object gives it; "" if it gives none."""
    values = [fields.get(name) for name in vocabulary.named(fields, vocabulary.URL, vocabulary.URL_LIKE)]
    slugs = [slug for slug in [_first(fields, vocabulary.SLUG)] if slug.startswith("/")]
    places = (absolute(site.base, value) for value in (*values, *slugs) if isinstance(value, str))
    return next((url for url in places if url and site.is_item(url)), "")


def address(fields: Node, site: Site) -> str:
    """The address of an item: as given, or made from number and slug by the grammar of its listing; else ""."""
    if url := given(fields, site):
        return url
    number, slug = _first(fields, vocabulary.ID), _first(fields, vocabulary.SLUG).strip("/").rpartition("/")[2]
    path = urlsplit(site.url).path
    if not number.isdecimal() or not (addresses.listing(site.url) or addresses.article(site.url)):
        return ""
    if "/berita/" in path or "/api/" in path:
        return absolute(site.base, f"/berita/baca/{number}/{quote(slug)}")
    return absolute(site.base, f"/blog/read/{number}_{quote(slug)}")


def draft(fields: Node, site: Site, category: str = "") -> Draft:
    """What the object says of an item. `category` is that of its listing."""
    whole, part = text(fields)
    categories, filed = _names(fields, vocabulary.CATEGORY) or ((category,) if category else (), "the listing's own")
    authors, signed = _names(fields, vocabulary.AUTHOR) or ((), "")
    stated, dated = _date(fields, site) or (None, "")
    image, pictured = _image(fields, site.base) or ("", "")
    told = Draft(
        url=address(fields, site),
        title=title(fields),
        html=whole,
        base=site.base if whole else "",
        excerpt="" if whole else part,
        stated=stated,
        image=image,
        categories=categories,
        authors=authors,
        attachments=tuple(_attachments(fields, site.base)),
    )
    reasons = [("stated", dated), ("image", pictured), ("categories", filed), ("authors", signed)]
    return traced(told, "inline", [("excerpt", "shortened in the data"), *reasons])


def _first(fields: Node, names: Iterable[str]) -> str:
    return next((said for name in names if name in fields and (said := _string(fields[name]))), "")


def _string(value: Any) -> str:
    """A text or number, also where it is wrapped as WordPress (`rendered`) and Sanity (`current`) do."""
    if isinstance(value, Mapping):
        value = value.get("rendered") or value.get("current")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def label(value: Any) -> str:
    """A name, given as such or in an object that has one."""
    if isinstance(value, Mapping):
        return next((said for name in vocabulary.LABELS if (said := _string(value.get(name)))), "")
    return "" if isinstance(value, int | float) else _string(value)


def _names(fields: Node, names: Iterable[str]) -> tuple[tuple[str, ...], str] | None:
    """Names, and which field has them."""
    for name in names:
        value = fields.get(name)
        found = [label(each) for each in (value if isinstance(value, list) else [value])]
        if kept := tuple(each for each in found if each and len(each) <= 80):
            return kept, _field(name)
    return None


def _field(name: str) -> str:
    return f"the field “{name}”"


def _date(fields: Node, site: Site) -> tuple[When, str] | None:
    for name in vocabulary.dated(fields):
        said = _moment(fields.get(name))
        if said and (when := dates.stamped(said, seen=site.seen, zone=site.zone)):
            return when, _field(name)
    return None


def _moment(value: Any) -> str:
    """A date, given as such or in an object (PHP, MongoDB, Firestore); "" for what is too long for one."""
    if isinstance(value, Mapping):
        return next((said for name in vocabulary.MOMENTS if (said := _moment(value.get(name)))), "")
    said = _string(value)
    return said if len(said) <= _STAMP else ""


def _image(fields: Node, base: str) -> tuple[str, str] | None:
    for name in vocabulary.named(fields, vocabulary.IMAGE, vocabulary.IMAGE_LIKE):
        value = fields.get(name)
        for each in value[:3] if isinstance(value, list) else [value]:
            if given := _place(each):
                url = absolute(base, given if "/" in given else f"{_folder(name)}{quote(given)}")
                if is_picture(url):
                    return url, _field(name)
    return None


def _folder(name: str) -> str:
    """Where the KPU sites keep pictures of which they name only the file."""
    return "/images/blogs/" if name == "fotothumb" else "/images/"


def _place(value: Any) -> str:
    """An address, given as such or in an object that has one."""
    if isinstance(value, Mapping):
        inner = folded(value)
        return next((place for name in vocabulary.ADDRESSES if (place := _place(inner.get(name)))), "")
    return value.strip() if isinstance(value, str) and len(value) < 2000 and not value.startswith("data:") else ""


def _attachments(fields: Node, base: str) -> Iterator[Attachment]:
    for name in vocabulary.FILES:
        value = fields.get(name)
        for each in value if isinstance(value, list) else [value]:
            if (place := _place(each)) and (url := absolute(base, place)):
                yield Attachment(url=url, title=label(each) if isinstance(each, Mapping) else "")


def _markup(given: str) -> str:
    """Markup as given; plain text as paragraphs; markup that was escaped once too often, plain again."""
    if "<" not in given and "&lt;" in given and _TAGGED.search(unescape(given)):
        given = unescape(given)
    return given if not given or _TAGGED.search(given) else html.paragraphs(given)


def _plain(given: str) -> str:
    return " ".join(re.sub(r"<[^<>]*>", " ", given).split()) if "<" in given else given
