"""What an item is about, by the words of rules that people can read and edit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
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


class Reading(NamedTuple):
    """What was found in an item."""

    topics: tuple[Match, ...]
    terms: frozenset[str]


class Topics:
    """Rules, and `others`: further terms to look for; compiled once. Raises ValueError for one that means nothing."""

    def __init__(self, rules: Iterable[Rule], others: Iterable[str] = ()) -> None:
        rules = tuple(rules)
        self._rules = {rule.id: rule for rule in rules}
        anywhere = [(term, rule) for rule in rules for term in rule.words]
        self._text = _by_term(anywhere)
        self._title = _by_term([*anywhere, *((term, rule) for rule in rules for term in rule.title)])
        self._between = {rule.id: {word for each in rule.years for word in split(each)} for rule in rules}
        self._vocabulary = Vocabulary((*self._title, *others))

    def classify(self, title: str, text: str) -> tuple[Match, ...]:
        """The topics of an item in the order of their ids; each for the first reason there is, the title's first."""
        return self.read(title, text).topics

    def read(self, title: str, text: str) -> Reading:
        """The topics, and every term that stands in title or text."""
        heading, body = list(self._vocabulary.find(title)), list(self._vocabulary.find(text))
        first: dict[str, Match] = {}
        for some, rules, place in ((heading, self._title, "title"), (body, self._text, "text")):
            for found in some:
                for rule in rules.get(found.term, ()):
                    self._match(first, rule, found, place)
        return Reading(
            topics=tuple(first[id] for id in sorted(first)), terms=frozenset(found.term for found in (*heading, *body))
        )

    def named(self, id: str) -> Match | None:
        """The topic of this id, as a person gives it to an item; None where no rule makes it."""
        if (rule := self._rules.get(id)) and not rule.years:
            return Match(Topic(id, rule.label), id, "by hand")
        family, _, year = id.rpartition("-")
        rule = self._rules.get(family)
        if rule and rule.years and _YEAR.fullmatch(year):
            return Match(Topic(id, f"{rule.label} {year}"), family, "by hand")
        return None

    def _match(self, first: dict[str, Match], rule: Rule, found: Found, place: str) -> None:
        """Add the topic that the rule makes here, unless there was a reason for it before."""
        if rule.id in first:
            return
        topic, written = self._topic(rule, found)
        if topic and topic.id not in first:
            first[topic.id] = Match(topic, rule.id, _why(found.term, written, place))

    def _topic(self, rule: Rule, found: Found) -> tuple[Topic | None, str]:
        """The topic that the rule makes here, and the words that made it."""
        if not rule.years:
            return Topic(rule.id, rule.label), found.written
        for place, word in enumerate(found.after, start=1):
            if _YEAR.fullmatch(word):
                written = " ".join((found.written, *found.after[:place]))
                return Topic(f"{rule.id}-{word}", f"{rule.label} {word}"), written
            if word not in self._between[rule.id]:
                break
        return None, ""


def _by_term(pairs: Iterable[tuple[str, Rule]]) -> dict[str, list[Rule]]:
    rules: dict[str, list[Rule]] = defaultdict(list)
    for term, rule in pairs:
        rules[term].append(rule)
    return dict(rules)


def _why(term: str, written: str, place: str) -> str:
    how = "" if split(written) == split(term) else f', as "{written}"'
    return f'word "{term}" in the {place}{how}'
