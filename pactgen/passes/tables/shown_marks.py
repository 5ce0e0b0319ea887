"""What answers show of marks: whether whoever is calling has made one, and how many there are.

Location: pactgen/passes/tables/shown_marks.py. Used by `design_tables`. A column would say of
everybody what one person said, and a number beside the rows that it counts would soon be wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import ownership
from pactgen.ir.database import Derived, Relation
from pactgen.passes.tables.drafts import drafts_of
from pactgen.passes.words.marks import called_by, counts_of, flags_of, made_of
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.database import Column
    from pactgen.passes.tables.desk import Desk, Stored


def with_shown_marks(desks: Mapping[str, Desk], every: Mapping[str, Stored]) -> dict[str, Stored]:
    """Have what answers show of marks computed from the marks, in place of columns."""
    found = dict(every)
    for marks in every.values():
        target = marks.scopes[-1].parent if marks.kept.is_mark and marks.scopes else None
        if target is None or marks.owner is None:
            continue
        for name in dict.fromkeys((target, marks.owner.person)):
            found[name] = _with_figures(desks[name], found[name], marks)
    return found


def _with_figures(desk: Desk, stored: Stored, marks: Stored) -> Stored:
    told = {column.name: figure for column, figure in _figures(desk, stored, marks)}
    if not told:
        return stored
    rest = desk.read_elsewhere(stored, told)
    evidence = tuple(one.operation.origin for one in marks.kept.sightings)
    for name, each in told.items():
        desk.decisions.append(
            ownership.of_marks(
                desk.kept.name, name, marks.kept.name, evidence, counts=each.figure == "count"
            )
        )
    return replace(rest, table=replace(rest.table, derived=(*rest.table.derived, *told.values())))


def _figures(desk: Desk, stored: Stored, marks: Stored) -> Iterator[tuple[Column, Derived]]:
    """Yield the properties that tell of the marks, and how."""
    mark, brought = called_by(marks.kept.noun), _brought(desk)
    owner = None if marks.owner is None else marks.owner.column
    bears = marks.scopes[-1].parent == desk.kept.name
    makes = marks.owner is not None and marks.owner.person == desk.kept.name
    for column in stored.table.columns:
        name = bare(column.wire_name)
        if column.primary_key or column.name in brought or column.references is not None:
            continue
        counted = column.kind in {"integer", "bigint"}
        if bears and column.kind == "boolean" and name in flags_of(mark):
            mine = _derived(column, stored, marks, marks.scopes[-1].column)
            yield column, replace(mine, figure="mine", column=owner)
        elif bears and counted and name in counts_of(mark):
            yield column, _derived(column, stored, marks, marks.scopes[-1].column)
        elif makes and counted and owner is not None and name in made_of(mark):
            yield column, _derived(column, stored, marks, owner)


def _brought(desk: Desk) -> frozenset[str]:
    """Return the properties that bodies bring: those are what the bodies say."""
    return frozenset(draft.attribute for draft in drafts_of(desk) if draft.inputs)


def _derived(column: Column, stored: Stored, marks: Stored, by: str) -> Derived:
    """Return the number of marks whose column names the row."""
    reference = marks.table.column(by).references
    own = stored.table.key.name if reference is None else reference.column
    relation = Relation(
        name=f"{column.name}_marks", table=marks.table.name, many=True, pairs=((own, by),)
    )
    return Derived(name=column.name, relation=relation, figure="count")
