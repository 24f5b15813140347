"""Words, phrases and expressions that somebody looks for, found in a text in one pass.

A word stands for itself and for its Indonesian forms (`feeder.normalise.affixes`), in any case, with or without
accents; a phrase for its words, one after the other, whatever stands between them; `/an expression/` for what it
matches of the text as written, in any case. Expressions are RE2's (github.com/google/re2/wiki/Syntax), whose time grows
with the length of the text and nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import compress, count
from operator import contains
from typing import Any, NamedTuple

from feeder.normalise.affixes import roots

_WORD = re.compile(r"\w+")
_SPACED = {code: " " for code in range(128) if not _WORD.match(chr(code))}  # a third of the expression's time
_MARKS = re.compile("[\u0300-\u036f\xad\u200b-\u200d\u2060]")  # accents, once taken apart, and what shows nothing
AFTER = 8  # words that are told with what was found
_KEPT = 1 << 15  # words of texts whose forms are remembered


Phrase = tuple[tuple[str, ...], str]  # the words after the first one, and the term


class Found(NamedTuple):
    """A term that was found, and where: from one to another of these words."""

    term: str
    words: Sequence[str]
    start: int
    end: int

    @property
    def written(self) -> str:
        """As it stands in the text."""
        return " ".join(self.words[self.start : self.end])

    @property
    def after(self) -> Sequence[str]:
        """The next words."""
        return self.words[self.end : self.end + AFTER]


class Vocabulary:
    """The terms are compiled once. Raises ValueError for one that means nothing."""

    def __init__(self, terms: Iterable[str]) -> None:
        terms = tuple(dict.fromkeys(terms))
        self._expressions = {term: expression(term) for term in terms if is_expression(term)}
        self._phrases: dict[str, list[Phrase]] = defaultdict(list)  # by first word
        for term in terms:
            if term not in self._expressions:
                first, *rest = phrase(term)
                self._phrases[first].append((tuple(rest), term))
        self._wanted = {word for first, some in self._phrases.items() for rest, _ in some for word in (first, *rest)}
        self._forms = lru_cache(_KEPT)(self._wanted_of)
        self._begins = lru_cache(_KEPT)(lambda word: any(form in self._phrases for form in self._forms(word)))
        self._begun = lru_cache(_KEPT)(self._begun_by)

    def find(self, text: str) -> Iterator[Found]:
        """Every place of every word and phrase, in the text's order; then the first place of each expression."""
        words = split(text) if self._wanted else []
        following = [*words[1:], ""]
        for start in compress(count(), map(self._begins, words)):
            for rest, term in self._begun(words[start], following[start]):
                end = start + 1 + len(rest)
                if len(rest) < 2 or self._follow(rest, words[start + 1 : end]):
                    yield Found(term, words, start, end)
        for term, wanted in self._expressions.items():
            if match := wanted.search(text):
                yield Found(term, [match[0], *split(text[match.end() : match.end() + 20 * AFTER])], 0, 1)

    def _follow(self, rest: Sequence[str], words: Sequence[str]) -> bool:
        """Whether these words are the rest of a phrase."""
        return len(rest) == len(words) and all(map(contains, map(self._forms, words), rest))

    def _begun_by(self, word: str, following: str) -> tuple[Phrase, ...]:
        """What these words of a text may be the first two words of, or the first one alone."""
        second = self._forms(following)
        some = (phrase for first in self._forms(word) for phrase in self._phrases.get(first, ()))
        return tuple((rest, term) for rest, term in some if not rest or rest[0] in second)

    def _wanted_of(self, word: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(root for root in roots(word) if root in self._wanted))


def split(text: str) -> list[str]:
    """The words of a text, in small letters without accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded.translate(_SPACED).split()
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", folded)))


def is_expression(term: str) -> bool:
    return len(term) > 2 and term.startswith("/") and term.endswith("/")


def phrase(term: str) -> list[str]:
    """The words of a word or phrase. Raises ValueError where there is none."""
    words = split(term)
    if not words:
        raise ValueError(f"{term!r} holds no word; write a word, several words, or /an expression/")
    return words


def expression(term: str) -> Any:
    """The compiled expression of `/…/`. Raises ValueError."""
    try:
        re2: Any = import_module("re2")
    except ImportError:
        raise ValueError(f"{term!r}: expressions need one more package: pip install 'feeder-kpu[re2]'") from None
    options = re2.Options()
    options.case_sensitive = options.log_errors = False
    try:
        return re2.compile(term[1:-1], options)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else error
        raise ValueError(f"{term!r} is no expression of RE2: {reason}") from error
