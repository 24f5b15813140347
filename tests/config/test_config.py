from __future__ import annotations

import json
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.config import Config, Kpu, Publisher, Selected, Syndicated, load, schema
from feeder.errors import ConfigError
from feeder.normalise.crontab import Cron

TOP = Path(__file__).parents[2]
KEYS = (
    "this address holds credentials or options; write s3://bucket/prefix, and leave the rest to variables "
    "(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL)"
)
SOURCE = '- {id: kpu-jakarta, kind: kpu, url: "https://jakarta.kpu.go.id/blog/category/104"}'


def written(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text)
    return path


def config(folder: Path, text: str = "", **environ: str) -> Config:
    """The configuration of a file with one source, and of what is added to it."""
    return load(written(folder, f"sources:\n  {SOURCE}\n{text}"), environ)


def mistakes(folder: Path, text: str, **environ: str) -> list[str]:
    """What is wrong with a file, without its folder."""
    with pytest.raises(ConfigError) as error:
        load(written(folder, text), environ)
    return [line.replace(f"{folder}/", "") for line in str(error.value).splitlines()]


def mistake(folder: Path, text: str) -> str:
    """The one thing that is wrong with what is added to a good file."""
    [line] = mistakes(folder, f"sources:\n  {SOURCE}\n{text}")
    return line.removeprefix("config.yaml:3: ")


def test_the_least_that_works(tmp_path: Path) -> None:
    found = config(tmp_path)
    assert found.database == f"sqlite:///{tmp_path}/feeder.db"
    assert found.output == f"{tmp_path}/output"
    assert found.publisher == Publisher()
    assert found.fetch.delay == timedelta(seconds=1)
    assert (found.removal.checks, found.removal.over) == (3, timedelta(days=1))
    [source] = found.sources
    assert isinstance(source, Kpu)
    assert (source.id, source.pages, source.schedule) == ("kpu-jakarta", 1, None)


def test_everything(tmp_path: Path) -> None:
    (tmp_path / "chain.pem").touch()
    text = """
database: postgresql://feeder:secret@db/news
output: s3://bucket/prefix
publisher: {title: Berita, url: "https://feeds.example.org/kpu", language: en, timezone: Asia/Jayapura}
fetch:
  {contact: me@example.org, delay: 500ms, max_body: 5MB, allow_private: [localhost, 10.0.0.0/8], budget: {run: 5}}
removal: {checks: 2, over: 2d}
sources:
  - {id: a, kind: kpu, url: "https://a.example/", schedule: "*/30 * * * *", formerly: [old.example], ca_file: chain.pem}
  - id: b
    kind: selectors
    url: https://b.example/news
    schedule: every 30m
    selectors: {items: article, article: {text: .body, remove: [.share, .ads]}}
  - {id: c, kind: feed, url: "https://c.example/rss", full_text: true, schedule: auto}
  - {id: d, kind: page, url: "https://d.example/", zone: Asia/Makassar, hosts: www.d.example}
  - {id: e, kind: kpu-api, url: "https://www.kpu.go.id/api/blogs/104", pages: 3}
feeds:
  - {id: pemilih, sources: [a, b], include: [DPT], since: 2025-01-01, limit: 20}
engine: procrastinate
metrics: 127.0.0.1:9464
notify: ["ntfy://topic"]
webhooks: [{url: "https://x.example/secret", secret_from: HOOK, sources: a, feeds: [pemilih, topic-pdpb]}]
announce: ["ntfy://secret"]
"""
    found = load(written(tmp_path, text), {})
    kpu, selected, syndicated, *_ = found.sources
    assert found.database == "postgresql://feeder:secret@db/news"
    assert found.output == "s3://bucket/prefix"
    assert found.publisher.url == "https://feeds.example.org/kpu/"
    assert found.fetch.contact == "mailto:me@example.org"
    assert found.fetch.allow_private == ("localhost", "10.0.0.0/8")
    assert (found.fetch.max_body, found.fetch.budget.run, found.fetch.budget.day) == (5_000_000, 5, 10_000)
    assert isinstance(kpu.schedule, Cron)
    assert kpu.ca_file == f"{tmp_path}/chain.pem"
    assert isinstance(selected, Selected)
    assert selected.schedule == timedelta(minutes=30)
    assert selected.selectors.article.remove == (".share", ".ads")
    assert isinstance(syndicated, Syndicated)
    assert (syndicated.full_text, syndicated.schedule) == (True, "auto")
    assert [source.kind for source in found.sources] == ["kpu", "selectors", "feed", "page", "kpu-api"]
    assert (found.feeds[0].since, found.feeds[0].sources) == (date(2025, 1, 1), ("a", "b"))
    assert (found.webhooks[0].sources, found.webhooks[0].feeds) == (("a",), ("pemilih", "topic-pdpb"))
    assert "secret" not in repr(found).replace("secret_from", "")


