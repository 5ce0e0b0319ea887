"""Which row of the path must be the caller's: `Only the organizer of the event may list them`.

Location: pactgen/passes/endpoints/kept_rows.py. Used by `design_endpoints`. Read are operations
that document a 403, whose tokens tell who is calling and that keep to nobody's rows otherwise; one
column of the row, or of one above it, must be called as the person is. `told_owners` sees to rows
that are changed or removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import CallerRole, KeptRow, KeyRole, ScopeRole
from pactgen.passes.endpoints.told_owners import column_naming, is_called, people_alone, told_of
from pactgen.passes.endpoints.ways_in import spelled
from pactgen.passes.reading.callers import tells_caller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.inputs import Input
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_MADE_IT: Final = frozenset({"owner", "author", "creator"})


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
    nouns = set() if told is None else set(people_alone(*told.sentences))
    if told is None or len(nouns) != 1:
        return None
    noun = nouns.pop()
    for each, row, key in _named_rows(context, stored, inputs):
        owner = _owner(context, context.person, row, noun)
        if owner is not None:
            return KeptRow(
                resource=row.kept.name,
                named=each.name,
                key=key,
                owner=owner,
                unless=told.unless,
            )
    return None


def kept_above(kept: KeptRow | None) -> str:
    """Say whose the row must be, and who else is let in, for the decision."""
    if kept is None:
        return ""
    ways = "".join(f", or the caller's {spelled(each)}" for each in kept.unless)
    whose = f"`{kept.owner}` of the {kept.resource} must name the caller{ways}"
    return f" {whose}, as it is described: others are answered 403."


def _named_rows(
    context: Context, stored: Stored, inputs: tuple[Input, ...]
) -> Iterator[tuple[Input, Stored, str]]:
    """Yield what the path names by one column each, the innermost first, with that column."""
    for each in reversed(inputs):
        role = each.role
        if each.parameter.location != "path":
            continue
        if isinstance(role, KeyRole):
            yield each, stored, role.column
        elif isinstance(role, ScopeRole):
            above = context.stored.get(role.parent or "")
            key = None if above is None else _key_of(context, stored, role, above)
            if above is not None and key is not None:
                yield each, above, key


def _owner(context: Context, person: str, row: Stored, noun: str) -> str | None:
    """Return the column that is called as the person is; who made a row is its owner as well."""
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
