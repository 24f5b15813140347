"""The title among the lines that stand by a link."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from feeder.extract.listing import words
from feeder.extract.listing.lines import Line, Said
from feeder.normalise.text import count, fold

_LONG = 250  # characters; what is longer, and neither linked nor a heading, is text
_FIRST = 8  # lines among which it is, if it is not marked as one
_PROSE = 1000  # characters: sentences are looked for in no more
_BUTTON = 3  # words on a link that leads to the item
_ANY = 60  # characters that have some words, if there are any
_NUMBER = re.compile(r"\d+")
_SPELLED = re.compile(r"[^\W\d_A-Z]{3}")  # a word, and no abbreviation
_SURE = 8  # characters of an address that are no chance


def title(
    lines: Sequence[Line],
    attributes: Sequence[str],
    url: str,
    slug: str,
    *,
    often: Container[str] = (),
    least: float = 0.0,
) -> tuple[str, str]:
    """The title, and what it was told by: "heading", "link", "line", "attribute" or "address"; ("", "") for none.

    `attributes` are what `title`, `alt` and the like say of the links and pictures. The words of the address, where it
    has any (`slug`), tell a title from a category, a caption and a text; they are the title where nothing else is.
    `often` are forms of lines that stand by other items as well.
    """
    ranked = [*_ranked(lines, attributes, slug), *((_attribute(text, slug), text, "attribute") for text in attributes)]
    worded = [each for each in ranked if each[2] == "heading" or not _is_code(each[1], often)]
    ranked = worded if any(text not in often for _, text, _ in worded) else ranked
    alone = [each for each in ranked if each[0] > 0 and not (each[1] in often and _says_little(*each[1:]))]
    alone = [each for each in alone if each[1] not in often or each[2] == "heading"] or alone
    score, best, tier = max(alone or ranked, key=lambda each: each[0], default=(0.0, "", ""))
    if score <= 0 and len(lines) == 1 and best == lines[0].text and best not in often:
        return lines[0].text, "line"  # however short it is
    if score <= least and not slug:
        return "", ""
    if score <= 0 and slug:
        spelled = " ".join(re.split(r"[-_\s]+", _last(url))).strip()
        return spelled[:1].upper() + spelled[1:], "address"
    full = next(_fuller(best, lines, attributes), "")
    return (full, f"{tier}, made whole") if full else (best, tier)


def _ranked(lines: Sequence[Line], attributes: Sequence[str], slug: str) -> Iterator[tuple[float, str, str]]:
    """How likely each line is the title, with its words, and what it is."""
    near = [line for place, line in enumerate(lines) if place < _FIRST or line.heading or line.linked]
    text = next((place for place, line in enumerate(near) if _is_text(line)), len(near))
    for place, line in enumerate(near):
        below = place > text and not line.linked
        yield _line(line, place, slug, attributes) - 3.0 * below, line.text, _tier(line)


def repeated(said: Sequence[Said], urls: Iterable[str]) -> frozenset[str]:
    """Forms of lines, and words of addresses, that most of the items have, and so are the title of none."""
    forms = Counter(text for each in said for text in {form(line.text) for line in each.lines})
    told = (*forms.items(), *Counter(map(slug, urls)).items())
    return frozenset(text for text, count in told if count > 1 and 2 * count > len(said))


def demote(said: Sequence[Said]) -> None:
    """Take the headings that only some items have, and that lead nowhere, for plain lines where all have a link with
    words: they are those of parts of the list with a single item."""
    headed = [each for each in said if any(line.heading and not line.linked for line in each.lines)]
    linked = sum(any(line.linked for line in each.lines) for each in said)
    if 2 * len(headed) < len(said) == linked:
        for line in (line for each in headed for line in each.lines if not line.linked):
            line.heading = False


def form(line: str) -> str:
    """What codes that count on have in common, such as "THESIS-001" or "24-3166"; any other line is itself."""
    return line if _SPELLED.search(line) else _NUMBER.sub("0", line)


def _is_code(text: str, often: Container[str]) -> bool:
    return (shared := form(text)) != text and shared in often


def _says_little(text: str, tier: str) -> bool:
    """Whether words that stand by other items as well are no title of any: a line, or a button."""
    return tier == "line" or (tier == "link" and len(text.split()) <= _BUTTON)


def is_spelled(line: str, slug: str) -> bool:
    """Whether a line has the very words of the address."""
    return bool(slug) and len(slug) <= len(line) < 2 * len(slug) + 20 and _squashed(line) == slug


def is_same(line: str, title: str) -> bool:
    """Whether a line says no more than the title does."""
    if len(line) > len(title) + 5:
        return False
    said = fold(words.uncut(line))
    return bool(said) and fold(title).startswith(said)


def _is_text(line: Line) -> bool:
    """Whether the text has begun, in which a heading is that of a chapter."""
    return len(line.text) > _LONG and not (line.heading or line.linked)


def _tier(line: Line) -> str:
    return "heading" if line.heading else "link" if line.linked else "line"


def _line(line: Line, place: int, slug: str, attributes: Sequence[str]) -> float:
    text = line.text
    score = 0.5 + 4.0 * line.heading + 3.0 * line.linked + 1.0 * line.strong + _spelled(text, slug)
    score += 2.0 * (text in attributes) - 0.05 * place - 2.0 * (count(text[:_ANY]) < 3)
    if not (line.heading or line.linked):
        score -= 4.0 * (len(text) > _LONG) + 1.5 * text.endswith((".", "…"))
    return score - 2.0 * bool(len(text) < _PROSE and re.search(r"\w{3,}[.!?] [A-Z].*\w{3,}[.!?…]$", text))


def _attribute(text: str, slug: str) -> float:
    return 1.0 + _spelled(text, slug) - 2.0 * (count(text[:_ANY]) < 3)


def _spelled(text: str, slug: str) -> float:
    """How well the words of the address agree."""
    said = _squashed(words.uncut(text)) if slug and len(text) < 4 * len(slug) + 20 else ""
    if not said:
        return 0.0
    if said == slug:
        return 6.0
    return 4.0 if min(len(said), len(slug)) >= _SURE and (said.startswith(slug) or slug.startswith(said)) else 0.0


def _fuller(best: str, lines: Iterable[Line], attributes: Iterable[str]) -> Iterator[str]:
    """The same title where it is not cut off."""
    begun, cut = words.uncut(best).casefold(), words.is_cut(best)
    marked = [line.text for line in lines if cut and (line.heading or line.linked)]
    for text in (*attributes, *marked):
        longer = len(text) > len(begun) and text.casefold().startswith(begun)
        if longer and not words.is_cut(text) and (cut or len(text) < 2 * len(best)):
            yield text


def _last(url: str) -> str:
    """The last part of the path, without number and ending."""
    part = unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
    return re.sub(r"^\d+[-_.]|\.\w{2,5}$", "", part)


def slug(url: str) -> str:
    """The words of an address, run together; "" where it has none."""
    found = _squashed(_last(url))
    return "" if found.isdecimal() else found


def _squashed(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text[:2000].casefold()))
