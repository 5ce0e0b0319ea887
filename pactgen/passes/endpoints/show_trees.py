"""Does a list show trees: rows of its own table inside its rows, however deep?

A comment that is shown inside the one it replies to is not listed beside it as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.inputs import FilterRole, ScopeRole
from pactgen.passes.reading.shapes import items_of, shape_of
from pactgen.passes.words.names import attribute_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract
    from pactgen.ir.inputs import Input
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def root_column(
    contract: Contract, one: Sighting, stored: Stored, inputs: Iterable[Input]
) -> str | None:
    """Return the column that is NULL in the rows at the top; None: the list shows no trees.

    Args:
        contract: what the API promises.
        one: a list.
        stored: its table.
        inputs: what restricts it; callers who ask for the rows below another want those.
    """
    if one.answer is None:
        return None
    shape = shape_of(contract, one.answer.schema)
    asked = {each.role.column for each in inputs if isinstance(each.role, FilterRole | ScopeRole)}
    names = attribute_names(member.name for member in shape.properties)
    for member in shape.properties:
        item = items_of(contract, member.schema)
        relation = stored.table.relation(names[member.name])
        if item is None or relation is None or shape.component is None:
            continue
        below = relation.table == stored.table.name and relation.through is None
        if below and shape_of(contract, item).component == shape.component:
            columns = [other for _, other in relation.pairs]
            nullable = all(stored.table.column(name).nullable for name in columns)
            if len(columns) == 1 and nullable and not asked & set(columns):
                return columns[0]
    return None
