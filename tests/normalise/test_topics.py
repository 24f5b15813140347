"""What items are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.config import topics
from feeder.model import Topic, Trace
from feeder.normalise.topics import Rule, Topics

SHIPPED = Topics(topics.load(topics.SHIPPED, ()))
TEXT = "KPU Kota Contoh menggelar rapat bersama para pemangku kepentingan di aula kantor setempat pada Kamis (13/11). "


def ids(title: str, text: str = "") -> list[str]:
    return [match.topic.id for match in SHIPPED.classify(title, text)]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("KPU Kota Contoh Menggelar Rapat Pembangunan Zona Integritas", ["zona-integritas"]),
        ("Rakor PDPB Triwulan IV, KPU Perkuat Sinkronisasi", ["data-pemilih"]),
        ("Jaga Hak Pilih, KPU Mutakhirkan Data Pemilih", ["data-pemilih"]),
        ("Pemutakhiran Data Pemilih Berkelanjutan Tahun 2025", ["data-pemilih"]),
        ("Kaji Penerapan e-Counting bersama Akademisi", ["hitung-suara"]),
        ("Bimbingan Teknis Aplikasi Sirekap", ["hitung-suara"]),
        ("KPU Menerima Audiensi DPW Partai Contoh", ["partai-politik"]),
        ("Pemutakhiran Data Partai Politik melalui SIPOL", ["partai-politik"]),
        ("Evaluasi Pemilu Tahun 2024", ["pemilu-2024"]),
        ("Refleksi Pemilu dan Pilkada Serentak Tahun 2024", ["pemilu-2024", "pilkada-2024"]),
        ("Pemilihan Gubernur dan Wakil Gubernur DKI Jakarta Tahun 2017", ["pilkada-2017"]),
        ("Menyongsong Pemilu 2029, Menimbang Pemilu 2024", ["pemilu-2024", "pemilu-2029"]),
        ("PPID KPU Terima Permohonan Informasi", ["informasi-publik"]),
        ("Presentasi e-Monev Tahun 2025 oleh Komisi Informasi", ["informasi-publik"]),
        ("Gudang Logistik Ditata Ulang", ["logistik"]),
        ("Sambangi Sekolah, KPU Sosialisasikan Hak Pilih", ["pendidikan-pemilih"]),
        ("Pendidikan Pemilih di Kampus", ["pendidikan-pemilih"]),
        ("Orientasi PPPK Formasi Tahun 2024", ["sdm"]),
        ("Rapat Koordinasi Penyimpanan Arsip", ["arsip"]),
        ("KPU Musnahkan Arsip dan Surat Suara Sisa", ["arsip", "logistik"]),
        ("Apel Pagi, Sekretaris Tekankan Disiplin", []),
        ("KPU Siapkan Pemilu, Rapat Digelar November 2025", []),
    ],
)
def test_the_topics_that_ship(title: str, expected: list[str]) -> None:
    assert ids(title) == expected


def test_what_texts_mention_in_passing_makes_no_topic() -> None:
    text = (
        "Hadir Ketua Divisi Keuangan, Umum, Logistik dan Kepala Bagian SDM sejak Pemilu 2024, bersama partai politik."
    )
    assert ids("Apel Pagi", text) == []


def test_what_only_one_thing_means_makes_one_in_the_text_too() -> None:
    assert ids("Apel Pagi", "Ketua mengingatkan pemutakhiran data pemilih.") == ["data-pemilih"]


def test_the_first_reason_is_told_and_the_title_goes_first() -> None:
    rule = Rule(id="arsip", label="Arsip", words=("arsip", "dokumen"))
    [match] = Topics([rule]).classify("Pengarsipan Dokumen", "arsip")
    assert match == (Topic("arsip", "Arsip"), "arsip", 'word "arsip" in the title, as "pengarsipan"')
    assert match.trace == Trace("topic", "arsip", 'word "arsip" in the title, as "pengarsipan"')
    [match] = Topics([rule]).classify("", "Dokumen baru")
    assert match.why == 'word "dokumen" in the text'


def test_a_year_must_follow() -> None:
    by_year = Topics([Rule(id="pemilu", label="Pemilu", words=("pemilu",), years=("tahun",))])
    [match] = by_year.classify("Hasil Pemilu Tahun 2019", "")
    assert match == (
        Topic("pemilu-2019", "Pemilu 2019"),
        "pemilu",
        'word "pemilu" in the title, as "pemilu tahun 2019"',
    )
    for title in ("2019: Pemilu", "Pemilu damai 2019", "Pemilu 1019", "Pemilu 20245", "Pemilu"):
        assert by_year.classify(title, "") == ()


def test_terms_of_others_are_found_in_the_same_reading() -> None:
    read = Topics([Rule(id="arsip", label="Arsip", words=("arsip",))], ["rapat", "/ra.at/"]).read("Rapat", "lain")
    assert read.topics == ()
    assert read.terms == {"rapat", "/ra.at/"}


@given(st.text(max_size=200), st.text(max_size=400))
def test_any_text_has_topics_in_order_each_once(title: str, text: str) -> None:
    found = ids(title, text)
    assert found == sorted(set(found))


@given(st.sampled_from(["Zona Integritas", "Pemutakhiran Data Pemilih", "Sirekap", "Pilkada 2024"]), st.data())
def test_case_and_punctuation_change_nothing(title: str, data: st.DataObject) -> None:
    spelt = "".join(data.draw(st.sampled_from([each.lower(), each.upper()])) for each in title)
    around = data.draw(st.sampled_from(["{}", "“{}”", "Rapat: {}!", "({}),"]))
    assert ids(around.format(spelt)) == ids(title)
