"""How a stored value becomes one of another type, and whether every value survives.

Location: pactgen/migrations/conversions.py. SQL for PostgreSQL, which casts, and for SQLite, which
stores what SQLAlchemy writes there: dates and times as ISO text with a space, UUIDs as 32
hexadecimal digits, booleans as 0 and 1, JSON as text. Used by losses.py and by the printed changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from pactgen.ir.schema import DataType, TypeKind

Family = Literal[
    "int", "decimal", "float", "boolean", "text", "uuid", "date", "moment", "json", "other"
]

_FAMILIES: Final[dict[TypeKind, Family]] = {
    "smallint": "int",
    "integer": "int",
    "bigint": "int",
    "numeric": "decimal",
    "real": "float",
    "double": "float",
    "boolean": "boolean",
    "char": "text",
    "varchar": "text",
    "text": "text",
    "citext": "text",
    "enum": "text",
    "uuid": "uuid",
    "date": "date",
    "timestamp": "moment",
    "timestamptz": "moment",
    "json": "json",
    "jsonb": "json",
}
_RANKS: Final[dict[TypeKind, int]] = {
    "smallint": 2,
    "integer": 4,
    "bigint": 8,
    "real": 4,
    "double": 8,
}
_LENGTHS: Final[dict[Family, int]] = {"int": 20, "boolean": 5, "uuid": 36, "date": 10, "moment": 27}
"""Of the longest text that a value becomes."""

_DASHES: Final = (
    "substr({c}, 1, 8) || '-' || substr({c}, 9, 4) || '-' || substr({c}, 13, 4)"
    " || '-' || substr({c}, 17, 4) || '-' || substr({c}, 21)"
)
_GIVEN: Final = "NULLIF({c}, '')"
"""A text that says something; one that says nothing is null in every other type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """SQL expressions over `{c}`, the quoted column; None where the database needs none."""

    keeps: bool
    """Every value survives, and the way back finds it."""
    postgresql: str | None = None
    sqlite: str | None = None


_KEPT: Final = Conversion(keeps=True)


def family(type_: DataType) -> Family:
    """Return the kind of values that a type holds."""
    return "other" if type_.dimensions else _FAMILIES.get(type_.kind, "other")


def conversion(before: DataType, after: DataType) -> Conversion | None:
    """Return how values get from one type to the other, None where nobody can say."""
    start, end = family(before), family(after)
    if "other" in {start, end}:
        return None
    if start == end:
        return _within(start, before, after)
    if end == "text":
        return _to_text(start, before, after)
    if end == "json":
        return _to_json(start)
    return _OTHERS.get((start, end)) if not _is_exact(before, end) else _KEPT_CAST


def _is_exact(before: DataType, end: Family) -> bool:
    """Whether a number of this type is also one of the other family."""
    small = before.kind in {"smallint", "integer"}
    return (small and end == "float") or (family(before) == "int" and end == "decimal")


_KEPT_CAST: Final = Conversion(keeps=True)
_OTHERS: Final[dict[tuple[Family, Family], Conversion]] = {
    ("int", "float"): Conversion(keeps=False),
    ("decimal", "float"): Conversion(keeps=False),
    ("float", "decimal"): Conversion(keeps=False),
    ("float", "int"): Conversion(
        keeps=False, postgresql="round({c})::bigint", sqlite="CAST(round({c}) AS INTEGER)"
    ),
    ("decimal", "int"): Conversion(
        keeps=False, postgresql="round({c})::bigint", sqlite="CAST(round({c}) AS INTEGER)"
    ),
    ("boolean", "int"): Conversion(keeps=True, postgresql="{c}::integer"),
    ("int", "boolean"): Conversion(keeps=False, postgresql="{c} <> 0", sqlite="{c} <> 0"),
    ("date", "moment"): Conversion(
        keeps=True,
        postgresql="{c}::timestamp AT TIME ZONE 'UTC'",
        sqlite="{c} || ' 00:00:00.000000'",
    ),
    ("moment", "date"): Conversion(
        keeps=False, postgresql="({c} AT TIME ZONE 'UTC')::date", sqlite="date({c})"
    ),
    ("text", "int"): Conversion(
        keeps=False,
        postgresql=f"{_GIVEN}::bigint",
        sqlite=f"CAST({_GIVEN} AS INTEGER)",
    ),
    ("text", "float"): Conversion(
        keeps=False,
        postgresql=f"{_GIVEN}::double precision",
        sqlite=f"CAST({_GIVEN} AS REAL)",
    ),
    ("text", "decimal"): Conversion(
        keeps=False,
        postgresql=f"{_GIVEN}::numeric",
        sqlite=f"CAST({_GIVEN} AS NUMERIC)",
    ),
    ("text", "boolean"): Conversion(
        keeps=False,
        postgresql=f"{_GIVEN}::boolean",
        sqlite=f"lower({_GIVEN}) IN ('1', 't', 'true', 'y', 'yes', 'on')",
    ),
    ("text", "uuid"): Conversion(
        keeps=False,
        postgresql=f"{_GIVEN}::uuid",
        sqlite=f"lower(replace({_GIVEN}, '-', ''))",
    ),
    ("text", "date"): Conversion(
        keeps=False, postgresql=f"{_GIVEN}::date", sqlite=f"date({_GIVEN})"
    ),
    ("text", "moment"): Conversion(
        keeps=False,
        postgresql=f"{_GIVEN}::timestamptz",
        sqlite=f"strftime('%Y-%m-%d %H:%M:%f', {_GIVEN}) || '000'",
    ),
}


