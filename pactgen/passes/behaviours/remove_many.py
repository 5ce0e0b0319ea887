"""What operations do with many rows at once: remove, count, or list the values of all, or some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import ClearRows, CountRows, Custom, ListValues, Summarize
from pactgen.ir.inputs import FilterRole, KeyRole, ScopeRole, SearchRole
from pactgen.passes.behaviours.told_removals import only_asked, told_otherwise
from pactgen.passes.reading.columns import alike, storage_of
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
    if one.keys is not None and keys_column(contract, one, stored) is None:
        return f"Its list names what is deleted by another key than that of a {stored.kept.name}."
    known = FilterRole | SearchRole | KeyRole | ScopeRole
    for parameter, role in roles:
        if parameter.location in {"query", "path"} and not isinstance(role, known):
            name = parameter.name
            return f"Which rows it deletes depends on input that no rule explains: `{name}`."
    return None if one.keys is not None else told_otherwise(one, stored, roles)


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
        return Summarize(resource=stored.kept.name, figures=verdict.figures)
    if verdict.name == "count":
        return CountRows(resource=stored.kept.name)
    column = keys_column(contract, one, stored)
    return ClearRows(
        resource=stored.kept.name,
        column=None if column is None else column.name,
        attribute=None if one.keys is None else one.keys.attribute,
        counts=says_count,
        only_asked=one.keys is None and only_asked(one, stored, roles),
    )


def _values(one: Sighting, stored: Stored) -> ListValues | Custom:
    """Return which values are listed: those of a column that keeps texts, or lists of them."""
    column = next((each for each in stored.table.columns if each.wire_name == one.values), None)
    in_lists = column is not None and column.kind == "json" and column.declared is None
    if column is None or column.secret or not (in_lists or column.kind == "text"):
        return Custom(reason=f"No column of a {stored.kept.name} keeps `{one.values}` as a text.")
    return ListValues(resource=stored.kept.name, column=column.name, in_lists=in_lists)


def keys_column(contract: Contract, one: Sighting, stored: Stored) -> Column | None:
    """Return the column that the keys in the body are values of."""
    if one.keys is None:
        return None
    given = storage_of(contract, one.keys.items).kind
    table = stored.table
    wanted = [table.column(stored.lookup), table.key]
    if one.keys.member is not None and bare(one.keys.member) in {"id", "ids"}:
        wanted.reverse()
    return _fitting(given, wanted)


def _fitting(given: ColumnKind, columns: Iterable[Column]) -> Column | None:
    return next((each for each in columns if alike(each.kind, given)), None)
