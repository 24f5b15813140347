"""Who walks the whole history gets every item once, whenever and however often it was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from lxml import etree

from feeder.edition.channels import Site
from feeder.edition.publishing import publish
from feeder.errors import OutputError
from feeder.model import Channel
from feeder.ports import WriteFile
from feeder.ports.store import Store
from feeder.publish.write import Folder
from store.samples import FIRST, edited, new

BASE = "https://feeds.example/"
MAIN = Channel(path="", title="Berita", home="https://kpu.example/", base=BASE, author="KPU", limit=20)
SITE = Site(main=MAIN, sources=(replace(MAIN, path="feeds/kpu", sources=("kpu",), title="KPU"),))
ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
LATER = FIRST + timedelta(days=9)


class FullDisk(Folder):
    """One on which this file finds no room."""

    def __init__(self, root: Path, path: str) -> None:
        super().__init__(root)
        self._path = path

    @contextmanager
    def together(self) -> Iterator[WriteFile]:
        with super().together() as write:

            def limited(path: str, body: bytes | Iterable[bytes]) -> bool:
                if path == self._path:
                    raise OutputError(f"{path}: the disk is full")
                return write(path, body)

            yield limited


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "output"


def put(store: Store, numbers: Iterable[int]) -> None:
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(number) for number in numbers])


def published(store: Store, root: Path, *, everything: bool = False) -> set[str]:
    """Publishes all but the pages for people; returns what was written of the chain."""
    done = publish(SITE, store, Folder(root), everything=everything, pages=False)
    assert done.problems == ()
    store.published(store.stale())
    return {name for name in done.written if name.startswith(("atom/", "json/"))}


def link(document: etree._Element, rel: str) -> str:
    """Where a document leads, below the output; "" if nowhere."""
    found = (each.get("href", "") for each in document.iterchildren(f"{ATOM}link") if each.get("rel") == rel)
    return next(found, "").removeprefix(BASE)


def walk(root: Path) -> Iterator[tuple[str, etree._Element]]:
    """The documents of the history by name, the newest first."""
    name = link(etree.parse(root / "atom.xml").getroot(), "prev-archive")
    while name:
        document = etree.parse(root / name).getroot()
        yield name, document
        name = link(document, "prev-archive")


def ids(document: etree._Element) -> list[str]:
    return [entry.findtext(f"{ATOM}id", "") for entry in document.iter(f"{ATOM}entry")]


def pages(root: Path) -> list[list[str]]:
    """The ids of each further page of the JSON Feed."""
    found, url = [], orjson.loads((root / "feed.json").read_bytes()).get("next_url")
    while url:
        page = orjson.loads((root / url.removeprefix(BASE)).read_bytes())
        assert page["feed_url"] == url
        found.append([item["id"] for item in page["items"]])
        url = page.get("next_url")
    return found


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*.*") if path.name != ".feeder.lock"}


def test_whatever_comes_between_every_item_is_met_once(store: Store, root: Path) -> None:
    count = 0
    for more in (3, 97, 1, 160, 139, 0, 5):
        put(store, range(count, count + more))
        count += more
        published(store, root)
        chain = dict(walk(root))
        met = [id for document in chain.values() for id in ids(document)]
        assert sorted(met) == sorted(new(number).stored.id for number in range(count))
        assert [len(page) for page in pages(root)] == [len(ids(document)) for document in chain.values()]
        assert {f"atom/{path.name}" for path in (root / "atom").iterdir()} == set(chain), "nothing beside the chain"
        assert {path.stem for path in (root / "json").iterdir()} == {path.stem for path in (root / "atom").iterdir()}


def test_the_documents_lead_to_their_neighbours_and_to_the_feed(store: Store, root: Path) -> None:
    put(store, range(431))
    published(store, root)
    chain = dict(walk(root))
    assert list(chain) == ["atom/431.xml", "atom/400.xml", "atom/300.xml", "atom/200.xml", "atom/100.xml"]
    onward = ["", "", "atom/400.xml", "atom/300.xml", "atom/200.xml"]  # none leads to the short one, which goes away
    assert [link(document, "next-archive") for document in chain.values()] == onward
    assert {link(document, "current") for document in chain.values()} == {"atom.xml"}
    assert [link(document, "self") for document in chain.values()] == list(chain)
    assert {document.findtext(f"{ATOM}id") for document in chain.values()} == {f"{BASE}atom.xml"}
    assert all(
        document.find("{http://purl.org/syndication/history/1.0}archive") is not None for document in chain.values()
    )


def test_nothing_is_published_of_nothing(store: Store, root: Path) -> None:
    assert published(store, root) == set()
    assert list(walk(root)) == []
    assert "next_url" not in orjson.loads((root / "feed.json").read_bytes())


def test_one_more_item_writes_the_last_document_alone(store: Store, root: Path) -> None:
    put(store, range(350))
    published(store, root)
    put(store, [350])
    assert published(store, root) == {"atom/351.xml", "json/351.json"}
    assert not (root / "atom/350.xml").exists()
    assert not (root / "json/350.json").exists()
    assert published(store, root) == set()


def test_a_document_that_fills_up_is_led_to_by_the_one_before(store: Store, root: Path) -> None:
    put(store, range(199))
    published(store, root)
    put(store, [199])
    assert published(store, root) == {"atom/100.xml", "atom/200.xml", "json/200.json"}


def test_an_edit_changes_the_document_that_holds_the_item(store: Store, root: Path) -> None:
    put(store, range(350))
    published(store, root)
    with store.begin("kpu") as transaction:
        transaction.write("kpu", LATER, [edited(new(120), LATER, title="Ralat")])
    assert published(store, root) == {"atom/200.xml", "json/200.json"}
    assert b"Ralat" in (root / "atom/200.xml").read_bytes()


def test_of_what_was_taken_down_only_that_is_said(store: Store, root: Path) -> None:
    put(store, range(120))
    published(store, root)
    with store.begin("kpu") as transaction:
        transaction.withdraw(6, LATER)
    assert published(store, root) == {"atom/100.xml", "json/100.json"}
    [gone] = etree.parse(root / "atom/100.xml").getroot().iter(TOMBSTONE)
    assert gone.get("ref") == new(5).stored.id
    assert b"Judul 5<" not in (root / "atom/100.xml").read_bytes()
    assert [len(page) for page in pages(root)] == [20, 99]


def test_publishing_all_again_changes_no_byte(store: Store, root: Path) -> None:
    for first in (0, 150, 180):
        put(store, range(first, 230))
        published(store, root)
    before = snapshot(root)
    assert published(store, root, everything=True) == set()
    assert snapshot(root) == before


def test_an_output_without_the_chain_gets_it(store: Store, root: Path) -> None:
    put(store, range(230))
    published(store, root)
    before = snapshot(root)
    for name in ("100", "200", "230"):
        (root / f"atom/{name}.xml").unlink()
    (root / "atom.xml").write_bytes(b"as an earlier version wrote it")
    assert published(store, root) == {"atom/100.xml", "atom/200.xml", "atom/230.xml"}
    assert snapshot(root) == before


@pytest.mark.parametrize("path", ["atom/200.xml", "json/230.json", "atom/100.xml", "atom.xml", "opml.xml"])
def test_a_run_that_breaks_off_is_completed_and_leaves_nothing_behind(store: Store, root: Path, path: str) -> None:
    put(store, range(180))
    published(store, root)
    put(store, range(180, 230))
    with pytest.raises(OutputError):
        publish(SITE, store, FullDisk(root, path), pages=False)
    assert sum(len(ids(document)) for _, document in walk(root)) in (180, 230), "what stands can be walked"
    put(store, [230])
    published(store, root)
    assert sum(len(ids(document)) for _, document in walk(root)) == 231
    assert {path.name for path in (root / "atom").glob("*.xml")} == {"100.xml", "200.xml", "231.xml"}


def test_what_would_not_be_valid_is_neither_written_nor_led_to(store: Store, root: Path) -> None:
    put(store, range(5))
    with store.begin("kpu") as transaction:
        transaction.write("kpu", FIRST, [new(5, html="<p onclick='x()'>Isi</p>", at=FIRST - timedelta(days=99))])
    site = replace(SITE, main=replace(MAIN, limit=3))
    done = publish(site, store, Folder(root), pages=False)
    assert done.problems
    assert link(etree.parse(root / "atom.xml").getroot(), "prev-archive") == ""
    assert not (root / "atom/6.xml").exists()


def test_what_could_not_be_written_is_written_by_the_next_run(store: Store, root: Path) -> None:
    put(store, range(3))
    with pytest.raises(OutputError):
        publish(SITE, store, FullDisk(root, "feeds/kpu/rss.xml"))
    assert store.stale()
    assert "feeds/kpu/rss.xml" in publish(SITE, store, Folder(root)).written
    assert not store.stale()
