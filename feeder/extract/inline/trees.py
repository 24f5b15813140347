"""Texts that editors keep as trees, as EditorJS, ProseMirror (TipTap), Portable Text, Slate, Lexical and Contentful do:
what a node is, its kind says ("heading"), and all else that holds words is a paragraph, as is a string in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any

Node = Mapping[str, Any]

_DEPTH = 40
_KINDS = ("tag", "type", "_type", "nodeType", "style")
_TOLD = ("data", "attrs", "fields")  # where a node keeps what it says of itself
_INSIDE = ("children", "content", "items", "blocks", "root", "document")
_SAID = ("html", "text", "value", "body", "content")
_PLACES = ("href", "url", "uri", "src")
_FILES = (*_PLACES, "file", "asset", "image", "target", "fields")
_HEADING = re.compile(r"head(?:er|ing)\D*([1-6]?)|h([1-6])")
_LIST = re.compile(r".*list|[uo]l")
_ORDERED = re.compile(r"ordered|number|ol$")
_BLOCK = re.compile(r"para|head|block|quote|section|list|item|\b(?:p|h[1-6])\b")
_LINK = re.compile(r"(?:hyper|auto)?link|a")
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)


def markup(value: Any, depth: int = 0) -> str:
    """The markup of a tree, or of a list of nodes or paragraphs; "" for what holds no text."""
    if depth > _DEPTH:
        return ""
    if isinstance(value, list):
        return "".join(markup(each, depth + 1) for each in value).replace("</ul><ul>", "").replace("</ol><ol>", "")
    if isinstance(value, Mapping):
        return _block(_whole(value), depth + 1)
    return f"<div>{_words(value)}</div>" if isinstance(value, str) and value.strip() else ""


def _whole(node: Node) -> Node:
    """A node with what it says of itself."""
    inner = [node[name] for name in _TOLD if isinstance(node.get(name), Mapping)]
    return {name: value for each in (*inner, node) for name, value in each.items()}


def _block(node: Node, depth: int) -> str:
    kinds = _kinds(node)
    if _is_item(node):
        return ""
    if any("image" in kind or "asset" in kind or kind == "img" for kind in kinds) and (place := _place(node)):
        caption = node.get("caption")
        said = f"<figcaption>{_words(caption)}</figcaption>" if isinstance(caption, str) else ""
        return f'<figure><img src="{escape(place)}">{said}</figure>'
    if any(map(_LIST.fullmatch, kinds)):
        inner = (_whole(each) if isinstance(each, Mapping) else {"items": [each]} for each in _inner(node))
        entries = (_inside(each, depth) for each in inner)
        return _listed(filter(None, entries), any(map(_ORDERED.match, kinds)))
    inside = _inside(node, depth)
    if inside and isinstance(node.get("listItem"), str):  # of Portable Text, which has no lists around them
        return _listed(iter([inside]), node["listItem"] == "number")
    heading = next(filter(None, map(_HEADING.fullmatch, kinds)), None)
    level = (heading[1] or heading[2] or str(node.get("level") or 2)) if heading else ""
    tag = f"h{level}" if level in tuple("123456") else "blockquote" if any("quote" in each for each in kinds) else "div"
    above = f"<h3>{_words(node['heading'])}</h3>" if isinstance(node.get("heading"), str) else ""
    return f"{above}<{tag}>{inside}</{tag}>" if inside else ""


def _is_item(node: Node) -> bool:
    """Whether it is an item of a list, and no part of a text."""
    return bool(node.get("title")) and ("slug" in node or "url" in node)


def _kinds(node: Node) -> list[str]:
    return [node[name].lower() for name in _KINDS if isinstance(node.get(name), str)]


def _listed(entries: Iterator[str], ordered: bool) -> str:
    tag, inside = "ol" if ordered else "ul", "".join(f"<li>{each}</li>" for each in entries)
    return f"<{tag}>{inside}</{tag}>" if inside else ""


def _inside(node: Node, depth: int) -> str:
    """What a node holds: words, and further nodes."""
    said = next((_words(node[name]) for name in _SAID if isinstance(node.get(name), str) and node[name]), "")
    inner = list(_inner(node))
    if not inner or not all(map(_is_inline, inner)):
        return said + markup(inner, depth)
    notes = node.get("markDefs")
    links = {str(each.get("_key")): each for each in notes if isinstance(each, dict)} if isinstance(notes, list) else {}
    return said + "".join(_inline(each, links, depth) for each in inner)


def _inner(node: Node) -> Iterator[Any]:
    for name in _INSIDE:
        value = node.get(name)
        yield from value if isinstance(value, list) else [value] if isinstance(value, Mapping) else ()


def _is_inline(node: Any) -> bool:
    """Whether a node stands within a line: words, a link, or a break."""
    if not isinstance(node, Mapping) or _is_item(node):
        return False
    kind, is_leaf = " ".join(_kinds(node)), next(_inner(node), None) is None
    told = is_leaf and isinstance(node.get("text", node.get("value")), str)
    return bool((told and not _BLOCK.search(kind)) or _LINK.fullmatch(kind) or "break" in kind)


def _inline(node: Node, links: Mapping[str, Node], depth: int) -> str:
    marks = node["marks"] if isinstance(node.get("marks"), list) else []
    told = [each if isinstance(each, Mapping) else links.get(str(each), {}) for each in marks]
    place = next(filter(None, map(_place, map(_whole, (*told, node)))), "")
    inside = _inside(_whole(node), depth + 1) if depth < _DEPTH else ""
    return (f'<a href="{escape(place)}">{inside}</a>' if place else inside) or "<br>"


def _place(node: Node, depth: int = 0) -> str:
    """The address of a link or a picture, also where it is kept further inside."""
    values = [(name, node[name]) for name in _FILES if name in node]
    inner = (_place(value, depth + 1) for _, value in values if isinstance(value, Mapping) and depth < _DEPTH)
    given = (value for name, value in values if isinstance(value, str) and name in _PLACES)
    return next(given, "") or next(filter(None, inner), "")


def _words(text: str) -> str:
    """Words as markup, which they may be already."""
    return text if _TAG.search(text) else escape(unescape(text), quote=False)
