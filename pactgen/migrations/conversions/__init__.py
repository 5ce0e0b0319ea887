"""How a stored value becomes one of another type, and whether every value survives.

Location: pactgen/migrations/conversions/. SQL for PostgreSQL, which casts, and for SQLite, which
stores what SQLAlchemy writes there: dates and times as ISO text with a space, UUIDs as 32
hexadecimal digits, booleans as 0 and 1, JSON as text. `numbers`, `reading` (of texts) and `writing`
(of texts and JSON) know one kind of types each. Used by losses.py and by the printed changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.migrations.conversions.numbers import of_numbers
from pactgen.migrations.conversions.reading import of_json, of_text
from pactgen.migrations.conversions.values import (
    KEPT,
    Both,
    Conversion,
    Family,
    family,
    in_utc,
)
from pactgen.migrations.conversions.writing import to_json, to_other_text, to_text
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.schema import DataType

__all__ = ["Both", "Conversion", "Family", "conversion", "family"]

_NUMBERS: Final = frozenset({"int", "decimal", "float"})


def conversion(before: DataType, after: DataType) -> Conversion | None:
    """Return how values get from one type to the other, None where nobody can say."""
    start, end = family(before), family(after)
    if start in _NUMBERS and end in _NUMBERS:
        return of_numbers(before, after)
    if start == end:
        return _within(start, before, after)
    if end == "text":
        return to_text(start, before, after)
    if start == "text" and end != "json":
        return of_text(after)
    if start == "json":
        return of_json(after)
    if "other" in {start, end}:
        return None
    if end == "json":
        return to_json(start, before, after)
    return _between(start, end, before, after)


def _within(both: Family, before: DataType, after: DataType) -> Conversion | None:
    if both == "text":
        return to_other_text(before, after)
    if both == "json":
        cast = f"{{c}}::{after.kind}"
        return Conversion(keeps=True, postgresql=cast if before.kind != after.kind else None)
    if both == "moment":
        cast = "{c} AT TIME ZONE 'UTC'"
        return Conversion(
            keeps=not after.arguments or before.arguments == after.arguments,
            postgresql=cast if before.kind != after.kind else None,
        )
    return _other(before, after) if both == "other" else KEPT


def _other(before: DataType, after: DataType) -> Conversion | None:
    """Convert lists by their items, and what nobody knows only into a wider one of its kind."""
    if before.dimensions != after.dimensions:
        return None
    if before.dimensions:
        item = conversion(replace(before, dimensions=0), replace(after, dimensions=0))
        return KEPT if item is not None and item.keeps and item.postgresql is None else None
    wider = not after.arguments or before.arguments == after.arguments
    return KEPT if before.kind == after.kind != "other" and wider else None


def _between(start: Family, end: Family, before: DataType, after: DataType) -> Conversion | None:
    match start, end:
        case "boolean", "int":
            return Conversion(keeps=True, postgresql="{c}::integer")
        case "int", "boolean":
            return Conversion(keeps=False, postgresql="{c} <> 0", sqlite="{c} <> 0")
        case "date", "moment":
            zoned = " AT TIME ZONE 'UTC'" if after.kind == "timestamptz" else ""
            return Conversion(
                keeps=True,
                postgresql="{c}::timestamp" + zoned,
                sqlite="{c} || ' 00:00:00.000000'",
            )
        case "moment", "date":
            cast = f"({in_utc(before)})::date"
            return Conversion(keeps=False, postgresql=cast, sqlite="date({c})")
        case _:
            return None
