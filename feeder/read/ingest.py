"""Files that somebody saved, through the same steps as the live site.

    files -> shelf -> read, by as many processes as wanted -> crawl -> decide -> commit

A folder of saved pages is a small site: its listings are read first, and lead to the articles that were saved with
them; then comes what no listing led to, and page text and feeds. Reading takes most of the time, and says the same
whenever it is done: so other processes may do it ahead (`feeder.processes.crew`). This one alone decides and stores, in
the order of the shelf, so that the store is the same however many read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from feeder import pipeline
from feeder.crawl import Memory, crawl
from feeder.errors import FetchError, InputError, Trouble
from feeder.extract.saved import Saved
from feeder.model import Outcome, Validators
from feeder.ports import Now, Source
from feeder.ports.store import Store
from feeder.read import shelf
from feeder.read.shelf import Documents, Look, Place, Read, Shelf, Site
from feeder.walk.tally import Tally

if TYPE_CHECKING:
    from feeder.processes.crew import DiedError

FEW = 100  # files that one process has read by the time another one would have started

#: Told as it goes on: how many files were read, and how many there are.
Told = Callable[[int, int], None]


def ingest(
    source: Source,
    paths: Iterable[Path],
    documents: Documents,
    store: Store,
    now: Now,
    *,
    jobs: int = 1,
    told: Told = lambda *_: None,
) -> Outcome:
    """Read the files with so many processes, and remember what they say. What could not be read is among the failures,
    by its path. Raises InputError for a file that breaks the program; what was read before it is stored."""
    tally = Tally(source.id)
    found = Shelf()
    for path in paths:
        tally.failures += found.add(documents(path))
    memory = Memory(
        source=source.id, known=store.known, validators=lambda _: Validators(), again=lambda _: True, find=store.find
    )
    read = shelf.reader(documents, Saved(source.extractor, source.office.url, source.office.zone))
    with _ahead(read, found, jobs if len(found) > FEW else 1) as read:
        site = Site(found, read)
        for request in found.unread():
            tally.above = None
            for step in crawl(site, [request], site.fetch, memory):
                pipeline.take(replace(step, validators={}), source, store, now(), tally)
                told(found.taken, len(found))
    return tally.outcome()


@contextmanager
def _ahead(read: Read, found: Shelf, jobs: int) -> Iterator[Read]:
    """The same, with other processes at work on what comes next."""
    if jobs == 1:
        yield read
        return
    from feeder.processes.crew import Crew, DiedError

    with Crew(read, jobs, found.places(), found.led) as crew:

        def take(place: Place) -> Look | FetchError:
            try:
                return crew.take(place)
            except DiedError as death:
                return _died(place.file, death)

        yield take


def _died(file: str, death: DiedError) -> FetchError:
    """Raises InputError where it is a mistake of the program, as it would have broken this process."""
    if death.killed:
        return FetchError(file, f"the process that read it was killed, twice ({death})", trouble=Trouble.BROKEN)
    raise InputError(
        f"{file}: reading it broke the program, as it says above; what comes before it is stored. Take it out of the "
        "folder and run again, and tell the makers"
    ) from death
