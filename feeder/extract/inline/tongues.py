"""Texts that data hold in several languages side by side: as `title_id` and `title_en`, or as `{"id": …, "en": …}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_CODES = frozenset("ar de en es fr hi id it ja jv ko ms nl pt ru su th tr vi zh".split())
_OLD = {"in": "id"}  # ISO 639 of 1988
_NUMBERS = "id"  # `content_id` alone may be a number


def chosen(fields: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The fields of an object (names in one spelling), of those that there are in several languages only the one in
    `language`, under the name that they share."""
    language = _OLD.get(tag := language.strip().lower()[:2], tag)
    found = dict(fields)
    for name, value in fields.items():
        if isinstance(value, Mapping):
            if len(value) > 1 and language in value and _CODES.issuperset(value):
                found[name] = value[language]
        elif isinstance(value, str) and name.endswith(language):
            shared = name.removesuffix(language)
            others = [each for code in _CODES if code != language and (each := shared + code) in fields]
            if shared and (others or (shared in fields and language != _NUMBERS)):
                found = {each: said for each, said in found.items() if each not in (name, *others)} | {shared: value}
    return found
