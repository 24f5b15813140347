"""What an item is about, by the words of rules that people can read and edit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from feeder.model import Topic, Trace
from feeder.normalise.vocabulary import Found, Vocabulary, split

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A topic and its words, phrases and expressions (see `feeder.normalise.vocabulary`).

    With `years` it makes a topic for each year that follows one of its words, as pemilu-2024; those named in `years`
    may stand between the two.
    """

    id: str
    label: str
    words: tuple[str, ...] = ()  # in the title or the text
    title: tuple[str, ...] = ()  # in the title alone: what texts mention in passing
    years: tuple[str, ...] = ()


class Match(NamedTuple):
    """A topic, the id of the rule that made it, and why, in words."""

    topic: Topic
    rule: str
    why: str

    @property
    def trace(self) -> Trace:
        return Trace("topic", self.topic.id, self.why)


class Topics:
    """Rules, compiled once. Raises ValueError for a word that means nothing."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        rules = tuple(rules)
        self._text = _Place("text", [(rule, rule.words) for rule in rules])
        self._title = _Place("title", [(rule, (*rule.words, *rule.title)) for rule in rules])

    def classify(self, title: str, text: str) -> tuple[Match, ...]:
        """The topics of an item in the order of their ids; each for the first reason there is, the title's first."""
        found: dict[str, Match] = {}
        for match in (*self._title.matches(title), *self._text.matches(text)):
            found.setdefault(match.topic.id, match)
        return tuple(found[id] for id in sorted(found))


class _Place:
    """What to look for in one part of an item."""

    def __init__(self, name: str, wanted: Iterable[tuple[Rule, tuple[str, ...]]]) -> None:
        self._name = name
        self._rules: dict[str, list[Rule]] = defaultdict(list)  # by term
        for rule, terms in wanted:
            for term in terms:
                self._rules[term].append(rule)
        self._between = {rule.id: {word for each in rule.years for word in split(each)} for rule, _ in wanted}
        self._vocabulary = Vocabulary(self._rules)

    def matches(self, text: str) -> Iterator[Match]:
        for found in self._vocabulary.find(text):
            for rule in self._rules[found.term]:
                topic, written = self._topic(rule, found)
                if topic:
                    yield Match(topic, rule.id, _why(found.term, written, self._name))

    def _topic(self, rule: Rule, found: Found) -> tuple[Topic | None, str]:
        """The topic that the rule makes here, and the words that made it."""
        if not rule.years:
            return Topic(rule.id, rule.label), found.written
        for place, word in enumerate(found.after):
            if _YEAR.fullmatch(word):
                written = " ".join((found.written, *found.after[: place + 1]))
                return Topic(f"{rule.id}-{word}", f"{rule.label} {word}"), written
            if word not in self._between[rule.id]:
                break
        return None, ""


def _why(term: str, written: str, place: str) -> str:
    how = "" if split(written) == split(term) else f', as "{written}"'
    return f'word "{term}" in the {place}{how}'
