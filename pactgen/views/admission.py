"""The view of admission.py: who may call an operation, by what rows say of the caller.

Location: pactgen/views/admission.py. Used by plan.py and by the view of the handlers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, docstring, identifier, string
from pactgen.ir.inputs import KeptMembers, KeptRow
from pactgen.passes.words.names import Scope, snake
from pactgen.passes.words.shorten import FUNCTION, keep_head
from pactgen.values import dataclass
from pactgen.views.access import table_of
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.gate_keys import read_key, reader_imports
from pactgen.views.imports import Import
from pactgen.views.layout import call, listing, prefixed, signature
from pactgen.views.modules import Module, module, uses_line
from pactgen.views.naming import model_import, table_import, words
from pactgen.views.once import once
from pactgen.views.owners import person_of

if TYPE_CHECKING:
    from pactgen.ir.database import Table
    from pactgen.ir.design import Design, Endpoint
    from pactgen.ir.inputs import Bond, Hop, WayIn
    from pactgen.views.layout import Code

    Gate = KeptRow | KeptMembers | tuple[WayIn, ...]

_STEP: Final = 4
_OF_KEYS: Final = re.compile(r"_(?:id|uuid|key)$")
"""Ends of columns that name people."""
_ROLE: Final = 'detail = "Your role does not allow this."'
_OTHERS: Final = 'detail = "It is somebody else\'s."'


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionView:
    """Everything that admission.py prints."""

    module: Module
    gates: tuple[Function, ...]


def has_admission(design: Design) -> bool:
    """Tell whether operations are for some people alone."""
    return any(each.is_gated for each in design.endpoints)


def reads_kept_keys(design: Design) -> bool:
    """Tell whether the key of a row that must be the caller's is read from a text."""
    return bool(reader_imports(design, _kept_rows(design)))


def gates_of(design: Design, endpoint: Endpoint) -> tuple[Emitted, ...]:
    """Return the names of the functions that keep others out: `admit_organizer_or_admin`."""
    names = _gate_names(design)
    return tuple(names[each] for each in _gates_before(endpoint))


def _gates_before(endpoint: Endpoint) -> tuple[Gate, ...]:
    """Return what keeps others away from an operation."""
    first = endpoint.kept_row or endpoint.admits
    return (*([first] if first else []), *endpoint.kept_members)


@once
def _gate_names(design: Design) -> dict[Gate, Emitted]:
    """Name every gate; no two are called the same, where long names are cut."""
    scope, found = Scope(), {}
    for endpoint in design.endpoints:
        for each in _gates_before(endpoint):
            if each not in found:
                name = keep_head(f"admit_{'_or_'.join(_named(design, each))}", FUNCTION)
                found[each] = identifier(scope.claim(name))
    return found


def _named(design: Design, gate: Gate) -> list[str]:
    """Return what the people are called whom a gate lets in."""
    match gate:
        case KeptRow():
            row = design.resources[gate.resource].singular
            bonds = (_bond_name(design, gate, row, each) for each in gate.bonds)
            return [*bonds, *_names(gate.unless)]
        case KeptMembers():
            return [f"{'_or_'.join(_names(gate.ways))}_to_{snake('_and_'.join(gate.names))}"]
        case _:
            return _names(gate)


def _bond_name(design: Design, kept: KeptRow, row: str, bond: Bond) -> str:
    """Name those whom a bond lets in: `organizer_of_event`, `recruiter_of_company_of_job`."""
    if bond.column == kept.key and bond.group is None and not bond.hops:
        return row
    between = [snake(design.tables[hop.table].model) for hop in reversed(bond.hops)]
    named = _OF_KEYS.sub("", bond.column)
    if bond.group is not None:
        own = [] if bond.column == kept.key and not bond.hops else [named]
        who = _names(() if bond.role is None else (bond.role,)) or ["member"]
        return "_of_".join([*who, *own, *between, row])
    return "_of_".join([named, *between, row])


def admission_view(design: Design) -> AdmissionView:
    """Prepare admission.py."""
    package = design.package
    rows, ways = _kept_rows(design), _all_ways(design)
    groups = any(bond.group is not None for each in rows for bond in each.bonds)
    asks = [person_of(design)] if any(ways) or groups else []
    asked = bool(rows) or any(each.kept_members for each in design.endpoints)
    several = any(len(each) > 1 for each in (*ways, *(row.bonds for row in rows)))
    tables = {hop.table for each in rows for bond in each.bonds for hop in bond.hops}
    imports = [
        *([Import("fastapi", "Request")] if asked else []),
        Import("sqlalchemy", "select"),
        *([Import("sqlalchemy", "or_")] if several else []),
        Import(f"{package}.database", "Session"),
        Import(f"{package}.errors", "ForbiddenError"),
        *reader_imports(design, rows),
        Import(f"{package}.owners", "OwnerKey"),
        *(model_import(design, each) for each in asks),
        *(model_import(design, design.resources[each.resource]) for each in rows),
        *(table_import(design, design.tables[each]) for each in sorted(tables)),
    ]
    return AdmissionView(
        module=module(package, "admission.py", uses_line(package, "", imports), imports),
        gates=tuple(_gate(design, name, each) for each, name in _gate_names(design).items()),
    )


