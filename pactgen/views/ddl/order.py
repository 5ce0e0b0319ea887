"""The order in which tables can be created.

Location: pactgen/views/ddl/order.py. Used by `script` and by migrations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.ir.schema import ForeignKey, Name, Table


def in_creation_order(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Sort tables so that a referenced one comes first, else in the order of the document.

    A circle is cut at its first table; sorting what is sorted changes nothing.
    """
    waiting = {table.name: table for table in tables}
    order: list[Table] = []
    while waiting:
        ready = (each for each in waiting.values() if not _needed(each, waiting))
        chosen = next(ready, None) or next(
            each for each in waiting.values() if _is_in_circle(each, waiting)
        )
        order.append(waiting.pop(chosen.name))
    return tuple(order)


def _needed(table: Table, among: Mapping[Name, Table]) -> set[Name]:
    """Return the other tables that must stand before this one."""
    names = {key.table for key in table.foreign_keys}
    if table.partition_of is not None:
        names.add(table.partition_of)
    return {name for name in names if name in among and name != table.name}


def _is_in_circle(table: Table, among: Mapping[Name, Table]) -> bool:
    """Tell whether the table needs itself, through others."""
    reached: set[Name] = set()
    stack = [*_needed(table, among)]
    while stack:
        name = stack.pop()
        if name not in reached:
            reached.add(name)
            stack += _needed(among[name], among)
    return table.name in reached


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
