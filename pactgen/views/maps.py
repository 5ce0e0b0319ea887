"""How a service changes the maps of a row: it adds to them, and takes a member out.

Location: pactgen/views/maps.py. Used by the views of service.py and of its values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import docstring, identifier, string
from pactgen.ir.behaviours import UpdateRow
from pactgen.ir.fills import Constant, Lacking
from pactgen.ir.inputs import MemberRole
from pactgen.views.access import resource_of
from pactgen.views.arguments import value_of
from pactgen.views.blocks import Function, Statement, function
from pactgen.views.finders import row_name
from pactgen.views.known import known
from pactgen.views.layout import Code, call, prefixed, signature

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint, Feature

_NAME: Final = "_without_member"
_DOCSTRING: Final = "Return the object without the member of this name."


def joined_statements(design: Design, endpoint: Endpoint) -> list[Statement]:
    """Return the statements after which an object has what it had, and what a body brings."""
    behaviour = endpoint.behaviour
    columns = behaviour.joined if isinstance(behaviour, UpdateRow) else ()
    if not columns:
        return []
    row = row_name(endpoint, known(resource_of(design, endpoint)))
    return [
        prefixed(
            f"values[{string(column)}] = ",
            f"({row}.{identifier(column)} or {{}}) | (values.get({string(column)}) or {{}})",
        )
        for column in columns
    ]


def empties(endpoint: Endpoint) -> bool:
    """Tell whether nothing is left of an object afterwards, and nothing else is set."""
    behaviour = endpoint.behaviour
    sets = behaviour.sets if isinstance(behaviour, UpdateRow) else ()
    return bool(sets) and all(fill == Constant(value={}) for _, fill in sets)


def lacking(endpoint: Endpoint, attribute: str) -> Code:
    """Return the object of a row without the member that the path names."""
    key = next(each for each in endpoint.inputs if isinstance(each.role, MemberRole))
    return call(_NAME, attribute, value_of(endpoint, key))


def map_editors(feature: Feature) -> tuple[Function, ...]:
    """Return the function that the methods of a service take members out with."""
    sets = (
        fill
        for endpoint in feature.endpoints
        if isinstance(endpoint.behaviour, UpdateRow)
        for _, fill in endpoint.behaviour.sets
    )
    if not any(isinstance(fill, Lacking) for fill in sets):
        return ()
    made = function(
        signature(
            _NAME, ("held: dict[str, Any] | None", "name: str"), "dict[str, Any]", opening="def"
        ),
        docstring(_DOCSTRING, fallback=_DOCSTRING, indent=4),
        ["return {member: value for member, value in (held or {}).items() if member != name}"],
        indent=0,
    )
    return (made,)
