"""A column of a given schema that comes, goes or changes, on PostgreSQL or MySQL.

Location: pactgen/views/migration/exact/columns.py. PostgreSQL changes one thing after the other;
MySQL is told the whole column. Used by `altering`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from pactgen.migrations import changes as c
from pactgen.migrations.conversions import conversion
from pactgen.values import replace
from pactgen.views.ddl import tables as ddl
from pactgen.views.migration.exact.statements import execute, remark
from pactgen.views.migration.fills import fill_sql
from pactgen.views.migration.sql import delete, quoted, update
from pactgen.views.migration.values import converted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Column, Name, Table
    from pactgen.views.ddl.writer import Writer

OfColumn = (
    c.AddColumn
    | c.DropColumn
    | c.ChangeType
    | c.ChangeNullability
    | c.ChangeDefault
    | c.ChangeDetails
)


def column_statements(writer: Writer, table: Table, change: OfColumn) -> Iterator[str]:
    """Return the lines of one change."""
    match change:
        case c.AddColumn():
            yield from _added(writer, table, change)
        case c.DropColumn():
            name = writer.name(change.column.name)
            yield execute(f"ALTER TABLE {writer.full(table.name)} DROP COLUMN {name}")
        case c.ChangeNullability():
            yield from _nullable(writer, table, change)
        case c.ChangeType():
            yield from _retyped(writer, table, change)
        case c.ChangeDefault() | c.ChangeDetails():
            if writer.dialect == "mysql":
                yield execute(_modified(writer, table, change.after))
            elif isinstance(change, c.ChangeDefault):
                yield execute(_altering(writer, table, change.after, _default(change.after)))
            else:
                yield from map(execute, _details(writer, table, change))
        case _:
            assert_never(change)


def _added(writer: Writer, table: Table, change: c.AddColumn) -> Iterator[str]:
    column = change.column
    where = f"ALTER TABLE {writer.full(table.name)} ADD COLUMN"
    if change.fill is None:
        yield execute(f"{where} {ddl.column(writer, column, table)}")
    else:
        optional = replace(column, nullable=True)
        yield execute(f"{where} {ddl.column(writer, optional, table)}")
        yield from _demanded(writer, table, column, change.fill)
    if column.comment is not None and writer.dialect == "postgresql":
        yield execute(_comment(writer, table.name, column))


def _nullable(writer: Writer, table: Table, change: c.ChangeNullability) -> Iterator[str]:
    if not change.after.nullable:
        yield from _demanded(writer, table, change.after, change.fill or c.EmptyTable())
    elif writer.dialect == "mysql":
        yield execute(_modified(writer, table, change.after))
    else:
        yield execute(_altering(writer, table, change.after, "DROP NOT NULL"))


def _demanded(writer: Writer, table: Table, column: Column, fill: c.Fill) -> Iterator[str]:
    """Fill the rows that have no value, then demand one."""
    lacks = f"{_quoted(writer, column)} IS NULL"
    stand_in = fill_sql(column, fill, "postgresql")
    if stand_in is None:
        yield remark("No value is right for these rows.")
        yield execute(_own(writer, delete(table.name, where=lacks)))
    else:
        yield execute(_own(writer, update(table.name, {column.name: stand_in}, where=lacks)))
    if writer.dialect == "mysql":
        yield execute(_modified(writer, table, replace(column, nullable=False)))
        return
    yield remark("Every row is read under an exclusive lock.")
    yield execute(_altering(writer, table, column, "SET NOT NULL"))


def _retyped(writer: Writer, table: Table, change: c.ChangeType) -> Iterator[str]:
    before, after = change.before, change.after
    how = conversion(before.type, after.type)
    if how is None and isinstance(change.fill, c.EmptyTable):
        yield remark("No value is right for these rows.")
        yield execute(_own(writer, delete(table.name)))
    if writer.dialect == "mysql":
        yield execute(_modified(writer, table, after))
        return
    cast = converted(change, "postgresql")
    if cast is not None or not _is_longer(before, after):
        yield remark("The table is written anew; nobody reads or writes it meanwhile.")
    collation = "" if after.collation is None else f" COLLATE {quoted(after.collation)}"
    using = "" if cast is None else f" USING {cast}"
    yield execute(_altering(writer, table, after, f"TYPE {after.type.text}{collation}{using}"))


def _is_longer(before: Column, after: Column) -> bool:
    """Tell whether PostgreSQL only has to note that a text may be longer."""
    texts = {"varchar", "text"}
    return {before.type.kind, after.type.kind} <= texts


def _details(writer: Writer, table: Table, change: c.ChangeDetails) -> Iterator[str]:
    before, after = change.before, change.after
    if before.collation != after.collation:
        collation = "" if after.collation is None else f" COLLATE {quoted(after.collation)}"
        yield _altering(writer, table, after, f"TYPE {after.type.text}{collation}")
    counts = (before.identity, before.identity_options), (after.identity, after.identity_options)
    if counts[0] != counts[1]:
        yield from _counting(writer, table, before, after)
    if before.comment != after.comment:
        yield _comment(writer, table.name, after)


def _counting(writer: Writer, table: Table, before: Column, after: Column) -> Iterator[str]:
    """Let the database count, or count otherwise; it goes on behind the values that are there."""
    if before.identity in {"always", "by default"}:
        yield _altering(writer, table, after, "DROP IDENTITY")
    if before.identity == "serial":
        yield _altering(writer, table, after, "DROP DEFAULT")
        yield f"DROP SEQUENCE IF EXISTS {writer.full(_sequence(table, after))}"
    if after.identity in {"always", "by default"}:
        options = f" ({after.identity_options})" if after.identity_options else ""
        kind = f"ADD GENERATED {after.identity.upper()} AS IDENTITY{options}"
        yield _altering(writer, table, after, kind)
    if after.identity == "serial":
        sequence = _sequence(table, after)
        owner = f"{writer.full(table.name)}.{writer.name(after.name)}"
        yield f"CREATE SEQUENCE {writer.full(sequence)} AS {after.type.kind} OWNED BY {owner}"
        name = writer.string(writer.full(sequence))
        yield _altering(writer, table, after, f"SET DEFAULT nextval({name}::regclass)")
    if after.identity is not None:
        own = f"{writer.string(writer.full(table.name))}, {writer.string(after.name)}"
        next_ = f"coalesce(max({writer.name(after.name)}), 0) + 1"
        counter = f"setval(pg_get_serial_sequence({own}), {next_}, false)"
        yield " ".join(("SELECT", counter, "FROM", writer.full(table.name)))


def _sequence(table: Table, column: Column) -> Name:
    """Return what PostgreSQL calls the sequence of a serial column."""
    return replace(table.name, name=f"{table.name.name}_{column.name}_seq")


def _default(column: Column) -> str:
    return "DROP DEFAULT" if column.default is None else f"SET DEFAULT {column.default.text}"


def _comment(writer: Writer, table: Name, column: Column) -> str:
    said = "NULL" if column.comment is None else writer.string(column.comment)
    return f"COMMENT ON COLUMN {writer.full(table)}.{writer.name(column.name)} IS {said}"


def _altering(writer: Writer, table: Table, column: Column, action: str) -> str:
    where = f"ALTER TABLE {writer.full(table.name)} ALTER COLUMN"
    return f"{where} {writer.name(column.name)} {action}"


def _modified(writer: Writer, table: Table, column: Column) -> str:
    whole = ddl.column(writer, column, table)
    return f"ALTER TABLE {writer.full(table.name)} MODIFY COLUMN {whole}"


def _quoted(writer: Writer, column: Column) -> str:
    return writer.name(column.name) if writer.dialect == "mysql" else quoted(column.name)


def _own(writer: Writer, statement: str) -> str:
    """Give identifiers the quotes of MySQL, which takes the standard's for texts."""
    return statement.replace('"', "`") if writer.dialect == "mysql" else statement
