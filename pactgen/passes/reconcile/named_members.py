"""`lines: [{sku: …}]`: members of objects in bodies that name rows by what those are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.binding import NamedMember
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.reconcile.both_ends import role_of
from pactgen.passes.reconcile.called_rows import naming_column
from pactgen.passes.reconcile.tables_of import reference_of
from pactgen.passes.reconcile.wording import essence, same
from pactgen.passes.words.names import attribute_names

if TYPE_CHECKING:
    from pactgen.ir.contract import Schema
    from pactgen.ir.schema import Column, ForeignKey, Table
    from pactgen.passes.reconcile.work import Work


def named_members(
    work: Work, table: Table, item: Schema, unfilled: list[Column], taken: set[str]
) -> tuple[NamedMember, ...]:
    """Return the members by which the columns get their values that refer to other rows.

    Args:
        work: the resource whose bodies bring the objects.
        table: keeps a row for each object.
        item: the schema of the objects.
        unfilled: columns that a new row needs and nothing else gives.
        taken: members that have a column of their own.
    """
    found = (_named_member(work, table, item, column, taken) for column in unfilled)
    return tuple(each for each in found if each is not None)


def _named_member(
    work: Work, table: Table, item: Schema, column: Column, taken: set[str]
) -> NamedMember | None:
    """Find the member that is called like a unique column which answers show, or like the row."""
    key = reference_of(table, column.name)
    target = None if key is None else work.board.catalog.tables.get(str(key.table))
    if key is None or target is None or len(key.columns) != 1:
        return None
    shown = _shown(work, table, target, key)
    members = shape_of(work.desk.contract, item).properties
    attributes = attribute_names(member.name for member in members)
    other = work.board.sheet(target)
    for member in members:
        attribute = attributes[member.name]
        by_role = same(essence(member.name), role_of(key))
        if member.name in taken or not member.required or not (attribute in shown or by_role):
            continue
        called = naming_column(
            work.desk.contract, work.board.catalog, target, member.schema, shown.get(attribute)
        )
        if called is not None:
            return NamedMember(
                member=member.name,
                column=work.board.sheet(table).attribute(column.name),
                table=other.key,
                key=other.attribute(key.referred[0]),
                called=other.attribute(called),
            )
    return None


def _shown(work: Work, table: Table, target: Table, key: ForeignKey) -> dict[str, str]:
    """Return what answers show of the row that a column refers to: attribute and its column."""
    sheet, other = work.board.sheet(table), work.board.sheet(target)
    pair = (sheet.attribute(key.columns[0]), other.attribute(key.referred[0]))
    columns = {attribute: column for column, attribute in other.attributes.items()}
    return {
        each.name: columns[each.column]
        for each in sheet.derived.values()
        if each.figure == "value"
        and not each.beside
        and each.relation.pairs == (pair,)
        and each.column in columns
    }
