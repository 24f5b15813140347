"""An article's own text on its page: where it lies, without what stands between, and with a second opinion."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from feeder.extract.article import arbiter, claimed_parts, entries, heading, media, prune, rows
from feeder.extract.article import region as regions
from feeder.extract.article.field import Field, Region, Shown, Text
from feeder.extract.article.heading import Heading
from feeder.extract.blocks import Outline
from feeder.extract.markup import absolute
from feeder.extract.structured import Claims
from feeder.model import Draft

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def find(
    tree: HtmlElement, page: Outline, title: Heading, claims: Claims, here: str, hint: Draft | None
) -> tuple[Heading, Text | None]:
    """The text under a title, and the title: the line over the text, where nothing better gave one. `here` is the
    page's address, `hint` what the listing says of the article, which it so promises."""
    return _Search(page, claims, here, hint, media.shown(tree, page.blocks, here)).run(tree, title)


@dataclass(frozen=True)
class _Search:
    page: Outline
    claims: Claims
    here: str
    hint: Draft | None
    shown: Shown
    fields: dict[int, Field] = field(default_factory=dict)

    def run(self, tree: HtmlElement, title: Heading) -> tuple[Heading, Text | None]:
        if row := self.entries(title):
            title = self.named(row, title)
            return title, self.text(row, title)
        around = self.around(title)
        listed = self.listed(title, around) if self.hint is None else None
        if listed is not None:
            return title, self.text(listed, title)
        title, region = self.place(title, around)
        text = self.text(region, title)
        if not arbiter.is_unsure(self.page, title, text):
            return title, text
        densest = self.text(self.densest, title)
        offers = [offer for offer in (text, densest) if offer is not None]
        return title, arbiter.decide(tree, self.page, title, offers) or text

    def place(self, title: Heading, around: Region | None) -> tuple[Heading, Region | None]:
        """Structure around the title, else density; where the only heading stands behind most of the page's text, the
        line over that text is the title."""
        if around is not None and title.agreed:
            return title, around
        densest = self.densest
        if densest is None or (around is not None and title.index < densest.end):
            return title, around
        line = heading.over(self.page, densest)
        if line is None or (around is None and title.text and not heading.is_bold(self.page.blocks[line.index])):
            return title, around or densest
        return line, self.around(line)

    def around(self, title: Heading) -> Region | None:
        if title.index < 0:
            return None
        return regions.around_title(self.weighed(title.index), self.hint.excerpt if self.hint else "")

    def entries(self, title: Heading) -> Region | None:
        """The row of entries of which a title is one's, that leads to the whole of it, where nobody promised that."""
        if self.hint is not None or title.agreed or title.index < 0:
            return None
        block = self.page.blocks[title.index]
        if not entries.leads_on(block):
            return None
        away = absolute(self.here, block.links[0].get("href", "")).partition("#")[0] != self.here
        return entries.row(self.weighed(-1), block.box) if away else None

    def named(self, row: Region, title: Heading) -> Heading:
        """What stands over a row of entries, which the title of the first one is no title of."""
        blocks = self.page.blocks
        over = (i for i in reversed(range(row.first)) if blocks[i].rank and not (blocks[i].zone or blocks[i].links))
        index = next(over, -1)
        return Heading(blocks[index].text, index, "the heading over a list of entries", False) if index >= 0 else title

    def listed(self, title: Heading, around: Region | None) -> Region | None:
        return rows.behind(self.weighed(title.index), around)

    @cached_property
    def densest(self) -> Region | None:
        return regions.densest(self.weighed(-1))

    def weighed(self, title: int) -> Field:
        """The blocks behind a title, weighed once."""
        if title not in self.fields:
            self.fields[title] = Field(self.page, title, self.shown)
        return self.fields[title]

    def text(self, region: Region | None, title: Heading) -> Text | None:
        if region is None:
            return None
        region = claimed_parts.widened(self.weighed(title.index), region, self.claims.parts)
        kept = prune.kept(self.page, region, title.text, self.here, (name for _, name in self.claims.authors))
        return Text(kept, region.root, region.end, region.tier, region.reason)
