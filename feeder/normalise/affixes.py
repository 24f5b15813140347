"""Forms of Indonesian words, as far as finding a given word in a text needs them: `mutakhir` in `pemutakhiran`.

Nothing is stemmed by itself: a text's word is taken apart in every way that it may have been put together, and whoever
asks looks for the words that are wanted among the parts. So no two words are ever taken for one but where the one that
was asked for, with affixes, is the other.
"""

from __future__ import annotations

from collections.abc import Iterator

SHORT = 5  # letters: words with fewer take no affixes but the clitics, since too much else ends or begins like them

_CLITICS = ("nya", "lah", "kah", "pun", "nyalah", "nyakah", "nyapun")
_SUFFIXES = ("", "kan", "an", "i")
_VOWELS = "aiueo"

#: A nasal prefix, the first letter of the word that it swallows, and what may follow it in the text.
_NASAL = (
    ("{}e", "", "lmnrwy"),
    ("{}em", "", "bfvp"),
    ("{}em", "p", _VOWELS),  # pilih, memilih
    ("{}en", "", "cdjstz"),
    ("{}en", "t", _VOWELS),  # tulis, penulisan
    ("{}eng", "", _VOWELS + "ghkq"),
    ("{}eng", "k", _VOWELS),  # kawal, pengawalan
    ("{}eny", "s", _VOWELS),  # seleksi, menyeleksi
)
_PLAIN = "di ke ber be ter te se per pe memper diper keber berke pember pasca pra".split()

_PREFIXES = (
    *((prefix.format(first), swallowed, after) for first in "mp" for prefix, swallowed, after in _NASAL),
    *((prefix, "", "") for prefix in _PLAIN),
)
_BY_LETTER = {letter: tuple(each for each in _PREFIXES if each[0][0] == letter) for letter in "bdkmpst"}


def roots(word: str) -> Iterator[str]:
    """What a word of a text may be a form of, itself first; some come twice. Small letters without accents, both."""
    for stem in _without(word, _CLITICS):
        yield stem
        if len(stem) > SHORT:
            yield from (root for base in _without(stem, _SUFFIXES) for root in _bare(base) if len(root) >= SHORT)


def _without(word: str, endings: tuple[str, ...]) -> list[str]:
    return [word, *(word[: -len(each)] for each in endings if each and word.endswith(each))]


def _bare(base: str) -> Iterator[str]:
    """The base as it is, and without each prefix that it may have."""
    yield base
    for prefix, swallowed, after in _BY_LETTER.get(base[0], ()):
        if base.startswith(prefix):
            rest = base[len(prefix) :]
            if not after or rest[:1] in after:
                yield swallowed + rest
