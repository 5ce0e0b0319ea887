"""`orders.total_amount` that nobody sends: what the lines come to that the same request brings.

Location: pactgen/passes/reconcile/kept_totals.py. Used by `writes`. The default of such a column is
not what its lines come to. Where rows or lines keep taxes, discounts or fees, nothing tells how
the total is made of them, and nothing is computed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.binding import KeptTotal
from pactgen.passes.reconcile.copied_values import PRICES, in_full
from pactgen.passes.reconcile.kinds import natural_kind
from pactgen.passes.reconcile.tables_of import primary_key
from pactgen.passes.reconcile.wording import Words, essence, without

if TYPE_CHECKING:
    from pactgen.ir.binding import NestedWrite
    from pactgen.ir.schema import Column, Table
    from pactgen.passes.reconcile.work import Work

NUMBERS: Final = frozenset({"integer", "bigint", "double"})
MONEY: Final = frozenset({"amount", "price", "cost", "sum", "value", "cent"})
QUANTITIES: Final = frozenset({"quantity", "qty"})
OTHERS: Final = frozenset(
    {
        "charge", "delivery", "deposit", "discount", "fee", "freight", "gross", "net", "rebate",
        "refund", "shipping", "subtotal", "surcharge", "tax", "tip", "total", "vat",
    }
)  # fmt: skip
"""What a sum of money may be made of besides prices and quantities."""


def kept_total(work: Work, write: NestedWrite) -> KeptTotal | None:
    """Return the column that the lines of a list come to, and the two columns they have for it.

    Args:
        work: the resource whose bodies bring the list.
        write: what becomes of the list.
    """
    if write.items != "rows" or write.single or write.relation.through is not None:
        return None
    totals = [column for column in _numbers(work.table) if _is_total(work, column)]
    lines = work.board.catalog.tables.get(write.relation.table)
    if lines is None or len(totals) != 1 or _told(work, totals[0]):
        return None
    if _has_others(work.table, totals[0]) or _has_others(lines):
        return None
    sheet = work.board.sheet(lines)
    found = []
    for called in (QUANTITIES, PRICES):
        columns = [each for each in _numbers(lines) if in_full(essence(each.name))[-1] in called]
        if len(columns) != 1 or columns[0].nullable:
            return None
        found.append(sheet.attribute(columns[0].name))
    return KeptTotal(column=work.sheet.attribute(totals[0].name), factors=(found[0], found[1]))


def starts_at_nothing(work: Work, total: KeptTotal) -> Column | None:
    """Return the column of a total that a row must have before it has lines."""
    column = next(
        each for each in work.table.columns if work.sheet.attribute(each.name) == total.column
    )
    return None if column.nullable or column.default is not None else column


def _numbers(table: Table) -> list[Column]:
    """Return the columns of a table that count or measure something."""
    referring = {name for key in table.foreign_keys for name in key.columns}
    return [
        column
        for column in table.columns
        if natural_kind(column.type) in NUMBERS
        and column.name not in referring
        and column.name not in primary_key(table)
        and column.generated is None
    ]


def _is_total(work: Work, column: Column) -> bool:
    """Whether a column is called `total`, `total_amount` or `order_total`, and nothing else."""
    spoken = essence(column.name)
    for prefix in work.board.catalog.prefixes[str(work.table.name)]:
        spoken = without(spoken, prefix)
    return _bare(spoken) == ("total",)


def _bare(spoken: Words) -> Words:
    return tuple(word for word in spoken if word not in MONEY)


def _told(work: Work, column: Column) -> bool:
    draft = work.draft_of(column.name)
    return draft is not None and bool(draft.inputs)


def _has_others(table: Table, total: Column | None = None) -> bool:
    return any(
        OTHERS & set(essence(column.name)) for column in _numbers(table) if column is not total
    )
