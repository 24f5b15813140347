"""topics.yaml, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from feeder.config import Feed, load, topics
from feeder.errors import ConfigError
from feeder.normalise.topics import Rule

SOURCE = 'sources: [{id: a, kind: kpu, url: "https://a.example/blog/category/104"}]\n'


def read(folder: Path, text: str, *feeds: Feed) -> tuple[Rule, ...]:
    path = folder / "topics.yaml"
    path.write_text(text)
    return topics.load(path, feeds)


def mistakes(folder: Path, text: str, *feeds: Feed) -> list[str]:
    with pytest.raises(ConfigError) as error:
        read(folder, text, *feeds)
    return str(error.value).replace(f"{folder}/", "").splitlines()


def test_the_file_that_ships_is_right() -> None:
    ids = {rule.id for rule in topics.load(topics.SHIPPED, ())}
    assert {"zona-integritas", "data-pemilih", "hitung-suara", "partai-politik", "pemilu", "pilkada"} <= ids
    assert {"informasi-publik", "logistik", "pendidikan-pemilih", "sdm", "arsip"} <= ids


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    text = "topics:\n  - {id: banjir, label: Banjir, words: [banjir, genangan air], years: [tahun]}\n"
    [rule] = read(tmp_path, text, Feed(id="x", topics=("banjir", "banjir-2025")))
    assert rule == Rule(id="banjir", label="Banjir", words=("banjir", "genangan air"), years=("tahun",))


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = """topics:
  - {id: Arsip, label: Arsip, words: [arsip]}
  - {id: sdm, label: SDM, words: ["--", "/(/"]}
  - {id: kosong, labels: Kosong}
"""
    assert mistakes(tmp_path, text) == [
        "topics.yaml:2: topics.Arsip.id: 'Arsip' is no id; use small letters, digits and -, as kpu-jakarta",
        "topics.yaml:3: topics.sdm.words[0]: '--' holds no word; write a word, several words, or /an expression/",
        "topics.yaml:3: topics.sdm.words[1]: '/(/' is no expression of RE2: missing ): (",
        "topics.yaml:4: topics.kosong.label: `label` is missing; add it",
        "topics.yaml:4: topics.kosong.labels: unknown key `labels`; did you mean `label`?",
    ]


def test_two_of_one_name_and_one_without_words(tmp_path: Path) -> None:
    text = "topics:\n  - {id: a, label: A, words: [apel]}\n  - {id: a, label: B}\n"
    assert mistakes(tmp_path, text) == [
        "topics.yaml:3: topics.a.id: 'a' is there twice; choose another",
        "topics.yaml:3: topics.a: has no words; add `words` or `title`",
    ]


def test_a_feed_on_a_topic_that_nothing_makes(tmp_path: Path) -> None:
    text = "topics: [{id: arsip, label: Arsip, words: [arsip]}]"
    assert mistakes(tmp_path, text, Feed(id="x", topics=("arsib", "arsip-2024"))) == [
        "feeds.x.topics: there is no topic 'arsib'; did you mean `arsip`?",
        "feeds.x.topics: there is no topic 'arsip-2024'; did you mean `arsip`?",
    ]


def test_a_file_that_went_away(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"topics.yaml: cannot be read \(No such file or directory\); name another"):
        topics.fingerprint(tmp_path / "topics.yaml")


def test_the_fingerprint_is_of_file_and_feeds(tmp_path: Path) -> None:
    path = tmp_path / "topics.yaml"
    path.write_text("topics: []")
    before = topics.fingerprint(path, ("feed",))
    assert topics.fingerprint(path, ("feed",)) == before
    assert topics.fingerprint(path, ("other",)) != before
    path.write_text("topics: [ ]")
    assert topics.fingerprint(path, ("feed",)) != before


def test_words_of_feeds_are_read_with_the_configuration(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(SOURCE + "feeds:\n  - {id: topic-x, include: ['/(/'], exclude: ['?']}\n")
    with pytest.raises(ConfigError) as error:
        load(path, {})
    assert [line.partition(" ")[2] for line in str(error.value).splitlines()] == [
        "feeds.topic-x.exclude[0]: '?' holds no word; write a word, several words, or /an expression/",
        "feeds.topic-x.id: 'topic-x' begins as the feeds of topics do; choose another",
        "feeds.topic-x.include[0]: '/(/' is no expression of RE2: missing ): (",
    ]
