"""Parameters of paths that say `name or id`, and are compared with one of the two.

Location: pactgen/passes/endpoints/find_either.py. Used by `design_backend`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.decisions import Decision, binding
from pactgen.ir.behaviours import Rowless
from pactgen.ir.inputs import KeyRole, ScopeRole
from pactgen.passes.words.names import snake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.database import Table
    from pactgen.ir.design import Endpoint, Resource
    from pactgen.ir.inputs import Input
    from pactgen.source import Origin

_NAMES: Final = r"(?:id|ids|identifier|name|uuid|slug|login|username|email|digest|tag|key|code)"
_EITHER: Final = re.compile(
    rf"(?:^|[\W_]){_NAMES}(?:[ _]or[ _]|/)(?:(?:the|its|an?) )?{_NAMES}(?:$|[\W_])", re.IGNORECASE
)


def find_either(
    endpoints: tuple[Endpoint, ...],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> Iterator[Decision]:
    """Tell of each parameter that could name a row in two ways by which one it does."""
    found: dict[tuple[str, str, str], list[Origin]] = {}
    for one in endpoints:
        if isinstance(one.behaviour, Rowless):
            continue
        table = tables[resources[one.behaviour.resource].table]
        for each in one.inputs:
            named = _named(each, one.behaviour.resource, table)
            if named is not None and _says_either(each):
                key = (each.parameter.name, *named)
                found.setdefault(key, []).append(one.operation.origin)
    for (parameter, resource, column), evidence in found.items():
        yield binding.either(parameter, resource, column, tuple(evidence))


def _named(each: Input, resource: str, table: Table) -> tuple[str, str] | None:
    """Return which resource a parameter names, and by which of its columns."""
    match each.role:
        case KeyRole(column=column):
            return resource, column
        case ScopeRole(column=column, parent=str(parent), within=None, through=None):
            target = table.column(column).references
            return parent, column if target is None else target.column
        case _:
            return None


def _says_either(each: Input) -> bool:
    said = (snake(each.parameter.name), each.parameter.description or "")
    return each.parameter.location == "path" and any(_EITHER.search(text) for text in said)
