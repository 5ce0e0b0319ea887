"""The order in which tables can be created.

Location: pactgen/views/ddl/order.py. Used by `script` and by migrations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.schema import ForeignKey, Name, Table


def in_creation_order(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Sort tables so that a referenced one comes first; a circle is cut where it closes."""
    by_name = {table.name: table for table in tables}
    order: dict[Name, Table] = {}

    def visit(table: Table, above: tuple[Name, ...]) -> None:
        if table.name in order or table.name in above:
            return
        needed = [key.table for key in table.foreign_keys]
        needed += [] if table.partition_of is None else [table.partition_of]
        for name in needed:
            if name in by_name:
                visit(by_name[name], (*above, table.name))
        order[table.name] = table

    for table in by_name.values():
        visit(table, ())
    return tuple(order.values())


def late_references(tables: Iterable[Table]) -> dict[Name, tuple[ForeignKey, ...]]:
    """Return the references that close a circle, by the table that has them."""
    known: set[Name] = set()
    late: dict[Name, tuple[ForeignKey, ...]] = {}
    for table in tables:
        known.add(table.name)
        missing = tuple(key for key in table.foreign_keys if key.table not in known)
        if missing:
            late[table.name] = missing
    return late