def test_relative_paths_start_at_the_folder_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    written(tmp_path / "site", f"database: sqlite:///../news.db\nsources:\n  {SOURCE}")
    monkeypatch.chdir(tmp_path)
    found = load(Path("site/config.yaml"), {})
    assert found.output == f"{tmp_path}/site/output"
    assert found.database == f"sqlite:///{tmp_path}/site/../news.db"


def test_absolute_paths_stay(tmp_path: Path) -> None:
    found = config(tmp_path, f"output: {tmp_path}/feeds\ndatabase: sqlite:///{tmp_path}/news.db")
    assert (found.output, found.database) == (f"{tmp_path}/feeds", f"sqlite:///{tmp_path}/news.db")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("2.5", 2.5),
        ("0s", 0),
        ("250ms", 0.25),
        ("1.5s", 1.5),
        ('"90"', 90),
        ("30m", 1800),
        ("24h", 86400),
        ("2d", 172800),
    ],
)
def test_lengths_of_time(tmp_path: Path, text: str, seconds: float) -> None:
    assert config(tmp_path, f"fetch: {{delay: {text}}}").fetch.delay == timedelta(seconds=seconds)


def test_words_of_yaml_1_1_stay_words(tmp_path: Path) -> None:
    found = config(tmp_path, "publisher: {title: no, author: 22:00, description: 2025-11-13}").publisher
    assert (found.title, found.author, found.description) == ("no", "22:00", "2025-11-13")


def test_a_key_without_a_value_is_not_given(tmp_path: Path) -> None:
    assert config(tmp_path, "feeds:\nnotify:\n").feeds == ()


# Variables


def test_variables_replace_single_values(tmp_path: Path) -> None:
    found = config(
        tmp_path,
        "fetch: {delay: 5s, attempts: 2}",
        FEEDER_DATABASE="sqlite:///other.db",
        FEEDER_OUTPUT="feeds",
        FEEDER_FETCH__DELAY="0",
        FEEDER_FETCH__ALLOW_PRIVATE="127.0.0.1, localhost",
        FEEDER_FETCH__BUDGET__RUN="7",
        FEEDER_PUBLISHER__TITLE="Berita Lain",
        HOME="/root",
    )
    assert found.database == f"sqlite:///{tmp_path}/other.db"
    assert found.output == f"{tmp_path}/feeds"
    assert (found.fetch.delay, found.fetch.attempts) == (timedelta(0), 2)
    assert found.fetch.allow_private == ("127.0.0.1/32", "localhost")
    assert found.fetch.budget.run == 7
    assert found.publisher.title == "Berita Lain"


def test_variables_of_the_program_itself_are_left_alone(tmp_path: Path) -> None:
    assert config(tmp_path, FEEDER_CONFIG="x", FEEDER_SHARED="y", FEEDER_TEST_PG_URL="z")


def test_mistakes_in_variables_are_named_by_the_variable(tmp_path: Path) -> None:
    found = mistakes(
        tmp_path,
        f"sources:\n  {SOURCE}",
        FEEDER_FETCH__DELY="1s",
        FEEDER_FETCH__TIMEOUT="soon",
        FEEDER_FETCH_DELAY="1s",
        FEEDER_OUTPT="x",
    )
    assert found == [
        "FEEDER_FETCH_DELAY: unknown key `fetch_delay`; did you mean `fetch`? (a key within another takes two "
        "underscores, as in FEEDER_FETCH__DELAY)",
        "FEEDER_FETCH__DELY: unknown key `dely`; did you mean `delay`?",
        "FEEDER_FETCH__TIMEOUT: 'soon' is no length of time; write it as 500ms, 1s, 30m, 24h or 2d, or as seconds",
        "FEEDER_OUTPT: unknown key `outpt`; did you mean `output`?",
    ]


