"""Which day a body names: all forms, and what only looks like one."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from feeder.model import Basis, Precision, When
from feeder.normalise.dates import Evidence, day_of, infer

JAKARTA = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 10, tzinfo=JAKARTA)


def day(text: str, seen: datetime = SEEN) -> str | None:
    (found,) = infer([Evidence(text)], seen=seen, zone=JAKARTA)
    return found.at.date().isoformat() if found else None


def test_is_midnight_in_the_zone_inferred_and_no_more_precise_than_a_day() -> None:
    (found,) = infer([Evidence("Rapat digelar pada Kamis (13/11).")], seen=SEEN, zone=JAKARTA)
    assert found == When(at=datetime(2025, 11, 13, tzinfo=JAKARTA), basis=Basis.INFERRED, precision=Precision.DAY)
    assert day_of(found, JAKARTA) == date(2025, 11, 13)
    assert day_of(found, ZoneInfo("UTC")) == date(2025, 11, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # weekday and brackets
        ("digelar pada Kamis (13/11).", "2025-11-13"),
        ("di Jakarta Pusat pada Rabu, (12/11).", "2025-11-12"),
        ("hadir, Jumat (4/7), bersama", "2025-07-04"),
        ("Pada Selasa (7/12) rapat", "2021-12-07"),
        ("Kamis (16/11/2023)", "2023-11-16"),
        ("Kamis (23/01/2020)", "2020-01-23"),
        ("Selasa ((4/1) dimulai", "2022-01-04"),
        ("Kamis malam (13/11)", "2025-11-13"),
        ("Kamis kemarin (13/11)", "2025-11-13"),
        ("Kamis (29 Desember 2022). Acara", "2022-12-29"),
        ("(Kamis, 13/11)", "2025-11-13"),
        ("Rabu 12/11 di aula", "2025-11-12"),
        ("Jum’at (7/11)", "2025-11-07"),
        ("Jum'at, 7 Nopember 2025", "2025-11-07"),
        ("Ahad (9/11)", "2025-11-09"),
        ("Sen (10/11)", "2025-11-10"),
        # brackets, or a word that says so
        ("selesai (28/10) di", "2025-10-28"),
        ("KPU Provinsi (01/10/2025) - Bimbingan", "2025-10-01"),
        ("tersebut. (01-10-2025). Kondisi", "2025-10-01"),
        ("tanggal 13/11 di aula", "2025-11-13"),
        ("pada 13/11 di aula", "2025-11-13"),
        # month names
        ("Kamis, 25 Agustus 2022", "2022-08-25"),
        ("Jakarta, 9 Oktober 2025 – KPU", "2025-10-09"),
        ("Wamena, 22 Januari 2025 — KPU", "2025-01-22"),
        ("Jumat 18 September 2020.", "2020-09-18"),
        ("hari Kamis tanggal 13 November 2025", "2025-11-13"),
        ("tanggal 13 bulan November tahun 2025", "2025-11-13"),
        ("5 Pebruari 2020", "2020-02-05"),
        ("13 Nop 2023", "2023-11-13"),
        ("13 Nov '24", "2024-11-13"),
        ("3 Agt 2024", "2024-08-03"),
        ("KAMIS, 13 NOVEMBER 2025", "2025-11-13"),
        ("Kamis,  13\u00a0November  2025", "2025-11-13"),
        ("13 November", "2025-11-13"),
        ("tanggal 13 November", "2025-11-13"),
        ("13 November 2025 pukul 15.00", "2025-11-13"),
        ("13 November pukul 15.00 WIB", "2025-11-13"),
        ("pada 2025-11-13", "2025-11-13"),
        ("pada 13.11.2025", "2025-11-13"),
        # ranges
        ("20-21 Juni 2023", "2023-06-21"),
        ("13–14 Juli 2024", "2024-07-14"),
        ("27 hingga 29 Mei 2024", "2024-05-29"),
        ("10 hingga 11 November 2025", "2025-11-11"),
        ("30 Juni s.d. 2 Juli 2024", "2024-07-02"),
        ("1 s/d 3 Mei", "2025-05-03"),
        ("dari tanggal 19 sd 28 September 2020", "2020-09-28"),
        ("3 sampai dengan 5 Maret 2024", "2024-03-05"),
        ("10, 11, dan 12 November 2025", "2025-11-12"),
        ("5/6 Mei 2024", "2024-05-06"),
        ("28/10 - 30/10", "2025-10-30"),
        ("Sabtu hingga Senin (8–10/11)", "2025-11-10"),
        ("Senin (10/11) hingga Rabu (12/11)", "2025-11-12"),
        ("30 Desember 2024 - 2 Januari", "2025-01-02"),
        ("28 Desember - 2 Januari 2025", "2025-01-02"),
        ("10 hingga 26 November 2025", "2025-11-10"),  # not over yet
        ("31 November - 1 Desember 2021", "2021-12-01"),  # there is no 31 November
        ("30 - 31 November 2021", "2021-11-30"),
    ],
)
def test_reads_every_form(text: str, expected: str) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Surat Dinas Ketua KPU Nomor 1766/PW.02-SD/11/2025 perihal",
        "Keputusan KPU Nomor 27/2023 tentang",
        "Undang-Undang Nomor 7 Tahun 2017",
        "menetapkan 8.252.897 pemilih",
        "dibaca 1.204 kali",
        "pukul 15.00 sampai 17.00 WIB",
        "skor 2-1, naik 12/11 persen",
        "tiga perempat (3/4) suara",
        "pada 2/3 dari jumlah anggota",
        "RT 05/02, Jalan Imam Bonjol No. 29",
        "di Jalan 17 Agustus 1945",
        "Universitas 10 November",
        "telp. 021-3193-7223 atau 0812-10-11-2025",
        "ISBN 978-602-12-3-2025",
        "Pasal 5 ayat (1) dan (2)",
        "sebanyak 12 desa dan 5 marga",
        "kemerdekaan 17 Agustus 1945",
        "pada 31 November 2024",
        "versi 10.11.12",
        "Formasi 2024 Periode 1",
        "pada 20 November 2025",  # yet to come
        "pada Minggu (16/11)",  # two days from now, and a Sunday only this year
        "tautan kpu.go.id/2025/11/13/rapat",
    ],
)
def test_passes_over_what_is_no_day_of_an_event(text: str) -> None:
    assert day(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # documents
        ("menindaklanjuti Surat Nomor 5/HK/2025 tanggal 3 November 2025, rapat digelar 10 November 2025", "2025-11-10"),
        ("berdasarkan Keputusan KPU tanggal 3 Mei 2024. Rapat pada 9 Mei 2024", "2024-05-09"),
        ("surat tertanggal 3 Mei 2024. Rapat pada 9 Mei 2024", "2024-05-09"),
        ("Undang-Undang yang diundangkan pada tanggal 15 Agustus 2017. Rapat pada 9 Mei 2024", "2024-05-09"),
        ("Sosialisasi Peraturan Nomor 1 Tahun 2025 yang dilaksanakan tanggal 6 November 2025", "2025-11-06"),
        ("surat suara tiba tanggal 6 November 2025", "2025-11-06"),
        # plans
        ("akan diadakan pada 30-31 Maret 2023. Hari ini, Rabu (29/3/2023), KPU mengundang", "2023-03-29"),
        ("Rapat digelar Kamis (13/11), pendaftaran dibuka hingga 26 November 2025", "2025-11-13"),
        ("pada 20 November 2025 digelar lomba. Rapat persiapan berlangsung 12 November 2025", "2025-11-12"),
        ("KPU akan menggelar debat pada Rabu (12/11)", "2025-11-12"),
        # earlier occasions
        ("Kegiatan serupa pernah digelar pada 11 Juli 2025. Kali ini, 12 November 2025", "2025-11-12"),
        ("diluncurkan pada 20 Oktober 2022 yang lalu. Data per Selasa, 22 November 2022", "2022-11-22"),
        ("Pasca Pemilu 14 Februari 2024, evaluasi digelar Kamis (13/11)", "2025-11-13"),
        ("Dimulai pada sidang perdana Jumat 15 Januari 2021, ujarnya, Rabu (17/2/2021).", "2021-02-17"),
        # otherwise the first
        ("Dibuka 10 November 2025. Ditutup Rabu (12/11).", "2025-11-10"),
        ("8 November 2025\tTes tahap 1\t09.00\n\nPleno pada 6 November 2025", "2025-11-06"),
    ],
)
def test_takes_the_first_day_that_is_the_events_own(text: str, expected: str) -> None:
    assert day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rapat berlangsung di kantor. " * 12 + "Kegiatan serupa pernah digelar pada 11 Juli 2025.",
        "Rapat berlangsung di kantor. " * 12 + "Rencananya, kegiatan lanjutan akan digelar pada 12 November 2025.",
    ],
)
def test_an_aside_deep_in_the_text_is_not_better_than_nothing(text: str) -> None:
    assert day(text) is None


def test_a_written_year_is_believed_over_the_weekday() -> None:
    assert day("Senin, 13 November 2025") == "2025-11-13"


def test_the_day_seen_is_that_of_the_zone() -> None:
    late = datetime(2025, 11, 12, 18, tzinfo=ZoneInfo("UTC"))  # the 13th in Jakarta
    assert day("pada 13 November 2025", seen=late) == "2025-11-13"
