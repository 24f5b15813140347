"""The fetcher before a site that can do everything wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from feeder.errors import FetchError, Trouble
from feeder.fetch.http import Visit
from feeder.model import Request
from fetch.conftest import MakeWeb

pytestmark = pytest.mark.acceptance

SHARED = Path(os.environ.get("FEEDER_SHARED", Path(__file__).parents[3] / "shared"))


@pytest.fixture
def simulated(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Starts the simulator with faults."""
    if not (SHARED / "kpusim").is_dir():
        pytest.skip("the simulator kpusim is not here; FEEDER_SHARED says where it is")
    monkeypatch.setattr(sys, "path", [str(SHARED), *sys.path])
    from kpusim import Site

    sites = []

    def start(faults: str = "", **settings: Any) -> Any:
        sites.append(Site(layout="bootstrap_cards", articles=30, faults=faults, **settings))
        return sites[-1].__enter__()

    yield start
    for site in sites:
        site.__exit__(None, None, None)


@pytest.fixture
def visit(make_web: MakeWeb) -> Visit:
    return make_web(deadline=2.0).for_source("contoh")


FAULTS = {
    "500": (Trouble.SERVER, 3, "the site has trouble of its own (500 Internal Server Error)"),
    "502": (Trouble.SERVER, 3, "the site has trouble of its own (502 Bad Gateway)"),
    "503,retry_after=3600": (Trouble.BUSY, 1, "asks us to wait until"),
    "429": (Trouble.BUSY, 3, "the site has too many requests to answer (429 Too Many Requests)"),
    "403_block": (Trouble.BLOCKED, 1, "the site's firewall blocks us (FortiWeb, attack id 2"),
    "200_block": (Trouble.BLOCKED, 1, "the site's firewall blocks us (FortiWeb, attack id 2"),
    "reset_mid_body": (Trouble.BROKEN, 3, "the answer was cut off"),
    "truncated": (Trouble.BROKEN, 3, "the answer was cut off"),
    "truncated_chunked": (Trouble.BROKEN, 3, "the answer was cut off"),
    "slow_drip": (Trouble.UNREACHABLE, 3, "there was no whole answer within 0.5 seconds"),
    "slow_first_byte": (Trouble.UNREACHABLE, 3, "there was no whole answer within 0.5 seconds"),
    "huge_body": (Trouble.BROKEN, 1, "it is larger than 10,000,000 bytes"),
    "huge_body,announce=0": (Trouble.BROKEN, 1, "it is larger than 10,000,000 bytes"),
    "gzip_bomb": (Trouble.BROKEN, 1, "its text is larger than 20,000,000 bytes"),
    "invalid_gzip": (Trouble.BROKEN, 1, "it says that it is compressed (gzip), and is not"),
    "empty_body": (Trouble.BROKEN, 1, "the answer is empty"),
    "redirect_loop": (Trouble.BROKEN, 6, "the site sends us on more than 5 times"),
    "redirect_loop,same=1": (Trouble.BROKEN, 1, "the site sends us in a circle"),
    "redirect_metadata": (Trouble.REFUSED, 1, "the site sends us to http://169.254.169.254/"),
    "redirect_file": (Trouble.REFUSED, 1, "the site sends us to file:///etc/passwd"),
    "redirect_host": (Trouble.REFUSED, 1, "the site sends us to another host"),
}


@pytest.mark.parametrize(("fault", "outcome"), FAULTS.items(), ids=FAULTS)
def test_every_fault_is_told_in_time(
    simulated: Callable[..., Any], make_web: MakeWeb, fault: str, outcome: tuple[Trouble, int, str]
) -> None:
    trouble, requests, words = outcome
    site = simulated(f"{fault},path=listing")
    with pytest.raises(FetchError) as failure:
        make_web(deadline=0.5 if "slow" in fault else 30.0).for_source("contoh")(Request(url=site.listing_url(104)))
    assert failure.value.trouble is trouble
    assert words in failure.value.reason
    assert len(site.requests.of("listing")) == requests
    assert site.requests[0].kind == "robots"


@pytest.mark.parametrize("fault", ["502", "truncated", "429", "reset_mid_body", "slow_first_byte"])
def test_a_fault_that_passes_is_survived(simulated: Callable[..., Any], visit: Visit, fault: str) -> None:
    site = simulated(f"{fault},count=1,path=all")
    assert visit(Request(url=site.listing_url(104)))


@pytest.mark.parametrize("mode", ["label", "bytes", "unknown"])
def test_a_wrong_charset_changes_no_byte(simulated: Callable[..., Any], visit: Visit, mode: str) -> None:
    site = simulated(f"wrong_charset,mode={mode},path=listing")
    assert b"KPU" in visit(Request(url=site.listing_url(104)))[0].body


def test_nothing_new_costs_one_conditional_request(simulated: Callable[..., Any], visit: Visit) -> None:
    site = simulated()
    [document] = visit(Request(url=site.listing_url(104)))
    assert visit(Request(url=site.listing_url(104), validators=document.validators)) == []
    assert [each.status for each in site.requests] == [200, 200, 304]
