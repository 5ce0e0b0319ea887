"""What repositories read only when a caller asks for it: `include=author,reviews`.

Location: pactgen/views/includes.py. Used by the views of repository, service and related.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.inputs import IncludeRole
from pactgen.views.arguments import value_of

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint
    from pactgen.ir.inputs import Input


def include_of(endpoint: Endpoint) -> tuple[Input, IncludeRole] | None:
    """Return the parameter by which a caller asks for related rows; None where there is none."""
    found = ((each, each.role) for each in endpoint.inputs if isinstance(each.role, IncludeRole))
    return next(found, None)


def included(endpoint: Endpoint) -> str:
    """Return the expression of what the caller asks for; "" where nobody can."""
    told = include_of(endpoint)
    return "" if told is None else value_of(endpoint, told[0])


def asked_relations(endpoint: Endpoint) -> frozenset[str]:
    """Return the relations that are read only when they are asked for."""
    told = include_of(endpoint)
    return frozenset() if told is None else frozenset(name for _, name in told[1].members)


def has_includes(design: Design) -> bool:
    """Tell whether any caller can ask for related rows."""
    return any(include_of(each) is not None for each in design.endpoints)
