from datetime import UTC, date, datetime

import pytest

from feeder.model import When
from feeder.normalise import identity
from feeder.records import Known

NOON = datetime(2025, 11, 14, 5, tzinfo=UTC)
TODAY = "https://jakarta.kpu.go.id/blog/read/8076_rapat"
BEFORE = "https://jakarta.kpu.go.id/berita/baca/8076/rapat"


def known(number: int, *keys: str) -> Known:
    return Known(
        number=number, id=f"tag:x,2025:{number}", digest="", hint="", url="", title="Rapat", image="",
        when=When(at=NOON), first_seen=NOON, published=NOON, updated=NOON, revision=1, checked=NOON,
        sources=("s",), keys=keys, names=(),
    )  # fmt: skip


def test_a_key_is_host_grammar_and_number() -> None:
    assert identity.key(TODAY) == "kpu:jakarta.kpu.go.id/blog/read/8076"
    assert identity.key(BEFORE) == "kpu:jakarta.kpu.go.id/berita/baca/8076"
    assert identity.key("https://contoh.id/a/?utm_source=x") == "url:contoh.id/a"
    assert identity.key("") == ""


def test_a_renamed_host_keeps_its_keys() -> None:
    assert identity.keys(TODAY, ("dki.kpu.go.id",)) == (
        "kpu:jakarta.kpu.go.id/blog/read/8076",
        "kpu:dki.kpu.go.id/blog/read/8076",
    )


@pytest.mark.parametrize(
    ("key", "id"),
    [
        ("kpu:jakarta.kpu.go.id/blog/read/8076", "tag:jakarta.kpu.go.id,2025:blog/read/8076"),
        ("url:contoh.id/a%20b?x=1", "tag:contoh.id,2025:a%20b?x=1"),
        ("text:jakarta.kpu.go.id/abc", "tag:jakarta.kpu.go.id,2025:text/abc"),
        ("kpu:127.0.0.1:8000/blog/read/1", "tag:127.0.0.1,2025:8000/blog/read/1"),
    ],
)
def test_ids_are_tag_uris(key: str, id: str) -> None:
    assert identity.mint(key) == id


def test_names_agree_by_title_and_day_or_by_the_text() -> None:
    day = date(2025, 11, 13)
    as_text = identity.names(["h"], "Rapat  Pleno", [day], "Isi berita.")
    as_page = identity.names(["h"], "RAPAT PLENO", [date(2025, 11, 14), day], "Isi berita lain.")
    undated = identity.names(["h"], "Rapat pleno", [], "isi berita")
    assert set(as_text) & set(as_page)
    assert set(as_text) & set(undated)
    assert not set(as_text) & set(identity.names(["other"], "Rapat Pleno", [day], "Isi berita."))


def test_another_number_of_one_grammar_is_another_item() -> None:
    assert identity.same([identity.key(TODAY)], [known(1, "kpu:jakarta.kpu.go.id/blog/read/9")]) is None


def test_across_grammars_the_kept_number_goes_first() -> None:
    old = [known(1, "kpu:jakarta.kpu.go.id/berita/baca/5"), known(2, "kpu:jakarta.kpu.go.id/berita/baca/8076")]
    found = identity.same([identity.key(TODAY)], old)
    assert found
    assert found.number == 2


def test_text_is_claimed_by_an_address() -> None:
    found = identity.same([identity.key(TODAY)], [known(3, "text:jakarta.kpu.go.id/abc")])
    assert found
    assert found.number == 3
