"""Values become texts or JSON, the same in both databases.

Location: pactgen/migrations/conversions/writing.py. A moment is written as JSON has it, in UTC
with microseconds; a UUID gets its dashes; a number without a fraction is written without one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.migrations.conversions.reading import one_of
from pactgen.migrations.conversions.values import Conversion, in_utc

if TYPE_CHECKING:
    from pactgen.ir.schema import DataType, TypeKind
    from pactgen.migrations.conversions.values import Family

_LENGTHS: Final[dict[Family, int]] = {
    "int": 20,
    "float": 24,
    "boolean": 5,
    "uuid": 36,
    "date": 10,
    "moment": 27,
}
"""Of the longest text that a value becomes."""
_SPELLED: Final[frozenset[TypeKind]] = frozenset(
    {"time", "timetz", "inet", "cidr", "macaddr", "xml"}
)
"""Other types whose values are texts in SQLite anyway."""
_DASHES: Final = (
    "substr({c}, 1, 8) || '-' || substr({c}, 9, 4) || '-' || substr({c}, 13, 4)"
    " || '-' || substr({c}, 17, 4) || '-' || substr({c}, 21)"
)
_TRUTH: Final = "CASE {c} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"
_FLOAT: Final = (
    "'=' || CASE WHEN abs({c}) < 1e15 AND {c} = CAST({c} AS INTEGER)"
    " THEN CAST({c} AS INTEGER)"
    " WHEN CAST(CAST({c} AS TEXT) AS REAL) = {c} THEN {c}"
    " ELSE printf('%!.17g', {c}) END"
)
"""SQLite's own text of a number has 15 digits, which is not every number. The sign before it keeps
it a text while the column still is a number."""
_FLOAT_THEN: Final = "substr({c}, 2)"
_ZULU: Final = "replace({c}, ' ', 'T') || 'Z'"


def to_text(start: Family, before: DataType, after: DataType) -> Conversion | None:
    """Return how a value becomes a text."""
    if after.kind == "enum" or (start == "other" and before.kind not in _SPELLED):
        return None
    limit = length_of(after)
    longest = _LENGTHS.get(start)
    fits = limit is None or (longest is not None and longest <= limit)
    plain = {
        "boolean": _TRUTH,
        "float": _FLOAT,
        "uuid": _DASHES,
        "moment": _ZULU,
        "json": "CASE json_type({c}) WHEN 'text' THEN json_extract({c}, '$') ELSE {c} END",
    }.get(start)
    cast = {"moment": _zulu(before), "json": "{c} #>> '{}'"}.get(start, "{c}::text")
    if not fits:
        cast = f"left({cast}, {limit})"
        room = f"{limit} + 1" if start == "float" else f"{limit}"
        plain = f"substr({plain or '{c}'}, 1, {room})"
    then = _FLOAT_THEN if start == "float" else None
    return Conversion(keeps=fits, postgresql=cast, sqlite=plain, sqlite_then=then)


def to_json(start: Family, before: DataType, after: DataType) -> Conversion:
    """Return how a value becomes JSON."""
    plain = {
        "text": "json_quote({c})",
        "boolean": _TRUTH,
        "uuid": f"json_quote({_DASHES})",
        "date": "json_quote({c})",
        "moment": f"json_quote({_ZULU})",
    }.get(start)
    value = _zulu(before) if start == "moment" else "{c}"
    return Conversion(keeps=True, postgresql=f"to_{after.kind}({value})", sqlite=plain)


def to_other_text(before: DataType, after: DataType) -> Conversion:
    """Return how a text becomes one of another length, or one of a few."""
    text = "{c}::text" if before.kind == "enum" else "{c}"
    if after.kind == "enum":
        return Conversion(
            keeps=before.kind == "enum" and set(before.values) <= set(after.values),
            postgresql=f"{{c}}::text::{_named(after)}" if after.enum is not None else "{c}::text",
            fits=one_of(after.values, text),
        )
    start, limit = length_of(before), length_of(after)
    if limit is None or (start is not None and start <= limit):
        return Conversion(keeps=True, postgresql=text if before.kind == "enum" else None)
    return Conversion(
        keeps=False,
        postgresql=f"left({text}, {limit})",
        sqlite=f"substr({{c}}, 1, {limit})",
    )


def length_of(type_: DataType) -> int | None:
    """Return how many characters a text of this type has at most, None where it has no end."""
    if type_.kind == "enum":
        return max((len(value) for value in type_.values), default=0)
    return type_.arguments[0] if type_.arguments else None


def _named(type_: DataType) -> str:
    name = type_.enum
    assert name is not None  # noqa: S101 - asked before
    parts = [*([] if name.namespace is None else [name.namespace]), name.name]
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def _zulu(type_: DataType) -> str:
    return f'to_char({in_utc(type_)}, \'YYYY-MM-DD"T"HH24:MI:SS.US"Z"\')'
