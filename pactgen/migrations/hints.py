"""What the design and a person say about rows that are there: their values, their former names.

Location: pactgen/migrations/hints.py. Names may be those of the contract (`Booking.remark`) or of
the database (`bookings.remark`). Used by pactgen/stages/migrating.py.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pactgen.ir.contract import ABSENT
from pactgen.migrations.changes import Fill, FillNow, FillUuid, FillValue
from pactgen.migrations.renames import Stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.ir.contract import Json
    from pactgen.ir.database import Column, Table
    from pactgen.ir.schema import Schema


def fills_of(tables: Iterable[Table]) -> dict[tuple[str, str], Fill]:
    """Return what the contract says about columns that must have a value."""
    return {
        (table.name, column.name): fill
        for table in tables
        for column in table.columns
        if (fill := _fill(column)) is not None
    }


def guessed_of(tables: Iterable[Table]) -> frozenset[tuple[str, str]]:
    """Return the columns of which the contract only says which values it allows."""
    return frozenset(
        (table.name, column.name)
        for table in tables
        for column in table.columns
        if column.guessed and column.generated is None
    )


EPOCH = "1970-01-01T00:00:00+00:00"
"""A time that says of a row: nobody knows."""


def _fill(column: Column) -> Fill | None:
    generated = column.generated
    if generated is None:
        return None if column.fill is ABSENT else _value(column, column.fill)
    match generated.kind:
        case "now" if column.kind == "text":
            return _value(column, EPOCH)
        case "now" if column.kind in {"integer", "bigint"}:
            return FillValue(value=0)
        case "now":
            return FillNow()
        case "uuid":
            return FillUuid(prefix=generated.prefix)
        case "constant":
            return _value(column, generated.value)
        case "version":
            return FillValue(value=1)
        case "identity" | "random_int" | "form" | "next" | "database" | "tenant":
            return None


def _value(column: Column, value: Json) -> FillValue | None:
    """Return the value as the column stores it; one of another type is left to the rule."""
    match column.kind, value:
        case (_, None):
            return None
        case ("text" | "uuid" | "timestamp" | "date", str()) | ("json", _) | ("boolean", bool()):
            return FillValue(value=value)
        case ("text", bool() | int() | float()):
            return FillValue(value=json.dumps(value))
        case ("integer" | "bigint", int()) | ("double", int() | float()):
            return None if isinstance(value, bool) else FillValue(value=value)
        case _:
            return None


def stated_of(tables: Iterable[Table], renames: Mapping[str, str], old: Schema) -> Stated:
    """Return the former names that the contract or pactgen.yaml state, as the database has them."""
    there = {table.name.name: {one.name for one in table.columns} for table in old.tables}
    every = frozenset(name for columns in there.values() for name in columns)
    found_tables: dict[str, str] = {}
    found_columns: dict[tuple[str, str], str] = {}
    for table in tables:
        names = (table.model, table.name)
        told = next((renames[name] for name in names if name in renames), table.renamed_from)
        if told is not None and (former := _first(_spellings(told), there)) is not None:
            found_tables[table.name] = former
        known = there.get(found_tables.get(table.name, table.name), every)
        for column in table.columns:
            said = next(
                (renames[name] for name in _paths(names, column) if name in renames),
                column.renamed_from,
            )
            if said is not None and (was := _first(_spellings(said), known)) is not None:
                found_columns[(table.name, column.name)] = was
    return Stated(tables=found_tables, columns=found_columns)


def _paths(tables: tuple[str, str], column: Column) -> Iterator[str]:
    for table in tables:
        yield f"{table}.{column.name}"
        yield f"{table}.{column.wire_name}"


def _first(spellings: Iterable[str], known: Iterable[str]) -> str | None:
    names = set(known)
    return next((each for each in spellings if each in names), None)


def _spellings(name: str) -> tuple[str, ...]:
    """Return a name as it is and as the database may spell it: `Journey`, `journeys`."""
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").lower()
    return (name, plain, f"{plain}s", f"{plain}es", re.sub(r"y$", "ies", plain))
