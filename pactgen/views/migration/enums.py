"""Named types of PostgreSQL: created, dropped, with other values. SQLite has none of them.

Location: pactgen/views/migration/enums.py. New values are added in place, which rewrites no table;
a value with another spelling is renamed in place. Values that go, change places, or are used by the
same revision make the type anew. Used by changes.py and by `exact`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from pactgen.migrations import changes as c
from pactgen.values import replace
from pactgen.views.migration.sql import full, quoted, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import EnumType, Schema


def enum_statements(schema: Schema, change: c.AddEnum | c.DropEnum | c.ChangeEnum) -> Iterator[str]:
    """Return the SQL for one named type.

    Args:
        schema: as it is at this moment.
        change: what is done to it.
    """
    match change:
        case c.AddEnum():
            yield _create(change.enum)
        case c.DropEnum():
            yield f"DROP TYPE {full(change.enum.name)}"
        case c.ChangeEnum(renamed=()):
            grown = None if change.used else _added(change)
            yield from _made_anew(schema, change) if grown is None else grown
        case c.ChangeEnum():
            name = full(change.after.name)
            for before, after in change.renamed:
                yield f"ALTER TYPE {name} RENAME VALUE {text(before)} TO {text(after)}"
        case _:
            assert_never(change)


def is_made_anew(change: c.ChangeEnum) -> bool:
    """Tell whether every table with a column of the type is written anew."""
    return not change.renamed and (change.used or _added(change) is None)


def _added(change: c.ChangeEnum) -> list[str] | None:
    """Return the statements that add values; None where some go or change places."""
    before, after = change.before.values, change.after.values
    if [value for value in after if value in before] != list(before):
        return None
    name = full(change.after.name)
    statements = []
    for index, value in enumerate(after):
        if value not in before:
            place = f"AFTER {text(after[index - 1])}" if index else f"BEFORE {text(before[0])}"
            statements.append(f"ALTER TYPE {name} ADD VALUE {text(value)} {place}")
    return statements


def _made_anew(schema: Schema, change: c.ChangeEnum) -> Iterator[str]:
    type_ = change.after.name
    former = replace(type_, name=f"{type_.name}_before")
    name = full(type_)
    yield f"ALTER TYPE {name} RENAME TO {quoted(former.name)}"
    yield _create(change.after)
    for table in schema.tables:
        for column in table.columns:
            if column.type.enum != type_:
                continue
            where, which = f"ALTER TABLE {full(table.name)}", quoted(column.name)
            if column.default is not None:
                yield f"{where} ALTER COLUMN {which} DROP DEFAULT"
            several = "[]" * column.type.dimensions
            cast = f"{which}::text{several}::{name}{several}"
            yield f"{where} ALTER COLUMN {which} TYPE {name}{several} USING {cast}"
            if column.default is not None:
                yield f"{where} ALTER COLUMN {which} SET DEFAULT {column.default.text}"
    yield f"DROP TYPE {full(former)}"


def _create(enum: EnumType) -> str:
    values = ", ".join(text(value) for value in enum.values)
    return f"CREATE TYPE {full(enum.name)} AS ENUM ({values})"