def _within(both: Family, before: DataType, after: DataType) -> Conversion:
    match both:
        case "int" | "float":
            keeps = _RANKS[after.kind] >= _RANKS[before.kind] and before.unsigned <= after.unsigned
            return Conversion(keeps=keeps)
        case "decimal":
            return Conversion(keeps=not after.arguments)
        case "text":
            return _shortened(before, after)
        case "moment":
            cast = "{c} AT TIME ZONE 'UTC'"
            return Conversion(keeps=True, postgresql=cast if before.kind != after.kind else None)
        case "json":
            cast = f"{{c}}::{after.kind}"
            return Conversion(keeps=True, postgresql=cast if before.kind != after.kind else None)
        case _:
            return _KEPT


def _shortened(before: DataType, after: DataType) -> Conversion:
    cast = None if before.kind != "enum" else "{c}::text"
    if after.kind == "enum":
        named = after.enum.name if after.enum is not None else "text"
        return Conversion(keeps=False, postgresql=f'{{c}}::text::"{named}"')
    limit = _limit(after)
    start = _limit(before)
    if limit is None or (start is not None and start <= limit):
        return Conversion(keeps=True, postgresql=cast)
    cut = f"({{c}}{'::text' if cast else ''}, {limit})"
    return Conversion(keeps=False, postgresql=f"left{cut}", sqlite=f"substr({{c}}, 1, {limit})")


def _limit(type_: DataType) -> int | None:
    if type_.kind == "enum":
        return max((len(value) for value in type_.values), default=0)
    return type_.arguments[0] if type_.arguments else None


def _to_text(start: Family, before: DataType, after: DataType) -> Conversion | None:
    if after.kind == "enum":
        return None
    limit = _limit(after)
    longest = _LENGTHS.get(start)
    fits = limit is None or (longest is not None and longest <= limit)
    plain = {
        "boolean": "CASE {c} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END",
        "uuid": _DASHES,
        "moment": "replace({c}, ' ', 'T') || 'Z'",
        "json": "CASE json_type({c}) WHEN 'text' THEN json_extract({c}, '$') ELSE {c} END",
    }.get(start)
    cast = {
        "moment": f'to_char({_in_utc(before)}, \'YYYY-MM-DD"T"HH24:MI:SS.US"Z"\')',
        "json": "{c} #>> '{{}}'",
    }.get(start, "{c}::text")
    if not fits:
        cast = f"left({cast}, {limit})"
        plain = f"substr({plain or '{c}'}, 1, {limit})"
    return Conversion(keeps=fits, postgresql=cast, sqlite=plain)


def _in_utc(type_: DataType) -> str:
    return "{c} AT TIME ZONE 'UTC'" if type_.kind == "timestamptz" else "{c}"


def _to_json(start: Family) -> Conversion:
    plain = {
        "text": "json_quote({c})",
        "boolean": "CASE {c} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END",
        "uuid": f"json_quote({_DASHES})",
        "date": "json_quote({c})",
        "moment": "json_quote(replace({c}, ' ', 'T') || 'Z')",
    }.get(start)
    return Conversion(keeps=True, postgresql="to_json({c})", sqlite=plain)
