"""Lines of links within a text: those that lead away from the article, and those that are what its writer says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from feeder.extract import furniture
from feeder.extract.article import entries, lines, rows
from feeder.extract.article.body import Body, in_list
from feeder.extract.blocks import CELLS, Block
from feeder.extract.markup import inner_text, leads_elsewhere
from feeder.normalise.files import file_type

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SHARE: Final = re.compile(  # of lower case
    r"facebook\.com/(?:sharer|share|dialog)|(?:twitter|x)\.com/(?:intent|share|home\?status)|^whatsapp:|wa\.me/\?"
    r"|(?:api|web)\.whatsapp\.com/send|(?:t|telegram)\.me/share|^tg:|linkedin\.com/(?:share|cws)|lineit"
    r"|pinterest\.[\w.]+/pin/create|line\.me/(?:r/)?(?:share|msg)|reddit\.com/submit|^mailto:\?|vk\.com/share"
    r"|tumblr\.com/(?:share|widgets)|getpocket\.com/save|threads\.net/intent|bsky\.app/intent|addtoany|sharethis"
    r"|^javascript:|[?&](?:print|format=pdf|tmpl=component)"
)
_CHANNEL: Final = re.compile(r"//news\.google\.|whatsapp\.com/channel/|//t(?:elegram)?\.me/[^?]*$")  # of lower case
_FOLLOW: Final = re.compile(  # which begins such a line
    r"(?:simak|ikuti|dapatkan|baca|cek|temukan|gabung|bergabung|follow|join|get|read|subscribe|suivez|folgen)\b",
    re.IGNORECASE,
)
_FEW: Final = 24  # blocks of a table of facts: labels, colons, values
_ASKED: Final = 200  # characters
_BESIDE: Final = 5  # characters of a sentence that stand beside its link
_ASKS: Final = ("?", "？")
_ANNOUNCED: Final = 5  # words of a line that says what follows: fewer are a label
_BESIDE_ITEM: Final = 30  # of an item of a list, which may name a source
_LABELLED: Final = re.compile(
    r"(?:tags?|tagar|[kc]ategor[a-zíé]{1,5}|label|topik|topics?|kata kunci|keywords?|filed under|posted in|rubrik"
    r"|schlagw(?:ö|o)rter?|etiquetas|sku)\s*:",
    re.IGNORECASE,
)


def hand_on(body: Body, index: int) -> bool:
    """Whether a block is nothing but links that hand the page on, or asks to follow a channel that it leads to."""
    block = body.page.blocks[index]
    asks = block.links and len(block.text) <= _ASKED and _FOLLOW.match(block.text)
    if asks and all(_CHANNEL.search(link.get("href", "").lower()) for link in block.links):
        return True
    if not block.links or block.plain >= 40:
        return False
    shares = sum(_SHARE.search(link.get("href", "").lower()) is not None for link in block.links)
    return shares * 2 > len(block.links)


def lead_away(body: Body, index: int) -> bool:
    """Whether a block is a line of links to other pages of the site."""
    block = body.page.blocks[index]
    if not block.links or offers_file(block) or block.plain >= 80:
        return False
    if body.listed and entries.leads_on(block):
        return False
    if body.region.tier == rows.TIER:
        return furniture.leads_on(block.text)
    if furniture.is_related(block.text) or _LABELLED.match(block.text) or _are_tags(block):
        return True
    if block.linked * 2 <= len(block.text) or _names_row(body, block) or _is_sentence(body, block):
        return False
    if block.box.tag == "pre" or _is_written(body, index):
        return False
    own = [link for link in block.links if body.is_own(link)]
    if not own or len(own) * 2 < len(block.links):
        listed = in_list(block) and not _is_among_own(body, block)
        return not body.at_home(block) and not listed and not _in_quotation(block)
    up = index > body.last and all(map(body.leads_up, block.links))  # "Kembali ke daftar", in any language
    return up or len(own) > 1 or len(block.text) >= 25 or not body.at_home(block)


def ask_to_read(body: Body, index: int) -> bool:
    """Whether a block asks to read something else: a newsletter, or, where no paragraph stands, the rest of another
    article."""
    block = body.page.blocks[index]
    if not block.links:
        return False
    if furniture.asks_to_subscribe(block.text):
        return True
    last = inner_text(block.links[-1])
    alone = index > body.first and body.many[body.home(block)] <= 1 and block.box.tag != "p"
    onwards = alone and furniture.leads_on(last) and block.text.endswith(last)
    return onwards and body.is_own(block.links[-1]) and leads_elsewhere(block.links[-1])


def _are_tags(block: Block) -> bool:
    """Whether all links are to pages of a tag (HTML, section 4.6.7.19), with little between them."""
    return block.linked * 2 > len(block.text) and all("tag" in link.get("rel", "").split() for link in block.links)


def offers_file(block: Block) -> bool:
    return any(file_type(link.get("href", "")) for link in block.links)


def leads_on(block: Block) -> bool:
    """Whether most of a block is links to other pages."""
    return block.linked * 2 > len(block.text) and all(map(leads_elsewhere, block.links))


def _is_sentence(body: Body, block: Block) -> bool:
    """Whether a writer put most of a sentence into a link: words of it stand beside."""
    beside = block.plain >= (_BESIDE_ITEM if in_list(block) else _BESIDE)
    return body.at_home(block) and beside and block.text.endswith(lines.ENDS)


def _is_written(body: Body, index: int) -> bool:
    """Whether the links are part of what a writer says: in a heading of more words, or in a list that is text for the
    most part, or that a line announces."""
    block = body.page.blocks[index]
    if block.text.endswith(_ASKS) and not any(map(leads_elsewhere, block.links)):
        return True
    if block.rank:
        return block.linked * 10 < len(block.text) * 9
    items = next(block.box.iterancestors("ul", "ol"), None) if body.in_cell(block) else None
    if items is None:
        return False
    first, end = body.page.spans[items]
    plain = sum(each.plain - each.linked for each in body.page.blocks[first:end])
    return plain > 0 or _announces(body.page.blocks[first - 1]) or _is_chapter(body, items)


def _is_chapter(body: Body, items: HtmlElement) -> bool:
    """Whether a list stands among the paragraphs, under a heading as large as that of another part of the text."""
    first, _ = body.page.spans[items]
    above, before = body.page.blocks[first - 1], body.page.blocks[body.region.first : first - 1]
    if not above.rank or above.links or not any(block.rank == above.rank for block in before):
        return False
    return any(home[0] is items.getparent() for home in body.homes)


def _announces(block: Block) -> bool:
    """Whether a line says what follows it."""
    return block.text.endswith((":", "：")) and not block.links and len(block.text.split()) >= _ANNOUNCED


def _names_row(body: Body, block: Block) -> bool:
    """Whether it is a cell of a table in which others say something of it, or a term of a list that explains it."""
    if block.box.tag == "dt":
        below = next((each for each in block.box.itersiblings() if each.tag != "dt"), None)
        return block.plain > 0 and below is not None and body.gain(*body.page.spans.get(below, (0, 0))) > 0
    row = block.box.getparent() if block.box.tag in CELLS else None
    first, end = body.page.spans.get(row, (0, 0)) if row is not None else (0, 0)
    others = (other for other in body.page.blocks[first:end] if other is not block)
    return body.in_cell(block) and end - first <= _FEW and any(other.text and not other.links for other in others)


def _is_among_own(body: Body, block: Block) -> bool:
    """Whether it stands in a list of which most links lead to pages of the site."""
    around = next(block.box.iterancestors("ul", "ol"), None)
    first, end = body.page.spans[around] if around is not None else (0, 0)
    links = [link for each in body.page.blocks[first:end] for link in each.links]
    return sum(map(body.is_own, links)) * 2 > len(links)


def _in_quotation(block: Block) -> bool:
    """Whether somebody else says it: its link names who, as that of a post of a social network does."""
    return next(block.box.iterancestors("blockquote"), None) is not None
