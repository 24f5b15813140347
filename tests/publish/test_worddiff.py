from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.publish.worddiff import Op, Piece, around, diff

texts = st.lists(st.sampled_from(["rapat", "KPU", "Senin", "Selasa", "Rabu,", "dan"])).map(" ".join)


def said(old: str, new: str) -> str:
    marks = {Op.SAME: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return "".join(marks[op].format(text.rstrip(" ")) for op, text in diff(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("Rapat Senin.", "Rapat Senin.", "Rapat Senin."),
        ("Rapat Senin.", "Rapat  Senin.\n", "Rapat  Senin.\n"),  # white space alone
        ("Rapat Senin.", "Rapat Selasa.", "Rapat[-Senin.-]{+Selasa.+}"),
        ("Rapat hari", "Rapat hari Selasa", "Rapat hari{+Selasa+}"),
        ("Batas 14 November 2025", "Batas 20 November 2025", "Batas[-14-]{+20+}November 2025"),
        ("satu dua", "", "[-satu dua-]"),
        ("", "satu dua", "{+satu dua+}"),
    ],
)
def test_words_that_changed(old: str, new: str, expected: str) -> None:
    assert said(old, new) == expected


@given(texts, texts)
def test_both_texts_can_be_read_off_it(old: str, new: str) -> None:
    pieces = diff(old, new)
    assert _without(pieces, Op.INSERT) == old.split()
    assert _without(pieces, Op.DELETE) == new.split()
    assert all(text for _, text in pieces)
    assert all(one[0] != two[0] for one, two in pairwise(pieces))


def test_long_texts_are_compared_by_paragraphs() -> None:
    paragraphs = [" ".join(f"kata{n}x{m}" for m in range(50)) for n in range(60)]
    new = [each.replace("kata2x7 ", "LAIN ").replace("kata57x3 ", "LAGI ") for each in paragraphs]
    pieces = diff("\n\n".join(paragraphs), "\n\n".join(new))
    assert [text.strip() for op, text in pieces if op is not Op.SAME] == ["kata2x7", "LAIN", "kata57x3", "LAGI"]


def test_texts_without_anything_in_common_take_no_time() -> None:
    old, new = " ".join("ab" * 50_000), " ".join("ba" * 40_000) + " c"
    before = time.process_time()
    assert {op for op, _ in diff(old, new)} == {Op.DELETE, Op.INSERT}
    assert time.process_time() - before < 5


def test_only_the_surroundings_of_changes() -> None:
    pieces = diff("a b c d e f X i j k l m n", "a b c d e f Y i j k l m n")
    assert "".join(text for _, text in around(pieces, 2)) == "… e f X Y i j … "
    assert around(pieces, 20) == pieces


def _without(pieces: list[Piece], left_out: Op) -> list[str]:
    return "".join(text for op, text in pieces if op is not left_out).split()
