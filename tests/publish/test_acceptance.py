"""The documents before checkers that are not ours; without the network and the tools that have to be installed."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest

from feeder.model import Attachment, StoredItem
from feeder.publish import atom, history, jsonfeed, opml, rss
from feeder.publish.write import Folder
from publish.examples import CHANNEL, SOURCE, stored

CHECKS = Path(os.environ.get("FEEDER_SHARED") or Path(__file__).parents[3] / "shared") / "acceptance/check_feeds.py"
RULES = (
    "atom-rules,rss-rules,json-schema,archive,same-*,dates,ids,stable,edit,links,guid,sanitised,urls,fragments,"
    "feedparser,poll-feedparser"
)
PAGE = b"<!DOCTYPE html><html lang=id><meta charset=utf-8><title>Berita</title></html>"


def items() -> list[StoredItem]:
    special = [
        stored(
            1,
            title='Rapat ]]> & "pleno" 😀',
            html="<p>Isi ]]&gt; &amp; 😀</p>",
            text="Isi ]]> & 😀",
            summary="Isi ]]> & 😀",
        ),
        stored(2, title="Kendali\x00\x0b\ud83d selesai", image="https://jakarta.kpu.go.id/1.jpg"),
        stored(
            3, attachments=(Attachment(url="https://jakarta.kpu.go.id/a.pdf", size=7),), image="https://a.go.id/2.png"
        ),
        stored(4, url="", tags=("Zona <Integritas>", "PDPB & data"), authors=("Budi & Ani",)),
        stored(5, attachments=(Attachment(url="https://jakarta.kpu.go.id/unduh"),), language="en"),
    ]
    return special + [stored(number) for number in range(6, 231)]


def build(root: Path, made: list[StoredItem]) -> None:
    write, count, arrived = Folder(root), len(made), made[::-1]
    origins = {"kpu-jakarta": SOURCE}
    write("atom.xml", atom.render(CHANNEL, made[:50], origins=origins, arrived=count))
    write("rss.xml", rss.render(CHANNEL, made[:50], origins=origins, arrived=count))
    write("feed.json", jsonfeed.render(CHANNEL, made[:50]))
    write("opml.xml", opml.render("Berita", [("", [CHANNEL])]))
    write("index.html", PAGE)
    write("feeds/kpu-jakarta/atom.xml", atom.render(SOURCE, made[:50]))
    part = history.newest(count)
    while part:
        write(atom.name(part), atom.archive(CHANNEL, arrived[part.first - 1 : part.last], part, origins=origins))
        part = part.previous


@pytest.mark.acceptance
@pytest.mark.skipif(not CHECKS.is_file(), reason="the checks do not stand beside the project")
@pytest.mark.skipif(not find_spec("html5lib") or not find_spec("jsonschema"), reason="needs html5lib and jsonschema")
def test_documents_pass_the_checks_of_others(tmp_path: Path) -> None:
    first = items()
    changed = stored(9, title="Diubah", updated=first[8].updated + timedelta(days=1), revision=2)
    for name, made in (("first", first), ("again", items()), ("edited", [*first[:8], changed, *first[9:]])):
        build(tmp_path / name, made)
    command = [sys.executable, str(CHECKS), str(tmp_path / "first"), "--only", RULES, "--offset", "+07:00"]
    command += ["--again", str(tmp_path / "again"), "--edited", str(tmp_path / "edited"), "--total", "230"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
