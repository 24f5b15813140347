"""Sources that a program writes into config.yaml: at the end of `sources`, and nothing else of the file changes."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from feeder.config.document import Document, at
from feeder.config.form import Spot, kinds
from feeder.config.names import TAKEN
from feeder.config.shape import KINDS, Config
from feeder.errors import ConfigError
from feeder.normalise import addresses

Entry = Mapping[str, str | bool]

_LONGEST = 60  # characters of an id, so that a number fits behind it


def identifier(url: str, config: Config, taken: Collection[str] = ()) -> str:
    """An id made from the address's host (`jakarta-kpu-go-id`) that nothing in the configuration has yet."""
    used = {*TAKEN, *taken, *(each.id for each in (*config.sources, *config.feeds))}
    plain = re.sub(r"[^a-z0-9]+", "-", addresses.host(url))[:_LONGEST].strip("-") or "source"
    return next(id for n in count(1) if (id := plain if n == 1 else f"{plain}-{n}") not in used)


def source_of(url: str, config: Config) -> str:
    """The id of the source that has this address already, in any spelling; "" if there is none."""
    wanted = addresses.canonical(url)
    return next((each.id for each in config.sources if addresses.canonical(each.url) == wanted), "")


def problem(entry: Entry) -> str:
    """What is wrong with a source, in words; "" if nothing is."""
    spot = Spot(folder=Path(), mistakes=[])
    spot.read(dict(entry), kinds(KINDS))
    return "; ".join(each.what for each in spot.mistakes)


def shown(entries: Sequence[Entry]) -> str:
    """Sources as they stand in config.yaml, below `sources:`."""
    yaml, stream = _writer(), StringIO()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump([_quoted(each) for each in entries], stream)
    return stream.getvalue()


def add(path: Path, entries: Sequence[Entry]) -> None:
    """Write sources into a configuration that `config.load` has read; whole or not at all.

    Raises ConfigError when the file cannot be written, or is of a form in which their place is not found.
    """
    try:
        text = path.read_bytes().decode("utf-8")
        new = _inserted(text, entries)
        if _sources(new) != [*_sources(text), *map(dict, entries)]:
            raise ValueError
        _replace(path.resolve(), new)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}); add the source by hand") from error
    except (ValueError, YAMLError) as error:
        raise ConfigError(f"{path}: there is no place for it at `sources`; add the source by hand") from error


def _sources(text: str) -> list[Any]:
    return at(Document(text.removeprefix("\ufeff")).data, ("sources",)) or []


def _inserted(text: str, entries: Sequence[Entry]) -> str:
    """The text with the sources at their place. Raises ValueError where there is none."""
    root = YAML(typ="safe", pure=True).compose(text)
    if root is None:
        return _after(text, len(text), "sources:\n" + shown(entries))
    if not isinstance(root, MappingNode):
        raise ValueError("no mapping")
    pair = next((pair for pair in root.value if pair[0].value == "sources"), None)
    if pair is None:
        return _after(text, _end(root), "sources:\n" + shown(entries))
    key, sources = pair
    if not isinstance(sources, SequenceNode):  # `sources:` with nothing behind it
        return _after(text, key.end_mark.index, shown(entries))
    if not sources.flow_style:
        return _after(text, _end(sources), _moved(shown(entries), sources.start_mark.column))
    place = sources.value[-1].end_mark.index if sources.value else sources.start_mark.index + 1
    more = ", ".join(map(_flow, entries))
    return text[:place] + (", " if sources.value else "") + more + text[place:]


def _end(node: Node) -> int:
    """Where the last thing in it ends: comments and empty lines behind it belong to what follows."""
    while isinstance(node, MappingNode | SequenceNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    return int(node.end_mark.index)


def _after(text: str, place: int, lines: str) -> str:
    """The text with lines behind the one that holds `place`."""
    lines = lines.replace("\n", "\r\n") if "\r\n" in text else lines
    if text[:place].endswith("\n"):
        return text[:place] + lines + text[place:]
    end = text.find("\n", place) + 1
    return text[:end] + lines + text[end:] if end else f"{text}\n{lines}" if text else lines


def _moved(lines: str, column: int) -> str:
    return "".join(" " * column + each.removeprefix("  ") for each in lines.splitlines(keepends=True))


def _flow(entry: Entry) -> str:
    item, stream = _quoted(entry), StringIO()
    item.fa.set_flow_style()
    _writer().dump(item, stream)
    return stream.getvalue().strip()


def _quoted(entry: Entry) -> CommentedMap:
    """What may hold signs that mean something in YAML stands in quotes."""
    bare = ("id", "kind")
    return CommentedMap(
        (key, DoubleQuotedScalarString(value) if isinstance(value, str) and key not in bare else value)
        for key, value in entry.items()
    )


def _writer() -> YAML:
    yaml = YAML()
    yaml.width = 1_000_000  # no line is broken
    return yaml


def _replace(path: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
            shutil.copymode(path, temporary)
            temporary.replace(path)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
