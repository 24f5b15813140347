"""A bucket on an S3 server of this machine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish import s3


@pytest.fixture(scope="session")
def endpoint() -> Iterator[str]:
    """The address of the server."""
    pytest.importorskip("moto", reason="moto, which serves S3 to the tests, is not installed")
    pytest.importorskip("obstore", reason="obstore is not installed")
    with s3.served() as address:
        yield address


@pytest.fixture
def environ(endpoint: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, str]:
    """The variables of a machine that may write to the bucket `berita`, which is empty."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    said = {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": s3.KEY,
        "AWS_SECRET_ACCESS_KEY": s3.SECRET,
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "credentials"),
        "AWS_CONFIG_FILE": str(tmp_path / "config"),
    }
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    s3.emptied(endpoint, "berita")
    return said