# Mistakes


def test_a_key_that_stands_one_step_too_far_out(tmp_path: Path) -> None:
    text = "delay: 2s\nsources:\n  - {id: a, kind: selectors, url: 'https://x.id', items: .card}\n"
    assert mistakes(tmp_path, text) == [
        "config.yaml:1: delay: unknown key `delay`; it belongs below `fetch:`",
        "config.yaml:3: sources.a.items: unknown key `items`; it belongs below `selectors:`",
    ]


def test_every_mistake_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """\
database: sqlite:///missing/feeder.db
output: nowhere/output
publisher:
  title: 12
  timezone: Asia/Jakata
  title: again
titel: x
sources:
  - id: kpu
    kind: html
    url: https://x.id/
  - {id: a, kind: kpu, url: "htps:/bad", schedule: "61 * * * *", pagse: 2}
  - {id: a, kind: feed, full_text: maybe}
  - {id: B, url: "https://x.id"}
feeds:
  - {id: f, sources: [kpu, kpx], limit: many}
engine: celery
"""
    assert mistakes(tmp_path, text) == [
        "config.yaml:1: database: there is no folder missing; make it first",
        "config.yaml:2: output: there is no folder nowhere; make it first",
        "config.yaml:5: publisher.timezone: there is no time zone 'Asia/Jakata'; write it as Asia/Jakarta, "
        "Asia/Makassar or Asia/Jayapura",
        "config.yaml:6: `title` stands in line 4 already; keep one",
        "config.yaml:7: titel: unknown key `titel`; there are database, output, publisher, fetch, removal, sources, "
        "feeds, topics, engine, metrics, notify, webhooks, announce",
        "config.yaml:10: sources.kpu.kind: unknown kind 'html'; use kpu, kpu-api, page, selectors or feed",
        "config.yaml:12: sources.a.pagse: unknown key `pagse`; did you mean `pages`?",
        "config.yaml:12: sources.a.schedule: minute '61' is not within 0 and 59; write minute, hour, day, month and "
        "weekday, as */30 * * * *",
        "config.yaml:12: sources.a.url: 'htps:/bad' is no web address; write it whole, as "
        "https://jakarta.kpu.go.id/blog/category/104",
        "config.yaml:13: sources.a.full_text: expected true or false, got 'maybe'; write true or false",
        "config.yaml:13: sources.a.id: 'a' is the id of sources[1] already; choose another",
        "config.yaml:13: sources.a.url: `url` is missing; add it",
        "config.yaml:14: sources.B.id: 'B' is no id; use small letters, digits and -, as kpu-jakarta",
        "config.yaml:14: sources.B.kind: `kind` is missing; add kind: kpu, kpu-api, page, selectors or feed",
        "config.yaml:16: feeds.f.limit: expected a whole number, got 'many'; write digits alone",
        "config.yaml:16: feeds.f.sources[1]: there is no source 'kpx'; did you mean `kpu`?",
        "config.yaml:17: engine: 'celery' is unknown; use local or procrastinate",
    ]


def test_an_unknown_kind_hides_no_other_mistake(tmp_path: Path) -> None:
    text = 'sources:\n  - {id: a, kind: kpuu, url: "x", pagse: 2, full_text: maybe, selectors: {itms: a}}'
    assert [line.removeprefix("config.yaml:2: sources.a.").partition(":")[0] for line in mistakes(tmp_path, text)] == [
        "full_text",
        "kind",
        "pagse",
        "selectors.itms",
        "url",
    ]


