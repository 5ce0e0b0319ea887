"""A change of a given schema on SQLite, which knows only few ways to alter a table.

Location: pactgen/views/migration/exact/rebuilding.py. Whatever SQLite cannot alter is done as its
manual says ("Making Other Kinds Of Table Schema Changes"): a new table, the rows, the old name; so
every word of the new table is the document's. Used by `evolution`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.schema import Name
from pactgen.migrations import changes as c
from pactgen.migrations.apply import applied
from pactgen.migrations.conversions import conversion
from pactgen.values import dataclass, replace
from pactgen.views.ddl import tables as ddl
from pactgen.views.ddl.writer import Writer
from pactgen.views.migration.exact.statements import execute
from pactgen.views.migration.exact.tables import create_index, create_table
from pactgen.views.migration.fills import fill_sql
from pactgen.views.migration.sql import full, quoted, unlinked
from pactgen.views.migration.values import converted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Column, Schema, Table

_WRITER = Writer("sqlite")


def rebuilt_tables(changes: tuple[c.Change, ...]) -> frozenset[Name]:
    """Return the tables that have to be copied, by the name they have at that moment."""
    inside = [each for each in changes if isinstance(each, c.InTable)]
    made = {each.table.name for each in changes if isinstance(each, c.AddTable | c.DropTable)}
    return frozenset(each.table for each in inside if not _is_plain(each)) - made


def rebuilding(schema: Schema, changes: tuple[c.Change, ...]) -> Iterator[str]:
    """Return the lines that carry changes out, from this schema."""
    copied = rebuilt_tables(changes)
    done: set[Name] = set()
    for number, change in enumerate(changes):
        if isinstance(change, c.InTable | c.AddIndex | c.DropIndex) and change.table in copied:
            if isinstance(change, c.InTable) and change.table not in done:
                done.add(change.table)
                yield from _rebuilt(schema, change.table, changes[number:])
        else:
            yield from _altered(schema, change)
        schema = applied(schema, change)


def _is_plain(change: c.InTable) -> bool:
    """Tell whether SQLite can do it without a copy, or has nothing to do."""
    match change:
        case c.AddColumn():
            column = change.column
            constant = column.default is None or column.default.kind in {"literal", "null"}
            return change.fill is None and column.generated is None and constant
        case c.ChangeTable():
            return change.before.options == change.after.options
        case c.AddForeignKey() | c.DropForeignKey() | c.RenameKey():
            return False
        case _:
            return False


def _altered(schema: Schema, change: c.Change) -> Iterator[str]:
    match change:
        case c.AddTable():
            yield create_table(change.table, "sqlite", frozenset())
            yield from (
                create_index(change.table.name, each, "sqlite") for each in change.table.indexes
            )
        case c.DropTable():
            yield execute(f"DROP TABLE {full(change.table.name)}")
        case c.RenameTable():
            yield execute(f"ALTER TABLE {full(change.before)} RENAME TO {full(change.after)}")
        case c.RenameColumn():
            names = f"{quoted(change.before.name)} TO {quoted(change.after)}"
            yield execute(f"ALTER TABLE {full(change.table)} RENAME COLUMN {names}")
        case c.AddIndex():
            yield create_index(change.table, change.index, "sqlite")
        case c.DropIndex():
            yield execute(f"DROP INDEX {quoted(change.index.name)}")
        case c.Unlink():
            if change.forth:
                yield execute(unlinked(change))
        case c.AddColumn():
            table = schema.table(change.table)
            text = ddl.column(_WRITER, change.column, table)
            yield execute(f"ALTER TABLE {full(change.table)} ADD COLUMN {text}")
        case _:
            return


def _rebuilt(schema: Schema, name: Name, changes: tuple[c.Change, ...]) -> Iterator[str]:
    own = tuple(
        each
        for each in changes
        if isinstance(each, c.InTable | c.AddIndex | c.DropIndex) and each.table == name
    )
    after = schema
    for change in own:
        after = applied(after, change)
    table = after.table(name)
    copy = _Copy.of(schema.table(name), own)
    new = Name(name=f"{name.name}_new")
    yield create_table(replace(table, name=new), "sqlite", frozenset())
    yield from map(execute, copy.statements(name, new))
    yield execute(f"DROP TABLE {full(name)}")
    yield execute(f"ALTER TABLE {full(new)} RENAME TO {full(name)}")
    yield from (create_index(name, each, "sqlite") for each in table.indexes)


@dataclass(slots=True)
class _Copy:
    """How the rows get from the old table into the new one."""

    values: dict[str, str]
    """SQL by column; a column that is not there gets its default, or null."""
    conditions: list[str]
    empty: bool = False
    """No value is right for the rows."""

    @classmethod
    def of(cls, table: Table, changes: tuple[c.Change, ...]) -> _Copy:
        stored = (one for one in table.columns if one.generated is None)
        copy = cls({one.name: quoted(one.name) for one in stored}, [])
        for change in changes:
            copy._follow(change)
        return copy

    def _follow(self, change: c.Change) -> None:
        match change:
            case c.DropColumn():
                self.values.pop(change.column.name, None)
            case c.AddColumn(fill=None):
                return
            case c.AddColumn(column=column, fill=fill):
                self._fill(column, fill)
            case c.ChangeType():
                self._convert(change)
            case c.ChangeNullability(after=column, fill=fill) if not column.nullable:
                value = self.values.get(column.name, "NULL")
                stand_in = fill_sql(column, fill, "sqlite")
                if stand_in is None:
                    self.conditions.append(f"{value} IS NOT NULL")
                else:
                    self.values[column.name] = f"coalesce({value}, {stand_in})"
            case _:
                return

    def _fill(self, column: Column, fill: c.Fill | None) -> None:
        value = fill_sql(column, fill, "sqlite")
        self.empty = self.empty or value is None
        self.values[column.name] = value or "NULL"

    def _convert(self, change: c.ChangeType) -> None:
        how = conversion(change.before.type, change.after.type)
        if how is None:
            self._fill(change.after, change.fill)
            return
        value = converted(change, "sqlite")
        if value is None:
            return
        own = quoted(change.before.name)
        given = self.values[change.before.name]
        text = value if given == own else value.replace(own, f"({given})")
        if how.sqlite_then is not None:
            text = how.sqlite_then.replace("{c}", f"({text})")
        self.values[change.after.name] = text

    def statements(self, old: Name, new: Name) -> Iterator[str]:
        if self.empty or not self.values:
            return
        columns = ", ".join(quoted(name) for name in self.values)
        where = f" WHERE {' AND '.join(self.conditions)}" if self.conditions else ""
        values = ", ".join(self.values.values())
        yield f"INSERT INTO {full(new)} ({columns})\nSELECT {values}\nFROM {full(old)}{where}"
