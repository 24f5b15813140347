"""The application, asked as an ASGI server would."""

from __future__ import annotations

import asyncio
import gzip
import os
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]  # it has no types
import httpx
import pytest

from feeder.serve.app import App

Ask = Callable[..., httpx.Response]
LONG = "<feed>" + "kabar pemilih " * 500 + "</feed>"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    (folder / "items").mkdir(parents=True)
    (folder / "atom").mkdir()
    pages = {"index.html": "<p>halaman</p>", "items/index.html": "<p>kabar</p>", "atom/1.xml": "<feed/>"}
    data = {"atom.xml": LONG, "rss.xml": "<rss/>", "feed.json": "{}", "opml.xml": "<opml/>", "status.json": "[]"}
    for name, text in (pages | data).items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture
def ask(output: Path) -> Ask:
    app = App(output)

    def ask(path: str, method: str = "GET", **headers: str) -> httpx.Response:
        async def answer() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(app), base_url="http://feeder.example"
            ) as client:
                sent = {"accept-encoding": "identity", **{key.replace("_", "-"): each for key, each in headers.items()}}
                return await client.request(method, path, headers=sent)

        return asyncio.run(answer())

    return ask


@pytest.mark.parametrize(
    ("path", "type", "keeps"),
    [
        ("/", "text/html; charset=utf-8", 60),
        ("/items/", "text/html; charset=utf-8", 60),
        ("/atom.xml", "application/atom+xml; charset=utf-8", 300),
        ("/atom/1.xml", "application/atom+xml; charset=utf-8", 3600),
        ("/rss.xml", "application/rss+xml; charset=utf-8", 300),
        ("/feed.json", "application/feed+json", 300),
        ("/status.json", "application/json", 60),
        ("/opml.xml", "text/x-opml; charset=utf-8", 3600),
    ],
)
def test_each_kind_has_its_type_and_its_time(ask: Ask, path: str, type: str, keeps: int) -> None:
    answer = ask(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == type
    assert answer.headers["cache-control"] == f"public, max-age={keeps}"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


def test_who_has_it_is_told_so(ask: Ask) -> None:
    first = ask("/atom.xml")
    again = ask("/atom.xml", if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert ask("/atom.xml", if_modified_since=first.headers["last-modified"]).status_code == 304


def test_a_tag_counts_before_a_date(ask: Ask) -> None:
    date = ask("/atom.xml").headers["last-modified"]
    assert ask("/atom.xml", if_none_match='"other"', if_modified_since=date).status_code == 200


def test_the_tag_is_of_the_content(ask: Ask, output: Path) -> None:
    before = ask("/atom.xml").headers["etag"]
    os.utime(output / "atom.xml", (1, 1))
    assert ask("/atom.xml").headers["etag"] == before


def test_a_changed_file_is_seen_at_once(ask: Ask, output: Path) -> None:
    before = ask("/rss.xml").headers["etag"]
    new = output / "new"
    new.write_text("<rss></rss>")
    new.replace(output / "rss.xml")
    answer = ask("/rss.xml", if_none_match=before)
    assert (answer.status_code, answer.text) == (200, "<rss></rss>")


def test_a_head_is_the_same_without_the_body(ask: Ask) -> None:
    get, head = ask("/atom.xml"), ask("/atom.xml", "HEAD")
    assert head.content == b""
    assert head.headers == get.headers


@pytest.mark.parametrize(("name", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_it_compresses_for_those_who_ask(output: Path, name: str, unpack: Callable[[bytes], bytes]) -> None:
    sent: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {}

    asked = [(b"host", b"feeder.example"), (b"accept-encoding", name.encode())]
    scope = {"type": "http", "http_version": "1.1", "method": "GET", "raw_path": b"/atom.xml", "headers": asked}
    asyncio.run(App(output)(scope, receive, send))
    headers = dict(sent[0]["headers"])
    assert headers[b"content-encoding"] == name.encode()
    assert headers[b"etag"].endswith(b"-%s" % name.encode() + b'"')
    assert int(headers[b"content-length"]) < len(LONG)
    assert unpack(sent[1]["body"]) == LONG.encode()


def test_each_encoding_has_its_own_tag_and_says_what_it_depends_on(ask: Ask) -> None:
    plain, packed = ask("/atom.xml"), ask("/atom.xml", accept_encoding="gzip")
    assert packed.text == plain.text
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == plain.headers["vary"] == "accept-encoding"


def test_a_large_file_is_sent_from_the_disk(ask: Ask, output: Path) -> None:
    body = b"[" + b" " * 5_000_000 + b"]"
    (output / "status.json").write_bytes(body)
    answer = ask("/status.json", accept_encoding="gzip")
    assert answer.content == body
    assert "content-encoding" not in answer.headers
    assert ask("/status.json", if_none_match=answer.headers["etag"]).status_code == 304


def test_many_large_files_do_not_fill_the_memory(ask: Ask, output: Path) -> None:
    for number in range(20):
        (output / f"{number}.txt").write_bytes(b"%d" % (number % 10) * 4_000_000)
    for number in range(20):
        assert ask(f"/{number}.txt").content[:1] == b"%d" % (number % 10)
    assert ask("/0.txt").status_code == 200


def test_a_folder_is_sent_to_its_slash(ask: Ask) -> None:
    answer = ask("/items")
    assert (answer.status_code, answer.headers["location"]) == (301, "./items/")


@pytest.mark.parametrize("path", ["/nothing", "/atom.xml/", "/atom.xml/x", "/feeds/", "/atom/", "/" + "a" * 300])
def test_what_is_not_there(ask: Ask, path: str) -> None:
    assert ask(path).status_code == 404


def test_a_path_that_is_too_long(ask: Ask) -> None:
    assert ask("/" + "a" * 3000).status_code == 414


def test_only_what_feeder_writes_is_given_out(ask: Ask, output: Path) -> None:
    (output / "feeder.db").write_text("secret")
    (output / "config.yaml").write_text("secret")
    (output / ".hidden.html").write_text("secret")
    assert {ask(path).status_code for path in ("/feeder.db", "/config.yaml", "/.hidden.html")} == {404}


def test_no_link_leads_out_of_the_folder(ask: Ask, output: Path) -> None:
    (output.parent / "secret.txt").write_text("secret")
    (output / "link.txt").symlink_to(output.parent / "secret.txt")
    (output / "out").symlink_to(output.parent)
    (output / "inside.xml").symlink_to(output / "rss.xml")
    assert ask("/link.txt").status_code == ask("/out/secret.txt").status_code == 404
    assert ask("/inside.xml").text == "<rss/>"


def test_a_pipe_is_no_file(ask: Ask, output: Path) -> None:
    os.mkfifo(output / "pipe.txt")
    assert ask("/pipe.txt").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_told_which_there_are(ask: Ask, method: str) -> None:
    answer = ask("/atom.xml", method)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_options(ask: Ask) -> None:
    assert ask("/atom.xml", "OPTIONS").status_code == 204


def test_an_output_that_is_still_empty(tmp_path: Path) -> None:
    async def answer() -> int:
        transport = httpx.ASGITransport(App(tmp_path / "nothing"))
        async with httpx.AsyncClient(transport=transport, base_url="http://feeder.example") as client:
            return (await client.get("/")).status_code

    assert asyncio.run(answer()) == 404


def test_feeds_name_their_hub(output: Path) -> None:
    app = App(output, "https://hub.example/", "https://feeds.example.org/kpu/")

    async def links(*paths: str) -> list[str]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://feeder.example") as client:
            return [(await client.get(path)).headers.get("link", "") for path in paths]

    topic, page, archive = asyncio.run(links("/rss.xml", "/", "/atom/1.xml"))
    assert topic == '<https://hub.example/>; rel="hub", <https://feeds.example.org/kpu/rss.xml>; rel="self"'
    assert page == archive == ""
