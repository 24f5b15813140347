"""Where bytes come from goes by the scheme of an address; what they mean is another question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from feeder.errors import FetchError, Trouble
from feeder.fetch import files, warc
from feeder.model import Document, Request, Validators
from feeder.ports import Fetch, Now

_Read = Callable[[Path, Request, datetime], Iterator[Document | FetchError]]


def by_scheme(web: Fetch, now: Now) -> Fetch:
    """http: and https: from the web, file: and warc: from the disk. Raises FetchError, also for any other scheme."""
    origins: Mapping[str, Fetch] = {
        "http": web,
        "https": web,
        "file": _disk(lambda path, asked, seen: files.documents(path, address=asked.address, seen=seen), now),
        "warc": _disk(lambda path, asked, seen: warc.documents(path, seen=seen), now),
    }

    def fetch(request: Request) -> Iterator[Document]:
        scheme = urlsplit(request.url).scheme
        if scheme not in origins:
            words = f"an address begins with one of {', '.join(origins)}, followed by ://"
            raise FetchError(request.url, words, trouble=Trouble.REFUSED)
        yield from origins[scheme](request)

    return fetch


def _disk(read: _Read, now: Now) -> Fetch:
    """The file or folder that a request names; a file with the bytes that are known already is not modified."""

    def fetch(request: Request) -> Iterator[Document]:
        for each in read(Path(url2pathname(urlsplit(request.url).path)), request, now()):
            if isinstance(each, FetchError):
                raise each
            validators = Validators(digest=sha256(each.body).hexdigest())
            if validators.digest != request.validators.digest:
                yield replace(each, role=request.role, hint=request.hint, validators=validators)

    return fetch
