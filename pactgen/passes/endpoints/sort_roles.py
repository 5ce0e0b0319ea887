"""What a parameter says of the order: by which column, and in which direction.

Location: pactgen/passes/endpoints/sort_roles.py. Used by assign_roles.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.ir.inputs import Role, SortRole, UnusedRole
from pactgen.passes.endpoints.described_orders import word_order
from pactgen.passes.endpoints.shown_values import ordered_names
from pactgen.passes.reading.columns import effective
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract, Parameter
    from pactgen.passes.tables import Stored

_SORT_VALUE = re.compile(
    r"^(?P<minus>[-+]?)(?P<name>.+?)(?:[_:. ,](?P<way>asc|desc|ascending|descending))?$",
    re.IGNORECASE,
)


def is_direction(contract: Contract, parameter: Parameter, names: set[str]) -> bool:
    """Tell whether a parameter says up or down; `names` are those of all of them."""
    if bare(parameter.name) not in vocabulary.DIRECTION:
        return False
    values = effective(contract, parameter.schema).enum
    ways = {str(value).lower() for value in values or ()}
    if ways:
        down = {"desc", "descending"}
        return ways <= {"asc", "ascending"} | down and not ways.isdisjoint(down)
    return bare(parameter.name) != "order" or bool(names & (vocabulary.SORT - {"order"}))


def sort_role(contract: Contract, stored: Stored, parameter: Parameter) -> Role:
    """Return which order each value of the parameter asks for."""
    values = effective(contract, parameter.schema).enum
    plain = [one for one in stored.table.columns if one.kind != "json" and not one.secret]
    columns = {bare(one.stored_name): one.name for one in plain} | ordered_names(stored)
    columns |= {bare(one.wire_name): one.name for one in plain}
    fields: list[tuple[str, str, bool]] = []
    if values is None:
        for column in stored.table.columns:
            if column.name in columns.values():
                fields.append((column.wire_name, column.name, False))
                fields.append((f"-{column.wire_name}", column.name, True))
    for value in values or ():
        match = _SORT_VALUE.match(str(value))
        if match is None:
            continue
        name = _same_words(match["name"], columns)
        down = match["minus"] == "-" or (match["way"] or "").lower().startswith("desc")
        if name in columns:
            fields.append((str(value), columns[name], down))
        elif bare(str(value)) in columns:
            fields.append((str(value), columns[bare(str(value))], False))
        else:
            words = tuple(map(str, values or ()))
            told = word_order(str(value), parameter.description, words, stored)
            fields += [(str(value), column, downwards) for column, downwards in told]
    if not fields:
        return UnusedRole(reason="None of its values is a property of the listed things.")
    return SortRole(part="field", fields=tuple(fields))


def _same_words(name: str, columns: Mapping[str, str]) -> str:
    """`timeStart` is `startTime`, and `price` the only column that ends so: `unit_price`."""
    if bare(name) in columns:
        return bare(name)
    words = snake(name).split("_")
    turned = [
        known for known, column in columns.items() if sorted(column.split("_")) == sorted(words)
    ]
    ending = [
        known for known, column in columns.items() if column.split("_")[-len(words) :] == words
    ]
    return next((some[0] for some in (turned, ending) if len(some) == 1), bare(name))
