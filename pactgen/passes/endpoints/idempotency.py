"""The header `Idempotency-Key` where a column keeps it (draft-ietf-httpapi-idempotency-key-header).

Only a schema document has such a column, and a unique key with it: a request that is sent again is
answered with the row that the first one made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import Input, ScopeRole, ValueRole
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Parameter
    from pactgen.passes.tables import Stored

_HEADERS: Final = frozenset({"idempotencykey", "xidempotencykey"})


def repeated_column(stored: Stored, parameter: Parameter) -> str | None:
    """Return the column that keeps the key of the request; None where none does."""
    if parameter.location != "header" or bare(parameter.name) not in _HEADERS:
        return None
    if stored.table.declared is None:
        return None
    told = (each.name for each in stored.table.columns if bare(each.name) == "idempotencykey")
    column = next(told, None)
    return column if column is not None and stored.table.column(column).kind == "text" else None


def repeats_of(stored: Stored, inputs: tuple[Input, ...]) -> tuple[str, ...]:
    """Return the unique columns by which a request that is sent again finds its row."""
    given = {
        each.role.column
        for each in inputs
        if isinstance(each.role, ScopeRole) and each.role.within is None
    }
    for each in inputs:
        if each.parameter.location != "header" or not isinstance(each.role, ValueRole):
            continue
        column = each.role.column
        if stored.table.column(column).unique:
            return (column,)
        for unique in stored.table.uniques:
            if column in unique and set(unique) - {column} <= given:
                return (*(name for name in unique if name != column), column)
    return ()
