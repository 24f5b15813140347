"""From the thickest of the text outwards: container by container, for as long as what comes next goes on like it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING, Final

from feeder.extract import furniture, imprints
from feeder.extract.article import stretches
from feeder.extract.article.field import CHAPTERS, ENOUGH, MUCH, PLENTY, SOME, Field, Region
from feeder.extract.article.lines import is_about, is_label
from feeder.extract.article.looks import Looks, is_of_others, look, says_kind
from feeder.extract.article.media import LITTLE
from feeder.extract.blocks import OUTSIDE, Block

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TOP: Final = 4  # blocks at the top of an article: its title and the lines about it
_LINKED: Final = 60  # characters of links that are more than some buttons
_NAME: Final = 20  # characters of a link that is a writer's name, and no title


class _Verdict(Enum):
    TAKE = "part of the article"
    SKIP = "not part of it, but what follows may be"
    END = "the article ends here; what follows would have to be much"
    STOP = "the article ends here"


def grow(field: Field, seed: HtmlElement, tier: str, reason: str) -> Region:
    """The region around a seed."""
    return _Growth(field, seed).climb(tier, reason)


class _Growth:
    """A region that grows: blocks [first, end) within `root`."""

    def __init__(self, field: Field, seed: HtmlElement) -> None:
        self.field = field
        self.root = seed
        self.node = seed
        first, self.end = field.page.spans[seed]
        self.first = max(first, field.title + 1)
        self.looks = Looks()  # of the containers that hold the article's text
        self.divided: dict[HtmlElement, bool] = {}  # whether they are the parts of a page
        self.refused: set[int] = set()
        self.left_open = self.right_open = True

    @property
    def held(self) -> float:
        return self.field.worth(self.first, self.end)

    def climb(self, tier: str, reason: str) -> Region:
        spans = self.field.page.spans
        while (parent := self.node.getparent()) is not None and not self._is_complete():
            if parent in spans:
                self.looks.add(self.node)
                before = self.first, self.end
                if self.right_open:
                    self._forwards(parent, spans[parent][1])
                if self.left_open:
                    self._backwards(parent, max(spans[parent][0], self.field.title + 1))
                if (self.first, self.end) != before:
                    self.root = parent
            self.node = parent
        region = Region(self.first, self.end, frozenset(self.refused), self.root, tier, reason)
        return stretches.introduced(self.field, region)

    def _is_complete(self) -> bool:
        """Whether a container says that it holds the whole article, and does hold some text."""
        node = self.node
        whole = node.tag in ("article", "main") or node.get("itemprop") == "articleBody" or node.get("role") == "main"
        return not (self.left_open or self.right_open) or (
            whole and self.held >= PLENTY and not stretches.is_piece(self.field, node)
        )

    def _forwards(self, parent: HtmlElement, limit: int) -> None:
        """Take in what follows within the parent."""
        if self._are_chapters(self.end, limit):
            self.end = limit
            return
        ended = False
        for a, b, element in self._units(parent, self.end, limit):
            verdict = self._judge(a, b, element, ended)
            if verdict is _Verdict.STOP:
                self.right_open = False
                return
            if verdict is _Verdict.TAKE:
                self.end = b
                self.looks.add(element)
            elif verdict is _Verdict.SKIP:
                self._refuse(a, b)
            elif stretches.leads_away(self.field, a, b):
                self.refused.update(range(a, b))  # also where the article goes on after all
            ended = ended or verdict is _Verdict.END

    def _backwards(self, parent: HtmlElement, start: int) -> None:
        """Take in what comes before within the parent, as far as the title."""
        for a, b, element in reversed(list(self._units(parent, start, self.first))):
            if self._is_between(a, b) or self._judge(a, b, element, ended=False) is _Verdict.TAKE:
                self.first = a
                continue
            self._refuse(a, b)

    def _refuse(self, first: int, end: int) -> None:
        if self.field.worth(first, end) >= SOME:
            self.refused.update(range(first, end))

    def _units(self, parent: HtmlElement, first: int, end: int) -> Iterator[tuple[int, int, HtmlElement | None]]:
        """The children of an element that lie in [first, end), and the text between them."""
        position = first
        for child in parent:
            a, b = self.field.page.spans.get(child, (0, 0))
            if a < first or b > end or a == b:
                continue
            if a > position:
                yield position, a, None
            yield a, b, child
            position = b
        if position < end:
            yield position, end, None

    def _judge(self, a: int, b: int, element: HtmlElement | None, ended: bool) -> _Verdict:
        """What to make of the blocks [a, b), which are all of an element, or text between two (None); `ended` says that
        the article seemed to end before them."""
        field, held = self.field, self.held
        lead, worth, loss = field.lead(a, b), field.worth(a, b), field.loss(a, b)
        if lead.zone in OUTSIDE:
            return _Verdict.SKIP
        if furniture.starts_comments(lead.text) or self._is_another(a, lead, element):
            return _Verdict.STOP
        if self._are_chapters(a, b) or stretches.is_data(field, a, b, element) or self._is_part(a, b, element):
            return _Verdict.TAKE
        if worth < SOME:
            return self._judge_little(element, lead, loss)
        if stretches.is_column(field, element) and held >= ENOUGH:
            return _Verdict.STOP
        if held < ENOUGH and not (lead.rank or is_label(lead) or (element is not None and is_of_others(element))):
            return _Verdict.TAKE if loss < worth * 2 else _Verdict.SKIP
        if self.looks.tell(element) and loss <= worth:
            return _Verdict.TAKE
        if furniture.starts_related(lead.text) or (ended and worth < held / 2):
            return _Verdict.STOP
        return self._judge_unlike(a, b, element, lead)

    def _judge_unlike(self, a: int, b: int, element: HtmlElement | None, lead: Block) -> _Verdict:
        """The same of some text in a container unlike those that hold the article's so far."""
        field, held, worth, loss = self.field, self.held, self.field.worth(a, b), self.field.loss(a, b)
        if element is not None and is_of_others(element):
            return _Verdict.SKIP
        if element is not None and stretches.is_named(field, element):
            return _Verdict.TAKE
        if loss > worth or (loss * 4 > worth and worth < held * 0.35):
            if element is not None and element.tag == "p" and loss < worth and b - a == 1:
                return _Verdict.TAKE
            if element is None and worth < ENOUGH and loss < _LINKED:
                return _Verdict.SKIP
            return self._beyond(element)
        if any(imprints.is_imprint(block.text) for block in field.page.blocks[a:b]):
            return _Verdict.STOP
        if worth < held / 10 and not (self.looks.have(element) or self._is_before(element)):
            return _Verdict.TAKE if stretches.is_figure(element) else _Verdict.END
        if self._goes_on(a, lead, element, worth, loss):
            return _Verdict.TAKE
        return self._beyond(element)

    def _beyond(self, element: HtmlElement | None) -> _Verdict:
        """What a box that is no part of the article means for what follows it."""
        return (
            _Verdict.SKIP if stretches.is_inside(self.field, element) or self._is_followed(element) else _Verdict.STOP
        )

    def _judge_little(self, element: HtmlElement | None, lead: Block, loss: float) -> _Verdict:
        """Hardly any text: the last lines in a container like the others, or links and labels."""
        if self.looks.tell(element) and loss < SOME:
            return _Verdict.TAKE
        if furniture.starts_related(lead.text):
            return _Verdict.END
        if element is not None and element.tag == "p" and look(element) == look(self.node):
            return _Verdict.TAKE  # a paragraph among paragraphs, if only a link
        return _Verdict.END if loss >= _LINKED else _Verdict.SKIP

    def _are_chapters(self, first: int, end: int) -> bool:
        """So much text, and so little else, that it must be the rest of a long one."""
        worth = self.field.worth(first, end)
        if worth < max(self.held, CHAPTERS) or self.field.loss(first, end) * 5 > worth:
            return False
        if any(stretches.is_title(self.field, index) for index in range(first, end)):
            return False  # the next article of a page that goes on and on
        blocks = self.field.page.blocks[first:end]
        return not any(furniture.starts_comments(block.text) or 0 < block.rank < self.field.rank for block in blocks)

    def _is_part(self, first: int, end: int, element: HtmlElement | None) -> bool:
        """One of the parts that a page with one title is divided into, or all of them."""
        parent = element.getparent() if element is not None else None
        blocks, loss = self.field.page.blocks[first:end], self.field.loss(first, end)
        if element is None or parent is None or loss > max(self.field.worth(first, end), ENOUGH):
            return False
        if self.field.is_outside(first, end) or any(imprints.is_imprint(block.text) for block in blocks):
            return False
        for box in (element, parent):
            if box not in self.divided:
                self.divided[box] = stretches.is_divided(self.field, box)
        return self.divided[element] or self.divided[parent]

    def _is_followed(self, element: HtmlElement | None) -> bool:
        """Whether the text goes on behind a box: beside it, or beside the container that both are in."""
        parent = element.getparent() if element is not None else None
        if element is None or parent is None:
            return False
        name = look(parent) if says_kind(parent) else ""
        beside = (each for each in element.itersiblings() if self.looks.tell(each))
        above = (each for each in parent.itersiblings() if look(each) == name)
        return any(stretches.is_prose(self.field, each) for each in (*beside, *above)) or any(
            stretches.is_named(self.field, each) for each in element.itersiblings()
        )

    def _is_kin(self, element: HtmlElement) -> bool:
        """Whether its first class is that of a container beside it with some of the text ("section section--2")."""
        name, parent = (element.get("class") or "").split()[:1], element.getparent()
        beside = parent.iterchildren(element.tag) if parent is not None and name else ()
        spans = self.field.page.spans
        return any(
            (each.get("class") or "").split()[:1] == name
            and each in spans
            and spans[each][0] < self.end
            and spans[each][1] > self.first
            for each in beside
            if each is not element
        )

    def _is_before(self, element: HtmlElement | None) -> bool:
        """Whether text in a container alike stands before the text so far, which it so goes on with."""
        above = element.itersiblings(preceding=True) if element is not None else ()
        alike = (self.field.page.spans.get(each, (0, 0)) for each in above if look(each) == look(element))
        return any(self.field.title < a < b <= self.first and self.field.worth(a, b) >= SOME for a, b in alike)

    def _is_between(self, first: int, end: int) -> bool:
        """Text between the title and the rest of the text: hardly anything else stands there."""
        field = self.field
        plain = field.worth(first, end) > field.loss(first, end) * 2
        return field.title >= 0 and plain and not field.is_outside(first, end)

    def _is_another(self, first: int, lead: Block, element: HtmlElement | None) -> bool:
        """Another article, with a title like ours and lines about it, or a link to one."""
        if element is None or not lead.rank or self._repeats_title(first):
            return False
        leads_away = lead.linked * 2 > len(lead.text) and not lead.links[0].get("href", "#").startswith("#")
        if leads_away and len(lead.text) <= _NAME and self.looks.have(element):
            return False  # a post of a thread, under its writer's name
        if leads_away or lead.rank != self.field.rank:
            return leads_away or (lead.rank < self.field.rank and not self._has_as_large(lead.rank))
        return any(map(is_about, self.field.page.blocks[max(first - 2, self.end) : first + _TOP]))

    def _repeats_title(self, first: int) -> bool:
        """Whether the title stands once more over the blocks from `first` on: below a cover, the text itself."""
        title, blocks = self.field.title, self.field.page.blocks
        return title >= 0 and any(block.text == blocks[title].text for block in blocks[first : first + _TOP])

    def _has_as_large(self, rank: int) -> bool:
        """Whether a heading as large stands within the text so far: then the title is a small one."""
        return any(0 < block.rank <= rank for block in self.field.page.blocks[self.first : self.end])

    def _goes_on(self, first: int, lead: Block, element: HtmlElement | None, worth: float, loss: float) -> bool:
        """Whether a container belongs to the text so far, and is no box of its own with its own heading."""
        field, held = self.field, self.held
        if not (lead.rank or is_label(lead)) or self.looks.have(element) or furniture.starts_answers(lead.text):
            return True
        if self._repeats_title(first):
            return loss * 4 < worth
        if element is not None and (element.tag == "details" or self._is_kin(element)):
            return loss * 4 < worth  # the writer's own: what it is about, and the rest at a touch
        if element is not None and lead.rank > field.rank and stretches.is_beside_title(field, element):
            return loss * 10 < worth
        next_rank = lead.rank == field.rank + 1 or (lead.rank > 1 and not field.rank)
        if not next_rank or worth <= held:
            return False
        if held >= PLENTY:  # the longer part of the text, unless it is another one with its own writer and day
            return loss * 25 < worth and not any(map(is_about, field.page.blocks[first : first + _TOP]))
        return loss * 25 < worth or (worth > max(held, LITTLE) * MUCH and loss * 4 < worth)
