"""Which row of the path must be the caller's: `Only the organizer of the event may list them`.

Location: pactgen/passes/endpoints/kept_rows.py. Used by `design_endpoints`. Read are operations
that document a 403, whose tokens tell who is calling and that keep to nobody's rows otherwise. One
column of the row must be called as the person is, or of a row that it leads up to where that is
spoken of: `the owner of the league` of a season. `told_owners` sees to rows that are changed or
removed and say themselves whose they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import Bond, CallerRole, Hop, KeptRow, KeyRole, ScopeRole
from pactgen.passes.endpoints.told_owners import column_naming, is_called, people_alone, told_of
from pactgen.passes.endpoints.ways_in import spelled
from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.inputs import Input
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.endpoints.told_owners import Alone
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_MADE_IT: Final = frozenset({"owner", "author", "creator"})
_MOST: Final = 3
"""Steps up to the row that says whose something is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A row, and how the path leads to it."""

    named: Input
    start: Stored
    """The row that the path names."""
    key: str
    row: Stored
    above: tuple[Hop, ...] = ()


def kept_row(
    context: Context,
    one: Sighting,
    verdict: Verdict,
    inputs: tuple[Input, ...],
    caller: Input | None,
) -> KeptRow | None:
    """Return the innermost row of the path that names such a person; None where none does."""
    stored = context.stored.get(verdict.resource or "")
    keeps = caller is not None and caller.role != CallerRole()
    if stored is None or context.person is None or keeps or verdict.of_caller:
        return None
    if not tells_caller(context.contract, one.operation):
        return None
    told = told_of(context, one.operation)
    alone = set() if told is None else set(people_alone(*told.sentences))
    if told is None or len({each.noun for each in alone}) != 1:
        return None
    for reached in _reached(context, stored, inputs):
        owner = _owner(context, context.person, reached.row, alone)
        if owner is not None and _is_meant(reached, alone):
            return KeptRow(
                resource=reached.start.kept.name,
                named=reached.named.name,
                key=reached.key,
                bonds=(Bond(column=owner, hops=reached.above),),
                unless=told.unless,
            )
    return None


def kept_above(kept: KeptRow | None) -> str:
    """Say whose the row must be, and who else is let in, for the decision."""
    if kept is None:
        return ""
    ways = "".join(f", or the caller's {spelled(each)}" for each in kept.unless)
    told = " or ".join(_spelled(kept.resource, each) for each in kept.bonds)
    return f" {told}{ways}, as it is described: others are answered 403."


def _spelled(resource: str, bond: Bond) -> str:
    """Say what ties the caller to the row."""
    behind = "".join(f" of the row of `{hop.table}`" for hop in reversed(bond.hops))
    whose = "the caller" if bond.group is None else f"the `{bond.group}` of the caller"
    role = "" if bond.role is None else f", whose {spelled(bond.role)}"
    return f"`{bond.column}`{behind} of the {resource} must name {whose}{role}"


def _is_meant(reached: Reached, alone: set[Alone]) -> bool:
    """Whether it is the thing that is spoken of; a row that the path names needs no word."""
    things = {bare(each.thing) for each in alone if each.thing}
    return bare(reached.row.kept.name) in things if things else not reached.above


def _reached(context: Context, stored: Stored, inputs: tuple[Input, ...]) -> Iterator[Reached]:
    """Yield the rows that the path names, the innermost first, then those that they lead up to.

    What stands first in a path is what it is about: `/seasons/{id}/teams/{team}` adds to a season.
    """
    named = list(named_rows(context, stored, inputs))
    yield from named
    for each in reversed(named):
        yield from _above(context, each)


def _above(context: Context, reached: Reached) -> Iterator[Reached]:
    """Yield the rows that this one refers to, the nearest first, and what these refer to."""
    owners = {each.table.name: each for each in context.stored.values()}
    waiting, seen = [reached], {reached.row.table.name}
    while waiting:
        below = waiting.pop(0)
        for column in below.row.table.columns if len(below.above) < _MOST else ():
            target = column.references
            above = None if target is None else owners.get(target.table)
            if target is None or above is None or above.table.name in seen:
                continue
            seen.add(above.table.name)
            step = Hop(column=column.name, table=above.table.name, referred=target.column)
            found = Reached(
                named=below.named,
                start=below.start,
                key=below.key,
                row=above,
                above=(*below.above, step),
            )
            waiting.append(found)
            yield found


def named_rows(context: Context, stored: Stored, inputs: tuple[Input, ...]) -> Iterator[Reached]:
    """Yield what the path names by one column each, the innermost first."""
    for each in reversed(inputs):
        role = each.role
        if each.parameter.location != "path":
            continue
        if isinstance(role, KeyRole) and _tells_one(stored, role.column):
            yield Reached(named=each, start=stored, key=role.column, row=stored)
        elif isinstance(role, ScopeRole):
            above = context.stored.get(role.parent or "")
            key = None if above is None else _key_of(context, stored, role, above)
            if above is not None and key is not None and _tells_one(above, key):
                yield Reached(named=each, start=above, key=key, row=above)


def _tells_one(stored: Stored, key: str) -> bool:
    """Whether no two rows have the same value: half of a key names many."""
    return stored.table.has_key_in({key}) or stored.table.column(key).unique


def _owner(context: Context, person: str, row: Stored, alone: set[Alone]) -> str | None:
    """Return the column that is called as the person is; who made a row is its owner as well."""
    noun = next(iter(alone)).noun
    column = column_naming(context, person, row, noun)
    if column is None or row.kept.name == person or noun in _MADE_IT:
        return column
    return column if is_called(column, noun) else None


def _key_of(context: Context, stored: Stored, role: ScopeRole, above: Stored) -> str | None:
    """Return the column of the row above that the parameter names; None where several do it."""
    if role.named_by:
        return role.named_by[0][1] if len(role.named_by) == 1 else None
    if role.key is not None:
        return role.key
    below = stored if role.through is None else context.stored[role.through]
    column = next((each for each in below.table.columns if each.name == role.column), None)
    target = None if column is None else column.references
    named = target is not None and target.table == above.table.name
    return target.column if target is not None and named else above.table.key.name
