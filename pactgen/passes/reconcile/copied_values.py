"""`unit_price` of a line that nobody sends: what the product costs when the line is made.

Location: pactgen/passes/reconcile/copied_values.py. Used by `writes`. A column that must have a
value, that neither body nor database gives, and that the one row which is named has under the same
name can come from nowhere else: a price, or the customer of the rental that is paid.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.binding import CopiedValue
from pactgen.ir.figures import WHOLE
from pactgen.passes.reconcile.both_ends import role_of
from pactgen.passes.reconcile.kinds import natural_kind
from pactgen.passes.reconcile.tables_of import reference_of
from pactgen.passes.reconcile.wording import Words, essence, same

if TYPE_CHECKING:
    from pactgen.ir.schema import Column, ForeignKey, Table
    from pactgen.passes.reconcile.work import Work

_OF_CALLER: Final = re.compile(
    r"\b(\w+) of the (?:caller|calling user|current user)\b"
    r"|\b(?:caller|current user)['\u2019]s (?:own )?(\w+)\b"
)
PRICES: Final = frozenset({"price", "cost", "rate"})
CENTS: Final = frozenset({"cent", "minor"})
"""Last words of columns that keep money in whole numbers."""
OF_ONE: Final = frozenset({"unit", "item", "each", "current", "sale", "sold"})
"""First words of a copy: `unit_price` is the `price`."""


def copied_values(
    work: Work, table: Table, unfilled: list[Column], given: set[str], *, may_lack: bool = False
) -> tuple[CopiedValue, ...]:
    """Return what new rows take over from the rows that they name.

    Args:
        work: the resource whose bodies bring the rows.
        table: keeps them.
        unfilled: columns that a new row needs and nothing else gives.
        given: attributes that bodies bring.
        may_lack: not every row that is named has the value; those that are meant do.
    """
    sheet = work.board.sheet(table)
    keys = [
        key
        for key in table.foreign_keys
        if len(key.columns) == 1 and sheet.attribute(key.columns[0]) in given
    ]
    found = []
    for column in unfilled:
        sources = [
            each
            for key in keys
            if (each := _source(work, table, column, key, may_lack=may_lack)) is not None
        ]
        found += sources if len(sources) == 1 else []
    return tuple(found)


def callers_values(
    work: Work, unfilled: list[Column], owner: str, texts: tuple[str | None, ...]
) -> tuple[CopiedValue, ...]:
    """Return what new rows take over from the caller's: `The job belongs to the caller's company`.

    Args:
        work: the resource.
        unfilled: columns that a new row needs and nothing else gives.
        owner: attribute that names the caller.
        texts: what is said of the operation.
    """
    said = [each for text in texts for each in _OF_CALLER.findall((text or "").lower())]
    told = {essence(word) for pair in said for word in pair if word}
    spoken = [
        column
        for column in unfilled
        if (own := reference_of(work.table, column.name)) is not None and role_of(own) in told
    ]
    return copied_values(work, work.table, spoken, {owner}, may_lack=True)


def _source(
    work: Work, table: Table, column: Column, key: ForeignKey, *, may_lack: bool
) -> CopiedValue | None:
    target = work.board.catalog.tables.get(str(key.table))
    if target is None or column.name in key.columns:
        return None
    own = reference_of(table, column.name)
    called = [
        one
        for one in target.columns
        if (_is_copy(column, one) if own is None else _is_same(column, own, one, target))
    ]
    if len(called) != 1 or (called[0].nullable and not may_lack):
        return None
    other = work.board.sheet(target)
    return CopiedValue(
        column=work.board.sheet(table).attribute(column.name),
        by=work.board.sheet(table).attribute(key.columns[0]),
        table=other.key,
        key=other.attribute(key.referred[0]),
        source=other.attribute(called[0].name),
    )


def _is_copy(column: Column, source: Column) -> bool:
    """Whether both are numbers that say the same of one thing; whole ones are prices in cents."""
    kinds = {natural_kind(column.type), natural_kind(source.type)}
    in_cents = kinds <= WHOLE and in_full(essence(column.name))[-1] in PRICES
    if kinds != {"double"} and not in_cents:
        return False
    return same(_bare(essence(column.name)), _bare(essence(source.name)))


def _is_same(column: Column, own: ForeignKey, source: Column, target: Table) -> bool:
    """Whether both name one thing: the `customer_id` of a payment is that of what is paid."""
    other = reference_of(target, source.name)
    same_row = other is not None and (other.table, other.referred) == (own.table, own.referred)
    return same_row and same(essence(column.name), essence(source.name))


def in_full(spoken: Words) -> Words:
    """Return a name without the word that says in what money is counted: `price_cents`."""
    return spoken[:-1] if len(spoken) > 1 and spoken[-1] in CENTS else spoken


def _bare(spoken: Words) -> Words:
    return spoken[1:] if len(spoken) > 1 and spoken[0] in OF_ONE else spoken
