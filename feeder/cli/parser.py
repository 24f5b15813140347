"""The commands and their options. Importing this must stay cheap: it is all that `--help` needs."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module

from feeder import __version__

_SUPPRESS = argparse.SUPPRESS
FORMATS = ("jsonl", "csv", "parquet")  # of `feeder export`
FOUND = ("kpu", "kpu-api", "page", "feed")  # kinds of sources that `feeder detect` finds
Run = Callable[[argparse.Namespace], int]

_COMMANDS: dict[str, tuple[str, str]] = {  # name: module in feeder.cli, what it does
    "fetch": ("fetch", "ask the sources now, whatever their schedule, and publish what changed"),
    "ingest": ("ingest", "read saved pages, feeds or page text, and publish what changed"),
    "backfill": ("backfill", "read the whole of a source's listing, going on where the last run stopped"),
    "publish": ("publish", "write the feeds and the archive from the store"),
    "detect": ("detect", "look for a feed or a list of news at an address, and print its entry for config.yaml"),
    "import": ("import_", "add the feeds of an OPML file to config.yaml"),
    "run": ("run", "ask the sources by their schedules, until told to end"),
    "worker": ("worker", "ask the sources by their schedules, as one of many workers on any number of machines"),
    "serve": ("serve", "answer with the files of the output over HTTP, until told to end"),
    "preview": ("preview", "show the items of a page or file as they would be published, and store nothing"),
    "status": ("status", "say how each source is doing, and what was asked of whom"),
    "accept": ("accept", "publish what waits because it looked wrong, and take it as the norm from now on"),
    "correct": ("correct", "set the title, the date or the topics of an item right, over every later fetch"),
    "hide": ("correct", "take an item out of every file; a later fetch does not bring it back"),
    "history": ("history", "show what an item says, and what it said before"),
    "export": ("export", "write all items and revisions as one table, for other programs"),
    "backup": ("backup", "copy the database into a file, while it is in use"),
    "restore": ("backup", "put a backup in the place of the database, and publish it"),
    "verify": ("verify", "see whether database, archive and feeds are whole and say the same"),
    "migrate-store": ("migrate_store", "copy the database with all its history to another one, SQLite or PostgreSQL"),
    "check": ("check", "look for mistakes in config.yaml"),
    "init": ("init", "write a first config.yaml"),
    "schema": ("schema", "print the JSON Schema of config.yaml, for editors"),
}

_DESCRIPTION = """\
feeder gives a feed to sites that publish none. It reads their news pages, keeps what they say, and writes Atom, RSS and
JSON Feed, with a JSON archive of everything."""

_FIRST_STEPS = """\
first steps, in a folder of its own:
  feeder init --contact mailto:you@example.org     write config.yaml
  feeder fetch                                     read the site; the feeds are in output/
