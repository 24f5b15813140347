"""Whose certificates are believed."""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from feeder.errors import FetchError, Trouble
from feeder.model import Request
from fetch.conftest import MakeWeb, Serve
from fetch.site import Site, reply

trustme = pytest.importorskip("trustme", reason="makes certificates for these tests")


@pytest.fixture
def office(serve: Serve, tmp_path: Path) -> tuple[Site, Path]:
    """A server that leaves out the intermediate certificate, and a folder with those that it should know."""
    root = trustme.CA()
    middle = root.create_child_ca()
    leaf = middle.issue_cert("localhost")
    certificates = {"root": root.cert_pem.bytes(), "middle": middle.cert_pem.bytes()}
    own = leaf.private_key_pem.bytes() + leaf.cert_chain_pems[0].bytes()
    for name, pem in {**certificates, "both": b"".join(certificates.values()), "server": own}.items():
        (tmp_path / f"{name}.pem").write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    return serve(lambda _: reply(200, b"page", Connection="close"), tls=context), tmp_path


def failure(make_web: MakeWeb, url: str, ca_file: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        make_web().for_source("contoh", ca_file=ca_file)(Request(url=url))
    return caught.value


def test_a_chain_that_the_file_completes_is_believed(office: tuple[Site, Path], make_web: MakeWeb) -> None:
    site, folder = office
    [document] = make_web().for_source("contoh", ca_file=str(folder / "both.pem"))(Request(url=site.url))
    assert document.body == b"page"


@pytest.mark.parametrize("file", ["", "root.pem"])
def test_an_incomplete_chain_is_told_with_the_remedy(office: tuple[Site, Path], make_web: MakeWeb, file: str) -> None:
    site, folder = office
    error = failure(make_web, site.url, str(folder / file) if file else "")
    assert error.trouble is Trouble.UNREACHABLE
    assert "its certificate cannot be verified (unable to get local issuer certificate)" in error.reason
    assert "put the missing certificate into a PEM file and name it as the source's ca_file" in error.reason


def test_an_intermediate_certificate_is_not_believed_by_itself(office: tuple[Site, Path], make_web: MakeWeb) -> None:
    site, folder = office
    assert "certificate cannot be verified" in failure(make_web, site.url, str(folder / "middle.pem")).reason


def test_a_certificate_for_another_host_is_told(office: tuple[Site, Path], make_web: MakeWeb) -> None:
    site, folder = office
    error = failure(make_web, site.url.replace("localhost", "127.0.0.1"), str(folder / "both.pem"))
    assert "certificate cannot be verified (IP address mismatch" in error.reason
    assert "ca_file" not in error.reason


@pytest.mark.parametrize(
    ("content", "words"), [(None, "No such file"), (b"nonsense", "it holds no certificates in PEM")]
)
def test_a_file_that_cannot_be_used_is_told(
    office: tuple[Site, Path], make_web: MakeWeb, content: bytes | None, words: str
) -> None:
    site, folder = office
    file = folder / "bad.pem"
    if content:
        file.write_bytes(content)
    error = failure(make_web, site.url, str(file))
    assert error.trouble is Trouble.REFUSED
    assert f"the source's ca_file {file} cannot be used ({words}" in error.reason


def test_the_systems_store_is_read_once_in_a_process(
    office: tuple[Site, Path], make_web: MakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, folder = office
    store = folder / "system.pem"
    trustme.CA().cert_pem.write_to_path(str(store))
    monkeypatch.setenv("SSL_CERT_FILE", str(store))
    web = make_web()
    for _ in range(2):
        with pytest.raises(FetchError, match="certificate cannot be verified"):
            web.for_source("contoh")(Request(url=site.url))
        store.write_bytes((folder / "both.pem").read_bytes())
    assert make_web().for_source("contoh")(Request(url=site.url))


def test_a_store_that_openssl_does_not_find_is_found(
    office: tuple[Site, Path], make_web: MakeWeb, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, folder = office
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "nowhere.pem"))
    assert make_web().for_source("contoh", ca_file=str(folder / "both.pem"))(Request(url=site.url))
    assert "certificate cannot be verified" in failure(make_web, site.url, "").reason
