"""A YAML 1.2 document as plain values, with the line of everything in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from feeder.config.form import Loc

_RESOLVED = frozenset(f"tag:yaml.org,2002:{each}" for each in ("null", "bool", "int", "float"))


class Document:
    """`data` is what the text says; `repeated` are the keys that stand twice in one mapping, by line.

    Raises ValueError, with line and reason, for text that is no YAML.
    """

    def __init__(self, text: str) -> None:
        self._yaml = YAML(typ="safe", pure=True)
        self.repeated: list[tuple[int, str]] = []
        try:
            self._root: Node | None = self._yaml.compose(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise ValueError(mark.line + 1 if mark else 1, error.problem or error.context) from error
        except YAMLError as error:
            raise ValueError(1, " ".join(str(error).split())) from error
        self.data: Any = {} if self._root is None else self._plain(self._root, {})

    def _plain(self, node: Node, done: dict[int, Any]) -> Any:
        """The value of a node; one that is named by aliases is made once. A key without a value is not
        given, days stay text, and tags mean nothing."""
        if id(node) in done:
            return done[id(node)]
        if isinstance(node, MappingNode):
            done[id(node)] = found = dict[Any, Any]()
            self._note_repeated(node)
            pairs = ((_name(key), self._plain(value, done)) for key, value in node.value)
            found.update((key, value) for key, value in pairs if value is not None)
            return found
        if isinstance(node, SequenceNode):
            done[id(node)] = listed = list[Any]()
            listed.extend(self._plain(value, done) for value in node.value)
            return listed
        return self._yaml.constructor.construct_object(node) if str(node.tag) in _RESOLVED else node.value

    def _note_repeated(self, node: MappingNode) -> None:
        first: dict[str, int] = {}
        for key, _ in node.value:
            line, name = key.start_mark.line + 1, _name(key)
            if name in first:
                self.repeated.append((line, f"`{name}` stands in line {first[name]} already; keep one"))
            first.setdefault(name, line)

    def line(self, loc: Loc) -> int:
        """The line of what stands at `loc`, or of the last part of the way that is there."""
        node, line = self._root, 1
        for part in loc:
            found = next((pair for name, *pair in _children(node) if name == part), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        return line


def _name(key: Node) -> str:
    return str(key.value) if isinstance(key, ScalarNode) else "?"


def _children(node: Node | None) -> list[tuple[str | int, Node, Node]]:
    """Names or numbers, each with where it stands and what it holds."""
    if isinstance(node, MappingNode):
        return [(_name(key), key, value) for key, value in node.value]
    return [(number, each, each) for number, each in enumerate(node.value)] if isinstance(node, SequenceNode) else []


def at(data: Any, loc: Loc) -> Any:
    """What stands at `loc`; None where nothing does."""
    for part in loc:
        if isinstance(data, Mapping):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data
