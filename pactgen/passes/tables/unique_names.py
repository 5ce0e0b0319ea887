"""Names that are unique below a parent only, as every path to them leads through it.

Location: pactgen/passes/tables/unique_names.py. Used by `design_tables`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import storage
from pactgen.passes.tables.drafts import drafts_of
from pactgen.passes.tables.fields import is_unique_by_word
from pactgen.passes.tables.relations import is_compound
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.passes.tables.desk import Desk, Stored


def with_names_below(desks: Mapping[str, Desk], related: Mapping[str, Stored]) -> dict[str, Stored]:
    """Let two parents have things of the same name, where nothing refers to the name alone."""
    referenced = {
        (column.references.table, column.references.column)
        for one in related.values()
        for column in one.table.columns
        if column.references is not None
    }
    return {
        name: _below_parent(
            desks[name], one, is_referenced=(one.table.name, one.lookup) in referenced
        )
        for name, one in related.items()
    }


def _below_parent(desk: Desk, stored: Stored, *, is_referenced: bool) -> Stored:
    if desk.kept.is_mark and stored.owner is not None:
        once = (*(scope.column for scope in stored.scopes), stored.owner.column)
        return replace(stored, table=replace(stored.table, uniques=(once,)))
    column = stored.table.column(stored.lookup)
    parent = _parent_column(desk, stored)
    if not column.unique or column.primary_key or parent is None:
        return stored
    if any(is_unique_by_word(desk, one) for one in drafts_of(desk) if one.attribute == column.name):
        return stored
    evidence = tuple(one.operation.origin for one in desk.kept.sightings[:4])
    decide = storage.name_everywhere if is_referenced else storage.name_below
    desk.decisions.append(decide(desk.kept.name, column.name, parent, evidence))
    if is_referenced:
        return stored
    table = replace(
        stored.table,
        columns=tuple(
            replace(one, unique=False) if one is column else one for one in stored.table.columns
        ),
        uniques=tuple(dict.fromkeys([*stored.table.uniques, (parent, column.name)])),
    )
    return replace(stored, table=table)


def _parent_column(desk: Desk, stored: Stored) -> str | None:
    """Return the column of the parent that stands before the name, in every path that has it."""
    found: set[str | None] = set()
    for one in (*desk.kept.sightings, *desk.kept.actions):
        if not one.place.is_item:
            continue
        before = one.place.scopes
        nested = bool(before) and not is_compound(one)
        scope = stored.scopes_in(one.place).get(before[-1].parameter) if nested else None
        found.add(None if scope is None else scope.column)
    return found.pop() if len(found) == 1 else None
