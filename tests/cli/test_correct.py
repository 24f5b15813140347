"""feeder correct and feeder hide: kept over every later fetch, and undone."""

from contextlib import closing
from pathlib import Path

import feedparser
import pytest

from feeder import pipeline
from feeder.cli import main
from feeder.model import Outcome
from feeder.ports import Source
from feeder.store.sql import open_store
from world import JAKARTA, ORIGIN, Clock, FakeSite, news

CONFIG = 'sources: [{id: contoh, kind: kpu, url: "https://kota-contoh.kpu.go.id/blog/category/104"}]'


class Installation:
    """A source of four items; `12` is the one at hand."""

    def __init__(self, source: Source, site: FakeSite, clock: Clock) -> None:
        self.source, self.site, self.clock = source, site, clock
        site.articles = [news(n, date=f"{n} November 2025") for n in (13, 12, 11, 10)]
        self.address = ORIGIN + site.path(site.articles[1])
        self.article = site.articles[1]

    def fetch(self) -> Outcome:
        self.clock.forward(hours=1)
        with closing(open_store("sqlite:///feeder.db", JAKARTA)) as store:
            found = pipeline.refresh(self.source, self.site.fetch, store, self.clock, again=lambda _: True)
        assert main(["publish"]) == 0
        return found

    def entries(self) -> dict[str, str]:
        """Titles and days in the feed, in its order."""
        return {each.title: each.published[:10] for each in feedparser.parse("output/atom.xml").entries}


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: Source, site: FakeSite, clock: Clock) -> Installation:
    monkeypatch.chdir(tmp_path)
    Path("config.yaml").write_text(CONFIG)
    made = Installation(source, site, clock)
    assert made.fetch().new == 4
    return made


def test_a_corrected_title_outlives_an_edit_and_is_undone(made: Installation) -> None:
    assert main(["correct", made.address, "--title", "Judul yang benar"]) == 0
    assert list(made.entries())[1] == "Judul yang benar"
    made.article.text += "\n\nPembaruan dari sekretariat kota."
    made.site.articles.insert(0, news(14, date="14 November 2025"))
    assert (made.fetch().new, list(made.entries())[2]) == (1, "Judul yang benar")
    assert main(["correct", made.address, "--undo"]) == 0
    assert list(made.entries())[2] == "Kegiatan 12 di Kantor"


def test_a_corrected_date_moves_the_item_and_stays(made: Installation) -> None:
    assert main(["correct", made.address, "--date", "2025-10-02"]) == 0
    assert list(made.entries().items())[-1] == ("Kegiatan 12 di Kantor", "2025-10-02")
    assert Path("output/archive/2025/10.json").exists()
    made.site.articles.insert(0, news(14, date="14 November 2025"))
    outcome = made.fetch()
    assert (outcome.new, outcome.revised) == (1, 0)
    assert list(made.entries().items())[-1] == ("Kegiatan 12 di Kantor", "2025-10-02")
    assert main(["correct", made.address, "--undo"]) == 0
    assert list(made.entries().items())[2] == ("Kegiatan 12 di Kantor", "2025-11-12")


def test_what_is_hidden_is_in_no_file_and_does_not_come_back_by_itself(made: Installation) -> None:
    assert main(["hide", made.address, "--reason", "memuat data pribadi"]) == 0
    made.site.articles.insert(0, news(14, date="14 November 2025"))
    assert made.fetch().new == 1
    assert "deleted-entry" in Path("output/atom.xml").read_text()
    assert traces_of(made) == []
    assert main(["hide", made.address, "--undo"]) == 0
    assert "Kegiatan 12 di Kantor" in made.entries()
    assert "deleted-entry" not in Path("output/atom.xml").read_text()


def test_an_item_is_named_by_the_address_of_its_page_as_well(
    made: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    [page] = Path("output").glob("items/*-blog-read-12-*.html")
    address = f"https://berita.example/kpu/items/{page.name}"
    assert main(["hide", address, "--reason", "memuat data pribadi"]) == 0
    assert "Kegiatan 12 di Kantor" not in made.entries()
    assert main(["hide", f"output/items/{page.name}", "--undo"]) == 0
    capsys.readouterr()
    assert main(["history", address]) == 0
    assert "Kegiatan 12 di Kantor" in capsys.readouterr().out
    assert main(["history", address.replace("-12-", "-99-")]) == 2


def traces_of(made: Installation) -> list[str]:
    """Files of the output that say anything of the article."""
    words = ["Kegiatan 12 di Kantor", "nomor 12 bersama", "12_kegiatan"]
    files = [each for each in Path("output").rglob("*") if each.is_file()]
    return [str(each) for each in files if any(word.encode() in each.read_bytes() for word in words)]


def test_corrections_are_shown_in_the_history(made: Installation, capsys: pytest.CaptureFixture[str]) -> None:
    main(["correct", made.address, "--title", "Judul yang benar"])
    capsys.readouterr()
    assert main(["history", made.address]) == 0
    assert "corrected by hand, " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["correct", "99", "--title", "x"], "there is no item '99'"),
        (["correct", "1"], "say what to correct, with --title, --date, --topic or --no-topic"),
        (["correct", "1", "--topic", "arsipp"], "there is no topic 'arsipp'; there are: zona-integritas, data-pemilih"),
        (["correct", "1", "--topic", "pemilu"], "there is no topic 'pemilu'"),
        (["correct", "1", "--date", "kemarin"], "'kemarin' is no date: write it as 2025-11-13"),
        (["correct", "1", "--undo"], "1: there is nothing to undo"),
        (["hide", "1"], "say why it is hidden, with --reason"),
    ],
)
def test_what_cannot_be_done_is_said(
    made: Installation, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert words in capsys.readouterr().err


def test_topics_are_added_and_taken_away_over_every_later_fetch(
    made: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    made.article.text += "\n\nRapat membahas PDPB dan SIPOL."
    made.fetch()
    assert topics(made) == {"data-pemilih", "partai-politik"}
    assert main(["correct", made.address, "--topic", "pemilu-2024", "--no-topic", "partai-politik"]) == 0
    assert topics(made) == {"data-pemilih", "pemilu-2024"}
    assert main(["correct", made.address, "--topic", "hitung-suara"]) == 0
    made.article.text += "\n\nVerifikasi partai politik dibahas pula."
    assert made.fetch().revised == 1
    assert topics(made) == {"data-pemilih", "hitung-suara", "pemilu-2024"}
    assert not Path("output/feeds/topic-partai-politik/atom.xml").read_text().count("<entry")
    [page] = [each.read_text() for each in Path("output/items").iterdir() if "Kegiatan 12 " in each.read_text()]
    assert "Diperbaiki oleh penerbit umpan" in page
    assert "<dd>topik, " in page
    capsys.readouterr()
    assert main(["history", made.address]) == 0
    assert "topics: +hitung-suara -partai-politik +pemilu-2024" in capsys.readouterr().out
    assert main(["correct", made.address, "--undo"]) == 0
    assert topics(made) == {"data-pemilih", "partai-politik"}


def topics(made: Installation) -> set[str]:
    """The topics of the item at hand, as the feeds of topics have it."""
    feeds = Path("output/feeds").glob("topic-*/atom.xml")
    entries = {each.parent.name: feedparser.parse(str(each)).entries for each in feeds}
    return {name.removeprefix("topic-") for name, some in entries.items() if made.address in [e.link for e in some]}
