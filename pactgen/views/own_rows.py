"""The check that a row is the caller's own, where all others may not do what is asked.

Location: pactgen/views/own_rows.py. Used by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier
from pactgen.ir.inputs import CallerRole
from pactgen.views.blocks import Nested, Statement
from pactgen.views.imports import Import

if TYPE_CHECKING:
    from pactgen.ir.design import Endpoint


def owner_statements(endpoint: Endpoint, row: str) -> list[Statement]:
    """Return the statements after which the row is known to be the caller's."""
    caller, column = endpoint.caller, _column(endpoint)
    if caller is None or column is None:
        return []
    return [
        f"if {row}.{identifier(column)} != {identifier(caller.name)}:",
        Nested('detail = "It is somebody else\'s."'),
        Nested("raise ForbiddenError(detail)"),
    ]


def owner_imports(package: str, endpoint: Endpoint) -> tuple[Import, ...]:
    """Return the error of that check."""
    forbids = _column(endpoint) is not None
    return (Import(f"{package}.errors", "ForbiddenError"),) if forbids else ()


def _column(endpoint: Endpoint) -> str | None:
    caller = endpoint.caller
    return caller.role.column if caller and isinstance(caller.role, CallerRole) else None
