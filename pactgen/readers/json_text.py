"""JSON text to values: orjson for speed and strictness, and places when they are asked for.

Location: pactgen/readers/json_text.py. Used by `pactgen.readers.text`.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Final

import orjson

from pactgen.diagnostics import Diagnostic, Note, diagnostic
from pactgen.readers.json_places import JsonText
from pactgen.readers.located import Loaded
from pactgen.readers.yaml_text import DEEPEST, duplicate_rule
from pactgen.source import Span

if TYPE_CHECKING:
    from pactgen.ir.contract import Json

_EXACT: Final = 4_000_000
"""Characters up to which a second, exact parse looks for duplicate names and long integers."""
_LONG_INTEGER: Final = re.compile(r"[0-9]{19}")
_TOO_DEEP: Final = re.compile(r"[Rr]ecursion|depth")
"""What orjson calls it, before and since 3.13."""


def load_json(text: str, file: str) -> Loaded:
    """Read one JSON document; `value` is None when the text cannot be read."""
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        return Loaded(value=None, findings=(_syntax(error, file),))
    if not within_depth(value):
        return Loaded(
            value=None,
            findings=(diagnostic("document-too-deep", Span(file, 1, 1), limit=DEEPEST),),
        )
    repeated: list[tuple[str, str]] = []
    if len(text) <= _EXACT or _LONG_INTEGER.search(text):
        value = json.loads(text, object_pairs_hook=partial(_members, repeated))
    located = JsonText(text).root()
    findings = (
        tuple(
            diagnostic(
                rule,
                Span(file, again.line, again.column, again.width),
                related=(Note(where=Span(file, first.line, first.column), message=_first(name)),),
                name=name,
            )
            for (rule, name), (first, again) in zip(repeated, located.repeated(), strict=True)
        )
        if repeated
        else ()
    )
    return Loaded(value=value, located=located, findings=findings)


def is_valid(text: str) -> bool:
    """Tell whether the text is JSON."""
    try:
        orjson.loads(text)
    except orjson.JSONDecodeError:
        return False
    return True


def _first(name: str) -> str:
    return f"`{name}` first stands"


def within_depth(value: object) -> bool:
    """Tell whether a document is nested no deeper than pactgen reads."""
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [inner for node in level for inner in _collections(node)]
        if not level:
            return True
    return False


def _collections(node: object) -> list[object]:
    if isinstance(node, dict):
        return [inner for inner in node.values() if isinstance(inner, dict | list)]
    if isinstance(node, list):
        return [inner for inner in node if isinstance(inner, dict | list)]
    return []


def _syntax(error: orjson.JSONDecodeError, file: str) -> Diagnostic:
    if _TOO_DEEP.search(error.msg):
        return diagnostic("document-too-deep", Span(file, error.lineno, error.colno), limit=DEEPEST)
    problem = error.msg.split(": line ")[0]
    return diagnostic("json-syntax", Span(file, error.lineno, error.colno), problem=problem)


def _members(repeated: list[tuple[str, str]], pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    """Build one mapping; note the rule and name of each pair that repeats a name."""
    members = dict(pairs)
    if len(members) != len(pairs):
        seen: dict[str, Json] = {}
        for name, value in pairs:
            if name in seen:
                repeated.append((duplicate_rule(seen[name], value), name))
            seen[name] = value
    return members
