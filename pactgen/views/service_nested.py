"""What a service does with the members of a body that are kept in rows of other tables.

Location: pactgen/views/service_nested.py. Used by the views of services and of guards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.ir.behaviours import CreateRow, ReplaceRow, UpdateRow
from pactgen.views.access import repository_of
from pactgen.views.blocks import Nested, Statement
from pactgen.views.bodies import is_always_sent
from pactgen.views.layout import call, prefixed
from pactgen.views.repository_named import name_method, refusal_of_unnamed

if TYPE_CHECKING:
    from pactgen.ir.binding import NestedWrite
    from pactgen.ir.design import Design, Endpoint
    from pactgen.views.layout import Code


def nested_in(endpoint: Endpoint) -> tuple[NestedWrite, ...]:
    """Return the members of the body that become rows of other tables."""
    return tuple(each for each in written_nested(endpoint) if each.items in {"rows", "values"})


def written_nested(endpoint: Endpoint) -> tuple[NestedWrite, ...]:
    """Return the members of the body that other tables are asked about."""
    behaviour = endpoint.behaviour
    return behaviour.nested if isinstance(behaviour, CreateRow | ReplaceRow | UpdateRow) else ()


def brings(endpoint: Endpoint, each: NestedWrite) -> str | None:
    """Return the test of whether a body brings a member; None: null is as good as an object."""
    name = identifier(each.attribute)
    if each.single and isinstance(endpoint.behaviour, ReplaceRow):
        return None
    sent = each.single and isinstance(endpoint.behaviour, UpdateRow)
    return f"brings_{name}" if sent else f"{name} is not None"


def taken_out(design: Design, endpoint: Endpoint) -> list[Statement]:
    """Return the statements that part a row from what is kept in other tables."""
    statements: list[Statement] = []
    for each in written_nested(endpoint):
        if each.items == "named":
            statements += _by_name(design, endpoint, each)
            continue
        if each.items == "key":
            statements += _by_key(design, endpoint, each)
            continue
        name = identifier(each.attribute)
        if each.single and isinstance(endpoint.behaviour, UpdateRow):
            statements.append(f"brings_{name} = {string(each.attribute)} in values")
        statements.append(f"{name} = values.pop({string(each.attribute)}, None)")
        if each.items == "row":
            member, column = each.members[0]
            refers = f"values[{string(column)}] = {name}[{string(member)}]"
            statements.append(f"if {name} is not None:")
            statements += [Nested(told) for told in (*refusal_of_unnamed(each, name), refers)]
    return statements


def _by_key(design: Design, endpoint: Endpoint, each: NestedWrite) -> list[Statement]:
    """Return the statements that keep the key of a row as the reference to it."""
    _, column = each.members[0]
    put = f"values[{string(column)}] = values.pop({string(each.attribute)})"
    return _where_brought(design, endpoint, each, put)


def _by_name(design: Design, endpoint: Endpoint, each: NestedWrite) -> list[Statement]:
    """Return the statements that put the key of a row in the place of what it is called by."""
    _, column = each.members[0]
    finder = f"{repository_of(design, endpoint)}.{name_method(each)}"
    brought = f"values.pop({string(each.attribute)})"
    put = prefixed(f"values[{string(column)}] = ", call(f"await {finder}", brought))
    return _where_brought(design, endpoint, each, put)


def _where_brought(
    design: Design, endpoint: Endpoint, each: NestedWrite, statement: Code
) -> list[Statement]:
    body = endpoint.body
    if body is not None and is_always_sent(design, body, each.attribute):
        return [statement]
    return [f"if {string(each.attribute)} in values:", Nested(statement)]
