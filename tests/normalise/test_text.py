import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.normalise import text


@pytest.mark.parametrize(
    ("found", "kept"),
    [
        ("  Rapat\n\tPleno\u00a0Terbuka ", "Rapat Pleno Terbuka"),
        ("Rapat &amp;amp; Koordinasi &amp;nbsp;Data", "Rapat & Koordinasi Data"),
        ('<script>alert("judul")</script>Rapat & "Evaluasi" <img src=x onerror=alert(1)>', 'Rapat & "Evaluasi"'),
        ("Rapat\x00 Koor\x08dinasi\ufffe\ud83d", "Rapat Koordinasi"),
        ("Rapat \u202eisanidrooK\u202c Data", "Rapat isanidrooK Data"),
        ("Suara < 50% dan > 30%", "Suara < 50% dan > 30%"),
        ("Kaji e-Counting 🗳️ “DPB”", "Kaji e-Counting 🗳️ “DPB”"),
    ],
)
def test_a_title_is_one_clean_line(found: str, kept: str) -> None:
    assert text.line(found) == kept


def test_a_summary_ends_with_a_sentence() -> None:
    long = "Kalimat pertama selesai di sini. " + "Kalimat kedua jauh lebih panjang " * 20
    assert text.summary(long, 60) == "Kalimat pertama selesai di sini."


def test_a_long_sentence_is_cut_at_a_word() -> None:
    cut = text.summary("kata " * 100, 50)
    assert cut == "kata " * 9 + "kata…"


@given(st.text(max_size=600), st.integers(20, 300))
def test_a_summary_is_never_longer_than_its_limit(found: str, limit: int) -> None:
    assert len(text.summary(found, limit)) <= limit + 1


@given(st.text(max_size=200))
def test_a_line_stays_as_it_is(found: str) -> None:
    once = text.line(found)
    assert text.line(once) == once


def test_soft_hyphens_are_not_part_of_a_text() -> None:
    assert text.line("Rap\xadat Koor\xaddi\xadnasi") == "Rapat Koordinasi"
