"""Values of a filter that ask for nothing: `status=all` beside `open` and `done`.

Location: pactgen/passes/endpoints/ask_everything.py. Used by assign_roles.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.inputs import FilterRole, Role
from pactgen.passes.endpoints.summaries import values_of
from pactgen.passes.reading.columns import effective
from pactgen.passes.words.vocabulary import EVERYTHING
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Parameter
    from pactgen.passes.tables import Stored


def with_everything(contract: Contract, stored: Stored, parameter: Parameter, role: Role) -> Role:
    """Return the filter that holds not for those values which say that all are meant."""
    if not isinstance(role, FilterRole) or role.op != "eq":
        return role
    listed = [str(value) for value in effective(contract, parameter.schema).enum or ()]
    held = () if role.through else _held(stored, role.column)
    meant = tuple(value for value in listed if value.lower() in EVERYTHING and value not in held)
    return replace(role, anything=meant) if len(meant) < len(listed) else role


def _held(stored: Stored, name: str) -> tuple[str, ...]:
    """Return the texts that a column keeps, as far as they are listed; a figure keeps none."""
    column = next((each for each in stored.table.columns if each.name == name), None)
    return () if column is None else values_of(column, stored)
