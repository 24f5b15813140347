"""Dates beside an item, in metadata and feeds; and in the names of pictures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from feeder.model import Basis, Precision
from feeder.normalise.dates import stamped, uploaded, written

JAKARTA = ZoneInfo("Asia/Jakarta")
SEEN = datetime(2025, 11, 14, 11, 40, 33, 5, tzinfo=JAKARTA)


def read(text: str, seen: datetime = SEEN) -> str | None:
    """The value as far as it is precise, in Jakarta."""
    found = written(text, seen=seen, zone=JAKARTA)
    if found is None:
        return None
    assert found.basis is Basis.STATED
    assert found.at.tzinfo is JAKARTA
    if found.precision is Precision.TIME:
        return found.at.strftime("%Y-%m-%d %H:%M:%S")
    assert found.at.strftime("%H:%M:%S.%f") == "00:00:00.000000"
    return found.at.strftime("%Y-%m-%d")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # machines
        ("2025-11-13T02:12:33.000000Z", "2025-11-13 09:12:33"),
        ("2025-11-13T09:12:33+07:00", "2025-11-13 09:12:33"),
        ("2025-11-13T09:12:33.123456789+0700", "2025-11-13 09:12:33"),
        ("2025-11-12T21:12:33-05:00", "2025-11-13 09:12:33"),
        ("2025-11-13 09:12:33+07", "2025-11-13 09:12:33"),
        ("2025-11-13 09:12:33", "2025-11-13 09:12:33"),
        ("2025-11-13T09:12", "2025-11-13 09:12:00"),
        ("2025-11-13", "2025-11-13"),
        ("2025/11/13 09:12", "2025-11-13 09:12:00"),
        ("20251113T021233Z", "2025-11-13 09:12:33"),
        ("20251113", "2025-11-13"),
        ("Thu, 13 Nov 2025 02:12:33 GMT", "2025-11-13 09:12:33"),
        ("Thu, 13 Nov 2025 09:12:33 +0700", "2025-11-13 09:12:33"),
        ("13 Nov 25 02:12:33 UT", "2025-11-13 09:12:33"),
        ("Thursday, 13-Nov-25 02:12:33 GMT", "2025-11-13 09:12:33"),
        ("Wed, 12 Nov 2025 21:12:33 EST", "2025-11-13 09:12:33"),
        ("Thu Nov 13 2025 09:12:33 GMT+0700 (Western Indonesia Time)", "2025-11-13 09:12:33"),
        ("1763000000", "2025-11-13 09:13:20"),
        ("1763000000123", "2025-11-13 09:13:20"),
        # the month first, where it can be read in no other way
        ("11/13/2025", "2025-11-13"),
        ("11-13-2025 09:12", "2025-11-13 09:12:00"),
        ("11/10/2025", "2025-10-11"),
        # months as Roman numbers
        ("13-XI-2025", "2025-11-13"),
        ("Kamis, 13.XI.2025 09:12", "2025-11-13 09:12:00"),
        ("7 iv 2025", "2025-04-07"),
        ("13-IIX-2025", None),
        ("Nomor 12/XI/2025", None),
        ("Nomor 800-12-XI-2025-3", None),
        # boards, where a word says so
        ("작성자 김민수 조회 961회 작성일 25-11-13 16:41", "2025-11-13 16:41:00"),
        ("등록일: 25.11.13", "2025-11-13"),
        ("发布时间：25-11-13 09:12", "2025-11-13 09:12:00"),
        # people
        ("Diposting pada Kamis, 13 Nov 2025 | 09.12 WIB", "2025-11-13 09:12:00"),
        ("Thursday, November 13 25 09:12", "2025-11-13 09:12:00"),
        ("13 Nov '24 | Humas | Dibaca: 883", "2024-11-13"),
        ("(13 Nov ’24)", "2024-11-13"),
        ("13 nov 24 | 5h27 Oleh Humas", "2024-11-13 05:27:00"),
        ("13 Nov 24 5h27", "2024-11-13 05:27:00"),
        ("13 Nov 24 · Humas", "2024-11-13"),
        ("13 Nov 24 – Humas", "2024-11-13"),
        ("13/11/2024 04h00", "2024-11-13 04:00:00"),
        ("Kamis, 13 November 2025 09.12 WITA", "2025-11-13 08:12:00"),
        ("13 November 2025 09:12 WIT", "2025-11-13 07:12:00"),
        ("13 November 2025 09:12 GMT+7", "2025-11-13 09:12:00"),
        ("Dipublikasikan: 13-11-2025 09:12", "2025-11-13 09:12:00"),
        ("13-11-2025", "2025-11-13"),
        ("Terakhir diperbarui: 14 November 2025 10:00   Tanggal terbit: 13 November 2025 09:12", "2025-11-13 09:12:00"),
        ("Last updated on Friday, 14 Nov 2025 | Published 13 Nov 2025", "2025-11-13"),
        ("Update: 13-11-2025", "2025-11-13"),
        ("13/11/2025", "2025-11-13"),
        ("13.11.2025", "2025-11-13"),
        ("12/05/2024", "2024-05-12"),
        ("13/11/25", "2025-11-13"),
        ("09-11-25", "2025-11-09"),
        ("31/12/99", "1999-12-31"),
        ("13 Nopember 2025 (09.12)", "2025-11-13 09:12:00"),
        ("Jum’at, 7\u00a0November\u00a02025", "2025-11-07"),
        ("Kamis, 13 November 2025 pukul 15.00", "2025-11-13 15:00:00"),
        ("09.12 WIB | Kamis, 13 November 2025", "2025-11-13 09:12:00"),
        ("Humas - 13 November 2025 - 883 kali dibaca", "2025-11-13"),
        ("1.204 views • 13 Nov 2025 • 12.30 WIB", "2025-11-13 12:30:00"),
        ("13 November 2025 oleh Humas, 09:12 WIB", "2025-11-13 09:12:00"),
        ("Terbit 12 November 2025, diperbarui 13 November 2025 10:00", "2025-11-12"),
        ("Tanggal kegiatan: 10 November 2025 | Diposting: Rabu, 12 November 2025", "2025-11-12"),
        ("12 November 2025 (batas akhir 13 November 2025)", "2025-11-12"),
        ("Deadline 10/11/2025 - dipublikasikan tanggal 12/11/2025", "2025-11-12"),
        ("Tanggal kegiatan: 10 November 2025", "2025-11-10"),
        ("8 November 2025 08.00-12.00 WITA", "2025-11-08 07:00:00"),
        ("8 November 2025 08:00-12:00 WITA", "2025-11-08 07:00:00"),
        ("November 13, 2025 9:12 pm", "2025-11-13 21:12:00"),
        ("13 November 2025 12:05 AM", "2025-11-13 00:05:00"),
        ("13 May 2025", "2025-05-13"),
        ("Kamis (13/11)", "2025-11-13"),
        ("13 Nov", "2025-11-13"),
        ("9. 8. 2025", "2025-08-09"),
        ("09 - 08 - 2025", "2025-08-09"),
        ("2025. 8. 9.", "2025-08-09"),
        ("2025.08.09 10:20", "2025-08-09 10:20:00"),
        ("2025/8/9", "2025-08-09"),
        ("2025-8-9 10:20", "2025-08-09 10:20:00"),
        ("Sel, 09/06/2022 - 09:56", "2022-09-06 09:56:00"),  # Drupal's own form: 9 June was a Thursday
        ("Kam, 09/06/2022 - 09:56", "2022-06-09 09:56:00"),
        ("Rabu, 09/06/2022", "2022-06-09"),  # neither was one
        ("10/ 5/25 09:19 PM ET", "2025-10-05 21:19:00"),  # such a zone is American, and so is the order
        ("By A. Rawls 10/5/2025, 9:19 a.m. (EDT)", "2025-10-05 20:19:00"),
        ("10/5/2025 9:19 PM WIB", "2025-05-10 21:19:00"),
        ("24.30, 13 November 2025", "2025-11-13"),  # no such time
    ],
)
def test_reads_what_sites_write(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 jam yang lalu", "2025-11-14 09:00:00"),
        ("sejam lalu", "2025-11-14 10:00:00"),
        ("2 hours ago", "2025-11-14 09:00:00"),
        ("5 menit lalu", "2025-11-14 11:35:00"),
        ("30 detik yang lalu", "2025-11-14 11:40:03"),
        ("baru saja", "2025-11-14 11:40:00"),
        ("beberapa detik yang lalu", "2025-11-14 11:40:00"),
        ("Hari ini, 09.12 WIB", "2025-11-14 09:12:00"),
        ("Hari ini", "2025-11-14"),
        ("Kemarin 09:12", "2025-11-13 09:12:00"),
        ("Kemarin", "2025-11-13"),
        ("yesterday", "2025-11-13"),
        ("3 hari yang lalu", "2025-11-11"),
        ("seminggu lalu", "2025-11-07"),
        ("2 minggu lalu", "2025-10-31"),
        ("sebulan lalu", "2025-10-14"),
        ("2 tahun lalu", "2023-11-14"),
        ("9999 tahun lalu", None),
        # elsewhere
        ("vor 3 Tagen", "2025-11-11"),
        ("vor einem Monat", "2025-10-14"),
        ("Il y a 2 heures", "2025-11-14 09:00:00"),
        ("hace 5 días", "2025-11-09"),
        ("3 giorni fa", "2025-11-11"),
        ("2 дня назад", "2025-11-12"),
        ("3日前", "2025-11-11"),
        ("5分钟前", "2025-11-14 11:35:00"),
    ],
)
def test_reads_how_long_ago_as_precisely_as_it_is_said(text: str, expected: str | None) -> None:
    assert read(text) == expected


def test_a_month_before_the_31st_is_the_end_of_a_shorter_month() -> None:
    assert read("sebulan lalu", seen=datetime(2025, 3, 31, tzinfo=JAKARTA)) == "2025-02-28"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Berita",
        "883",
        "1.204 views",
        "3/4",
        "13/13/2025",
        "31/02/2025",
        "31 November 2025",
        "12/11/10",
        "25/11/13",
        "Version 2.4.18",
        "Versi 1.2.13",
    ],
)
def test_nothing_where_no_day_is_written(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["发布 25.11.13 版", "时间 25.11.13", "더보기 25-11-13", "작성일 25.13.11"])
def test_other_words_make_no_day_of_three_numbers(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "text", ["13 Desember 2025", "작성일 26-11-13", "3 Maret 1985", "2034-03-05", "2064441600", "9999-12-31"]
)
def test_nothing_where_the_day_cannot_be_right(text: str) -> None:
    assert read(text) is None


def test_clocks_may_differ_by_two_days() -> None:
    assert read("16 November 2025") == "2025-11-16"
    assert read("17 November 2025") is None


def test_the_first_day_that_can_be_right() -> None:
    assert read("berlaku hingga 1 Januari 2030, terbit 13 November 2025") == "2025-11-13"


@pytest.mark.parametrize(
    "url",
    [
        "https://kpu.example/images/1629387311151843E8A9DCA-logo.jpeg",
        "https://kpu.example/public/kab/images/1629387311_03968e81f2b55c38b8fc.jpg?w=200#top",
        "/images/blogs/thumb_1629387311Rapat (1).png",
    ],
)
def test_a_pictures_name_tells_when_it_was_uploaded(url: str) -> None:
    assert uploaded(url) == datetime(2021, 8, 19, 15, 35, 11, tzinfo=UTC)


@pytest.mark.parametrize("url", ["", "http://[", "/images/logo.png", "/1629387311/logo.png", "/images/0000000001.png"])
def test_other_names_tell_nothing(url: str) -> None:
    assert uploaded(url) is None


def test_an_upload_time_cannot_lie_after_the_century() -> None:
    assert uploaded("/images/9999999999.png") is None
    limit = datetime(2100, 1, 1, tzinfo=UTC)
    assert uploaded(f"/images/{int(limit.timestamp())}.png") is None
    assert uploaded(f"/images/{int(limit.timestamp()) - 1}.png") == limit - timedelta(seconds=1)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2025-11-13T00:00:00+07:00", Precision.DAY),
        ("2025-11-12T17:00:00.000000Z", Precision.DAY),
        ("2025-11-13 00:00:00", Precision.DAY),
        ("2025-11-13T00:00:00Z", Precision.TIME),
        ("2025-11-13T00:00:01+07:00", Precision.TIME),
        ("2025-11-13", Precision.DAY),
    ],
)
def test_the_first_second_of_a_day_is_a_day_to_machines(text: str, precision: Precision) -> None:
    found = stamped(text, seen=SEEN, zone=JAKARTA)
    assert found is not None
    assert (found.precision, found.at.astimezone(JAKARTA).day) == (precision, 13)
    assert stamped("", seen=SEEN, zone=JAKARTA) is None