def test_places_that_cannot_be_written_are_found_by_trying(tmp_path: Path) -> None:
    file = written(tmp_path, f"output: /proc/nope\ndatabase: sqlite:////proc/feeder.db\nsources:\n  {SOURCE}\n")
    load(file, {})
    with pytest.raises(ConfigError) as error:
        load(file, {}, trying=True)
    remedy = "cannot be written (No such file or directory); name another place, or let this user write there"
    assert str(error.value).splitlines() == [
        f"{file}:1: output: /proc/nope {remedy}",
        f"{file}:2: database: /proc/feeder.db {remedy}",
    ]


def test_trying_leaves_nothing_behind(tmp_path: Path) -> None:
    file = written(tmp_path, f"sources:\n  {SOURCE}\n")
    (tmp_path / "output").mkdir()
    load(file, {}, trying=True)
    assert sorted(each.name for each in tmp_path.rglob("*")) == ["config.yaml", "output"]
    load(
        written(tmp_path, f"database: postgresql://feeder@db.example/feeder\noutput: s3://kpu\nsources:\n  {SOURCE}\n"),
        {},
        trying=True,
    )


@pytest.mark.parametrize("text", ["", "# nothing\n", "sources:\n", "sources: []\n"])
def test_no_sources(tmp_path: Path, text: str) -> None:
    assert mistakes(tmp_path, text) == [
        "config.yaml:1: sources: there are no sources; add one, as "
        '[{id: kpu-jakarta, kind: kpu, url: "https://jakarta.kpu.go.id/blog/category/104"}]'
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("sources: [\nid: x", "config.yaml:2: no YAML: "),
        ("a:\n\t- x", "config.yaml:2: no YAML: found character '\\t' that cannot start any token; look at "),
        ("a: *b", "config.yaml:1: no YAML: found undefined alias 'b'; look at "),
        ("a: \x01", "config.yaml:1: no YAML: "),
        ("- x", "config.yaml:1: expected keys with values, got a list; see `feeder schema`"),
        ("just words", "config.yaml:1: expected keys with values, got 'just words'; see `feeder schema`"),
    ],
)
def test_text_that_is_no_configuration(tmp_path: Path, text: str, line: str) -> None:
    [found] = mistakes(tmp_path, text)
    assert found.startswith(line)


def test_a_missing_file_says_what_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load(tmp_path / "config.yaml", {})
    assert str(error.value) == f"{tmp_path}/config.yaml: there is no such file; `feeder init` makes one"


def test_a_folder_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot be read \(Is a directory\); name another file with --config"):
        load(tmp_path, {})


