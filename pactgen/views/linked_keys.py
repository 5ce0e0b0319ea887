"""What stands for the key of the row that a body links.

Location: pactgen/views/linked_keys.py. Used by the views of service methods and finders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.ir.behaviours import ReplaceLinks
from pactgen.ir.wire import Nullable
from pactgen.views.blocks import Nested, Statement
from pactgen.views.bodies import row_fields, sent_row
from pactgen.views.known import known
from pactgen.views.naming import apart
from pactgen.views.types import resolved

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint

_NOTHING = "Nothing names what is to be linked."


def key_of_link(
    design: Design, endpoint: Endpoint, behaviour: ReplaceLinks
) -> tuple[str, list[Statement]]:
    """Return what stands for the key of what is linked, and the statements before it."""
    taken = {each.name for each in endpoint.inputs} | {known(endpoint.body).name}
    name = apart(identifier(behaviour.column), taken)
    if not behaviour.single:
        return name, []
    body = known(endpoint.body)
    sent = f"{identifier(body.name)}.{identifier(known(behaviour.attribute))}"
    if not may_name_none(design, endpoint):
        return sent, []
    row = sent_row(design, body)
    value = f"{sent} if {row.condition} else None" if row.is_optional else sent
    return name, [
        f"{name} = {value}",
        f"if {name} is None:",
        Nested(f"detail = {string(_NOTHING)}"),
        Nested("raise ConflictError(detail)"),
    ]


def may_name_none(design: Design, endpoint: Endpoint) -> bool:
    """Tell whether a body that links one row may leave out which."""
    behaviour, body = endpoint.behaviour, endpoint.body
    if not isinstance(behaviour, ReplaceLinks) or not behaviour.single or body is None:
        return False
    field = next(each for each in row_fields(design, body) if each.attribute == behaviour.attribute)
    sure = field.required and not isinstance(resolved(design, field.type), Nullable)
    return not sure or sent_row(design, body).is_optional
