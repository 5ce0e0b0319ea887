"""The checks that a row is the caller's own, and that the row above lets another be made below it.

Location: pactgen/views/own_rows.py. Used by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.ir.inputs import CallerRole
from pactgen.views.access import Lookup, get_method, key_of
from pactgen.views.blocks import Nested, Statement
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import call, prefixed
from pactgen.views.naming import apart, row_variable, words
from pactgen.views.transitions import above_statements
from pactgen.views.wiring import looked_at, parent_row

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint
    from pactgen.ir.inputs import WayIn


def owner_statements(design: Design, endpoint: Endpoint, row: str) -> list[Statement]:
    """Return the statements after which the row is known to be the caller's.

    Where others are let in, the caller's own row says whether they are one of those.
    """
    caller, column = endpoint.caller, endpoint.owned_by
    if caller is None or column is None or not isinstance(caller.role, CallerRole):
        return []
    name = identifier(caller.name)
    condition = f"if {row}.{identifier(column)} != {name}:"
    refused = ('detail = "It is somebody else\'s."', "raise ForbiddenError(detail)")
    if not caller.role.unless:
        return [condition, *(Nested(each) for each in refused)]
    people = design.resources[known(design.person)]
    taken = {row, *(each.name for each in endpoint.inputs), caller.name}
    taken |= set() if endpoint.body is None else {endpoint.body.name}
    person = apart(row_variable(people), taken)
    method = get_method(design, people, Lookup(key_of(design, people)))
    asked = call(f"await self._{identifier(people.plural)}.{method}", name)
    lacks = " or ".join(
        [f"{person} is None", f"not ({_lets_in(caller.role.unless, person)})"]
        if len(caller.role.unless) > 1
        else [f"{person} is None", _keeps_out(caller.role.unless[0], person)]
    )
    return [
        condition,
        Nested(prefixed(f"{person} = ", asked)),
        Nested(f"if {lacks}:"),
        *(Nested(Nested(each)) for each in refused),
    ]


def _lets_in(ways: tuple[WayIn, ...], person: str) -> str:
    told = []
    for way in ways:
        value = f"{person}.{identifier(way.column)}"
        named = ", ".join(map(string, way.values))
        told.append(f"{value} in {{{named}}}" if way.values else value)
    return " or ".join(told)


def _keeps_out(way: WayIn, person: str) -> str:
    value = f"{person}.{identifier(way.column)}"
    match way.values:
        case ():
            return f"not {value}"
        case (only,):
            return f"{value} != {string(only)}"
        case _:
            return f"{value} not in {{{', '.join(map(string, way.values))}}}"


def owner_imports(package: str, endpoint: Endpoint) -> tuple[Import, ...]:
    """Return the error of that check."""
    forbids = endpoint.owned_by is not None
    return (Import(f"{package}.errors", "ForbiddenError"),) if forbids else ()


def parent_statements(design: Design, endpoint: Endpoint) -> list[Statement]:
    """Return the check of the row below which something is written."""
    role = looked_at(endpoint)
    if endpoint.above is None or role is None:
        return []
    noun = words(design.resources[known(role.parent)].singular)
    return above_statements(endpoint.above.start, parent_row(design, endpoint, role), noun)
