"""Proxies of the environment."""

from __future__ import annotations

import pytest

from feeder.errors import FetchError, Trouble
from feeder.model import Request
from fetch.conftest import MakeWeb, Serve
from fetch.site import Site, Wanted, reply


@pytest.fixture
def proxy(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A proxy that answers everything itself."""

    def answer(wanted: Wanted) -> list[bytes]:
        return reply(404) if wanted.path.endswith("/robots.txt") else reply(200, b"by proxy")

    site = serve(answer)
    monkeypatch.setenv("http_proxy", site.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    return site


def test_it_is_used_wherever_it_stands(proxy: Site, make_web: MakeWeb) -> None:
    web = make_web(allow_private=(), resolve=lambda host, _: ["8.8.8.8"] if host == "contoh.example" else ["127.0.0.1"])
    [document] = web.for_source("contoh")(Request(url="http://contoh.example/a"))
    assert document.body == b"by proxy"
    assert [each.path for each in proxy.everything] == ["http://contoh.example/robots.txt", "http://contoh.example/a"]


def test_it_may_know_names_that_we_do_not(proxy: Site, make_web: MakeWeb) -> None:
    def resolve(host: str, port: int) -> list[str]:
        if host == "127.0.0.1":
            return [host]
        raise OSError("unknown")

    assert make_web(resolve=resolve).for_source("contoh")(Request(url="http://contoh.example/a"))


@pytest.mark.parametrize("target", ["http://169.254.169.254/", "http://intranet.example/"])
def test_private_targets_are_refused_behind_it_too(proxy: Site, make_web: MakeWeb, target: str) -> None:
    web = make_web(allow_private=(), resolve=lambda host, _: ["10.0.0.1"] if host == "intranet.example" else [host])
    with pytest.raises(FetchError, match="which is no public address") as failure:
        web.for_source("contoh")(Request(url=target))
    assert failure.value.trouble is Trouble.REFUSED
    assert proxy.everything == []


def test_exceptions_are_asked_directly(
    proxy: Site, serve: Serve, make_web: MakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = serve(lambda _: reply(200, b"directly"))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    [document] = make_web().for_source("contoh")(Request(url=site.url))
    assert document.body == b"directly"
    assert proxy.everything == []


def test_one_that_refuses_is_told(serve: Serve, make_web: MakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = serve(lambda _: reply(407))
    monkeypatch.setenv("https_proxy", proxy.url)
    monkeypatch.setenv("no_proxy", "")
    web = make_web(resolve=lambda host, _: [host] if host == "127.0.0.1" else ["8.8.8.8"])
    with pytest.raises(FetchError, match="the proxy that the environment names does not let us through"):
        web.for_source("contoh")(Request(url="https://contoh.example/"))


def test_one_that_is_down_is_named_without_its_password(make_web: MakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://user:secret@127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    web = make_web(attempts=1, resolve=lambda host, _: [host] if host == "127.0.0.1" else ["8.8.8.8"])
    with pytest.raises(FetchError) as failure:
        web.for_source("contoh")(Request(url="http://contoh.example/"))
    words = "no connection could be made to the proxy 127.0.0.1 of the environment (Connection refused); it may be down"
    assert failure.value.reason.endswith(words)