def test_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="this is no UTF-8 text; save it as UTF-8"):
        load(tmp_path / "config.yaml", {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "database: mysql://x",
            "database: this is no database; write sqlite:///feeder.db, or postgresql://user@host/name",
        ),
        (
            "database: 'sqlite:///:memory:'",
            "database: this is no database; write sqlite:///feeder.db, or postgresql://user@host/name",
        ),
        ("database: sqlite:////", "database: / is a folder; name a file in it, as /feeder.db"),
        ("output: config.yaml", "output: config.yaml is a file; name a folder"),
        ("output: config.yaml/x", "output: there is no folder config.yaml; make it first"),
        ("output: ''", "output: names nothing; write the name of a file or folder, or leave the line out"),
        ("output: ftp://x/y", "output: 'ftp://x/y' is no place for output; write a folder, or s3://bucket/prefix"),
        ("output: s3:///x", "output: 's3:///x' names no bucket; write s3://bucket/prefix"),
        (
            "output: s3://berita/../x",
            "output: 's3://berita/../x': the prefix may hold letters, digits, . - _ and / alone; choose another",
        ),
        ("output: s3://AKIA:rahasia@berita/x", f"output: {KEYS}"),
        ("output: 's3://berita/x?secret_access_key=y'", f"output: {KEYS}"),
        ("topics: topics.yaml", "topics: there is no file topics.yaml that can be read; check the name"),
        (
            "metrics: 9464x",
            "metrics: '9464x' is no place for metrics; write 127.0.0.1:9464, or a file that ends in .prom",
        ),
        ("notify: token", "notify[0]: this is no Apprise address; write it as mailto://…, tgram://… or ntfy://…"),
        ("announce: token", "announce[0]: this is no Apprise address; write it as mailto://…, tgram://… or ntfy://…"),
        ("webhooks: [{secret_from: A}]", "webhooks[0].url: `url` is missing; add it"),
        (
            "webhooks: [{url: 'https://x.id', secret_from: whsec_abc}]",
            "webhooks[0].secret_from: this is no name of an environment variable, such as WEBHOOK_SECRET; the secret "
            "stands there",
        ),
        (
            "webhooks: [{url: 'https://x.id', secret_from: FEEDER_SECRET}]",
            "webhooks[0].secret_from: FEEDER_SECRET: names with FEEDER_ are values of the configuration; choose "
            "another",
        ),
        ("removal: 5", "removal: expected keys with values, got 5; see `feeder schema`"),
        ("removal: {checks: 0}", "removal.checks: expected a number, 1 or more, got 0; change it"),
        ("feeds: 5", "feeds: expected a list, got 5; write it as [a, b]"),
        ("fetch: {attempts: 11}", "fetch.attempts: expected a number, between 1 and 10, got 11; change it"),
        ("fetch: {attempts: true}", "fetch.attempts: expected a whole number, got true; write digits alone"),
        (
            "fetch: {max_bytes: 1 ton}",
            "fetch.max_bytes: '1 ton' is no size; write it as 500kB, 10MB or 1GB, or as bytes",
        ),
        (
            "fetch: {delay: -1}",
            "fetch.delay: -1 is no length of time; write it as 500ms, 1s, 30m, 24h or 2d, or as seconds",
        ),
        (
            "fetch: {contact: me}",
            "fetch.contact: 'me' is no contact; write mailto:you@example.org, or the address of a page",
        ),
        (
            "fetch: {allow_private: [10.0.0.1/8]}",
            "fetch.allow_private[0]: '10.0.0.1/8' is no host and no network; write localhost, 127.0.0.1 or 10.0.0.0/8",
        ),
        ("publisher: {language: Indonesian}", "publisher.language: 'Indonesian' is no language; write id or en"),
        ("publisher: {title: [a]}", "publisher.title: expected text, got a list; put it into quotes"),
        (
            'publisher: {url: "https://x.id/?a=1"}',
            "publisher.url: 'https://x.id/?a=1' is no folder; leave out what follows ? and #",
        ),
        (
            "feeds: [{id: Pemilih}]",
            "feeds.Pemilih.id: 'Pemilih' is no id; use small letters, digits and -, as kpu-jakarta",
        ),
        (
            "feeds: [{id: kpu-jakarta}]",
            "feeds.kpu-jakarta.id: 'kpu-jakarta' is the id of sources[0] already; choose another",
        ),
        (
            "feeds: [{id: revisions}]",
            "feeds.revisions.id: 'revisions' is the name of the feed of revisions already; choose another",
        ),
        ("feeds: [{id: f, since: kemarin}]", "feeds.f.since: 'kemarin' is no day; write it as 2025-11-14"),
        (
            "webhooks: [{url: 'https://x.id', sources: nope}]",
            "webhooks[0].sources: there is no source 'nope'; there are kpu-jakarta",
        ),
        ("webhooks: [{url: 'https://x.id', feeds: nope}]", "webhooks[0].feeds: there is no feed 'nope'; take it out"),
        ("feeds: [{id: f, sources: nope}]", "feeds.f.sources: there is no source 'nope'; there are kpu-jakarta"),
        ("feeds: [{title: Pemilih}]", "feeds[0].id: `id` is missing; add it"),
    ],
)
def test_values(tmp_path: Path, text: str, message: str) -> None:
    assert mistake(tmp_path, text) == message


def test_selectors_are_tried(tmp_path: Path) -> None:
    text = (
        'sources: [{id: a, kind: selectors, url: "https://a.id/", selectors: {items: "div[", article: {text: "//p["}}}]'
    )
    first, second = mistakes(tmp_path, text)
    assert first.startswith(
        "config.yaml:1: sources.a.selectors.article.text: '//p[' is no XPath (Invalid expression); "
    )
    assert second.startswith("config.yaml:1: sources.a.selectors.items: 'div[' is no CSS selector (")


