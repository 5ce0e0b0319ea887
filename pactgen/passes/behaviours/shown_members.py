"""Whether a row has what a path shows of it alone: `GET /jobs/{id}/status`.

Location: pactgen/passes/behaviours/shown_members.py. Used by `design_endpoints`. What
nobody gave a row is empty: it is there, so that 404 would deny the row. What must have something
to show, and a row may lack, is 501.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.behaviours.verdict import Verdict, custom
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import shape_of, types_of
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def shown_member(contract: Contract, one: Sighting, verdict: Verdict, stored: Stored) -> Verdict:
    """Return the look at a part of the row, or why the row cannot be sure to show it."""
    shown, noun = answered_schema(one.operation), stored.kept.name
    columns = {column.wire_name: column for column in stored.table.columns}
    if one.shows:
        column = columns.get(one.shows)
        if column is None or column.kind != "json" or column.secret or column.references:
            return custom(f"`{one.shows}` of a {noun} is kept in another form than it is shown in.")
        members = () if shown is None else shape_of(contract, shown).properties
        needs = next((member.name for member in members if member.required), None)
        if column.nullable and needs is not None:
            return custom(f"A {noun} may lack its `{one.shows}`, which has a `{needs}`.")
        return replace(verdict, shows=column.name, may_lack=column.nullable)
    for member in () if shown is None else shape_of(contract, shown).properties:
        column = columns.get(member.name)
        if column is None or column.secret:
            return custom(f"No column of a {noun} keeps the `{member.name}` that it shows.")
        if member.required and column.nullable and "null" not in types_of(contract, member.schema):
            return custom(f"A {noun} may lack its `{member.name}`: what is shown then is not told.")
    return replace(verdict, shows="")
