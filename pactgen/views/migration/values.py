"""The SQL that brings the values of a column into another type.

Location: pactgen/views/migration/values.py. A value without a counterpart becomes the fill of the
change, or null. Used by changes.py and guards.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.migrations.conversions import conversion
from pactgen.views.migration.fills import fill_sql
from pactgen.views.migration.sql import quoted

if TYPE_CHECKING:
    from pactgen.ir.schema import Column
    from pactgen.migrations import changes as c
    from pactgen.migrations.conversions import Both

Database = Literal["postgresql", "sqlite"]


def converted(change: c.ChangeType, database: Database) -> str | None:
    """Return the new value of a row; None where the database needs no help."""
    how = conversion(change.before.type, change.after.type)
    stand_in = fill_sql(change.after, change.fill, database)
    if how is None:
        return (stand_in or "NULL") if database == "postgresql" else stand_in
    expression = how.postgresql if database == "postgresql" else how.sqlite
    if how.fits is None:
        return None if expression is None else over(expression, change.before)
    value = over(expression or "{c}", change.before)
    otherwise = "" if stand_in in {None, "NULL"} else f" ELSE {stand_in}"
    return f"CASE WHEN {fitting(how.fits, change.before, database)} THEN {value}{otherwise} END"


def fitting(fits: Both, column: Column, database: Database) -> str:
    """Return the condition that the value of a row has a counterpart."""
    return over(fits.postgresql if database == "postgresql" else fits.sqlite, column)


def over(expression: str, column: Column) -> str:
    """Put the column into an expression."""
    return expression.replace("{c}", quoted(column.name))
