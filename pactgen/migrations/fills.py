"""What rows that are there get in a column which must have a value.

Location: pactgen/migrations/fills.py. The contract's default comes first (given by the caller),
then the database's own, then a plain value of the type; a reference and a unique column have none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.migrations.changes import FillNow, FillUuid, FillValue
from pactgen.migrations.conversions import Family, family

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Json
    from pactgen.ir.schema import Column, Table
    from pactgen.migrations.changes import Fill

_PLAIN: Final[Mapping[Family, Json]] = {
    "int": 0,
    "decimal": 0,
    "float": 0.0,
    "boolean": False,
    "text": "",
    "json": {},
}


def fill_of(table: Table, column: Column, known: Mapping[tuple[str, str], Fill]) -> Fill | None:
    """Return what stands in, None where a person must say it."""
    if any(column.name in key.columns for key in table.foreign_keys):
        return None
    told = known.get((table.name.name, column.name)) or _of_default(column) or _of_type(column)
    return None if isinstance(told, FillValue | FillNow) and _is_alone(table, column) else told


def _is_alone(table: Table, column: Column) -> bool:
    """No two rows may share its value."""
    keys = [*table.uniques, *([] if table.primary_key is None else [table.primary_key])]
    indexes = [index for index in table.indexes if index.unique]
    return any(key.columns == (column.name,) for key in keys) or any(
        [part.column for part in index.parts] == [column.name] for index in indexes
    )


def _of_default(column: Column) -> Fill | None:
    default = column.default
    if default is None:
        return None
    match default.kind:
        case "literal" if default.value is not None:
            return FillValue(value=default.value)
        case "now":
            return FillNow()
        case "uuid":
            return FillUuid()
        case _:
            return None


def _of_type(column: Column) -> Fill | None:
    if column.type.dimensions:
        return FillValue(value=[])
    if column.type.values:
        return FillValue(value=column.type.values[0])
    sort = family(column.type)
    if sort == "uuid":
        return FillUuid()
    if sort in {"date", "moment"}:
        return FillNow()
    return FillValue(value=_PLAIN[sort]) if sort in _PLAIN else None
