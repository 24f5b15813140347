"""The address grammar of the KPU sites, and one spelling for every address.

| what             | grammar                                                                                    |
| ---------------- | ------------------------------------------------------------------------------------------ |
| listing          | `/blog/category/<n>`, `/berita/<n>/<slug>` on the national site; `?page=<p>`, `/page/<p>`  |
| article, today   | `/blog/read/<id>_<slug>`, `/blog/read/<id>/<slug>`                                         |
| article, before  | `/berita/baca/<id>/<slug>`; the slug may be missing                                        |

All of them also stand under `/index.php`, with any scheme, with or without `www.`, a trailing slash, or tracking
parameters. An id means something only with its host and its grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_ARTICLE = re.compile(r"/(blog/read|berita/baca)/(\d{1,12})(?:[_/][^/]*)?/?", re.IGNORECASE)
_LISTING = re.compile(
    r"/(blog/category|berita|api/blogs)/(\d{1,9})(?:/[^/]*)?(?:/(?:page|hal|halaman|p)[/-]?\d{1,6})?/?", re.IGNORECASE
)
_INDEX = re.compile(r"^/index\.php(?=/|$)", re.IGNORECASE)
_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|_ga|ref_src|ref_url)", re.IGNORECASE)
ROOTS = frozenset({"blog", "berita", "api", "index.php"})
"""In lower case, what a path of the grammar begins with."""

_SESSION = re.compile(r"PHPSESSID|JSESSIONID|ASPSESSIONID\w*|CFID|CFTOKEN|osCsid|zenid", re.IGNORECASE)
_VISIT = re.compile(  # the number of a story, or of a session at a congress, is short
    r"(?:s|sid|sess(?:ion)?_?id|token)=(?=\D*\d)[0-9A-Za-z]{16,}|_=\d{10,}", re.IGNORECASE
)
_MATRIX = re.compile(r";(?:jsessionid|phpsessid)=[^/;]*", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_BYTES = "surrogateescape"  # what is no UTF-8 stays as it is: two words in another encoding are two words
_KEPT = 4096  # addresses: a long page has thousands, and each is taken apart a dozen times


@dataclass(frozen=True, slots=True)
class Address:
    """An article of a KPU site, in any spelling."""

    host: str
    grammar: str  # "blog/read" or "berita/baca"
    number: int


@dataclass(frozen=True, slots=True)
class ListingAddress:
    """A page of a category, in any spelling."""

    host: str
    number: int
    page: int


@lru_cache(_KEPT)
def article(url: str) -> Address | None:
    """The article that the address names, if it follows the grammar."""
    parts = _split(url)
    found = parts and _ARTICLE.fullmatch(_path(parts))
    return Address(host(url), found[1].lower(), int(found[2])) if found else None


def listing(url: str) -> ListingAddress | None:
    """The listing page that the address names, if it follows the grammar; anything odd as a page is page 1."""
    parts = _split(url)
    found = parts and _LISTING.fullmatch(_path(parts))
    if not parts or not found:
        return None
    page = dict(parse_qsl(parts.query)).get("page", "1")
    return ListingAddress(host(url), int(found[2]), int(page) if re.fullmatch(r"[1-9]\d{0,8}", page) else 1)


@lru_cache(_KEPT)
def host(url: str) -> str:
    """The host in lower case, with its port where that is not the scheme's own, without `www.`; "" if there is none."""
    parts = _split(url)
    if not parts or not parts.hostname:
        return ""
    port = parts.port
    name = parts.hostname.lower().rstrip(".").removeprefix("www.")
    return name if port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{name}:{port}"


@lru_cache(_KEPT)
def canonical(url: str) -> str:
    """Host, path and query in one spelling, for comparing: no scheme, `www.`, `/index.php`, tracking parameters,
    number of a visit, trailing slash or fragment. Case of the path is kept. "" for what is no web address."""
    parts = _split(url)
    if not parts or parts.scheme not in _DEFAULT_PORTS or not host(url):
        return ""
    pairs = parse_qsl(parts.query, True, errors=_BYTES)
    query = sorted((key, value) for key, value in pairs if not _passes(key, value))
    path = quote(unquote(_path(parts), errors=_BYTES), safe="/:@!$&'()*+,;=~-._", errors=_BYTES).rstrip("/")
    return f"{host(url)}{path}" + (f"?{urlencode(query, errors=_BYTES)}" if query else "")


def untracked(url: str) -> str:
    """The address without the parameters that say where a visitor came from."""
    parts = _split(url)
    kept = [pair for pair in parts.query.split("&") if not _TRACKING.fullmatch(pair.partition("=")[0])] if parts else []
    return urlunsplit(parts._replace(query="&".join(kept))) if parts and kept != parts.query.split("&") else url


def shape(url: str) -> tuple[str, ...]:
    """What the addresses of one site's articles have in common, whatever their words and numbers: which parts the path
    has, and which parameters. Equal for `/2025/satu.html` and `/2024/dua-tiga.html`."""
    path, _, query = canonical(url).partition("?")
    if found := article(url):
        return found.grammar, str("_" in path)
    parameters = sorted(key for key, _ in parse_qsl(query, True))
    return *(_kind(part) for part in path.split("/")[1:]), *parameters


def _kind(part: str) -> str:
    ending = _ENDING.search(part)
    return ("0" if part.isdigit() else "a") + (ending[0].lower() if ending else "")


def _passes(key: str, value: str) -> bool:
    """Whether a parameter says where a visitor came from, or who it is, and nothing of the page."""
    return bool(_TRACKING.fullmatch(key) or _SESSION.fullmatch(key) or _VISIT.fullmatch(f"{key}={value}"))


def _path(parts: SplitResult) -> str:
    return re.sub(r"/{2,}", "/", _INDEX.sub("", _MATRIX.sub("", parts.path)))


def _split(url: str) -> SplitResult | None:
    """None for what urllib refuses (a bad port, an unclosed bracket)."""
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts
