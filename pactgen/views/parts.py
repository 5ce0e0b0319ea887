"""How a service puts one value in place of a part of a row.

Location: pactgen/views/parts.py. Used by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.views.access import repository_of
from pactgen.views.guards import part_counted
from pactgen.views.known import known
from pactgen.views.layout import call, comprehension, flat, mapping, prefixed
from pactgen.views.moves import move_statements
from pactgen.views.repository_named import beside_method
from pactgen.views.repository_nested import set_method

if TYPE_CHECKING:
    from pactgen.ir.behaviours import Part, UpdateRow
    from pactgen.ir.design import Design, Endpoint
    from pactgen.views.blocks import Statement
    from pactgen.views.layout import Code


def place_part(
    design: Design, endpoint: Endpoint, behaviour: UpdateRow, part: Part, row: str
) -> list[Statement]:
    """Return the statements that write the part of the row, and answer the row."""
    repository = repository_of(design, endpoint)
    value: Code = identifier(known(endpoint.body).name)
    if part.column is None and behaviour.nested[0].items == "rows":
        value = (
            comprehension("each.model_dump(by_alias=True)", f"for each in {value}")
            if part.attribute is None
            else f"{value}.values()[{string(part.attribute)}]"
        )
    elif part.attribute is not None:
        value = f"{value}.{identifier(part.attribute)}"
    if part.column is None:
        setting = call(f"{repository}.{set_method(behaviour.nested[0])}", row, value)
        return [*part_counted(design, endpoint, row), prefixed("return await ", setting)]
    values = prefixed("values = ", mapping(f"{string(part.column)}: {flat(value)}"))
    sought = [
        call(f"await {repository}.{beside_method(column)}", f"values.get({string(column)})")
        for column in behaviour.standing
        if column == part.column
    ]
    moves = [] if behaviour.moves is None else move_statements(behaviour.moves, row)
    locked: list[Statement] = [f"await {repository}.lock({row})"] if moves else []
    change = call(f"return await {repository}.change", row, "values")
    return [*locked, values, *moves, *sought, change]
