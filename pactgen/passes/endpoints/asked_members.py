"""What a body says of the rows that it asks for: its members are filters, as of a query string.

Location: pactgen/passes/endpoints/asked_members.py. Used by `design_endpoints` and `assign_roles`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import Parameter
from pactgen.ir.inputs import FilterRole, Input, SearchRole, UnusedRole
from pactgen.ir.wire import Named
from pactgen.passes.behaviours.verdict import Verdict, custom
from pactgen.passes.reading.shapes import input_shape_of
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.ir.inputs import Role
    from pactgen.ir.messages import BodyInput
    from pactgen.passes.endpoints.assign_roles import Roles
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Sighting


def asked_parameters(contract: Contract, one: Sighting) -> tuple[Parameter, ...]:
    """Return the members of such a body as if the query string had them; none of another one."""
    if not one.asks or one.body is None:
        return ()
    return tuple(
        Parameter(
            origin=member.schema.origin,
            name=member.name,
            location="query",
            required=member.required,
            schema=member.schema,
            style="form",
            explode=True,
        )
        for member in input_shape_of(contract, one.body).properties
    )


def asked_for(roles: Roles, one: Sighting, verdict: Verdict) -> Verdict:
    """Return the list where all that the body may say is understood, else why it is not."""
    body = one.operation.body
    if body is None or not body.required:
        return custom("Its body says which rows it asks for, and may be left out.")
    members = roles.by_parameter[len(one.operation.parameters) :]
    strange = next((each.name for each, role in members if isinstance(role, UnusedRole)), None)
    if strange is not None:
        return custom(f"Its body asks by `{strange}`, which is no plain property of what it lists.")
    if not any(isinstance(role, FilterRole | SearchRole) for _, role in members):
        return custom("Its body asks for nothing that tells the listed things apart.")
    return verdict


def asked_inputs(
    context: Context,
    one: Sighting,
    roles: tuple[tuple[Parameter, Role], ...],
    body: BodyInput | None,
) -> tuple[Input, ...]:
    """Return the members of the body as inputs, each called as the body's model calls it."""
    if not one.asks or body is None or not isinstance(body.type, Named):
        return ()
    fields = {each.wire_name: each for each in context.wire.models()[body.type.name].fields}
    return tuple(
        Input(
            parameter=replace(parameter, location="body"),
            name=fields[parameter.name].attribute,
            type=fields[parameter.name].type,
            required=fields[parameter.name].required,
            role=role,
        )
        for parameter, role in roles
    )
