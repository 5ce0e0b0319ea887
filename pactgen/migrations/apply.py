"""A schema after a change: what the next change finds.

Location: pactgen/migrations/apply.py. Used by whoever prints changes, because SQLite copies a table
as it is at that moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from pactgen.migrations import changes as c
from pactgen.migrations.renames import Renames, renamed
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.schema import Column, Schema, Table


def applied(schema: Schema, change: c.Change) -> Schema:
    """Return the schema after one change."""
    match change:
        case c.AddTable():
            return replace(schema, tables=(*schema.tables, change.table))
        case c.DropTable():
            left = (table for table in schema.tables if table.name != change.table.name)
            return replace(schema, tables=tuple(left))
        case c.RenameTable():
            return renamed(schema, Renames(tables=((change.before, change.after),)))
        case c.RenameColumn():
            one = (change.table, change.before.name, change.after)
            return renamed(schema, Renames(columns=(one,)))
        case c.AddEnum():
            return replace(schema, enums=(*schema.enums, change.enum))
        case c.DropEnum():
            left_enums = (enum for enum in schema.enums if enum.name != change.enum.name)
            return replace(schema, enums=tuple(left_enums))
        case c.ChangeEnum():
            return _with_values(schema, change)
        case c.Unlink():
            return schema
        case _:
            return replace(
                schema,
                tables=tuple(
                    _table(table, change) if table.name == change.table else table
                    for table in schema.tables
                ),
            )


def _with_values(schema: Schema, change: c.ChangeEnum) -> Schema:
    name, values = change.after.name, change.after.values

    def typed(column: Column) -> Column:
        mine = column.type.enum == name
        return replace(column, type=replace(column.type, values=values)) if mine else column

    return replace(
        schema,
        enums=tuple(change.after if enum.name == name else enum for enum in schema.enums),
        tables=tuple(
            replace(table, columns=tuple(typed(column) for column in table.columns))
            for table in schema.tables
        ),
    )


_OfTable = c.InTable | c.AddIndex | c.DropIndex


def _table(table: Table, change: _OfTable) -> Table:  # noqa: C901, PLR0912 - one arm for each change
    match change:
        case c.AddColumn():
            return replace(table, columns=(*table.columns, change.column))
        case c.DropColumn():
            left = (one for one in table.columns if one.name != change.column.name)
            return replace(table, columns=tuple(left))
        case (
            c.ChangeType()
            | c.ChangeNullability()
            | c.ChangeDefault()
            | c.ChangeDetails()
            | c.ChangeValues()
        ):
            after = change.after
            columns = (after if one.name == after.name else one for one in table.columns)
            return replace(table, columns=tuple(columns))
        case c.ChangeTable():
            return replace(table, comment=change.after.comment, options=change.after.options)
        case c.RenameKey():
            key = table.primary_key
            return (
                table
                if key is None
                else replace(table, primary_key=replace(key, name=change.after))
            )
        case c.AddExclusion():
            return replace(table, exclusions=(*table.exclusions, change.exclusion))
        case c.DropExclusion():
            left_exclusions = (one for one in table.exclusions if one.name != change.exclusion.name)
            return replace(table, exclusions=tuple(left_exclusions))
        case c.AddUnique():
            return replace(table, uniques=(*table.uniques, change.key))
        case c.DropUnique():
            uniques = (one for one in table.uniques if one.name != change.key.name)
            return replace(table, uniques=tuple(uniques))
        case c.AddIndex():
            return replace(table, indexes=(*table.indexes, change.index))
        case c.DropIndex():
            indexes = (one for one in table.indexes if one.name != change.index.name)
            return replace(table, indexes=tuple(indexes))
        case c.AddForeignKey():
            return replace(table, foreign_keys=(*table.foreign_keys, change.key))
        case c.DropForeignKey():
            keys = (one for one in table.foreign_keys if one.name != change.key.name)
            return replace(table, foreign_keys=tuple(keys))
        case c.AddCheck():
            return replace(table, checks=(*table.checks, change.check))
        case c.DropCheck():
            checks = (one for one in table.checks if one.name != change.check.name)
            return replace(table, checks=tuple(checks))
        case _:
            assert_never(change)
