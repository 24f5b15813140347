"""Where the fetcher does not go."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeder.errors import FetchError, Trouble
from feeder.fetch import guard
from feeder.fetch.memory import MemoryHosts
from feeder.model import Request
from fetch.conftest import MakeWeb, Serve
from fetch.site import reply

PRIVATE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::",
    "::1",
    "fe80::1",
    "fec0::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::",
    "64:ff9b::7f00:1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::8.8.8.8",
    "2001::1",
]
PUBLIC = ["8.8.8.8", "103.21.244.1", "2606:4700::1111", "::ffff:8.8.8.8", "2002:808:808::", "64:ff9b::8.8.8.8"]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address: str) -> None:
    assert not guard.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert guard.is_public(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_within_another_is_judged_alike(inner: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(0xFFFF << 32 | int(inner))
    translated = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | int(inner))
    assert guard.is_public(mapped) == guard.is_public(translated) == guard.is_public(inner)


@pytest.mark.parametrize("allow", ["127.0.0.1", "127.0.0.0/8", "127.0.0.9/8", "Intranet.Example"])
def test_what_is_named_is_allowed(allow: str) -> None:
    assert guard.Guard([allow]).choose("intranet.example", ["10.0.0.1", "127.0.0.1"])[-1] == "127.0.0.1"


def test_what_is_not_named_is_left_out() -> None:
    assert guard.Guard(["10.0.0.0/8"]).choose("x.example", ["127.0.0.1", "10.0.0.1", "8.8.8.8"]) == [
        "10.0.0.1",
        "8.8.8.8",
    ]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://example.org/", "only http: and https: addresses are asked, and this is one that begins with ftp:"),
        ("file:///etc/passwd", "only http: and https: addresses are asked"),
        ("berita.html", "only http: and https: addresses are asked, and this is none of them"),
        ("http://user:pass@example.org/", "addresses with a user name or password in them are not asked"),
        ("http:///x", "this is no usable address (host or port is missing)"),
        ("http://example.org:0/", "this is no usable address (host or port is missing)"),
        ("http://example.org:99999/", "this is no usable address (Port out of range 0-65535)"),
        ("http://[::1/", "this is no usable address (Invalid IPv6 URL)"),
        ("http://[::1/#top", "this is no usable address (Invalid IPv6 URL)"),
        ("http://xn--/", "this is no usable address"),
        ("http://a..b\x01/", "this is no usable address"),
    ],
)
def test_what_is_no_web_address_is_not_asked(make_web: MakeWeb, hosts: MemoryHosts, url: str, words: str) -> None:
    with pytest.raises(FetchError) as failure:
        make_web().for_source("contoh")(Request(url=url))
    assert failure.value.trouble is Trouble.REFUSED
    assert str(failure.value).startswith(f"{url.removesuffix('#top')}: {words}")
    assert hosts.ledger == []


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"])
def test_this_machine_in_any_spelling_is_not_asked(
    serve: Serve, make_web: MakeWeb, hosts: MemoryHosts, host: str
) -> None:
    site = serve(lambda _: reply(200, b"secret"))
    port = site.url.rsplit(":", 1)[1]
    with pytest.raises(FetchError, match="no public address; if that is meant, add it to fetch"):
        make_web(allow_private=()).for_source("contoh")(Request(url=f"http://{host}:{port}"))
    assert site.everything == []
    assert hosts.ledger == []


def test_a_name_cannot_mean_something_else_once_it_is_checked(serve: Serve, make_web: MakeWeb) -> None:
    """DNS rebinding: the name is looked up once for a connection, and what is found is what is connected to."""
    site = serve(lambda _: reply(200, b"secret", Connection="close"), robots=reply(404, Connection="close"))
    port = site.url.rstrip("/").rsplit(":", 1)[1]
    answers = [["127.0.0.1"], ["169.254.169.254"], ["127.0.0.1"]]

    def resolve(host: str, port: int) -> Sequence[str]:
        return answers.pop(0)

    visit = make_web(resolve=resolve).for_source("contoh")
    with pytest.raises(FetchError, match=r"rebind\.example leads to 169\.254\.169\.254"):
        visit(Request(url=f"http://rebind.example:{port}/"))
    assert [each.path for each in site.everything] == ["/robots.txt"]
    assert len(answers) == 1


def test_the_next_address_is_tried(serve: Serve, make_web: MakeWeb) -> None:
    site = serve(lambda _: reply(200, b"page"))
    port = site.url.rstrip("/").rsplit(":", 1)[1]
    web = make_web(resolve=lambda *_: ["127.0.0.2", "127.0.0.1"], allow_private=("127.0.0.0/8",))
    [document] = web.for_source("contoh")(Request(url=f"http://two.example:{port}/"))
    assert document.body == b"page"


def test_names_that_nobody_knows(make_web: MakeWeb) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(FetchError, match="its host is not known here; check the address and this machine's network"):
        make_web(resolve=resolve).for_source("contoh")(Request(url="http://nobody.example/"))


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "localhost"])
def test_the_system_is_asked_for_names(make_web: MakeWeb, host: str) -> None:
    with pytest.raises(FetchError, match=r"could not be had|is not known here"):
        make_web().for_source("contoh")(Request(url=f"http://{host}:1/"))


def test_nobody_answers(make_web: MakeWeb) -> None:
    with pytest.raises(FetchError, match=r"no connection could be made \(.*refused\)") as failure:
        make_web().for_source("contoh")(Request(url="http://127.0.0.1:1/"))
    assert failure.value.trouble is Trouble.UNREACHABLE
