"""What the parts of an `allOf` say together of a member that several of them describe.

Location: pactgen/passes/reading/together.py. Used for failures, which must satisfy each part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import Schema
from pactgen.passes.reading.shapes import items_of, listed_values, parts_of, shape_of
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Property


def members_together(contract: Contract, schema: Schema) -> tuple[Property, ...]:
    """Return the members of an object, each as narrow as all parts that describe it ask."""
    told: dict[str, list[Schema]] = {}
    for part in parts_of(contract, schema):
        for member in part.properties:
            told.setdefault(member.name, []).append(member.schema)
    return tuple(
        replace(member, schema=_together(contract, member.schema, told.get(member.name, [])))
        for member in shape_of(contract, schema).properties
    )


def _together(contract: Contract, chosen: Schema, told: list[Schema]) -> Schema:
    """Join lists by their items; of other values the part that lists them says the most."""
    if len(told) < 2:
        return chosen
    items = [item for each in told if (item := items_of(contract, each)) is not None]
    if len(items) == len(told):
        every = Schema(origin=chosen.origin, all_of=tuple(items))
        return Schema(origin=chosen.origin, types=("array",), items=every)
    return next((each for each in told if listed_values(contract, each)), chosen)
