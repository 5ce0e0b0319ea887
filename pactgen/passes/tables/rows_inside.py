"""Rows of another resource that answers show inside a row: `pets` of an owner, `owner` of a pet.

Location: pactgen/passes/tables/rows_inside.py. Used by `design_tables`. Where a column names the
row, what is shown is read from there: what the row kept itself would stay empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import storage
from pactgen.ir.database import Relation
from pactgen.passes.reading.columns import alike, storage_of
from pactgen.passes.reading.shapes import is_object, items_of, shape_of
from pactgen.passes.resources.groups import shown_components
from pactgen.passes.tables.drafts import drafts_of
from pactgen.passes.words.names import singular, snake
from pactgen.passes.words.phrases import QUALIFIERS
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import Column, ForeignKey, Table
    from pactgen.passes.reading.shapes import Shape
    from pactgen.passes.tables.desk import Desk, Draft, Stored


def with_rows_inside(desks: Mapping[str, Desk], every: Mapping[str, Stored]) -> dict[str, Stored]:
    """Read what no body brings from the rows that refer to theirs, or that theirs refer to."""
    found = dict(every)
    for name, desk in desks.items():
        lists: dict[str, list[Draft]] = {}
        for draft in drafts_of(desk):
            others = list(_candidates(desk, found, found[name], draft))
            if len(others) == 1:
                lists.setdefault(others[0].kept.name, []).append(draft)
        for other, drafts in lists.items():
            one = _one_of(drafts, found[other])
            if one is not None:
                found[name] = _with_list(desk, found[name], one, found[other])
    for name, desk in desks.items():
        for draft in drafts_of(desk):
            named = list(_named_by(desk, found, found[name], draft))
            if len(named) == 1:
                found[name] = _with_row(desk, found[name], draft, *named[0])
    return found


def _named_by(
    desk: Desk, every: Mapping[str, Stored], stored: Stored, draft: Draft
) -> Iterator[tuple[Column, Column, Stored]]:
    """Yield the columns that may name the row that an object shows: `owner_id` of `owner`.

    One that nothing makes a foreign key of may name no row: there must be an answer for that.
    """
    if draft.inputs or not draft.answers or _kept(stored, draft) is None:
        return
    required = any(each.required for each in draft.answers)
    for column in stored.table.columns:
        for other in every.values():
            target = _target(column, other)
            if (
                target is not None
                and other is not stored
                and bare(column.wire_name) in _keys_of(draft, target)
                and not (required and (column.nullable or column.references is None))
                and all(_fits(desk.contract, other, each.schema) for each in draft.answers)
                and _may_be_seen(stored, other)
                and not _leads_to(every, other.table, stored.table)
            ):
                yield column, target, other


def _target(column: Column, other: Stored) -> Column | None:
    """Return the column of other rows whose values a column repeats, if it may."""
    if column.references is None:
        return other.table.key if column.kind == other.table.key.kind else None
    if column.references.table != other.table.name or column.references.implied:
        return None
    return other.table.column(column.references.column)


def _keys_of(draft: Draft, target: Column) -> set[str]:
    """Return what a column is called that names the row of an object."""
    words = (bare(target.wire_name), "id", "key", "number", "code")
    return {bare(draft.name) + word for word in words}


def _fits(contract: Contract, other: Stored, schema: Schema) -> bool:
    """Whether it is an object of such a row as it is shown by itself, or of some columns."""
    if not is_object(contract, schema):
        return False
    shape = shape_of(contract, schema)
    if shape.component in shown_components(contract, other.kept):
        return _agrees(contract, other, shape)
    columns = {each.wire_name for each in other.table.columns if not each.secret}
    names = {each.name for each in shape.properties}
    return bool(names) and names <= columns and _agrees(contract, other, shape)


def _one_of(drafts: list[Draft], other: Stored) -> Draft | None:
    """Return the list that shows all rows of a resource: the only one, or what is called so."""
    called = [each for each in drafts if _is_called(each, other)]
    chosen = called if len(drafts) > 1 else drafts
    return chosen[0] if len(chosen) == 1 else None


def _is_called(draft: Draft, other: Stored) -> bool:
    return bare(singular(draft.name)) == bare(singular(other.kept.noun))


def _candidates(
    desk: Desk, every: Mapping[str, Stored], stored: Stored, draft: Draft
) -> Iterator[Stored]:
    """Yield the resources whose rows a list may show, all of them: `recentPets` are some."""
    if draft.inputs or not draft.answers or _kept(stored, draft) is None:
        return
    if QUALIFIERS & set(snake(draft.name).split("_")) - {"all"}:
        return
    for other in every.values():
        if (
            other is not stored
            and _naming(stored, other) is not None
            and all(_shows(desk.contract, other, draft, each.schema) for each in draft.answers)
            and _may_be_seen(stored, other)
            and not _leads_to(every, other.table, stored.table)
        ):
            yield other


def _kept(stored: Stored, draft: Draft) -> Column | None:
    """Return the column that would keep the list."""
    kept = {each.name: each for each in stored.table.columns if each.kind == "json"}
    return kept.get(draft.attribute)


def _shows(contract: Contract, other: Stored, draft: Draft, schema: Schema) -> bool:
    """Whether it is a list of the rows as they are shown by themselves, or of some columns."""
    items = items_of(contract, schema)
    if items is None:
        return False
    shape = shape_of(contract, items)
    if not _fits(contract, other, items):
        return False
    if shape.component in shown_components(contract, other.kept):
        return True
    names = {each.name for each in shape.properties}
    return other.table.key.wire_name in names and _is_called(draft, other)


def _agrees(contract: Contract, other: Stored, shape: Shape) -> bool:
    """Whether the columns hold what the properties that are called like them show."""
    columns = {each.wire_name: each for each in other.table.columns}
    return all(
        alike(columns[each.name].kind, storage_of(contract, each.schema).kind)
        for each in shape.properties
        if each.name in columns
    )


def _may_be_seen(stored: Stored, other: Stored) -> bool:
    """Whether who may see the row may see those below it: rows kept to their makers are not."""
    keeps = other.owner is not None and bool(other.owner.keeping)
    return not keeps or (stored.owner is not None and bool(stored.owner.keeping))


def _leads_to(every: Mapping[str, Stored], table: Table, target: Table) -> bool:
    """Whether a row would be shown inside itself, or two modules would need each other first."""
    by_name = {one.table.name: one.table for one in every.values()}
    shown = [
        (one, by_name[each.table])
        for one in by_name.values()
        for each in one.relations
        if each.table in by_name and each.table != one.name
    ]
    waiting, seen = [table], set[str]()
    while waiting:
        one = waiting.pop()
        if one.name == target.name or (one.home == target.home != table.home):
            return True
        if one.name not in seen:
            seen.add(one.name)
            waiting += [inner for outer, inner in shown if outer.home == one.home]
    return False


def _naming(stored: Stored, other: Stored) -> tuple[Column, ForeignKey] | None:
    """Return the one column of the other rows that names the row, and what of it."""
    named = [
        (column, column.references)
        for column in other.table.columns
        if column.references is not None and column.references.table == stored.table.name
    ]
    return named[0] if len(named) == 1 else None


def _with_list(desk: Desk, stored: Stored, draft: Draft, other: Stored) -> Stored:
    named = _naming(stored, other)
    if named is None:
        return stored
    name, (above, key) = draft.attribute, named
    relation = Relation(
        name=name,
        table=other.table.name,
        many=True,
        pairs=((key.column, above.name),),
        order=(other.table.key.name,),
    )
    return _read_there(desk, stored, draft, other, above, relation)


def _with_row(
    desk: Desk, stored: Stored, draft: Draft, column: Column, target: Column, other: Stored
) -> Stored:
    relation = Relation(
        name=draft.attribute,
        table=other.table.name,
        many=False,
        pairs=((column.name, target.name),),
    )
    return _read_there(desk, stored, draft, other, column, relation)


def _read_there(
    desk: Desk, stored: Stored, draft: Draft, other: Stored, naming: Column, relation: Relation
) -> Stored:
    rest = desk.read_elsewhere(stored, {relation.name})
    told = storage.rows_inside(
        desk.kept.name, draft.name, other.kept.name, naming.name, draft.origins, many=relation.many
    )
    desk.decisions.append(told)
    relations = (*rest.table.relations, relation)
    return replace(rest, table=replace(rest.table, relations=relations))
