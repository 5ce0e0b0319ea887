"""Rows of which there is one: where the first comes from, what a write of it leaves as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.inputs import ScopeRole
from pactgen.passes.reading.shapes import input_shape_of
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_WRITES = frozenset({"post", "put", "patch"})


def springs(one: Sighting, stored: Stored) -> bool:
    """Whether the row comes into being with its defaults when it is first read.

    Only where operations may write it later and none must give a value. What can be removed and
    has a documented 404 is gone then, and not back to its defaults; a switch is off.
    """
    group = stored.kept.sightings
    if stored.kept.switch is not None:
        return True
    if not any(each.method in _WRITES for each in group):
        return False
    missed = one.operation.response("404") is not None
    if missed and any(each.method == "delete" for each in group):
        return False
    given = set(stored.columns_in(one.place).values())
    if stored.owner is not None and stored.owner.keeps(one):
        given.add(stored.owner.column)
    return all(
        column.nullable or column.generated is not None or column.name in given
        for column in stored.table.columns
    )


def not_the_only_one(one: Sighting, stored: Stored) -> str | None:
    """Return why a path above the rows does not lead to one of them; None where it does.

    A schema document tells that a column has each value once.
    """
    name = one.place.scopes[-1].parameter
    role = stored.ways.get((one.operation.label, name))
    if isinstance(role, ScopeRole) and (role.within is None or role.by_parent):
        column = stored.table.column(role.column)
        if column.unique or stored.table.keys == (column,):
            return None
    return f"Nothing says that there is one {stored.kept.name} of each `{name}`."


def tells_several(one: Sighting, stored: Stored) -> bool:
    """Whether rows below a path are those of a view that has several of each, as its query says."""
    declared = stored.table.declared
    named = () if declared is None or not one.place.scopes else declared.identity
    ways = (stored.ways.get((one.operation.label, each.parameter)) for each in one.place.scopes)
    fixed = {way.column for way in ways if isinstance(way, ScopeRole)}
    keys = {column.name for column in stored.table.columns if column.stored_name in named}
    return not keys <= fixed


def leaves_the_rest(contract: Contract, one: Sighting) -> bool:
    """Whether a write changes what its body carries, and nothing else of the only row.

    PATCH does (RFC 5789). So does POST whose body need not carry anything: what it leaves out was
    not meant to go, as PUT would have it (RFC 9110, 9.3.4).
    """
    if one.method != "post" or one.body is None:
        return one.method == "patch"
    return _needs_nothing(contract, one.body)


def by_part(
    contract: Contract, one: Sighting, stored: Stored, verdict: Verdict, brought: Iterable[str]
) -> Verdict:
    """Tell PUT that changes what it brings from PUT that brings the whole row (RFC 9110, 9.3.4).

    A body that needs no member, not even of what every row has, would leave no row behind.
    """
    if verdict.name != "replace" or verdict.creates or verdict.stated or one.body is None:
        return verdict
    columns = {column.name: column for column in stored.table.columns}
    keys = {stored.lookup, *(column.name for column in stored.table.keys)}
    kept = [columns[name] for name in brought if name in columns and name not in keys]
    lost = [column for column in kept if not column.nullable or column.secret]
    if not lost or not _needs_nothing(contract, one.body):
        return verdict
    why = (
        f"{verdict.why} Its body needs none of its members, also not `{lost[0].wire_name}`, "
        "without which there is no row: what it leaves out stays."
    )
    return replace(verdict, name="update", why=why, level="MEDIUM")


def _needs_nothing(contract: Contract, body: Schema) -> bool:
    members = input_shape_of(contract, body).properties
    return bool(members) and not any(member.required for member in members)
