"""Values of other rows that answers show as the listed rows' own: `date` of an entry's lines.

They are filtered and ordered by as if they were columns, by way of the row that has them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.binding import Within
from pactgen.ir.figures import figure_column
from pactgen.passes.reconcile.tell_figures import COUNTING
from pactgen.passes.reconcile.wording import bare_of, essence
from pactgen.passes.words.names import plural
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.database import Derived, Table
    from pactgen.ir.inputs import FilterRole
    from pactgen.passes.tables import Stored


def as_columns(stored: Stored, tables: Mapping[str, Table]) -> Stored | None:
    """Return the resource as if those values were all its columns; None where it shows none."""
    columns = tuple(
        replace(
            tables[each.relation.table].column(each.column),
            name=each.name,
            wire_name=each.name,
            primary_key=False,
            references=None,
        )
        for each in _values(stored)
        if each.column is not None
    )
    return replace(stored, table=replace(stored.table, columns=columns)) if columns else None


def by_way(stored: Stored, role: FilterRole) -> FilterRole:
    """Return the filter of such a value as one of the row that has it."""
    shown = next(each for each in _values(stored) if each.name == role.column)
    own, other = shown.relation.pairs[0]
    where = shown.column or other
    hop = Within(table=shown.relation.table, select=other, where=where)
    return replace(role, column=own, through=(hop,))


def with_figures(stored: Stored, tables: Mapping[str, Table]) -> Stored | None:
    """Return the resource as if its figures were all its columns; None where it has none.

    How many there are is also called like what is counted: `minOrders` of `orderCount`.
    """
    columns = tuple(
        replace(figure_column(each, tables), wire_name=name)
        for each in stored.table.derived
        if each.is_computed
        for name in _names(each)
    )
    return replace(stored, table=replace(stored.table, columns=columns)) if columns else None


def ordered_names(stored: Stored) -> dict[str, str]:
    """Return the figures and values of other rows that order lists, by what they are called."""
    return {
        bare(name): each.name
        for each in stored.table.derived
        if each.is_computed or _is_value(each)
        for name in _names(each)
    }


def _names(each: Derived) -> tuple[str, ...]:
    counted = "_".join(bare_of(essence(each.name), COUNTING))
    return (each.name, plural(counted)) if each.figure == "count" else (each.name,)


def _values(stored: Stored) -> tuple[Derived, ...]:
    return tuple(each for each in stored.table.derived if _is_value(each))


def _is_value(each: Derived) -> bool:
    """Whether it is one column of one row; names in parts are compared with nothing."""
    return each.figure == "value" and not each.beside and len(each.relation.pairs) == 1
