"""Whoever is calling, as an input: whose rows an operation keeps to, or makes.

Location: pactgen/passes/endpoints/name_caller.py. Used by `design_endpoints`. The key of the
caller's row restricts like a parent in the path; below one (`/me/playlists/{id}/tracks`) it says
whose the parent must be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.binding import Within
from pactgen.ir.contract import Parameter, Schema
from pactgen.ir.fills import TheCaller
from pactgen.ir.inputs import CallerRole, Input, ScopeRole
from pactgen.ir.wire import Scalar
from pactgen.passes.behaviours.verdict import ROWLESS
from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.words.names import Scope
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract
    from pactgen.ir.database import ColumnKind, Table
    from pactgen.ir.inputs import Role
    from pactgen.ir.wire import ScalarKind
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.endpoints.assign_roles import Roles
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored
    from pactgen.passes.tables.desk import Owner

HEADER: Final = "Authorization"
"""What tells who is calling."""
_ISSUING: Final = frozenset({"login", "renew", "change-password"})
_KINDS: Final[Mapping[ColumnKind, ScalarKind]] = {
    "uuid": "uuid",
    "integer": "integer",
    "bigint": "integer",
    "text": "text",
}


def caller_role(
    one: Sighting,
    verdict: Verdict,
    stored: Stored | None,
    through: Stored | None,
    inputs: tuple[Input, ...] = (),
) -> Role | None:
    """Return how the operation keeps to rows of the caller's; None where it does not itself.

    `through` holds the links between the rows and whoever is calling. Whom the path names, of all
    that the inputs do, is not whoever calls.
    """
    if through is not None:
        links = through.owner
        if links is None or not links.keeps(one):
            return None
        if verdict.by_makers:
            return _of_makers(stored, through, links)
        column = through.scopes[-1].column if verdict.backwards else links.column
        return ScopeRole(column=column, parent=None, through=through.kept.name)
    if stored is not None and one.operation.label in stored.mine:
        return stored.mine[one.operation.label]
    owner = None if stored is None else stored.owner
    if owner is None or verdict.name in _ISSUING:
        return None
    above = (each.role.column for each in inputs if isinstance(each.role, ScopeRole))
    told = stored is not None and owner.column in {*stored.columns_in(one.place).values(), *above}
    makes = verdict.name == "create" and one.operation.label in owner.making and not told
    return ScopeRole(column=owner.column, parent=None) if makes or owner.keeps(one) else None


def of_tenant(contract: Contract, one: Sighting, verdict: Verdict, stored: Stored | None) -> bool:
    """Whether an operation works with rows of others than whoever is calling: those of a tenant.

    Whoever makes a tenant needs to belong to none.
    """
    works = verdict.name not in ROWLESS | _ISSUING and not verdict.of_caller
    makes = verdict.name == "create" and stored is not None and _are_tenants(stored.table)
    return works and not makes and tells_caller(contract, one.operation)


def _are_tenants(table: Table) -> bool:
    """Whether others belong to the rows of the table, which belong to nothing."""
    named = None if table.tenant is None else table.column(table.tenant)
    return named is not None and (named.generated is None or named.generated.kind != "tenant")


def _of_makers(stored: Stored | None, marks: Stored, owner: Owner) -> Role | None:
    """Return how rows are picked of those whom the caller has marked: a feed."""
    if stored is None or stored.owner is None:
        return None
    within = Within(table=marks.table.name, select=marks.scopes[-1].column, where=owner.column)
    return ScopeRole(column=stored.owner.column, parent=None, within=within)


def below_owned(context: Context, one: Sighting, roles: Roles) -> Roles:
    """Say whose the parents in the path must be, where it speaks of the caller before them."""
    if not tells_caller(context.contract, one.operation):
        return roles
    found = []
    for parameter, role in roles.by_parameter:
        if parameter.location == "path" and isinstance(role, ScopeRole):
            role = _owned_parent(context, one, parameter, role)  # noqa: PLW2901 - the same role
        found.append((parameter, role))
    return replace(roles, by_parameter=tuple(found))


def _owned_parent(
    context: Context, one: Sighting, parameter: Parameter, role: ScopeRole
) -> ScopeRole:
    above = context.stored.get(role.parent or "")
    owner = None if above is None else above.owner
    if above is None or owner is None or role.by_parent or role.within is not None:
        return role
    literals = [step.literals for step in one.place.scopes]
    names = [step.parameter for step in one.place.scopes]
    collection = tuple(literals[: names.index(parameter.name) + 1])
    if not _keeps(above, owner, collection):
        return role
    own = role.named_by or ((parameter.name, role.key or above.lookup),)
    return replace(role, named_by=((HEADER, owner.column), *own))


def _keeps(above: Stored, owner: Owner, collection: tuple[tuple[str, ...], ...]) -> bool:
    """Whether what stands there in the path is the caller's own."""
    return any(
        owner.keeps(each) and each.place.collection == collection for each in above.kept.sightings
    )


def caller_input(
    context: Context, one: Sighting, verdict: Verdict, role: Role | None, inputs: tuple[Input, ...]
) -> Input | None:
    """Return the input that is the key of the caller's row, where any role of them needs it."""
    if context.person is None:
        return None
    parents = [each.role for each in inputs if isinstance(each.role, ScopeRole)]
    above = [each for each in parents if any(name == HEADER for name, _ in each.named_by)]
    filled = (*verdict.sets, *verdict.stamps)
    done = next((name for name, fill in filled if isinstance(fill, TheCaller)), "")
    if role is None and not (above or done):
        return None
    if isinstance(role, ScopeRole):
        column = role.column if role.within is None else role.within.where
    elif isinstance(role, CallerRole) and role.column is not None:
        is_own = role.column == context.stored[context.person].table.key.name
        column = "own_key" if is_own else role.column
    elif done:
        column = done
    else:
        column = next(name for header, name in above[0].named_by if header == HEADER)
    key = context.stored[context.person].table.key
    taken = Scope(each.name for each in inputs)
    origin = one.operation.origin
    return Input(
        parameter=Parameter(
            origin=origin,
            name=HEADER,
            location="header",
            required=True,
            schema=Schema(origin=origin),
            style="simple",
            explode=False,
        ),
        name=taken.claim(column, f"own_{column}"),
        type=Scalar(kind=_KINDS[key.kind]),
        required=True,
        role=role or CallerRole(),
    )
