"""The pages in a real browser: Chromium, without a screen."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from feeder.model import Attachment, Revision, StoredItem
from feeder.publish import atom, site, site_search
from feeder.publish.site import SiteView, SourceHealth, Topic
from feeder.publish.words_id import INDONESIAN
from publish.examples import CHANNEL, NEWEST, SOURCE, stored

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
WIDTHS = {"light": 1200, "dark": 360}
CHECKED = NEWEST + timedelta(days=1)


def _items() -> list[StoredItem]:
    long = "<h2>Bagian</h2><table><tbody><tr><th>Kecamatan</th><td>8.252.897</td></tr></tbody></table>"
    items = [
        stored(n, text=f"Rapat pemutakhiran nomor{n}.", published=NEWEST - timedelta(days=9 * n)) for n in range(30)
    ]
    before = replace(items[0].item, title="Berita nol", text="Rapat lama.")
    items[0] = replace(
        items[0],
        item=replace(items[0].item, html=long, attachments=(Attachment(url="https://a.example/a.pdf", size=9),)),
        revision=2,
        revisions=(Revision(number=1, since=NEWEST, reason="title, text", item=before),),
    )
    items[1] = replace(items[1], withdrawn=CHECKED, item=replace(items[1].item, title="Sangat" + "panjang" * 30))
    return items


def _files(base: str) -> Iterator[tuple[str, bytes]]:
    """A small site, whole."""
    main = replace(CHANNEL, base=base)
    items = _items()
    months: dict[date, list[StoredItem]] = {}
    for each in items:
        months.setdefault(each.published.date().replace(day=1), []).append(each)
    yield (
        site.INDEX,
        site.index(
            SiteView(
                main=main,
                checked=CHECKED,
                items=items,
                groups=[("Sumber", [replace(SOURCE, base=base)])],
                sources=[
                    SourceHealth(id="x", title="KPU", url="https://a.example/", verdict="drifted", reason="Kosong.")
                ],
                months=[(month, len(found)) for month, found in months.items()],
                topics=[Topic(name="Zona Integritas", path="feeds/zi", count=3)],
            )
        ),
    )
    yield from ((site.item_name(each), site.item(each, main, {})) for each in items)
    yield from ((site.month_name(month), b"".join(site.month(month, found, main))) for month, found in months.items())
    yield site.REVISIONS, site.revisions(items, main)
    yield site.WITHDRAWN, site.withdrawn(items[1:2], main)
    yield from site.assets()
    yield from site_search.update(list(months), months.items(), main.zone, lambda _: None)
    yield atom.NAME, atom.render(main, items)


PAGES = (
    site.INDEX,
    site.item_name(stored(0)),
    site.item_name(stored(1)),
    site.month_name(NEWEST.date()),
    site.REVISIONS,
    site.WITHDRAWN,
)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("output")


@pytest.fixture(scope="module")
def served(output: Path) -> Iterator[str]:
    """The address of a server that has the site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(output)))
    base = f"http://127.0.0.1:{server.server_port}/"
    for name, body in _files(base):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        (output / name).write_bytes(body)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield base
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def tab(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    """A page on which anything on the console, a violated policy among it, fails the test."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.clock.set_fixed_time(CHECKED)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints


def settled(page: Page, selector: str, text: str) -> None:
    playwright.expect(page.locator(selector)).to_have_text(text)


def search(page: Page, words: str) -> None:
    page.fill("#q", words)
    page.press("#q", "Enter")


@pytest.mark.parametrize("scheme", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_no_barrier_and_no_scrolling_sideways(tab: Page, served: str, name: str, scheme: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    tab.set_viewport_size({"width": WIDTHS[scheme], "height": 900})
    tab.emulate_media(color_scheme=scheme)
    tab.goto(served + name)
    assert axe.Axe().run(tab).generate_report().startswith("Found 0 accessibility violations")
    assert tab.evaluate("document.documentElement.scrollWidth") <= WIDTHS[scheme]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_work_as_files(tab: Page, served: str, output: Path, name: str) -> None:
    tab.goto((output / name).as_uri())
    assert tab.evaluate("getComputedStyle(document.body).marginTop") == "0px"  # the style is there
    for address in tab.eval_on_selector_all("a[href$='.html']", "links => links.map(link => link.href)"):
        assert Path(address.removeprefix("file://")).exists()


def test_colours_follow_the_reader(tab: Page, served: str) -> None:
    tab.goto(served)
    papers = []
    for scheme in WIDTHS:
        tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal
        papers.append(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert papers == ["rgb(251, 250, 247)", "rgb(23, 21, 19)"]


def test_nothing_is_asked_of_anybody_else(tab: Page, served: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(served)
    assert all(url.startswith(served) for url in asked)
    assert {url.removeprefix(served) for url in asked} >= {"", "assets/style.css", "assets/page.js", "assets/search.js"}


def test_the_address_is_copied(tab: Page, served: str) -> None:
    tab.goto(served)
    tab.click("[data-copies]")
    settled(tab, "[data-copies]", "Tersalin")
    assert tab.evaluate("navigator.clipboard.readText()") == f"{served}atom.xml"


def test_links_for_feed_readers(tab: Page, served: str) -> None:
    tab.goto(served)
    assert tab.get_attribute("a.button", "href") == f"feed:{served.removeprefix('http:')}atom.xml"
    assert tab.evaluate("fetch(document.querySelector('.formats a').href).then(answer => answer.status)") == 200


def test_links_for_feed_readers_say_where_https_is_needed(tab: Page, served: str, output: Path) -> None:
    page = site.index(SiteView(main=replace(CHANNEL, base="https://berita.example/")))
    (output / "https.html").write_bytes(page)
    tab.goto(served + "https.html")
    assert tab.get_attribute("a.button", "href") == "feed:https://berita.example/atom.xml"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nomor7", "Ditemukan 1 berita, terbaru lebih dahulu."),
        ("PEMUTAKHIRAN  nomor29", "Ditemukan 1 berita, terbaru lebih dahulu."),
        ("mutakhir nomor2", "Ditemukan 11 berita, terbaru lebih dahulu."),  # a derived word; nomor2 and nomor20 to 29
        ("rapat", "Ditemukan 20+ berita, terbaru lebih dahulu."),
        ("banjir", "Tidak ada berita yang memuat semua kata itu."),
        ("??", "Tidak ada berita yang memuat semua kata itu."),
    ],
)
def test_search(tab: Page, served: str, words: str, found: str) -> None:
    tab.goto(served)
    search(tab, words)
    settled(tab, "#found", found)


def test_a_result_leads_to_the_item(tab: Page, served: str) -> None:
    tab.goto(served)
    search(tab, "nomor7")
    playwright.expect(tab.locator("#results li")).to_have_count(1)
    assert tab.inner_text("#results time") == "11 September 2025"
    tab.click("#results a")
    assert tab.inner_text("h1") == "Berita 7"


def test_older_results_come_on_demand(tab: Page, served: str) -> None:
    tab.goto(f"{served}?q=rapat")
    settled(tab, "#found", "Ditemukan 20+ berita, terbaru lebih dahulu.")
    tab.click("#older")
    settled(tab, "#found", "Ditemukan 29 berita, terbaru lebih dahulu.")  # one is withdrawn
    assert tab.evaluate("document.activeElement.textContent") == tab.locator("#results a").nth(20).inner_text()
    assert not tab.is_visible("#older")


def test_search_says_that_it_needs_a_server(tab: Page, served: str, output: Path) -> None:
    tab.goto((output / site.INDEX).as_uri())
    search(tab, "rapat")
    assert tab.inner_text("#found").startswith("Pencarian memerlukan server web")


def test_search_says_that_its_index_is_missing(tab: Page, served: str, complaints: list[str]) -> None:
    tab.route("**/search/index.json", lambda route: route.abort())
    tab.goto(served)
    search(tab, "rapat")
    playwright.expect(tab.locator("#found")).to_contain_text("Pencarian gagal")
    complaints.clear()  # of the missing file


def test_a_page_that_nobody_renews_says_so(tab: Page, served: str) -> None:
    tab.goto(served)
    assert not tab.is_visible("#stale")
    tab.clock.set_fixed_time(CHECKED + timedelta(days=3))
    tab.reload()
    assert tab.is_visible("#stale")


def test_without_scripts(browser: Browser, served: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(served)
    settled(page, "#found", INDONESIAN.search_script)
    assert not page.is_visible("[data-copies]")
    page.click("h3 >> text=Berita 7")
    assert page.inner_text("h1") == "Berita 7"
    page.close()


def test_by_keyboard(tab: Page, served: str) -> None:
    tab.goto(served)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.evaluate("getComputedStyle(document.activeElement).left") == "0px"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.id") == "address"
