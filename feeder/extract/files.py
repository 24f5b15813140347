"""A file in place of a page: lists lead to decrees and pictures themselves, and not to pages about them."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote, urlsplit

from feeder.errors import ExtractError
from feeder.model import Attachment, Document, Draft, Page, Role, Trace

_FORMS: Final = (
    "image/",
    "audio/",
    "video/",
    "application/pdf",
    "application/zip",
    "application/vnd.",
    "application/ms",
)
_TEXTS: Final = ("+xml", "+json")  # that some vendor calls his own
_PDF: Final = b"%PDF-"


def page(document: Document) -> Page | None:
    """The file as what an article is; None for pages and other texts. Raises ExtractError for a file that nothing leads
    to as an article."""
    form = _form(document)
    if not form:
        return None
    if document.role is not Role.ARTICLE:
        raise ExtractError(document.name or document.url, f"this is a file ({form}), and no page")
    file = Attachment(url=document.url, media_type=form, size=len(document.body))
    title = unquote(urlsplit(document.url).path).rpartition("/")[2].rpartition(".")[0].replace("_", " ")
    picture = document.url if form.startswith("image/") else ""
    named = document.hint.title if document.hint else ""
    told = (Trace("attachments", "file", "the list leads to it, and not to a page"),)
    beside = document.hint.attachments if document.hint else ()
    attachments = () if picture else (file, *(each for each in beside if each.url != file.url))
    return Page(
        items=(Draft(url=document.url, title=named or title, image=picture, attachments=attachments, traces=told),)
    )


def _form(document: Document) -> str:
    """The media type of a file that is no text, also where its server calls it a page."""
    if document.body.startswith(_PDF):
        return "application/pdf"
    kind = document.media_type
    return kind if kind.startswith(_FORMS) and not kind.endswith(_TEXTS) else ""
