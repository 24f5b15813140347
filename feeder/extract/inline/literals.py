"""Object literals as scripts write them: JSON with bare names, single quotes and commas too many. Nothing is run.

Nuxt 2 writes its state as `(function(a,b){return {title:a,id:7}}("…",null))`: the names stand for the arguments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MOST = 2_000_000  # characters; more is not worth the time
_DEPTH = 80
_CALL = re.compile(r"\(?\s*function\s*\(([\w$,\s]*)\)\s*\{\s*return\s*(?=[{\[])")
_GAP = r"(?:\s|//[^\n]*+|/\*.{0,2000}?\*/)*+"  # space and comments
_SPACE = re.compile(_GAP, re.DOTALL)
_TOKEN = re.compile(
    _GAP + r"""(?:(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\$]|\\.)*`)"""
    r"""|(?P<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<word>void\s0|[A-Za-z_$][\w$]*|![01])"""
    r"""|(?P<mark>[{}\[\]:,()]))""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}
_WORDS = {"true": True, "false": False, "!0": True, "!1": False}


def read(text: str, start: int) -> tuple[Any, int]:
    """The literal that begins at `start`, and where it ends. Raises ValueError where there is none."""
    call = _CALL.match(text, start)
    if not call:
        reader = _Reader(text, start, {})
        return reader.value(0), reader.place
    names = [name.strip() for name in call[1].split(",")]
    skipper = _Reader(text, call.end(), {})
    skipper.value(0)
    arguments = _arguments(text, skipper.place)
    reader = _Reader(text, call.end(), dict(zip(names, arguments, strict=False)))
    return reader.value(0), reader.place


def _arguments(text: str, start: int) -> list[Any]:
    opening = re.compile(r"[;\s]*\}\s*\)?\s*\(").match(text, start)
    if not opening:
        return []
    reader = _Reader(text, opening.end(), {})
    found = []
    while not reader.takes(")"):
        found.append(reader.value(0))
        reader.takes(",")
    return found


class _Reader:
    """Reads one value after another."""

    def __init__(self, text: str, place: int, names: Mapping[str, Any]) -> None:
        self.place = place
        self._text = text
        self._names = names

    def takes(self, mark: str) -> bool:
        """Whether the mark comes next; moves past it."""
        if not self._next(mark):
            return False
        self.place += 1
        return True

    def value(self, depth: int) -> Any:
        found = _TOKEN.match(self._text, self.place)
        if not found or depth > _DEPTH:
            raise ValueError("no literal")
        self.place = found.end()
        if found["string"] is not None:
            return _unquoted(found["string"])
        if found["number"] is not None:
            return float(found["number"]) if re.search(r"[.eE]", found["number"]) else int(found["number"][:18])
        if found["word"] is not None:
            return self._word(found["word"], depth)
        if found["mark"] == "{":
            return self._object(depth)
        if found["mark"] == "[":
            return self._list(depth)
        raise ValueError("no literal")

    def _word(self, word: str, depth: int) -> Any:
        if word == "new" or self.takes("("):  # new Date("…"), Array(3): the first argument, if there is one
            found = self.value(depth + 1) if word == "new" else None if self.takes(")") else self.value(depth + 1)
            while word != "new" and not self.takes(")"):
                if not self.takes(","):
                    raise ValueError("no literal")
                self.value(depth + 1)
            return found
        return self._names.get(word, _WORDS.get(word))

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not self.takes("}"):
            name = _TOKEN.match(self._text, self.place)
            if not name or name["mark"]:
                raise ValueError("no name")
            self.place = name.end()
            if not self.takes(":"):
                raise ValueError("no colon")
            key = _unquoted(name["string"]) if name["string"] else name["word"] or name["number"]
            found[key] = self.value(depth + 1)
            if not self.takes(",") and not self._next("}"):
                raise ValueError("no comma")
        return found

    def _list(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while not self.takes("]"):
            found.append(self.value(depth + 1))
            if not self.takes(",") and not self._next("]"):
                raise ValueError("no comma")
        return found

    def _next(self, mark: str) -> bool:
        """Whether the mark comes next; moves past the space and the comments before it."""
        if found := _SPACE.match(self._text, self.place):
            self.place = found.end()
        return self._text.startswith(mark, self.place)


def _unquoted(string: str) -> str:
    return _ESCAPE.sub(_character, string[1:-1])


def _character(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        number = int(code, 16)
        return chr(number) if number < 0x110000 else ""
    return _ESCAPED.get(found[4], found[4])
