"""Which words of a text are forms of a word that is looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.normalise.affixes import roots

FORMS = {
    "mutakhir": "mutakhir memutakhirkan dimutakhirkan pemutakhiran pemutakhirannya termutakhir mutakhirkanlah",
    "arsip": "arsipnya pengarsipan kearsipan diarsipkan mengarsipkan",
    "sosialisasi": "mensosialisasikan menyosialisasikan disosialisasikan penyosialisasian sosialisasinya",
    "pilih": "memilih pemilih pemilihan dipilih terpilih pemilihnya dipilihlah",
    "tulis": "menulis penulisan ditulis tertulis",
    "kawal": "mengawal pengawalan dikawal",
    "verifikasi": "memverifikasi diverifikasikan pemverifikasian",
    "coklit": "mencoklit dicoklit",
    "lipat": "melipat pelipatan dilipat berlipat",
    "pemilu": "pemilunya kepemiluan pascapemilu prapemilu",
    "serta": "peserta beserta menyertakan menyertai",
    "tahan": "mempertahankan dipertahankan",
}


@pytest.mark.parametrize(("root", "form"), [(root, form) for root, forms in FORMS.items() for form in forms.split()])
def test_a_form_is_taken_apart_to_its_root(root: str, form: str) -> None:
    assert root in roots(form)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("data", "mendata"),
        ("data", "pendataan"),
        ("kap", "kapan"),
        ("pemilu", "pemilukada"),
        ("suara", "suaramu"),
        ("partai", "departai"),
        ("gudang", "mengundang"),
    ],
)
def test_and_no_further(word: str, form: str) -> None:
    assert word not in roots(form)


@pytest.mark.parametrize("form", ["dptnya", "datanya", "datakah", "datanyalah"])
def test_short_words_take_clitics_alone(form: str) -> None:
    assert {"dpt", "data"} & set(roots(form))


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=40))
def test_every_word_is_a_form_of_itself(word: str) -> None:
    assert next(roots(word)) == word


@given(
    st.sampled_from(["mutakhir", "logistik", "rekapitulasi", "notaris"]),
    st.sampled_from(["", "me", "pe", "di", "ke", "ber", "ter", "se"]),
    st.sampled_from(["", "kan", "an", "i"]),
    st.sampled_from(["", "nya"]),
    st.sampled_from(["", "lah", "kah"]),
)
def test_affixes_come_off_in_every_combination(root: str, prefix: str, suffix: str, clitic: str, particle: str) -> None:
    assert root in roots(f"{prefix}{root}{suffix}{clitic}{particle}")