def test_several_selectors_are_written_as_one(tmp_path: Path) -> None:
    [said] = mistakes(
        tmp_path, "sources: [{id: a, kind: selectors, url: 'https://a.id/', selectors: {items: [li, p]}}]\n"
    )
    assert said == (
        "config.yaml:1: sources.a.selectors.items: expected one selector, got a list; write several as one, divided by "
        'commas: ".row, .card"'
    )


@pytest.mark.parametrize(
    ("schedule", "reason"),
    [
        ("often", "'often' has 1 fields, not 5; write minute, hour, day, month and weekday, as */30 * * * *"),
        ("every day", "'every day' is no schedule; write \"*/30 * * * *\", 30m or auto"),
        ("30s", "more often than once a minute is too often; write 30m"),
        ("0 9 * *", "'0 9 * *' has 4 fields, not 5; write minute, hour, day, month and weekday, as */30 * * * *"),
    ],
)
def test_schedules(tmp_path: Path, schedule: str, reason: str) -> None:
    source = SOURCE.replace("}", f', schedule: "{schedule}"}}')
    assert mistakes(tmp_path, f"sources:\n  {source}") == [f"config.yaml:2: sources.kpu-jakarta.schedule: {reason}"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "jakarta.kpu.go.id",
        "ftp://x.id/",
        "https://",
        "https:///x",
        "https://x.id:99999/",
        "http://[::1/",
        "https://a b.id/",
        "https://a..b/",
    ],
)
def test_addresses_that_are_none(tmp_path: Path, url: str) -> None:
    [line] = mistakes(tmp_path, f'sources:\n  - {{id: a, kind: page, url: "{url}"}}')
    assert line.startswith(f"config.yaml:2: sources.a.url: '{url}' is no web address; write it whole, as https://")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/x", "http://[::1]:8000/", "https://kpu.go.id", "https://bücher.example/ä?q=1#x"]
)
def test_addresses(tmp_path: Path, url: str) -> None:
    assert load(written(tmp_path, f'sources:\n  - {{id: a, kind: page, url: "{url}"}}'), {}).sources[0].url == url


def test_a_wrong_database_does_not_show_its_password(tmp_path: Path) -> None:
    assert "hunter2" not in mistake(tmp_path, "database: mysql://me:hunter2@host/db")


def test_a_key_that_is_no_text(tmp_path: Path) -> None:
    assert mistake(tmp_path, "? [a]\n: 1").startswith("?: unknown key `?`; there are database, ")


def test_aliases_and_recursion(tmp_path: Path) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{this}: &{this} [{','.join([f'*{last}'] * 9)}]\n" for last, this in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert len(mistakes(tmp_path, f"{bomb}self: &self [*self]\nsources:\n  {SOURCE}\n")) == 10


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["id", "kind", "url", "sources", "feeds", "fetch", "x"]), inner)
        ),
        max_leaves=8,
    )
)
def test_any_document_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(json.dumps({"sources": data, "feeds": data, "fetch": data}))
    with suppress(ConfigError):
        load(path, {})


# The files that come with the project


def test_the_example_is_good() -> None:
    found = load(TOP / "config.yaml", {})
    assert [source.id for source in found.sources] == ["kpu-jakarta"]
    assert found.output == f"{TOP}/output"


def test_the_example_says_where_its_schema_is() -> None:
    assert (TOP / "config.yaml").read_text().startswith("# yaml-language-server: $schema=./config.schema.json\n")


def test_the_schema_beside_the_example_is_the_one_of_the_program() -> None:
    assert json.loads((TOP / "config.schema.json").read_text()) == schema()


def test_the_schema_names_and_explains_everything() -> None:
    found = schema()
    assert found["properties"]["publisher"]["properties"]["timezone"]["description"]
    assert [kind["properties"]["kind"]["const"] for kind in found["properties"]["sources"]["items"]["oneOf"]] == [
        "kpu",
        "kpu-api",
        "page",
        "selectors",
        "feed",
    ]
    assert found["additionalProperties"] is False
