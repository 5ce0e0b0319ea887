"""In which order tables can be created.

Location: pactgen/migrations/order.py. Used by difference.py and by the first migration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.schema import Name, Table


def in_creation_order(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Sort tables so that a referenced one comes first; a circle is cut where it closes."""
    by_name = {table.name: table for table in tables}
    order: dict[Name, Table] = {}

    def visit(table: Table, above: tuple[Name, ...]) -> None:
        if table.name in order or table.name in above:
            return
        for key in table.foreign_keys:
            if key.table in by_name:
                visit(by_name[key.table], (*above, table.name))
        order[table.name] = table

    for table in by_name.values():
        visit(table, ())
    return tuple(order.values())
