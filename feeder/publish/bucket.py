"""The only door to an output in S3: objects appear whole, and only when they changed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta
from hashlib import sha256
from typing import IO, TYPE_CHECKING, cast

from feeder.errors import OutputError
from feeder.ports import WriteFile
from feeder.publish import credentials
from feeder.publish.kinds import Kind, kind

if TYPE_CHECKING:
    from obstore import Attributes
    from obstore.store import ClientConfig, S3Config

_AT_A_TIME = 2  # parts of 5 MB of one object, in memory and on their way
_OTHER = Kind("application/octet-stream", 60)
_PATIENCE: ClientConfig = {
    "timeout": "60s",
    "connect_timeout": "10s",
    "allow_http": True,
}  # where the endpoint is one of http://
_RETRIES = timedelta(seconds=30)
_FOR_KEYS = re.compile(r"//169\.254\.|//sts\.|error: Missing \w*Key")  # whom the client asks for keys where it has none

_NO_KEYS = (
    "no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give the machine a role that "
    "may write there"
)
_REFUSED = (
    "access is refused: the keys must be right, and allow s3:ListBucket of the bucket, and s3:GetObject, s3:PutObject "
    "and s3:DeleteObject below it"
)
_NO_BUCKET = "there is no such bucket: create it, or see `output`, AWS_REGION and AWS_ENDPOINT_URL"


class Bucket:
    """The objects below s3://bucket/prefix. Paths are relative to it, with slashes. All methods raise OutputError.

    What an object holds is told by its metadata, with the SHA-256 among them: so that nothing is sent twice, and no
    list of the bucket is needed. A process that is killed leaves the old object or the new one.
    """

    def __init__(self, url: str, environ: Mapping[str, str]) -> None:
        """Keys, region and endpoint are those of the AWS_… variables, or else of the profile, or of the machine."""
        self._url = url.rstrip("/")
        try:
            import obstore
            from obstore.store import S3Store
        except ImportError as error:
            raise OutputError(f"{url}: this needs one more package: pip install 'feeder-kpu[s3]' ({error})") from error
        self._client = obstore
        name, _, prefix = self._url.removeprefix("s3://").partition("/")
        with self._at(""):
            self._store = S3Store(
                name,
                prefix=prefix or None,
                client_options=_PATIENCE,
                retry_config={"max_retries": 5, "retry_timeout": _RETRIES},
                config=cast("S3Config", credentials.profile(environ)),
            )
        self._there: set[str] = set()  # objects that were seen

    def __call__(self, path: str, body: bytes | Iterable[bytes]) -> bool:
        """Send an object, whose bytes may come piece by piece; unless it is there already. Returns whether it was
        sent."""
        with _whole(body) as (whole, digest), self._at(path):
            what = kind(path) or _OTHER
            said: Attributes = {
                "Content-Type": what.type,
                "Cache-Control": f"public, max-age={what.keeps}",
                "sha256": digest,
            }
            if self._said(path) == said:
                return False
            self._client.put(self._store, path, whole, attributes=said, max_concurrency=_AT_A_TIME)
            self._there.add(path)
            return True

    def together(self) -> AbstractContextManager[WriteFile]:
        """Objects take their places as they are sent."""
        return nullcontext(self)

    def read(self, path: str) -> bytes | None:
        """An object as it stands, None where there is none."""
        with self._at(path):
            try:
                return bytes(self._client.get(self._store, path).bytes())
            except FileNotFoundError:
                return None

    def has(self, path: str) -> bool:
        """Whether there is such an object; what this process has seen is not asked for again."""
        with self._at(path):
            return path in self._there or self._said(path) is not None

    def names(self) -> Iterator[str]:
        """Every object by its path, in order; nothing else lists the bucket."""
        with self._at(""):
            yield from (each["path"] for page in self._client.list(self._store) for each in page)

    def delete(self, path: str) -> bool:
        """Take an object away. Returns whether there was one."""
        with self._at(path):
            there = self._said(path) is not None
            self._client.delete(self._store, path)
            self._there.discard(path)
            return there

    def alone(self) -> AbstractContextManager[None]:
        """Objects know no locks: the lease of the store sees to it that one process publishes at a time."""
        return nullcontext()

    def _said(self, path: str) -> Attributes | None:
        """The metadata of an object, None where there is none."""
        try:
            found = self._client.get(self._store, path, options={"head": True})
        except FileNotFoundError:
            return None
        self._there.add(path)
        return cast("Attributes", dict(found.attributes))

    @contextmanager
    def _at(self, path: str) -> Iterator[None]:
        from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError

        try:
            yield
        except FileNotFoundError as error:
            raise OutputError(f"{self._url}: {_NO_BUCKET}") from error
        except (PermissionDeniedError, UnauthenticatedError) as error:
            raise OutputError(f"{self._url}: {_REFUSED}") from error
        except ValueError as error:
            raise OutputError(f"{path!r} would lie outside of {self._url}; choose another name") from error
        except BaseError as error:
            raise OutputError(f"{self._url}/{path}: {_explained(str(error))}") from error


def _explained(said: str) -> str:
    """What went wrong, and the remedy; without the answer's text, which may repeat a key."""
    first = said.partition("\n")[0]
    if _FOR_KEYS.search(first):
        return _NO_KEYS
    reason = re.split("[<]", first.rpartition(" - ")[2])[0].strip(" :")
    return f"cannot be reached or written ({reason}): see the network and AWS_ENDPOINT_URL; the next run completes it"


@contextmanager
def _whole(body: bytes | Iterable[bytes]) -> Iterator[tuple[bytes | IO[bytes], str]]:
    """A body and its SHA-256. What comes piece by piece is kept on the disk, so that it need not be in memory."""
    if isinstance(body, bytes):
        yield body, sha256(body).hexdigest()
        return
    with tempfile.TemporaryFile() as file:
        digest = sha256()
        for piece in body:
            digest.update(piece)
            _write(file, piece)
        file.seek(0)
        yield file, digest.hexdigest()


def _write(file: IO[bytes], piece: bytes) -> None:
    try:
        file.write(piece)
    except OSError as error:
        raise OutputError(
            f"{tempfile.gettempdir()}: {error.strerror}; make room, or name a folder in TMPDIR"
        ) from error
