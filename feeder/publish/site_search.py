"""The index of the search in the page (templates/assets/search.js), in small files of which a visitor loads a few.

    search/index.json         the months that have items, newest first, and the letters that have a file in words/
    search/2025/11.json       a month: its items, and for each word those that have it
    search/words/p.json       for each word that begins with p, the months that may have it

A search loads the words it asks for, and of the months, newest first, those that have them all, until a page of results
is full. The newest month is not in words/ and always looked at: so an item that is new changes the file of its month
and no other. words/ only grows; that a month is named which lost the word costs a look in vain, and building everything
makes them anew.

Words are compared without accents and case. search.js finds longer words by their beginning.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from sys import intern
from typing import NamedTuple

import orjson

from feeder.model import StoredItem
from feeder.publish.address import slug
from feeder.publish.entry import current
from feeder.publish.kept import Kept
from feeder.publish.text import local, shortened, xml_text

INDEX = "search/index.json"

Read = Callable[[str], bytes | None]

_WORD = re.compile(r"[^\W_]{2,}")
_SPACED = {code: " " for code in range(128) if not chr(code).isalnum()}
_ACCENTS = re.compile("[\u0300-\u036f]+")
_LONGEST = 40  # letters of a word that count
_COMMON = 24  # months, from which on a word is taken to be in all of them
_START = 160  # letters of the text that a result shows

Shown = tuple[str, str, str, str]  # the item's slug, title, day, and the beginning of its text
Months = list[int] | bool  # 202511, ascending; True: all


def update(
    months: Sequence[date],
    changed: Iterable[tuple[date, Iterable[StoredItem]]],
    zone: str,
    read: Read,
) -> Iterator[tuple[str, bytes]]:
    """The files to write after some months changed: path below the output, and bytes. `months` are all that have items;
    `read` gives a file as it stands, and None for every one where all months are made anew. Items of one month are held
    at a time. Files come in an order in which a search in between finds no less than before."""
    index = Index(months, zone, read)
    for month, items in changed:
        yield index.month(month, items)
    yield from index.files()


def name(month: date) -> str:
    """The path below the output of a month's file."""
    return f"search/{month:%Y/%m}.json"


def split(text: str) -> list[str]:
    """The words of a text as the index has them, each once.

    >>> split("Kajian e-Counting, Jum'at (13/11)")
    ['kajian', 'counting', 'jum', 'at', '13', '11']
    """
    text = " ".join(dict.fromkeys(text.split()))  # most come again, and this is the quickest way to know
    if text.isascii():
        words = [word for word in text.lower().translate(_SPACED).split() if len(word) > 1]
    else:
        words = _WORD.findall(_ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower())
    return list(dict.fromkeys(word[:_LONGEST] for word in words))


class _Result(NamedTuple):
    """An item in the index."""

    shown: Shown
    words: tuple[str, ...]


_KEPT = Kept[_Result]()


def _result(stored: StoredItem, zone: str) -> _Result:
    stored = current(stored)
    if found := _KEPT.get((stored, zone)):
        return found
    item = stored.item
    text, title = xml_text(item.text), xml_text(item.title).strip()
    day = local(stored.published, zone).date().isoformat()
    shown = (slug(stored.id), title or shortened(text, 80), day, shortened(text, _START))
    words = tuple(map(intern, split(f"{title} {' '.join(item.tags)} {text}")))
    return _KEPT.put((stored, zone), _Result(shown, words), 3 * len(text))


class Index:
    """What `update` writes: `month` by month those that changed, and `files` after them."""

    def __init__(self, months: Sequence[date], zone: str, read: Read) -> None:
        self._months, self._zone, self._read = sorted(months, reverse=True), zone, read
        self._shelf = _Shelf(read)

    def month(self, month: date, items: Iterable[StoredItem]) -> tuple[str, bytes]:
        words = _Month(items, self._zone)
        if [month] != self._months[:1]:
            self._shelf.add(month, words.found)
        return name(month), words.body()

    def files(self) -> Iterator[tuple[str, bytes]]:
        last, shelf = orjson.loads(self._read(INDEX) or b'{"months":[],"letters":[]}'), self._shelf
        for number in last["months"][:1]:  # what was the newest month may have become an older one
            month = date(number // 100, number % 100, 1)
            if month in self._months[1:] and month not in shelf.months:
                shelf.add(month, orjson.loads(self._read(name(month)) or b'{"words":{}}')["words"])
        yield from shelf.files()
        numbers = list(map(_number, self._months))
        yield INDEX, orjson.dumps({"months": numbers, "letters": sorted({*last["letters"], *shelf.letters})})


class _Month:
    """The words of a month, and its items as results show them."""

    def __init__(self, items: Iterable[StoredItem], zone: str) -> None:
        self._items: list[Shown] = []
        self.found: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for stored in items:
            if not stored.withdrawn:
                self._add(stored, zone)

    def _add(self, stored: StoredItem, zone: str) -> None:
        made, number = _result(stored, zone), len(self._items)
        self._items.append(made.shown)
        for word in made.words:
            self.found[word].append(number)

    def body(self) -> bytes:
        words = {word: self.found[word].tolist() for word in sorted(self.found)}
        return orjson.dumps({"items": self._items, "words": words})


class _Shelf:
    """The files of words/, each read when it is first needed."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._files: dict[str, dict[str, Months]] = {}
        self.months: set[date] = set()  # that were added

    def add(self, month: date, words: Iterable[str]) -> None:
        self.months.add(month)
        number = _number(month)
        for word in words:
            shelved = self._file(word)
            known = shelved.setdefault(word, [])
            if isinstance(known, list) and number not in known:
                insort(known, number)
                if len(known) > _COMMON:
                    shelved[word] = True

    @property
    def letters(self) -> list[str]:
        return sorted(self._files)

    def files(self) -> Iterator[tuple[str, bytes]]:
        for letter in self.letters:
            yield f"search/words/{letter}.json", orjson.dumps(self._files[letter], option=orjson.OPT_SORT_KEYS)

    def _file(self, word: str) -> dict[str, Months]:
        letter = word[0] if word[0].isascii() else "other"
        if letter not in self._files:
            self._files[letter] = orjson.loads(self._read(f"search/words/{letter}.json") or b"{}")
        return self._files[letter]


def _number(month: date) -> int:
    return month.year * 100 + month.month
