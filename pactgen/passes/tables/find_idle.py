"""Resources that no operation works with: they need no table.

Location: pactgen/passes/tables/find_idle.py. Used by design_backend.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import CreateRow, Rowless
from pactgen.ir.inputs import ScopeRole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.design import Endpoint
    from pactgen.passes.tables import Stored


def find_idle(stored: tuple[Stored, ...], endpoints: tuple[Endpoint, ...]) -> frozenset[str]:
    """Return the resources whose operations are all custom, and that no row refers to or shows."""
    by_name = {one.kept.name: one for one in stored}
    owners = {one.table.name: one.kept.name for one in stored}
    waiting = [name for endpoint in endpoints for name in _named(endpoint) if name in by_name]
    used: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in used:
            continue
        used.add(name)
        owner = by_name[name].owner
        waiting += [] if owner is None else [owner.person]
        table = by_name[name].table
        references = (column.references for column in table.columns)
        tables = [key.table for key in references if key is not None]
        tables += [each.table for each in table.relations]
        waiting += (owners[table] for table in tables if table in owners)
    return frozenset(by_name) - used


def _named(endpoint: Endpoint) -> Iterator[str]:
    if not isinstance(endpoint.behaviour, Rowless):
        yield endpoint.behaviour.resource
    if isinstance(endpoint.behaviour, CreateRow) and endpoint.behaviour.file is not None:
        yield endpoint.behaviour.file.resource
    for one in endpoint.inputs:
        if isinstance(one.role, ScopeRole):
            yield from filter(None, (one.role.parent, one.role.through))
