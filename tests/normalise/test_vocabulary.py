"""Words, phrases and expressions are found in texts."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.normalise.vocabulary import AFTER, Vocabulary


def found(terms: list[str], text: str) -> list[tuple[str, str]]:
    return [(each.term, each.written) for each in Vocabulary(terms).find(text)]


def test_a_word_meets_its_forms() -> None:
    text = "Pemutakhiran data: KPU memutakhirkan yang mutakhir."
    assert found(["mutakhir"], text) == [
        ("mutakhir", "pemutakhiran"),
        ("mutakhir", "memutakhirkan"),
        ("mutakhir", "mutakhir"),
    ]


def test_a_phrase_meets_words_that_follow_one_another() -> None:
    assert found(["mutakhir data pemilih"], "Pemutakhiran Data Pemilihnya") == [
        ("mutakhir data pemilih", "pemutakhiran data pemilihnya")
    ]
    assert found(["zona integritas"], "zona yang berintegritas; integritas zona; zona") == []


@pytest.mark.parametrize("text", ["e-Counting", "e–counting", "E counting", "“e-counting”"])
def test_punctuation_and_capitals_do_not_count(text: str) -> None:
    assert found(["e-counting"], text)


@pytest.mark.parametrize(("term", "text"), [("arsip", "ÁRSIP"), ("ársip", "arsip"), ("arsip", "ar\u00adsip")])
def test_nor_do_accents_and_what_shows_nothing(term: str, text: str) -> None:
    assert found([term], text)


def test_part_of_a_word_is_no_word() -> None:
    assert found(["zi", "sdm", "partai"], "organisasi, gizi, sdmku, kepartaian, departemen") == [
        ("partai", "kepartaian")
    ]


def test_the_next_words_are_told() -> None:
    [pemilu] = Vocabulary(["pemilu"]).find("Pemilu " + "serentak " * 20)
    assert pemilu.after == ["serentak"] * AFTER


def test_an_expression_sees_the_text_as_written_in_any_case() -> None:
    assert found([r"/nomor\s+\d+/"], "Surat NOMOR 1766/PW.02 dan nomor 3") == [(r"/nomor\s+\d+/", "NOMOR 1766")]


def test_an_expression_cannot_run_away() -> None:
    text, terms = "a" * 50_000 + "!", ["/(a+)+$/", "/(a|a)*b/", "/(a?){40}a{40}$/"]
    assert list(Vocabulary(terms).find(text)) == []  # or else for years


@pytest.mark.parametrize("term", ["", "  ", "--", "“”"])
def test_a_term_without_a_word_is_refused(term: str) -> None:
    with pytest.raises(ValueError, match="holds no word; write a word, several words, or /an expression/"):
        Vocabulary([term])


@pytest.mark.parametrize(("term", "why"), [("/(/", "missing"), ("/a(?=b)/", "invalid perl operator")])
def test_a_wrong_expression_is_refused(term: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"is no expression of RE2: {why}"):
        Vocabulary([term])


def test_without_the_package_for_expressions() -> None:
    program = (
        "import sys; sys.modules['re2'] = None\n"
        "from feeder.normalise.vocabulary import Vocabulary\n"
        "print(len(list(Vocabulary(['arsip']).find('arsip'))))\n"
        "Vocabulary(['/a+/'])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout == "1\n"
    assert "expressions need one more package: pip install 'feeder-kpu[re2]'" in done.stderr


@given(st.text(max_size=300), st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_no_text_and_no_word_fails(text: str, terms: list[str]) -> None:
    wanted = [term for term in terms if any(each.isalnum() for each in term) and not term.startswith("/")]
    for each in Vocabulary(wanted).find(text):
        assert each.term in wanted


@given(st.text(max_size=100), st.text(max_size=100))
def test_a_word_between_spaces_is_always_found(before: str, after: str) -> None:
    assert ("logistik", "logistik") in found(["logistik"], f"{before} Logistik {after}")
