"""What an action does to a row that is in its state already.

Location: pactgen/views/transitions.py. Used by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.ir.design import UpdateRow, ValueRole
from pactgen.ir.fills import Constant, Now
from pactgen.views.blocks import Nested, Statement

if TYPE_CHECKING:
    from pactgen.ir.design import Endpoint


def again_statements(endpoint: Endpoint, row: str) -> list[Statement]:
    """Return the check that leaves a row alone which is so already: its time stays what it was."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, UpdateRow) or behaviour.many or endpoint.body is not None:
        return []
    if any(isinstance(each.role, ValueRole) for each in endpoint.inputs):
        return []
    if not any(isinstance(fill, Now) for _, fill in behaviour.sets):
        return []
    return [f"if {_is_so(behaviour.sets, row)}:", Nested(f"return {row}")]


def _is_so(sets: tuple[tuple[str, Constant | Now], ...], row: str) -> str:
    """Return the test of the column that tells it best: a state, then a flag, then the time."""
    column, fill = min(sets, key=lambda each: _rank(each[1]))
    attribute = f"{row}.{identifier(column)}"
    match fill:
        case Constant(value=bool(value)):
            return attribute if value else f"not {attribute}"
        case Constant(value=str(value)):
            return f"{attribute} == {string(value)}"
        case _:
            return f"{attribute} is not None"


def _rank(fill: Constant | Now) -> int:
    if isinstance(fill, Now):
        return 2
    return 0 if isinstance(fill.value, str) else 1
