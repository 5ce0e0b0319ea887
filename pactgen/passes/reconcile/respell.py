"""Listed values that the contract spells otherwise than the schema: `checkedIn`, `checked_in`.

Location: pactgen/passes/reconcile/respell.py. Used by `design_backend`. Where all listings of the
contract that say the same as a column spell it in one way, and none as the column does, the backend
turns one into the other; of two spellings, nothing tells which a column has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.decisions import binding
from pactgen.ir.walk import every_schema
from pactgen.passes.reconcile.kinds import kept_values, natural_kind
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.decisions import Decision
    from pactgen.ir.contract import Contract
    from pactgen.ir.schema import Column, Schema, Table

Listings = dict[frozenset[str], set[frozenset[str]]]
"""What listings say, in plain letters, to how they spell it."""


def with_spellings(contract: Contract, schema: Schema) -> Schema:
    """Say of each such column how the contract spells its values."""
    told = _listings(contract)
    return replace(schema, tables=tuple(_respelled(table, told) for table in schema.tables))


def spellings(schema: Schema) -> Iterator[Decision]:
    """Yield what was decided about these columns."""
    for table in schema.tables:
        for column in table.columns:
            if column.type.respelled:
                yield binding.respelled(
                    str(table.name), column.name, column.type.respelled, (column.origin,)
                )


def _listings(contract: Contract) -> Listings:
    found: Listings = {}
    for schema in every_schema(contract):
        texts = frozenset(each for each in schema.enum or () if isinstance(each, str))
        if len(texts) > 1:
            found.setdefault(frozenset(map(_plain, texts)), set()).add(texts)
    return found


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _respelled(table: Table, told: Listings) -> Table:
    columns = (
        replace(column, type=replace(column.type, respelled=_pairs(column, table, told)))
        for column in table.columns
    )
    return replace(table, columns=tuple(columns))


def _pairs(column: Column, table: Table, told: Listings) -> tuple[tuple[str, str], ...]:
    """Return each value that the contract spells otherwise, and as it is kept."""
    values, _ = kept_values(column, table)
    kept = {_plain(each): each for each in values if isinstance(each, str)}
    is_list = natural_kind(column.type) == "text" and not column.type.truth
    spelled = told.get(frozenset(kept), set())
    if not is_list or len(kept) != len(values) or len(spelled) != 1:
        return ()
    (shown,) = spelled
    return tuple((each, kept[_plain(each)]) for each in sorted(shown - set(kept.values())))
