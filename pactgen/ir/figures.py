"""Figures of a row that the database computes, seen as columns: for filters and orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.database import Column
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.database import ColumnKind, Derived, Table

WHOLE: Final[frozenset[ColumnKind]] = frozenset({"integer", "bigint"})


def figure_column(each: Derived, tables: Mapping[str, Table]) -> Column:
    """Return a figure as if it were a column: its kind decides what it is compared with."""
    other = tables[each.relation.table]
    if each.figure in {"value", "latest", "least", "greatest"} and each.column is not None:
        return replace(
            other.column(each.column),
            name=each.name,
            wire_name=each.name,
            nullable=True,
            primary_key=False,
            unique=False,
            references=None,
            generated=None,
        )
    if each.figure == "mine":
        return Column(name=each.name, wire_name=each.name, kind="boolean", nullable=False)
    number: ColumnKind = "integer" if is_whole(other, each) else "double"
    return Column(
        name=each.name,
        wire_name=each.name,
        kind="text" if each.as_text else number,
        nullable=each.figure == "average",
        declared=other.column(each.column).declared if each.as_text and each.column else None,
    )


def is_whole(table: Table, each: Derived) -> bool:
    """Whether a figure is a whole number: a count, or a sum of those."""
    return each.figure != "average" and summed_kinds(table, each) <= WHOLE


def summed_kinds(table: Table, each: Derived) -> set[ColumnKind]:
    """Return the kinds of the columns whose values, or products, are added; of a count, none."""
    return {table.column(name).kind for name in (each.column, each.factor) if name is not None}
