from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.model import Channel, StoredItem
from feeder.publish import atom, check, jsonfeed, rss
from feeder.publish.kept import Kept
from feeder.publish.pieces import ATOM, JSON, RSS, Form, assembled
from publish.examples import CHANNEL, SOURCE, stored

RENDER: dict[Form, Callable[[Channel, list[StoredItem]], bytes]] = {
    ATOM: atom.render,
    RSS: rss.render,
    JSON: jsonfeed.render,
}
TRICKS = ["\n  <entry>", "\n  </entry>\n  <entry>", "\n    </item>", "\n]}\n", "},\n{", "\n</feed>", "]]>", ""]


@pytest.mark.parametrize("form", [ATOM, RSS, JSON])
@given(texts=st.lists(st.sampled_from(TRICKS), max_size=4))
def test_a_document_is_cut_between_its_entries_alone(form: Form, texts: list[str]) -> None:
    items = [stored(number, html=f"<p>{text}</p>", text=text) for number, text in enumerate(texts, start=1)]
    document = RENDER[form](CHANNEL, items)
    head, pieces, tail = form.cut(document)
    assert len(pieces) == len(items)
    assert form.joined(head, pieces, tail) == document


@pytest.mark.parametrize("form", [ATOM, RSS, JSON])
@pytest.mark.parametrize("document", [b"", b"<html/>", b'{"items": []}', b"\n</feed>", b"\n  <entry\n</feed>\n"])
def test_a_document_of_another_form_stays_whole(form: Form, document: bytes) -> None:
    head, pieces, tail = form.cut(document)
    assert (b"".join((head, tail)), pieces) == (document, [])


def test_an_entry_is_rendered_once() -> None:
    kept, rendered = Kept[bytes](), list[str]()

    def render(some: Sequence[str]) -> bytes:
        rendered.extend(some)
        return JSON.joined(b"[", [each.encode() for each in some], b"\n]}\n")

    assert assembled(JSON, kept, ["a", "b"], render) == b"[\n{a},\n{b}\n]}\n"
    assert assembled(JSON, kept, ["c", "b", "a"], render) == b"[\n{c},\n{b},\n{a}\n]}\n"
    assert rendered == ["a", "b", "c"]


def test_what_changed_is_rendered_anew() -> None:
    def titles(items: Sequence[StoredItem]) -> list[bytes]:
        return [atom.render(CHANNEL, items), rss.render(CHANNEL, items), jsonfeed.render(CHANNEL, items)]

    before, after = stored(), stored(title="Judul baru")
    assert all(b"Judul baru" not in each for each in titles([before]))
    assert all(b"Judul baru" in each for each in titles([after]))
    moved = replace(CHANNEL, base="https://elsewhere.example.org/")
    assert b"feeds.example.org" not in atom.render(moved, [before])
    assert b'xml:lang="id"' in atom.render(replace(CHANNEL, language="en"), [stored(language="id")])


def test_an_entry_of_the_main_feed_names_its_source_and_that_of_the_source_does_not() -> None:
    origins = {"kpu-jakarta": SOURCE}
    for render in (atom.render, rss.render):
        with_source, without = render(CHANNEL, [stored()], origins=origins), render(SOURCE, [stored()])
        assert (b"<source" in with_source, b"<source" in without) == (True, False)


def test_what_was_found_right_is_not_so_in_a_document_that_lacks_what_it_leans_on() -> None:
    document = atom.render(CHANNEL, [stored(image="https://jakarta.kpu.go.id/a.jpg")])
    assert check.problems("atom.xml", document) == []
    [found] = check.problems("atom.xml", document.replace(b' xmlns:media="http://search.yahoo.com/mrss/"', b""))
    assert "is not well-formed" in found
    begin, end = document.index(b"  <author>"), document.index(b"</author>\n") + len(b"</author>\n")
    [found] = check.problems("atom.xml", document[:begin] + document[end:])
    assert "has no author" in found


def test_a_fault_is_found_among_entries_that_are_known_to_be_right() -> None:
    good, bad = stored(1), stored(2, html='<p onclick="x()">Isi</p>')
    assert check.problems("atom.xml", atom.render(CHANNEL, [good])) == []
    [found] = check.problems("atom.xml", atom.render(CHANNEL, [good, bad]))
    assert found == f"atom.xml: {bad.id} holds onclick in <p>"
    twice = atom.render(CHANNEL, [good, good])
    assert check.problems("atom.xml", twice) == [f"atom.xml: {good.id} is the id of 2 items"]
