"""How a service answers a request that it has answered before, by the key that it carries.

Location: pactgen/views/repeated.py. Used by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import CreateRow
from pactgen.ir.inputs import ValueRole
from pactgen.views.access import get_method, quiet_lookup, repository_of, resource_of
from pactgen.views.arguments import is_optional, value_of
from pactgen.views.blocks import Nested
from pactgen.views.known import known
from pactgen.views.layout import call, prefixed
from pactgen.views.service_values import path_values

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint
    from pactgen.views.blocks import Statement


def repeated_statements(design: Design, endpoint: Endpoint, row: str) -> list[Statement]:
    """Return the statements that answer the row which the same key has made."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, CreateRow) or not behaviour.repeats:
        return []
    *above, column = behaviour.repeats
    sent = next(
        each
        for each in endpoint.inputs
        if isinstance(each.role, ValueRole) and each.role.column == column
    )
    value, given = value_of(endpoint, sent), dict(path_values(design, endpoint))
    resource, lookup = known(resource_of(design, endpoint)), known(quiet_lookup(endpoint))
    method = f"await {repository_of(design, endpoint)}.{get_method(design, resource, lookup)}"
    found: list[Statement] = [
        prefixed(f"{row} = ", call(method, *(given[name] for name in above), value)),
        f"if {row} is not None:",
        Nested(f"return {row}"),
    ]
    if not is_optional(sent):
        return found
    return [f"if {value} is not None:", *map(Nested, found)]
