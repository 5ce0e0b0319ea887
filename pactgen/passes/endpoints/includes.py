"""Parameters by which callers ask for related rows: `include=author,reviews`, `expand=customer`.

Location: pactgen/passes/endpoints/includes.py. Used by `assign_roles`. Each value that the contract
lists must be an optional member of the answer which shows rows of another table; without the
parameter, the member is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import IncludeRole
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.shapes import items_of, shape_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Parameter
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_SHOWS: Final = frozenset({"read", "list"})


def include_role(
    contract: Contract, one: Sighting, verdict: Verdict, stored: Stored, parameter: Parameter
) -> IncludeRole | None:
    """Return which related rows each value asks for; None where one of them is none."""
    asks = parameter.location == "query" and bare(parameter.name) in vocabulary.INCLUDES
    if not asks or verdict.name not in _SHOWS or one.answer is None:
        return None
    items = items_of(contract, parameter.schema)
    values = effective(contract, parameter.schema if items is None else items).enum
    shown = shape_of(contract, one.answer.schema).properties
    optional = {bare(member.name) for member in shown if not member.required}
    relations = {
        bare(each.name): each.name for each in stored.table.relations if bare(each.name) in optional
    }
    told = [str(value) for value in values or () if value is not None]
    if not told or any(bare(value) not in relations for value in told):
        return None
    return IncludeRole(members=tuple((value, relations[bare(value)]) for value in told))