and that every half hour from cron; or `feeder run`, which keeps a schedule by itself
"""


def build(first: str = "") -> argparse.ArgumentParser:
    """The parser of the whole command line; where its `first` word is a command, of that one alone: to put together
    all of them takes as long as to ask a site."""
    parser = argparse.ArgumentParser(
        prog="feeder",
        description=_DESCRIPTION,
        epilog=_FIRST_STEPS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"feeder {__version__}")
    _config(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    for name in [first] if first in _COMMANDS else _COMMANDS:
        summary = _COMMANDS[name][1]
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        _config(command, default=_SUPPRESS)
        if name in _OPTIONS:
            _OPTIONS[name](command)
    return parser


def load(name: str) -> Run:
    """The function that runs a command; its module is imported only now."""
    run: Run = import_module(f"feeder.cli.{_COMMANDS[name][0]}").run
    return run


def _config(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--config", metavar="FILE", default=default, help="the configuration (default: config.yaml, or FEEDER_CONFIG)"
    )


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the result as JSON, for programs")


def _source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", help="id of the source")


def _sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="ids of sources (default: all)")


def _force(parser: argparse.ArgumentParser) -> None:
    said = "in spite of a pause that the host asked for, and with every page in full"
    parser.add_argument("--force", action="store_true", help=said)


def _item(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("item", metavar="ITEM", help="an item's id, address or number, or the address of its page")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a number from 1 on, got {text!r}")
    return int(text)


def _fetch(parser: argparse.ArgumentParser) -> None:
    _sources(parser)
    parser.add_argument("--recheck", action="store_true", help="ask articles again that are known already")
    _force(parser)
    _json(parser)


def _ingest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="files or folders: page text, saved pages, feeds, web archives"
    )
    parser.add_argument("--source", required=True, metavar="ID", help="the source that they come from")
    parser.add_argument(
        "--seen-at", metavar="DATE", help="when they were saved, as 2025-11-14 (default: the time of each file)"
    )
    parser.add_argument(
        "--jobs", type=_count, default=1, metavar="N", help="read with so many processes (default: %(default)s)"
    )
    _json(parser)


def _backfill(parser: argparse.ArgumentParser) -> None:
    _source(parser)
    parser.add_argument("--pages", type=_count, metavar="N", help="this many pages, and the rest another time")
    _force(parser)
    _json(parser)


def _publish(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="write every file again, not only what changed")
    _json(parser)


def _run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--log-format", choices=("human", "json"), default="human", help="lines for people, or JSON for programs"
    )
    parser.add_argument("--serve", action="store_true", help="answer with the files over HTTP, too, as `feeder serve`")
    _serve(parser)


def _worker(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--hosts", type=_count, default=4, metavar="N", help="ask so many at a time (default: %(default)s)"
    )
    parser.add_argument(
        "--only",
        choices=("refresh", "publish"),
        help="ask the sources alone, or write the output alone (default: both)",
    )
    _run(parser)


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="the port (default: %(default)s)")


def _preview(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("place", metavar="URL_OR_FILE", help="a page, or a file")
    parser.add_argument(
        "--source", metavar="ID", help="read it as this source does (default: the one of its host, or whatever it is)"
    )
    parser.add_argument("--full", action="store_true", help="show the whole texts")
    _json(parser)


def _detect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", metavar="URL", help="a page, or a site")
    parser.add_argument("--add", action="store_true", help="write the entry into config.yaml; comments there are kept")
    parser.add_argument("--kind", choices=FOUND, help="where several things are found, take this")
    _json(parser)


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE.opml", help="subscriptions, as feed readers export them")
    _json(parser)


def _status(parser: argparse.ArgumentParser) -> None:
    _sources(parser)
    _json(parser)


def _accept(parser: argparse.ArgumentParser) -> None:
    _source(parser)
    _json(parser)


def _correct(parser: argparse.ArgumentParser) -> None:
    _item(parser)
    parser.add_argument("--title", metavar="TEXT", help="the right title")
    parser.add_argument("--date", metavar="DATE", help="the right date, as 2025-11-13 or '2025-11-13 09:12'")
    parser.add_argument("--topic", metavar="ID", action="append", default=[], help="it is about this, too")
    parser.add_argument("--no-topic", metavar="ID", action="append", default=[], help="it is not about this")
    parser.add_argument("--undo", action="store_true", help="show it as the site has it again")
    _json(parser)


def _hide(parser: argparse.ArgumentParser) -> None:
    _item(parser)
    parser.add_argument("--reason", metavar="TEXT", help="why, for those who come after you; needed")
    parser.add_argument("--undo", action="store_true", help="show it again")
    _json(parser)


def _history(parser: argparse.ArgumentParser) -> None:
    _item(parser)
    _json(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMATS, help="default: by the name of the file, else jsonl")
    parser.add_argument("-o", "--output", metavar="FILE", help="default: standard output, where the format is text")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the backup; one that is there is replaced")


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="a backup")
    parser.add_argument(
        "--force",
        action="store_true",
        help="although there is a database, which is put aside, or the output shows more than the backup has",
    )
    _json(parser)


def _migrate_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("origin", metavar="FROM", help="the database as it is in config.yaml: sqlite:///feeder.db")
    parser.add_argument("target", metavar="TO", help="an empty one: postgresql://user@host/name, or sqlite:///new.db")
    _json(parser)


def _init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--contact", metavar="ADDRESS", help="whom a site may write to, as mailto:you@example.org")
    parser.add_argument(
        "--offices",
        choices=["jakarta"],
        help="the province's office and those of its cities and regency, and a feed of all",
    )
    parser.add_argument(
        "--no-probe", dest="probe", action="store_false", help="do not ask the offices whether they are there"
    )


_OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "fetch": _fetch,
    "ingest": _ingest,
    "backfill": _backfill,
    "publish": _publish,
    "run": _run,
    "worker": _worker,
    "serve": _serve,
    "preview": _preview,
    "detect": _detect,
    "import": _import,
    "status": _status,
    "accept": _accept,
    "correct": _correct,
    "hide": _hide,
    "history": _history,
    "export": _export,
    "backup": _backup,
    "restore": _restore,
    "verify": _json,
    "migrate-store": _migrate_store,
    "check": _json,
    "init": _init,
}
