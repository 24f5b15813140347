import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.normalise import addresses
from feeder.normalise.addresses import Address, ListingAddress
from feeder.normalise.links import absolute

JAKARTA = "jakarta.kpu.go.id"


@pytest.mark.parametrize(
    "url",
    [
        f"https://{JAKARTA}/blog/read/8076_rapat-pleno",
        f"http://{JAKARTA}/index.php/blog/read/8076_rapat-pleno/",
        f"https://www.{JAKARTA}/blog/read/8076_lain?fbclid=x&utm_source=y#bawah",
        f"https://{JAKARTA.upper()}:443/blog//read/8076/rapat-pleno",
        f"https://{JAKARTA}/blog/read/8076",
    ],
)
def test_every_spelling_of_an_article_is_one_address(url: str) -> None:
    assert addresses.article(url) == Address(JAKARTA, "blog/read", 8076)


def test_the_old_grammar_is_another_one() -> None:
    assert addresses.article(f"https://{JAKARTA}/berita/baca/8076/-") == Address(JAKARTA, "berita/baca", 8076)


@pytest.mark.parametrize(
    "url", ["", "javascript:x", "https://[::1/x", "https://h:99999/blog/read/1", "/blog/category/104"]
)
def test_what_is_no_article(url: str) -> None:
    assert addresses.article(url) is None


def test_listings() -> None:
    assert addresses.listing(f"https://{JAKARTA}/index.php/blog/category/104?page=4") == ListingAddress(JAKARTA, 104, 4)
    assert addresses.listing(f"https://{JAKARTA}/blog/category/104/halaman/4") == ListingAddress(JAKARTA, 104, 1)
    assert addresses.listing("https://www.kpu.go.id/berita/104/berita-terkini") == ListingAddress("kpu.go.id", 104, 1)
    assert addresses.listing(f"https://{JAKARTA}/blog/category/104?page=-1") == ListingAddress(JAKARTA, 104, 1)


def test_one_spelling_for_any_address() -> None:
    spellings = ["https://www.contoh.id/a b/?y=2&x=1&utm_medium=z", "http://contoh.id/index.php/a%20b?x=1&y=2#c"]
    assert {addresses.canonical(each) for each in spellings} == {"contoh.id/a%20b?x=1&y=2"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://h.id/%ED%EE%E2%EE/", "https://h.id/%EF%F0%E8%E2/"),  # in an encoding of its own
        ("https://h.id/?judul=%ED%EE", "https://h.id/?judul=%EF%F0"),
        ("https://h.id/acara?session_id=12", "https://h.id/acara?session_id=13"),
    ],
)
def test_two_addresses_that_differ_in_what_says_something(one: str, other: str) -> None:
    assert addresses.canonical(one) != addresses.canonical(other)


def test_the_number_of_a_visit_says_nothing() -> None:
    visit = "https://h.id/acara?session_id=0123456789abcdef0123"
    assert addresses.canonical(visit) == "h.id/acara"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("https://h.id/2025/satu.html", "https://h.id/2024/dua-tiga.html", True),
        ("https://h.id/2025/satu.html", "https://h.id/2025/satu", False),
        ("https://h.id/politik/satu", "https://h.id/daerah/3-dua", True),
        ("https://h.id/?p=7", "https://www.h.id/?p=88&utm_source=x", True),
        ("https://h.id/blog/read/7_satu", "https://h.id/index.php/blog/read/8_", True),
        ("https://h.id/blog/read/7_satu", "https://h.id/berita/baca/7/satu", False),
    ],
)
def test_addresses_of_one_shape(one: str, other: str, *, alike: bool) -> None:
    assert (addresses.shape(one) == addresses.shape(other)) is alike


@given(st.text(max_size=80))
def test_no_text_breaks_them(text: str) -> None:
    for url in (text, f"https://{text}", f"https://h.id/{text}", f"https://h.id/blog/read/{text}"):
        for read in (addresses.article, addresses.listing, addresses.canonical, addresses.shape):
            read(url)
        found = absolute("https://h.id/", url)
        assert not found or absolute("https://h.id/", found) == found


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://h.id/a?utm_source=x&id=7&utm_medium=y#b", "https://h.id/a?id=7#b"),
        ("https://h.id/a?fbclid=x", "https://h.id/a"),
        ("https://h.id/a?id=7&b=%20", "https://h.id/a?id=7&b=%20"),
        ("https://h.id/a", "https://h.id/a"),
        ("", ""),
    ],
)
def test_where_a_visitor_came_from_is_no_part_of_an_address(url: str, clean: str) -> None:
    assert addresses.untracked(url) == clean
