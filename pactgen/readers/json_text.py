"""JSON text to values: orjson for speed and strictness, a scanner when places are asked for.

Location: pactgen/readers/json_text.py. Used by `pactgen.readers.text`.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Final

import orjson

from pactgen.diagnostics import Diagnostic, Note, diagnostic
from pactgen.readers.located import Loaded, Located, Mark
from pactgen.readers.yaml_text import DEEPEST, duplicate_rule
from pactgen.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Json

_EXACT: Final = 4_000_000
"""Characters up to which a second, exact parse looks for duplicate names and long integers."""
_LONG_INTEGER: Final = re.compile(r"[0-9]{19}")
_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


def load_json(text: str, file: str, *, locate: bool = False) -> Loaded:
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
    places: list[tuple[Mark, Mark]] = []
    located = _scan(text, places) if locate or repeated else None
    findings = (
        tuple(
            diagnostic(
                rule,
                Span(file, again.line, again.column, again.width),
                related=(Note(where=Span(file, first.line, first.column), message=_first(name)),),
                name=name,
            )
            for (rule, name), (first, again) in zip(repeated, places, strict=True)
        )
        if repeated
        else ()
    )
    return Loaded(value=value, located=located, findings=findings)


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
    if "ecursion" in error.msg:
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


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each token with its line and column, from 1."""
    line, line_start, done = 1, 0, 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        breaks = text.count("\n", done, start)
        if breaks:
            line += breaks
            line_start = text.rfind("\n", done, start) + 1
        done = start
        yield match.group(), line, start - line_start + 1


def _scan(text: str, repeated: list[tuple[Mark, Mark]]) -> Located:
    """Find where every node and name of a valid document stands.

    `repeated` receives the places of names that stand twice, in the order in which the mappings
    that hold them end: the order in which a parser reports mappings.
    """
    top = Located(Mark(1, 1))
    stack: list[tuple[Located, bool, list[tuple[Mark, Mark]]]] = [(top, False, [])]
    name: tuple[str, Mark] | None = None
    for piece, line, column in _tokens(text):
        if piece in {"}", "]"}:
            repeated += stack.pop()[2]
            continue
        if piece in {",", ":"}:
            continue
        holder, is_map, twice = stack[-1]
        mark = Mark(line, column, 1 if piece in {"{", "["} else len(piece))
        if is_map and name is None:
            name = (orjson.loads(piece), mark)
            continue
        node = Located(mark)
        if name is None:
            holder.members[str(len(holder.members))] = node
        else:
            if name[0] in holder.names:
                twice.append((holder.names[name[0]], name[1]))
            holder.names[name[0]] = name[1]
            holder.members[name[0]] = node
            name = None
        if piece in {"{", "["}:
            stack.append((node, piece == "{", []))
    return top.members["0"]
