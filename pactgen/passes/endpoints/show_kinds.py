"""Whether every row that can be made is of a kind that answers can show.

Location: pactgen/passes/endpoints/show_kinds.py. Used by design_endpoints.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.fills import FromRow, FromRows, leaves
from pactgen.passes.reading.shapes import (
    are_apart,
    forms_of,
    kinds_of,
    listed_values,
    shape_of,
    types_of,
)

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.ir.fills import Fill
    from pactgen.passes.tables import Stored


def of_no_kind(contract: Contract, stored: Stored | None, fill: Fill | None) -> str | None:
    """Return why an answer of several kinds cannot show all rows that bodies make; None: it can."""
    if stored is None or fill is None or not _has_kinds(fill):
        return None
    for shown in stored.kept.representations:
        kinds = kinds_of(contract, shown)
        for body in stored.kept.creations:
            for form in forms_of(contract, body) or (body,):
                if kinds and not any(_shows(contract, stored, kind, form) for kind in kinds):
                    return f"A new {stored.kept.name} may be of no kind that its answer shows."
    return None


def _has_kinds(fill: Fill) -> bool:
    return any(isinstance(leaf, FromRow | FromRows) and leaf.kinds for leaf in leaves(fill))


def _shows(contract: Contract, stored: Stored, kind: Schema, form: Schema) -> bool:
    brought = shape_of(contract, form)
    return all(
        _is_told(contract, stored, member, brought.property(member.name))
        for member in shape_of(contract, kind).properties
        if member.required
    )


def _is_told(
    contract: Contract, stored: Stored, member: Property, brought: Property | None
) -> bool:
    """Whether a new row has the member: it is brought, drawn, or the same for all rows."""
    if brought is not None and brought.required:
        return not are_apart(contract, member.schema, brought.schema)
    if "null" in types_of(contract, member.schema):
        return True
    column = next((one for one in stored.table.columns if one.wire_name == member.name), None)
    if column is None:
        return True
    values = listed_values(contract, member.schema)
    if column.generated is not None and column.generated.kind == "constant" and values:
        return column.generated.value in values
    return not column.nullable
