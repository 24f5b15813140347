"""What the fields of an item are called in data: by programs, in English and in Indonesian."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

TITLE = (
    "title judul headline blogname posttitle articletitle newstitle judulberita namaberita heading name nama subject"
).split()
TITLE_LIKE = re.compile(r"judul\w*|(?!meta|sub|seo|og|page|site)\w*title")
URL = "url link href permalink canonicalurl path fullurl shareurl uri alamat tautan to slugurl".split()
URL_LIKE = re.compile(
    r"(?!.*(?:gambar|foto|image|img|thumb|cover|video|file|icon|logo|author|penulis|categor|kategori|api|edit|next|prev))"
    r"(?:url|link|href|tautan)\w*|\w*(?:url|link|href|tautan)"
)
SLUG = "slug postslug blogslug seotitle judulseo seourl titleslug slugjudul alias key".split()
ID = "id postid blogid newsid articleid beritaid idberita idblog idpost idartikel nid ident".split()
BODY = (
    "content contents isi body isiberita isiartikel articlebody konten kontent html bodyhtml contenthtml fulltext teks "
    "isikonten"
).split()
BODY_LIKE = re.compile(r"(?:isi|konten|content|body)\w*|\w*(?:konten|content|body)")
TREES = (*BODY, "blocks", "paragraphs", "paragraf", "sections", "document", "richtext", "text")
LEAD = ("introtext", "lead")  # how the text begins, or an excerpt
TEXT = "text introtext description deskripsi keterangan desc".split()  # the whole or a part, as it turns out
EXCERPT = (
    "excerpt ringkasan summary intro teaser lead cuplikan shortdescription metadescription preview subtitle"
).split()
DATE = (
    "publishedat publishedon datepublished publishdate publisheddate tanggalterbit tanggal tgl tglposting "
    "tanggalposting date postdate waktu time"
).split()
CREATED = "createdat created datecreated createdon tglinput timestamp".split()  # the record, before it was published
_OTHER = r"(?!.*(?:upd|ubah|modif|expir|selesai|end|event|acara|agenda|valid|lahir|birth|delet|hapus"  # of other days
PUBLISHED_LIKE = re.compile(
    rf"{_OTHER}|unpub|down|until|hingga|sampai|last|akhir|status|oleh|by$|publisher|penerbit))"
    r"\w*(?:publi[sck]|terbit|tayang|posted|posting|release|rilis|siar)\w*"
)
DATE_LIKE = re.compile(rf"{_OTHER}|mulai|start))(?:(?:tgl|tanggal|date)\w*|\w*(?:tgl|tanggal|date|waktu))")
IMAGE = (
    "filefoto image gambar foto featuredimage thumbnail cover picture img imageurl photo banner thumb fotothumb media "
    "heroimage ogimage imgurl gambarutama thumbnailurl"
).split()
IMAGE_LIKE = re.compile(
    r"(?:gambar|foto|image|thumb|cover)(?!alt|cap|desc|title|id|width|height)\w*|\w*(?:image|foto|gambar)"
)
CATEGORY = "category kategori categoryname namakategori rubrik section kanal categories topic".split()
CATEGORY_LIKE = re.compile(r"\w*(?:category|categories|kategori|rubrik|kanal)(?:id|slug|name|nama)?")
AUTHOR = "author penulis authorname namapenulis writer createdby creator user reporter editor".split()
FILES = "attachments lampiran files dokumen file documents berkas".split()
LABELS = ("name", "nama", "title", "judul", "label", "rendered", "fullname", "username")
ADDRESSES = ("url", "src", "path", "link", "href", "original", "large", "file", "filename", "secureurl", "sourceurl")
WRAPPERS = ("attributes", "node", "item", "frontmatter", "fields")
MOMENTS = ("date", "$date", "iso", "raw", "seconds", "_seconds", "rendered")

_USUAL = frozenset((*TITLE, *SLUG, *BODY, *LEAD, *TEXT, *EXCERPT, *DATE, *CREATED, *IMAGE))
_LIKE = (TITLE_LIKE, BODY_LIKE, PUBLISHED_LIKE, DATE_LIKE, IMAGE_LIKE)


def named(fields: Mapping[str, Any], names: Sequence[str], like: re.Pattern[str]) -> Iterator[str]:
    """The names of a field in an object, the usual ones first, then those that are alike ("tgl_tayang")."""
    yield from filter(fields.__contains__, names)
    yield from filter(like.fullmatch, fields)


def dated(fields: Mapping[str, Any]) -> Iterator[str]:
    """The names under which it may stand when an item was published, the surest first; never that of a change."""
    yield from filter(PUBLISHED_LIKE.fullmatch, named(fields, DATE, PUBLISHED_LIKE))
    yield from named(fields, DATE, DATE_LIKE)
    yield from filter(fields.__contains__, CREATED)


@lru_cache(maxsize=1024)  # the objects of a page have a few names
def is_told(name: str) -> bool:
    """Whether a name is that of a field that tells of an item: title, date, picture, text."""
    return name in _USUAL or any(like.fullmatch(name) for like in _LIKE)
