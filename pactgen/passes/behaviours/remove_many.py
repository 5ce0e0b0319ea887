"""What operations do with many rows at once: remove, count, or list the values of all, or some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import ClearRows, CountRows, Custom, ListValues, Summarize
from pactgen.ir.inputs import FilterRole, KeyRole, ScopeRole, SearchRole
from pactgen.passes.behaviours.link_lists import named_column
from pactgen.passes.behaviours.told_removals import only_asked, told_otherwise
from pactgen.passes.reading.columns import alike, storage_of
from pactgen.passes.reading.read_bulk import Keys
from pactgen.passes.resources.find_ties import named_in
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.database import Column, ColumnKind
    from pactgen.ir.inputs import Role
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

Roles = tuple[tuple["Parameter", "Role"], ...]


def unclear(contract: Contract, one: Sighting, stored: Stored, roles: Roles) -> str | None:
    """Return why nobody can tell which rows go; None where the inputs say it.

    What narrows a list may be passed over; passed over here, it would remove rows that were meant
    to stay.
    """
    named = keys_brought(contract, one, stored)
    if named is not None and keys_column(contract, one, stored) is None:
        return f"Its list names what is deleted by another key than that of a {stored.kept.name}."
    known = FilterRole | SearchRole | KeyRole | ScopeRole
    for parameter, role in roles:
        if parameter.location in {"query", "path"} and not isinstance(role, known):
            name = parameter.name
            return f"Which rows it deletes depends on input that no rule explains: `{name}`."
    return None if named is not None else told_otherwise(one, stored, roles)


def selecting(
    contract: Contract,
    one: Sighting,
    stored: Stored,
    verdict: Verdict,
    roles: Roles,
    *,
    says_count: bool,
) -> ClearRows | CountRows | ListValues | Summarize | Custom:
    """Return what is counted, removed, listed or measured of many rows."""
    if verdict.name == "values":
        return _values(one, stored)
    if verdict.name == "summary":
        return Summarize(
            resource=stored.kept.name, figures=verdict.figures, grouping=verdict.grouping
        )
    if verdict.name == "count":
        return CountRows(resource=stored.kept.name)
    column, named = keys_column(contract, one, stored), keys_brought(contract, one, stored)
    return ClearRows(
        resource=stored.kept.name,
        column=None if column is None else column.name,
        attribute=None if named is None else named.attribute,
        counts=says_count,
        only_asked=named is None and only_asked(one, stored, roles),
    )


def _values(one: Sighting, stored: Stored) -> ListValues | Custom:
    """Return which values are listed: those of a column that keeps texts, or lists of them."""
    column = next((each for each in stored.table.columns if each.wire_name == one.values), None)
    in_lists = column is not None and column.kind == "json" and column.declared is None
    if column is None or column.secret or not (in_lists or column.kind == "text"):
        return Custom(reason=f"No column of a {stored.kept.name} keeps `{one.values}` as a text.")
    return ListValues(resource=stored.kept.name, column=column.name, in_lists=in_lists)


def keys_brought(contract: Contract, one: Sighting, stored: Stored) -> Keys | None:
    """Return the keys in the body; those of links name what is linked, whatever they are called."""
    if one.keys is not None or stored.kept.links is None:
        return one.keys
    named = named_in(contract, one)
    if named is None or not named.many:
        return None
    return Keys(items=named.value, member=named.wire_name, attribute=named.attribute)


def keys_column(contract: Contract, one: Sighting, stored: Stored) -> Column | None:
    """Return the column that the keys in the body are values of."""
    named = keys_brought(contract, one, stored)
    if named is None:
        return None
    given = storage_of(contract, named.items).kind
    table = stored.table
    if stored.kept.links is not None:
        return _fitting(given, [named_column(one, stored)])
    wanted = [table.column(stored.lookup), table.key]
    if named.member is not None and bare(named.member) in {"id", "ids"}:
        wanted.reverse()
    return _fitting(given, wanted)


def _fitting(given: ColumnKind, columns: Iterable[Column]) -> Column | None:
    return next((each for each in columns if alike(each.kind, given)), None)
