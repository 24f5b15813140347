"""Every fault that the simulated site knows, on its listing and on its articles, met by the command line.

In each story the fetch ends soon and says in plain words what happened, the feeds stay valid, nothing is lost, no half
text is taken, and once the fault ends everything is there, once.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest

from feeder.cli import main
from feeder.publish import check

CONFIG = """
sources: [{{id: sim, kind: kpu, url: "{url}", pages: 1000}}]
fetch: {{delay: 0s, allow_private: [127.0.0.1], attempts: 1, timeout: {timeout}}}
"""
FEEDS = ("atom.xml", "rss.xml", "feed.json")
TITLES = ("Rapat Koordinasi “Pemilih Pemula” di Kafé", "Sosialisasi — Tahapan Pemilu")

TROUBLE = "the site has trouble of its own"
BUSY = "the site has too many requests to answer"
CUT = "the answer was cut off before its end, and half a page is not used"
BLOCKED = "the site's firewall blocks us (FortiWeb, attack id 2000000"
SLOW = "there was no whole answer within 0.5 seconds; the site is slow, or does not answer at all"
LARGE = "it is larger than 10,000,000 bytes"
ELSEWHERE = "the site sends us to another host, http://localhost:"

BROKEN = {
    "500": TROUBLE,
    "502": TROUBLE,
    "503": BUSY,
    "503_date": BUSY,
    "429": BUSY,
    "403_block": BLOCKED,
    "200_block": BLOCKED,
    "html_error_200": "an error page: Terjadi kesalahan, silakan coba beberapa saat lagi.",
    "empty_body": "the answer is empty",
    "reset_mid_body": CUT,
    "truncated": CUT,
    "truncated_chunked": CUT,
    "slow_drip": SLOW,
    "slow_first_byte": SLOW,
    "huge_body": LARGE + " (209,715,200); if that is meant, raise fetch.max_bytes",
    "huge_body,announce=0": LARGE + "; if that is meant, raise fetch.max_bytes",
    "gzip_bomb,mb=30": "its text is larger than 20,000,000 bytes; if that is meant, raise fetch.max_body",
    "invalid_gzip": "it says that it is compressed (gzip), and is not, or badly",
    "redirect_loop": "the site sends us on more than 5 times",
    "redirect_loop,same=1": "the site sends us in a circle",
    "redirect_metadata": "/latest/meta-data/iam/security-credentials/, which is no public address",
    "redirect_file": "the site sends us to file:///etc/passwd: only http: and https: addresses are asked",
    "redirect_host": ELSEWHERE,
}
MISLABELLED = ("wrong_charset", "wrong_charset,mode=bytes", "wrong_charset,mode=unknown")
LISTINGS = {
    "listing_empty": "held back: the listing shows no item, where there used to be ",
    "listing_pinned": "",
    "listing_reordered": "",
    "listing_shuffled": "",
    "listing_shift": "",
    "listing_drop": "",
    "listing_duplicates": "",
}
HOSTILE = """
hostile hostile_script_title hostile_onerror hostile_javascript_link hostile_cdata hostile_control hostile_surrogates
hostile_long_title hostile_rtl hostile_entities hostile_paths
""".split()
Start = Callable[..., Any]


@pytest.fixture
def start(
    beside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., tuple[Any, "Reader"]]]:
    """Starts a site of two pages of news with some faults, and a subscriber to what is made of it."""
    from kpusim import Site

    monkeypatch.chdir(tmp_path)
    running: list[Any] = []

    def start(faults: str = "", *, hasty: bool = False) -> tuple[Any, Reader]:
        site = Site(articles=8, per_page=4, faults=faults).start()
        running.append(site)
        Path("config.yaml").write_text(CONFIG.format(url=site.listing_url(104), timeout="500ms" if hasty else "20s"))
        return site, Reader(site)

    yield start
    for each in running:
        each.stop()


class Reader:
    """A subscriber, who looks at the feeds after each fetch."""

    def __init__(self, site: Any) -> None:
        self._site = site
        self._names: dict[str, set[int]] = {}
        self._read: dict[str, bytes] = {}
        self._shown: set[int] = set()
        self.met: set[int] = set()  # numbers of all that the listing has shown

    def look(self) -> set[int]:
        """The numbers of the items in the feeds, which are valid, and in which each item stands once."""
        from kpusim import score

        documents = {name: (Path("output") / name).read_bytes() for name in FEEDS}
        if documents == self._read:
            return set(self._shown)
        assert check.feed(documents) == []
        entries = [feedparser.parse(documents[name]) for name in FEEDS[:2]]
        items = json.loads(documents["feed.json"])["items"]
        numbers = [number for each in items if (number := score.number_of(each))]
        assert not any(each.bozo for each in entries)
        assert {len(set(numbers)), *(len(each.entries) for each in entries)} == {len(items)}
        for item, number in zip(items, numbers, strict=True):
            self._names.setdefault(item["id"], set()).add(number)
        assert all(len(each) == 1 for each in self._names.values())
        assert len(self._names) == len(set().union(*self._names.values()))  # none ever came under another name
        self._read, self._shown = documents, set(numbers)
        return set(numbers)

    def truth(self) -> set[int]:
        """The numbers of what is on the listing now."""
        shown = {each.id for each in self._site.articles if each.category == 104}
        self.met |= shown
        return shown

    def complete(self) -> None:
        """Everything is there, as it is on the site, and nothing that never was."""
        from kpusim import score

        found, truth = self.look(), self.truth()
        assert truth <= found
        assert {number for number in found if number < 990_000} <= self.met
        items = json.loads((Path("output") / "feed.json").read_text())["items"]
        report = score.compare(self._site.truth(), items, category=104)
        assert report.fields["title"].recall == 1.0, report
        assert report.text_recall == 1.0, report


def fetch(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    """Exit status of a fetch, and what it said on stderr. No exception comes out of it."""
    capsys.readouterr()
    status = main(["fetch", *options])
    return status, capsys.readouterr().err


def plain(said: str) -> None:
    """Nothing that only a programmer reads."""
    assert not [word for word in ("Traceback", "Errno", "Exception", "Error:", "None", "peer closed") if word in said]


def test_every_fault_of_the_simulator_is_here(beside: Path) -> None:
    from kpusim.faults import KINDS

    tested = {each.partition(",")[0] for each in (*BROKEN, *MISLABELLED, *LISTINGS, *HOSTILE)}
    assert tested == set(KINDS)


@pytest.mark.parametrize("place", ["listing", "article"])
@pytest.mark.parametrize("fault", BROKEN)
def test_an_answer_that_is_no_page(start: Start, capsys: pytest.CaptureFixture[str], fault: str, place: str) -> None:
    site, reader = start(hasty="slow" in fault)
    assert fetch(capsys) == (0, "")
    before = reader.look()
    assert before == reader.truth()
    for title in TITLES:
        site.publish(title=title, category=104)
    site.set_faults(f"{fault},path={place}")
    status, said = fetch(capsys)
    assert status == 1
    assert said.startswith(f"feeder: sim: {site.url}/blog/")
    assert BROKEN[fault] in said
    assert said.endswith("what failed is asked again next time, and the feeds keep what they have\n")
    plain(said)
    assert reader.look() == before
    assert not [each for each in site.requests if each.host.startswith("localhost")]
    site.set_faults()
    assert fetch(capsys, "--force") == (0, "")
    reader.complete()


@pytest.mark.parametrize("fault", ["502", "429", "200_block", "html_error_200", "truncated_chunked", "redirect_loop"])
def test_a_site_that_is_broken_now_and_then_from_the_first_day(
    start: Start, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    site, reader = start(f"{fault},p=0.4")
    for _ in range(2):
        status, said = fetch(capsys, "--force")
        assert status == (1 if said else 0)
        plain(said)
        assert reader.look() <= reader.truth()
    site.set_faults()
    assert fetch(capsys, "--force") == (0, "")
    reader.complete()


@pytest.mark.parametrize("fault", MISLABELLED)
def test_a_wrong_charset_costs_nothing(start: Start, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    site, reader = start()
    assert fetch(capsys) == (0, "")
    reader.look()
    for title in TITLES:
        site.publish(title=title, category=104)
    site.set_faults(f"{fault},path=all")
    assert fetch(capsys) == (0, "")
    reader.complete()
    site.set_faults()
    assert fetch(capsys) == (0, "")
    reader.complete()


@pytest.mark.parametrize("fault", [*LISTINGS, *HOSTILE])
def test_a_listing_that_is_not_as_it_was(start: Start, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    site, reader = start()
    assert fetch(capsys) == (0, "")
    before = reader.look()
    reader.truth()
    for title in TITLES:
        site.publish(title=title, category=104)
    site.set_faults(fault)
    for _ in range(2):
        reader.truth()
        status, said = fetch(capsys)
        assert status == (1 if LISTINGS.get(fault) else 0), said
        assert LISTINGS.get(fault, "") in said
        plain(said)
        assert before <= reader.look()
    site.set_faults()
    assert fetch(capsys)[0] == 0
    reader.complete()


@pytest.mark.parametrize("fault", ["listing_shift", "listing_drop", "listing_shuffled", "listing_duplicates"])
def test_a_listing_that_moves_while_it_is_first_read(
    start: Start, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    site, reader = start(f"{fault},count=3")
    reader.truth()
    assert fetch(capsys)[0] == 0
    reader.look()
    site.set_faults()
    site.publish(title=TITLES[0], category=104)
    assert fetch(capsys)[0] == 0
    reader.complete()


@pytest.mark.parametrize("fault", ["403_block", "200_block", "503,retry_after=3600", "429,retry_after=3600"])
def test_a_pause_is_kept_and_said(start: Start, capsys: pytest.CaptureFixture[str], fault: str) -> None:
    site, reader = start()
    assert fetch(capsys) == (0, "")
    site.set_faults(f"{fault},path=listing,count=1")
    assert fetch(capsys)[0] == 1
    asked = len(site.requests)
    site.publish(title=TITLES[0], category=104)
    status, said = fetch(capsys)
    assert status == 1
    assert f"nothing is asked of {site.url.removeprefix('http://')} until 20" in said
    assert "unless with --force" in said
    assert len(site.requests) == asked
    assert fetch(capsys, "--force") == (0, "")
    reader.complete()


@pytest.mark.parametrize("fault", ["500", "403_block", "slow_drip", "html_error_200"])
def test_nothing_is_asked_while_robots_cannot_be_had(
    start: Start, capsys: pytest.CaptureFixture[str], fault: str
) -> None:
    site, reader = start(f"{fault},path=robots", hasty="slow" in fault)
    status, said = fetch(capsys)
    if fault == "html_error_200":  # a page in place of robots.txt has no rules
        assert (status, said) == (0, "")
    else:
        assert status == 1
        assert {each.kind for each in site.requests} == {"robots"}
        plain(said)
    site.set_faults()
    assert fetch(capsys, "--force") == (0, "")
    reader.complete()
