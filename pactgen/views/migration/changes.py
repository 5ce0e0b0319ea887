"""Changes of a schema as Alembic's operations, for PostgreSQL and for SQLite.

Location: pactgen/views/migration/changes.py. PostgreSQL alters in place and casts with USING;
SQLite copies the table (batch mode), keeps what it is told to keep, and converts nothing, so that
values are brought into their new form before. Used by revision.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from pactgen.emit import string
from pactgen.migrations import changes as c
from pactgen.migrations.apply import applied
from pactgen.migrations.conversions import conversion, family
from pactgen.values import replace
from pactgen.views.layout import Code, call, listing, pack, prefixed
from pactgen.views.migration import operations as op
from pactgen.views.migration.enums import enum_statements
from pactgen.views.migration.fills import filled
from pactgen.views.migration.sql import calling, delete, quoted, unlinked, update
from pactgen.views.migration.steps import Step
from pactgen.views.migration.types import sql_type
from pactgen.views.migration.values import converted, over

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.schema import Check, Column, Index, Key, Name, Schema, Table

ONLY_ON: Final = "only_on"
"""A function of the revision: executes SQL of one database."""


def steps_of(schema: Schema, changes: Iterable[c.Change]) -> Iterator[Step]:
    """Return the statements that carry changes out, one after the other, from this schema."""
    for change in changes:
        yield from _steps(schema, change)
        schema = applied(schema, change)


def _steps(schema: Schema, change: c.Change) -> Iterator[Step]:
    match change:
        case c.AddTable():
            known = {table.name for table in schema.tables} | {change.table.name}
            yield Step(code=op.create_table(change.table, known))
            yield from (Step(code=each) for each in op.create_indexes(change.table))
        case c.DropTable():
            yield Step(code=call("op.drop_table", string(change.table.name.name)))
        case c.RenameTable():
            yield from _renamed_table(change)
        case c.RenameColumn():
            yield _renamed_column(change)
        case c.Unlink():
            if change.forth:
                yield Step(code=calling("op.execute", sql=unlinked(change)))
        case c.AddEnum() | c.DropEnum() | c.ChangeEnum():
            for statement in enum_statements(schema, change):
                yield only_on("postgresql", statement)
        case c.AddIndex():
            yield Step(code=op.create_index(change.table, change.index))
        case c.DropIndex():
            yield Step(code=_drop_index(change.table, change.index))
        case _:
            yield from _in_table(schema.table(change.table), change)


def _in_table(table: Table, change: c.InTable) -> Iterator[Step]:  # noqa: C901, PLR0912 - one arm each
    match change:
        case c.AddColumn():
            yield from _added(table, change)
        case c.DropColumn():
            yield _inside(table, call("batch.drop_column", string(change.column.name)))
        case c.ChangeType():
            yield from _retyped(table, change)
        case c.ChangeNullability():
            yield from _required(table, change)
        case c.ChangeDefault():
            default = change.after.default
            value = "None" if default is None else op.server_default(default)
            yield _altered(table, change.before, prefixed("server_default=", value))
        case c.AddUnique():
            yield _inside(table, _unique(change.key))
        case c.DropUnique():
            yield _inside(table, _dropped(change.key.name, "unique"))
        case c.AddForeignKey():
            yield _inside(table, op.create_foreign_key(change.key))
        case c.DropForeignKey():
            yield _inside(table, _dropped(change.key.name, "foreignkey"))
        case c.AddCheck():
            arguments = (op.final(change.check.name or ""), string(change.check.expression))
            yield _inside(table, call("batch.create_check_constraint", *arguments))
        case c.DropCheck():
            name = op.final(change.check.name or "")
            yield _inside(table, call("batch.drop_constraint", name, 'type_="check"'))
        case c.ChangeValues():
            return  # its rows were asked before
        case (
            c.ChangeDetails()
            | c.ChangeTable()
            | c.RenameKey()
            | c.AddExclusion()
            | c.DropExclusion()
        ):
            return  # only a document can say these
        case _:
            assert_never(change)


def _inside(table: Table, statement: Code, retyped: Column | None = None) -> Step:
    """Put a statement into the table's block; SQLite's copy lacks rules that have no name."""
    unnamed = tuple(each for each in table.checks if each.name is None)
    arguments = [prefixed("table_args=", pack(*map(op.check, unnamed)))] if unnamed else []
    if retyped is None:
        return Step(code=statement, table=table.name, arguments=tuple(arguments), told=unnamed)
    arguments.insert(0, prefixed("reflect_args=", pack(_reflected(table, retyped))))
    told: tuple[Column | Check, ...] = (retyped, *unnamed)
    return Step(code=statement, table=table.name, arguments=tuple(arguments), told=told)


def _reflected(table: Table, column: Column) -> Code:
    """Return a column as SQLite shall take it to be already, so that its copy does not cast."""
    key, reflected = table.primary_key, op.column(column)
    if key is None or column.name not in key.columns:
        return reflected
    return replace(reflected, items=(*reflected.items, "primary_key=True"))


def _renamed_table(change: c.RenameTable) -> Iterator[Step]:
    before, after = change.before.name, change.after.name
    yield Step(code=call("op.rename_table", string(before), string(after)))
    if change.key_before and change.key_after and change.key_before != change.key_after:
        names = f"{quoted(change.key_before)} TO {quoted(change.key_after)}"
        yield only_on("postgresql", f"ALTER TABLE {quoted(after)} RENAME CONSTRAINT {names}")


def _renamed_column(change: c.RenameColumn) -> Step:
    return Step(
        code=call(
            "op.alter_column",
            string(change.table.name),
            string(change.before.name),
            f"new_column_name={string(change.after)}",
            f"existing_type={sql_type(change.before.type)}",
            f"existing_nullable={change.before.nullable}",
        )
    )


def _added(table: Table, change: c.AddColumn) -> Iterator[Step]:
    if change.fill is None:
        yield _inside(table, call("batch.add_column", op.column(change.column)))
        return
    optional = replace(change.column, nullable=True)
    yield _inside(table, call("batch.add_column", op.column(optional)))
    wider = replace(table, columns=(*table.columns, optional))
    yield from _demanded(wider, optional, change.fill)


def _required(table: Table, change: c.ChangeNullability) -> Iterator[Step]:
    if change.after.nullable:
        yield _altered(table, change.before, "nullable=True")
    else:
        yield from _demanded(table, change.before, change.fill or c.EmptyTable())


def _demanded(table: Table, column: Column, fill: c.Fill) -> Iterator[Step]:
    """Fill the rows that have no value, then demand one."""
    yield Step(code=filled(table, column, fill))
    yield _altered(table, column, "nullable=False")


def _retyped(table: Table, change: c.ChangeType) -> Iterator[Step]:
    before, after = change.before, change.after
    how = conversion(before.type, after.type)
    if how is None and isinstance(change.fill, c.EmptyTable):
        yield Step(code="# No value is right for these rows.")
        yield Step(code=calling("op.execute", sql=delete(table.name)))
    plain = converted(change, "sqlite")
    if how is not None and how.fits is not None and not change.strict:
        stand_in = "null" if change.fill is None else "what stands in"
        yield Step(code=f"# A value that does not fit becomes {stand_in}.")
    if plain is not None:
        where = None if how is None else f"{quoted(before.name)} IS NOT NULL"
        statement = update(table.name, {before.name: plain}, where=where)
        yield only_on("sqlite", statement)
    key = table.primary_key
    if family(before.type) == "int" and key is not None and key.columns == (before.name,):
        yield _altered(table, before, "server_default=None")
    cast = converted(change, "postgresql")
    using = () if cast is None else (prefixed("postgresql_using=", string(cast)),)
    yield _altered(table, before, f"type_={sql_type(after.type)}", *using, after=after)
    if how is not None and how.sqlite_then is not None:
        then = {after.name: over(how.sqlite_then, after)}
        yield only_on("sqlite", update(table.name, then))


def _altered(table: Table, column: Column, *changes: Code, after: Column | None = None) -> Step:
    """Alter a column; SQLite is told the new type when it is of another family."""
    statement = call(
        "batch.alter_column",
        string(column.name),
        f"existing_type={sql_type(column.type)}",
        *([] if "nullable" in str(changes[0]) else [f"existing_nullable={column.nullable}"]),
        *changes,
    )
    same = after is None or family(after.type) == family(column.type)
    return _inside(table, statement, retyped=None if same else after)


def _unique(key: Key) -> Code:
    columns = listing(*(string(name) for name in key.columns))
    return call("batch.create_unique_constraint", op.identifier(key.name or ""), columns)


def _dropped(name: str | None, kind: str) -> Code:
    return call("batch.drop_constraint", op.identifier(name or ""), f"type_={string(kind)}")


def _drop_index(table: Name, index: Index) -> Code:
    name = op.identifier(index.name)
    return call("op.drop_index", name, f"table_name={string(table.name)}")


def only_on(dialect: str, statement: str) -> Step:
    """Return a statement in the SQL of one database."""
    return Step(code=calling(ONLY_ON, string(dialect), sql=statement))
