"""What files look like that are made of the same items: by the configuration, and by the code that writes them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from feeder.edition.channels import Site
from feeder.errors import OutputError
from feeder.ports import Folder
from feeder.ports.store import Store
from feeder.publish import archive

REMEDY = "name the database that it was written from, or put a backup back (feeder restore FILE --force)"
OVER = "feeder publish --all"
_HERE = Path(__file__).parent
_WRITERS = ("publication.py", "publishing.py", "pages.py", "chain.py", "channels.py")
_FORMATS = _HERE.parent / "publish"


def fingerprint(site: Site) -> str:
    """Another text when the files of this site may say something else than before. Reads the code, which takes
    milliseconds: once in a process is enough."""
    said = repr((site.main, site.sources, site.feeds, site.rules))
    made = sha256(said.encode())
    for path in _code():
        made.update(path.read_bytes())
    return made.hexdigest()


def place(output: str) -> str:
    """Another text when the output is another one; a folder is the same by whatever path one comes to it, in a
    container or from outside."""
    if "://" in output:
        return output
    folder = Path(output)
    return str(folder.stat().st_ino) if folder.is_dir() else ""


def strange(output: Folder, store: Store) -> str:
    """What an output shows that a database knows nothing of, if that database never wrote it; else "". Most likely
    another database did, and writing over it would be the end of the only copy of what that one knew."""
    if store.look():
        return ""
    shown, known = archive.total(output.read(archive.INDEX)), sum(store.month_counts().values())
    return f"shows {shown} items, and this database, which never wrote it, knows {known}" if shown > known else ""


def check(output: Folder, store: Store, name: str) -> None:
    """Raises OutputError for an output that is strange to the database."""
    if found := strange(output, store):
        raise OutputError(f"{name}: not written: it {found}; {REMEDY}; if this one is to take its place: {OVER}")


def _code() -> Iterator[Path]:
    """What a checkout without a new version number may have changed, too."""
    yield from (_HERE / name for name in _WRITERS)
    yield from sorted(each for each in _FORMATS.rglob("*") if each.is_file() and each.suffix != ".pyc")
