"""A change of a given schema in the words of its own database, PostgreSQL or MySQL.

Location: pactgen/views/migration/exact/altering.py. The statements are what a database engineer
would write: types, options and expressions stand as in the document. Used by `evolution`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.migrations import changes as c
from pactgen.values import replace
from pactgen.views.ddl import tables as ddl
from pactgen.views.migration.enums import enum_statements, is_made_anew
from pactgen.views.migration.exact.columns import column_statements
from pactgen.views.migration.exact.statements import execute, remark
from pactgen.views.migration.exact.tables import create_index, create_table
from pactgen.views.migration.sql import unlinked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Schema, Table
    from pactgen.views.ddl.writer import Writer


def altered(writer: Writer, schema: Schema, change: c.Change) -> Iterator[str]:
    """Return the lines of one change.

    Args:
        writer: the quotes of the database.
        schema: as it is at this moment.
        change: what is done to it.
    """
    match change:
        case c.AddTable():
            table = change.table
            yield create_table(table, writer.dialect, frozenset())
            yield from (create_index(table.name, each, writer.dialect) for each in table.indexes)
        case c.DropTable():
            yield execute(f"DROP TABLE {writer.full(change.table.name)}")
        case c.RenameTable():
            yield from map(execute, _renamed_table(writer, schema, change))
        case c.RenameColumn():
            names = f"{writer.name(change.before.name)} TO {writer.name(change.after)}"
            yield execute(f"ALTER TABLE {writer.full(change.table)} RENAME COLUMN {names}")
            yield from map(execute, _renamed_counter(writer, change))
        case c.AddIndex():
            yield from _indexed(writer, change)
        case c.DropIndex():
            yield execute(_drop_index(writer, change))
        case c.Unlink():
            if change.forth:
                yield execute(unlinked(change))
        case c.AddEnum() | c.DropEnum() | c.ChangeEnum():
            if isinstance(change, c.ChangeEnum) and is_made_anew(change):
                yield remark("Every table with a column of the type is written anew, under a lock.")
            yield from map(execute, enum_statements(schema, change))
        case _:
            yield from _in_table(writer, schema.table(change.table), change)


def _renamed_table(writer: Writer, schema: Schema, change: c.RenameTable) -> Iterator[str]:
    before, after = change.before, change.after
    if before.name != after.name:
        yield f"ALTER TABLE {writer.full(before)} RENAME TO {writer.name(after.name)}"
    if before.namespace != after.namespace:
        moved = replace(before, name=after.name)
        space = writer.name(after.namespace or "public")
        yield f"ALTER TABLE {writer.full(moved)} SET SCHEMA {space}"
    keys = (change.key_before, change.key_after)
    if keys[0] and keys[1] and keys[0] != keys[1] and writer.dialect == "postgresql":
        names = f"{writer.name(keys[0])} TO {writer.name(keys[1])}"
        yield f"ALTER TABLE {writer.full(after)} RENAME CONSTRAINT {names}"
    if writer.dialect == "postgresql" and before.name != after.name:
        for column in schema.table(before).columns:
            if column.identity is not None:
                was = replace(after, name=f"{before.name}_{column.name}_seq")
                now = writer.name(f"{after.name}_{column.name}_seq")
                yield f"ALTER SEQUENCE {writer.full(was)} RENAME TO {now}"


def _renamed_counter(writer: Writer, change: c.RenameColumn) -> Iterator[str]:
    """A sequence that counts for a column is called after it."""
    if writer.dialect == "postgresql" and change.before.identity is not None:
        name = change.table.name
        was = replace(change.table, name=f"{name}_{change.before.name}_seq")
        now = writer.name(f"{name}_{change.after}_seq")
        yield f"ALTER SEQUENCE {writer.full(was)} RENAME TO {now}"


def _indexed(writer: Writer, change: c.AddIndex) -> Iterator[str]:
    if change.index.implicit:
        return  # MySQL makes it with the reference
    if writer.dialect == "postgresql":
        yield remark("Whoever writes to the table waits; on a large one, build it CONCURRENTLY.")
    yield create_index(change.table, change.index, writer.dialect)


def _drop_index(writer: Writer, change: c.DropIndex) -> str:
    name = change.index.name
    if writer.dialect == "mysql":
        return f"DROP INDEX {writer.name(name)} ON {writer.full(change.table)}"
    return f"DROP INDEX {writer.full(replace(change.table, name=name))}"


def _in_table(writer: Writer, table: Table, change: c.InTable) -> Iterator[str]:  # noqa: C901, PLR0912 - one arm each
    where = f"ALTER TABLE {writer.full(table.name)}"
    match change:
        case c.AddUnique():
            yield execute(f"{where} ADD {ddl.key(writer, 'UNIQUE', change.key)}")
        case c.DropUnique():
            yield execute(
                f"{where} DROP {_kind(writer, 'INDEX')} {writer.name(change.key.name or '')}"
            )
        case c.AddForeignKey():
            yield execute(f"{where} ADD {ddl.foreign_key(writer, change.key)}")
        case c.DropForeignKey():
            kind = _kind(writer, "FOREIGN KEY")
            yield execute(f"{where} DROP {kind} {writer.name(change.key.name or '')}")
        case c.AddCheck():
            yield execute(f"{where} ADD {ddl.check(writer, change.check)}")
        case c.DropCheck():
            yield execute(f"{where} DROP CONSTRAINT {writer.name(change.check.name or '')}")
        case c.AddExclusion():
            yield execute(f"{where} ADD {ddl.excluded(writer, change.exclusion)}")
        case c.DropExclusion():
            yield execute(f"{where} DROP CONSTRAINT {writer.name(change.exclusion.name or '')}")
        case c.RenameKey():
            if writer.dialect == "postgresql":
                names = f"{writer.name(change.before)} TO {writer.name(change.after)}"
                yield execute(f"{where} RENAME CONSTRAINT {names}")
        case c.ChangeTable():
            yield from map(execute, _of_table(writer, change))
        case c.ChangeValues():
            return  # its rows were asked before
        case _:
            yield from column_statements(writer, table, change)


def _kind(writer: Writer, mysql: str) -> str:
    return mysql if writer.dialect == "mysql" else "CONSTRAINT"


def _of_table(writer: Writer, change: c.ChangeTable) -> Iterator[str]:
    before, after = change.before, change.after
    if before.comment != after.comment:
        if writer.dialect == "postgresql":
            yield f"COMMENT ON TABLE {writer.full(after.name)} IS {_said(writer, after.comment)}"
        else:
            comment = writer.string(after.comment or "")
            yield f"ALTER TABLE {writer.full(after.name)} COMMENT = {comment}"
    if before.options != after.options and after.options and writer.dialect == "mysql":
        yield f"ALTER TABLE {writer.full(after.name)} {after.options}"


def _said(writer: Writer, comment: str | None) -> str:
    return "NULL" if comment is None else writer.string(comment)
