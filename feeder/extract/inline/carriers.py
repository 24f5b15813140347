"""Where a page keeps its data for scripts: JSON in script elements and attributes. Nothing is run, only read.

* `<script type="application/json">`: Next.js (`__NEXT_DATA__`), Inertia 2, Nuxt 3 (`__NUXT_DATA__`, see `flat`)
* attributes: Inertia 1 and 2 (`data-page`), and any other that holds an object or a list
* `wire:snapshot` of Livewire and `props` of Astro (`forms`), and expressions in attributes (`x-data`, `:items`)
* attributes of a site's own elements, side by side (`<news-item href="…" heading="…">`)
* `window.x = {…}`, `var x = "[…]"`, `JSON.parse("…")`, `x.push({…})`, `self.__next_f.push([1, "…"])` in other scripts,
  and what Nuxt 2 writes (`literals`)
* `x.streamController.enqueue("…")` of React Router 7 and Remix (`flat`)
* JSON in the texts of JSON, as SvelteKit keeps answers (see `opened`)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from feeder.extract.finder import finder
from feeder.extract.inline import flat as inline_flat
from feeder.extract.inline import forms as inline_forms
from feeder.extract.inline import literals as inline_literals

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LEAST = 40  # characters: less holds no items
_MOST = 32_000_000
_TRIES = 5_000  # beginnings of values in a script that are none: enough for any program, and done in half a second
_TOKEN = 8  # characters of the longest word in JSON, with what stands before it
_CODE = re.compile(
    r"(?:^|[\s;,(])([\w.$\[\]'\"]+)\s*=\s*(?=[\"'`]?[{\[]|\(?function\s*\()|\bJSON\.parse\(\s*(?=[\"'])"
    r"|(?:\b(\w+))?\.push\(\s*(?=[\[{])|\bdata\s*:\s*(?=[\[{])"
    r"|\bstreamController(\.enqueue)\(\s*(?=\")"
)
_NAME = re.compile(r"\w+")
_FORMS = {"wire:snapshot": inline_forms.livewire, "props": inline_forms.astro}

_decoder = json.JSONDecoder(strict=False)


@dataclass(frozen=True, slots=True)
class _Streams:
    """Pieces that several scripts of a page put together: of Next.js, and of React Router."""

    rows: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def data(tree: HtmlElement, *, code: bool = True) -> Iterator[Any]:
    """Every object and list that the page holds, in its order; what is no JSON is passed over. Without `code` only what
    is declared to be JSON: looking for it in programs costs more than reading the page."""
    streamed = _Streams()
    for element in finder(_holders(code))(tree):
        if element.tag == "script":
            yield from _script(element.get("type", "").lower(), element.text or "", code, streamed)
        else:
            for name, value in element.items():
                if len(value) > _LEAST and name not in ("style", "content"):
                    yield from _attribute(name, value, code)
    yield from inline_forms.rows("".join(streamed.rows))
    yield from inline_flat.streamed("".join(streamed.lines))
    if code:
        yield from _components(tree)


def _components(tree: HtmlElement) -> Iterator[Any]:
    """What a site's own elements are told (HTML, section 4.13.2), those that are alike and side by side as one list."""
    alike: dict[tuple[HtmlElement | None, str], list[dict[str, str]]] = {}
    for element in tree.xpath("//*[contains(name(), '-')][@*]"):
        told = {str(name).removeprefix("data-"): value for name, value in element.items()}
        alike.setdefault((element.getparent(), str(element.tag)), []).append(told)
    yield from alike.values()


def _attribute(name: str, value: str, code: bool) -> Iterator[Any]:
    """Values that an attribute holds: as JSON, or in an expression (`x-data="list(JSON.parse('…'))"`)."""
    found: Iterable[Any] = _parsed(value) if value.lstrip()[:1] in ("{", "[") else ()
    form = _FORMS.get(name)
    found = [form(each) for each in found] if form else list(found)
    if not found and code and name[:1] in "x:@vn" and ("{" in value or "[" in value):
        found = _assigned(f"x={value}", _Streams())
    yield from found


def _holders(code: bool) -> str:
    """What may hold data."""
    json = "" if code else "[starts-with(normalize-space(), '{') or starts-with(normalize-space(), '[')]"
    return f"descendant-or-self::script | descendant-or-self::*/@*[string-length() > {_LEAST}]{json}/.."


def _script(kind: str, text: str, code: bool, streamed: _Streams) -> Iterator[Any]:
    if not (len(text) > _LEAST or ".push(" in text) or len(text) > _MOST:
        return
    if "json" in kind:
        yield from _parsed(text)
    elif code and (kind in ("", "module") or "javascript" in kind):
        yield from _assigned(text, streamed)


def _parsed(text: str) -> Iterator[Any]:
    """The one value that the text is."""
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", text).strip().rstrip(";")
    try:
        value = _decoder.decode(text)
    except (ValueError, RecursionError):
        return
    yield inline_flat.unflatten(value) if inline_flat.is_flat(value) else value


def _assigned(text: str, streamed: _Streams) -> Iterator[Any]:
    """Values that stand in a script as they would stand in JSON, also in a string, and what is put into a list one by
    one; pieces of what is sent in several go to `streamed`."""
    end, failed = 0, 0
    pushed: dict[str, list[Any]] = {}
    for found in _CODE.finditer(text):
        if found.end() < end or failed == _TRIES:
            continue
        try:
            value, end = _value(text, found.end())
        except (ValueError, RecursionError):
            failed += 1
            continue
        names = _NAME.findall(found[1] or "")[-1:]  # `window["x"].y` is called y
        if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str):
            streamed.rows.append(value[1])
        elif found[3]:
            streamed.lines.append(value)
        elif found[2] and isinstance(value, dict):
            pushed.setdefault(found[2], []).append(value)
        else:
            for each in _parsed(value) if isinstance(value, str) else [value]:
                yield {names[0]: each} if names else each
    yield from ({name: some} if len(some) > 1 else some[0] for name, some in pushed.items())


def _value(text: str, start: int) -> tuple[Any, int]:
    """The value that is written there, and where it ends; ValueError if there is none."""
    try:
        return _decoder.raw_decode(text, start)
    except ValueError:
        if len(text) > inline_literals.MOST:
            raise
        return inline_literals.read(text, start)


def breaks_off(tree: HtmlElement) -> bool:
    """Whether something that is declared to be JSON ends in the middle, which no whole page does."""
    values = (value for each in finder(_holders(False))(tree) for value in (*each.attrib.values(), _declared(each)))
    return any(value.lstrip()[:1] in ("{", "[") and _is_cut(value.rstrip()) for value in values if len(value) > _LEAST)


def _declared(element: HtmlElement) -> str:
    return (element.text or "") if element.tag == "script" and "json" in element.get("type", "").lower() else ""


def _is_cut(text: str) -> bool:
    try:
        _decoder.decode(text)
    except json.JSONDecodeError as error:
        return error.pos >= len(text) - _TOKEN or error.msg.startswith("Unterminated")
    except RecursionError:
        pass
    return False


def opened(value: Any) -> Any:
    """What a text holds that is JSON itself; any other value as it is."""
    is_text = isinstance(value, str) and len(value) > _LEAST and value.startswith(("{", "["))
    return next(_parsed(value), value) if is_text else value
