"""Named types of PostgreSQL: created, dropped, with other values. SQLite has none of them.

Location: pactgen/views/migration/enums.py. New values are added in place; values that go make the
type anew, and rows that still hold one stop the migration. Used by changes.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from pactgen.emit import string
from pactgen.migrations import changes as c
from pactgen.views.migration.sql import calling, quoted, text
from pactgen.views.migration.steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import EnumType


def enum_steps(change: c.AddEnum | c.DropEnum | c.ChangeEnum) -> Iterator[Step]:
    """Return the statements for one named type."""
    match change:
        case c.AddEnum():
            yield _execute(_create(change.enum))
        case c.DropEnum():
            yield _execute(f"DROP TYPE {quoted(change.enum.name.name)}")
        case c.ChangeEnum():
            grown = _added(change)
            yield from _made_anew(change) if grown is None else map(_execute, grown)
        case _:
            assert_never(change)


def _added(change: c.ChangeEnum) -> list[str] | None:
    """Return the statements that add values; None where some go or change places."""
    before, after = change.before.values, change.after.values
    if [value for value in after if value in before] != list(before):
        return None
    name = quoted(change.after.name.name)
    statements = []
    for index, value in enumerate(after):
        if value not in before:
            place = f"AFTER {text(after[index - 1])}" if index else f"BEFORE {text(before[0])}"
            statements.append(f"ALTER TYPE {name} ADD VALUE {text(value)} {place}")
    return statements


def _made_anew(change: c.ChangeEnum) -> Iterator[Step]:
    name, old = quoted(change.after.name.name), quoted(f"{change.after.name.name}_before")
    yield _execute(f"ALTER TYPE {name} RENAME TO {old}")
    yield _execute(_create(change.after))
    for table, column in change.columns:
        where, which = f"ALTER TABLE {quoted(table.name)}", quoted(column.name)
        if column.default is not None:
            yield _execute(f"{where} ALTER COLUMN {which} DROP DEFAULT")
        cast = f"{which}::text::{name}"
        yield _execute(f"{where} ALTER COLUMN {which} TYPE {name} USING {cast}")
        if column.default is not None:
            yield _execute(f"{where} ALTER COLUMN {which} SET DEFAULT {column.default.text}")
    yield _execute(f"DROP TYPE {old}")


def _create(enum: EnumType) -> str:
    values = ", ".join(text(value) for value in enum.values)
    return f"CREATE TYPE {quoted(enum.name.name)} AS ENUM ({values})"


def _execute(statement: str) -> Step:
    return Step(code=calling("only_on", string("postgresql"), sql=statement))
