"""Whether a second row may clash with the first, however different its values are.

Location: pactgen/prove/clashes.py. Used by from_design.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import CreateRow, ReplaceRow, UpdateRow

if TYPE_CHECKING:
    from pactgen.ir.design import Design


def lets_one(design: Design, resource: str) -> bool:
    """Whether a key is over references alone: one line of each product, one open invoice."""
    table = design.tables[design.resources[resource].table]
    columns = [column for column in table.columns if column.references is not None]
    declared = table.declared
    if declared is None:
        return any({column.name for column in columns}.issuperset(key) for key in table.uniques)
    refers = {column.stored_name for column in columns}
    keys = [tuple(part.column for part in one.parts) for one in declared.indexes if one.unique]
    keys += [key.columns for key in (declared.primary_key, *declared.uniques) if key is not None]
    return any(key and refers.issuperset(key) for key in keys)


def made_beside(design: Design, resource: str) -> bool:
    """Whether another operation makes such rows beside its own: an order with its lines."""
    table = design.resources[resource].table
    return any(
        nested.items == "rows" and nested.relation.table == table
        for endpoint in design.endpoints
        if isinstance(endpoint.behaviour, CreateRow | ReplaceRow | UpdateRow)
        for nested in endpoint.behaviour.nested
    )
