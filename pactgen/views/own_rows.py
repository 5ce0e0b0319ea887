"""The checks that a row is the caller's own, and that the row above lets another be made below it.

Location: pactgen/views/own_rows.py. Used by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier
from pactgen.ir.behaviours import CreateRow
from pactgen.views.blocks import Nested, Statement
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.naming import words
from pactgen.views.transitions import above_statements
from pactgen.views.wiring import looked_at, parent_row

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint


def owner_statements(endpoint: Endpoint, row: str) -> list[Statement]:
    """Return the statements after which the row is known to be the caller's."""
    caller, column = endpoint.caller, endpoint.owned_by
    if caller is None or column is None:
        return []
    return [
        f"if {row}.{identifier(column)} != {identifier(caller.name)}:",
        Nested('detail = "It is somebody else\'s."'),
        Nested("raise ForbiddenError(detail)"),
    ]


def owner_imports(package: str, endpoint: Endpoint) -> tuple[Import, ...]:
    """Return the error of that check."""
    forbids = endpoint.owned_by is not None
    return (Import(f"{package}.errors", "ForbiddenError"),) if forbids else ()


def parent_statements(design: Design, endpoint: Endpoint) -> list[Statement]:
    """Return the check of the row below which the new one is made."""
    behaviour, role = endpoint.behaviour, looked_at(endpoint)
    if not isinstance(behaviour, CreateRow) or behaviour.above is None or role is None:
        return []
    noun = words(design.resources[known(role.parent)].singular)
    return above_statements(behaviour.above, parent_row(design, endpoint, role), noun)