def _all_ways(design: Design) -> list[tuple[WayIn, ...]]:
    """Return what the rows of people are asked for, gate by gate."""
    found = [each.admits for each in design.endpoints if each.kept_row is None]
    found += [each.unless for each in _kept_rows(design)]
    return [*found, *(one.ways for each in design.endpoints for one in each.kept_members)]


@once
def _kept_rows(design: Design) -> tuple[KeptRow, ...]:
    kept = (each.kept_row for each in design.endpoints)
    return tuple(dict.fromkeys(each for each in kept if each is not None))


def _names(ways: tuple[WayIn, ...]) -> list[str]:
    return [name for way in ways for name in way.values or (way.column.removeprefix("is_"),)]


def _gate(design: Design, name: Emitted, gate: Gate) -> Function:
    parameters: tuple[Code, ...] = ("own_key: OwnerKey", "session: Session")
    match gate:
        case KeptRow():
            about, body = _by_row(design, gate)
        case KeptMembers():
            about, body = _by_members(design, gate)
        case _:
            about = "Let only those pass whose row says that they may."
            body = _by_role(design, gate, _ROLE)
    if isinstance(gate, KeptRow | KeptMembers):
        parameters = ("request: Request", *parameters)
    return function(
        signature(name, parameters, "None"),
        docstring(about, fallback="Let only those pass who may.", indent=_STEP),
        body,
        indent=0,
    )


def _by_members(design: Design, members: KeptMembers) -> tuple[str, list[Statement]]:
    """Look into the body; who brings nothing of the kind passes."""
    listed = ", ".join(string(each) for each in members.names)
    about = f"Let only those bring {' and '.join(members.names)} whose row says that they may."
    statements: list[Statement] = [
        "sent = await request.json()",
        f"if not isinstance(sent, dict) or sent.keys().isdisjoint(({listed},)):",
        Nested("return"),
        *_by_role(design, members.ways, _ROLE),
    ]
    return about, statements


def _by_row(design: Design, kept: KeptRow) -> tuple[str, list[Statement]]:
    """Look for the row; then for what lets the caller in."""
    resource = design.resources[kept.resource]
    table = table_of(design, resource)
    key = f"{table.model}.{identifier(kept.key)}"
    name, read = read_key(design, kept)
    ties = [tied(design, table, each, each.hops) for each in kept.bonds]
    any_tie = ties[0] if len(ties) == 1 else call("or_", *ties)
    refusal = _by_role(design, kept.unless, _OTHERS) if kept.unless else None
    refusal = refusal or [_OTHERS, "raise ForbiddenError(detail)"]
    statements: list[Statement] = [
        read,
        prefixed("row = ", call(f"select({key}).where", f"{key} == {name}")),
        "if await session.scalar(row) is None:",
        Nested("return"),
        prefixed("query = ", call("row.where", any_tie)),
        "if await session.scalar(query) is None:",
        *(Nested(each) for each in refusal),
    ]
    others = ", or whose own row says so" if kept.unless else ""
    about = f"Let only those pass whose {words(resource.singular)} it is{others}."
    return about, statements


def tied(
    design: Design, table: Table, bond: Bond, hops: tuple[Hop, ...], caller: str = "own_key"
) -> Code:
    """Return the condition that a row names the caller, or leads to one that does."""
    if hops:
        target = design.tables[hops[0].table]
        column = f"{table.model}.{identifier(hops[0].column)}"
        referred = f"{target.model}.{identifier(hops[0].referred)}"
        below = call(f"select({referred}).where", tied(design, target, bond, hops[1:], caller))
        return call(f"{column}.in_", below)
    column = f"{table.model}.{identifier(bond.column)}"
    if bond.group is None:
        return f"{column} == {caller}"
    people = table_of(design, person_of(design))
    own: list[Code] = [f"{people.model}.{identifier(people.key.name)} == {caller}"]
    own += [] if bond.role is None else [says(people.model, bond.role)]
    group = f"{people.model}.{identifier(bond.group)}"
    return call(f"{column}.in_", call(f"select({group}).where", *own))


def _by_role(design: Design, ways: tuple[WayIn, ...], detail: str) -> list[Statement]:
    people = table_of(design, person_of(design))
    key = f"{people.model}.{identifier(people.key.name)}"
    told = [says(people.model, each) for each in ways]
    allowed = told[0] if len(told) == 1 else call("or_", *told)
    return [
        prefixed("query = ", call(f"select({key}).where", f"{key} == own_key", allowed)),
        "if await session.scalar(query) is None:",
        Nested(detail),
        Nested("raise ForbiddenError(detail)"),
    ]


def says(model: str, way: WayIn) -> Code:
    """Return the condition that the row of somebody says so."""
    column = f"{model}.{identifier(way.column)}"
    match way.values:
        case ():
            return column
        case (only,):
            return f"{column} == {string(only)}"
        case _:
            return call(f"{column}.in_", listing(*map(string, way.values)))
