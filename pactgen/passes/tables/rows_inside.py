"""Rows of another resource that answers show inside a row: `pets` of an owner, `owner` of a pet.

Location: pactgen/passes/tables/rows_inside.py. Used by `design_tables`. Where a column names the
row, what is shown is read from there: what the row kept itself would stay empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import storage
from pactgen.ir.database import Relation
from pactgen.ir.shown_together import shown_together
from pactgen.passes.reading.columns import alike, storage_of
from pactgen.passes.reading.shapes import is_object, items_of, shape_of
from pactgen.passes.resources.groups import shown_components
from pactgen.passes.tables.drafts import drafts_of
from pactgen.passes.words.names import singular, snake
from pactgen.passes.words.phrases import QUALIFIERS
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import Column, ForeignKey, Table
    from pactgen.passes.reading.shapes import Shape
    from pactgen.passes.tables.desk import Desk, Draft, Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How what a property shows is read."""

    draft: Draft
    other: Stored
    """Whose rows they are."""
    naming: Column
    """The column by which one row names the other."""
    relation: Relation


def with_rows_inside(desks: Mapping[str, Desk], every: Mapping[str, Stored]) -> dict[str, Stored]:
    """Read what no body brings from the rows that refer to theirs, or that theirs refer to."""
    found = dict(every)
    referring = _referring(every)
    for name, desk in desks.items():
        below = referring.get(found[name].table.name, ())
        lists: dict[str, list[Way]] = {}
        for draft in _unwritten(desk, found[name]):
            ways = list(_to_lists(desk, found, found[name], draft, below))
            if len(ways) == 1:
                lists.setdefault(ways[0].other.kept.name, []).append(ways[0])
        for one in filter(None, map(_one_of, lists.values())):
            found[name] = _read_there(desk, found[name], one)
    for name, desk in desks.items():
        for draft in _unwritten(desk, found[name]):
            ways = list(_to_rows(desk, found, found[name], draft))
            if len(ways) == 1:
                found[name] = _read_there(desk, found[name], ways[0])
    return found


def _referring(every: Mapping[str, Stored]) -> dict[str, list[str]]:
    """Return whose rows name the rows of each table, the resources in their order."""
    found: dict[str, dict[str, None]] = {}
    for name, stored in every.items():
        for column in stored.table.columns:
            if column.references is not None:
                found.setdefault(column.references.table, {})[name] = None
    return {table: list(names) for table, names in found.items()}


def _unwritten(desk: Desk, stored: Stored) -> list[Draft]:
    """Return what answers show, no body brings, and a column would keep as it is."""
    kept = {each.name for each in stored.table.columns if each.kind == "json"}
    return [
        each
        for each in drafts_of(desk)
        if each.answers and not each.inputs and each.inner is None and each.attribute in kept
    ]


def _to_rows(
    desk: Desk, every: Mapping[str, Stored], stored: Stored, draft: Draft
) -> Iterator[Way]:
    """Yield the columns that may name the row that an object shows: `owner_id` of `owner`.

    One that nothing makes a foreign key of may name no row: there must be an answer for that.
    """
    required = any(each.required for each in draft.answers)
    called = bare(draft.name)
    named_after = [each for each in stored.table.columns if bare(each.wire_name).startswith(called)]
    for column in named_after:
        for other in every.values():
            target = _target(column, other)
            if (
                target is not None
                and other is not stored
                and bare(column.wire_name) in keys_of(draft, target)
                and not (required and (column.nullable or column.references is None))
                and all(_fits(desk.contract, other, each.schema) for each in draft.answers)
                and may_show(every, stored, other)
            ):
                relation = Relation(
                    name=draft.attribute,
                    table=other.table.name,
                    many=False,
                    pairs=((column.name, target.name),),
                )
                yield Way(draft=draft, other=other, naming=column, relation=relation)


def _target(column: Column, other: Stored) -> Column | None:
    """Return the column of other rows whose values a column repeats, if it may."""
    if column.references is None:
        return other.table.key if column.kind == other.table.key.kind else None
    if column.references.table != other.table.name or column.references.implied:
        return None
    return other.table.column(column.references.column)


def keys_of(draft: Draft, target: Column) -> set[str]:
    """Return what a column is called that names the row of an object."""
    words = (bare(target.wire_name), "id", "key", "number", "code")
    return {bare(draft.name) + word for word in words}


def _fits(contract: Contract, other: Stored, schema: Schema) -> bool:
    """Whether it is an object of such a row as it is shown by itself, or of some columns."""
    if not is_object(contract, schema):
        return False
    shape = shape_of(contract, schema)
    if not _agrees(contract, other, shape):
        return False
    columns = {each.wire_name for each in other.table.columns if not each.secret}
    names = {each.name for each in shape.properties}
    return is_whole_row(contract, other, shape) or (bool(names) and names <= columns)


def is_whole_row(contract: Contract, other: Stored, shape: Shape) -> bool:
    """Whether it is the row as it is shown by itself."""
    return shape.component in shown_components(contract, other.kept)


def _one_of(lists: list[Way]) -> Way | None:
    """Return the list that shows all rows of a resource: the only one, or what is called so."""
    called = [each for each in lists if _is_called(each.draft, each.other)]
    chosen = called if len(lists) > 1 else lists
    return chosen[0] if len(chosen) == 1 else None


def _is_called(draft: Draft, other: Stored) -> bool:
    return bare(singular(draft.name)) == bare(singular(other.kept.noun))


def _to_lists(
    desk: Desk,
    every: Mapping[str, Stored],
    stored: Stored,
    draft: Draft,
    below: Iterable[str],
) -> Iterator[Way]:
    """Yield the resources whose rows a list may show, all of them: `recentPets` are some."""
    if QUALIFIERS & set(snake(draft.name).split("_")) - {"all"}:
        return
    for other in map(every.__getitem__, below):
        named = _naming(stored, other)
        if (
            named is not None
            and other is not stored
            and all(_shows(desk.contract, other, draft, each.schema) for each in draft.answers)
            and may_show(every, stored, other)
        ):
            column, key = named
            relation = Relation(
                name=draft.attribute,
                table=other.table.name,
                many=True,
                pairs=((key.column, column.name),),
                order=(other.table.key.name,),
            )
            yield Way(draft=draft, other=other, naming=column, relation=relation)


def _shows(contract: Contract, other: Stored, draft: Draft, schema: Schema) -> bool:
    """Whether it is a list of the rows as they are shown by themselves, or of some columns."""
    items = items_of(contract, schema)
    if items is None or not _fits(contract, other, items):
        return False
    shape = shape_of(contract, items)
    names = {each.name for each in shape.properties}
    is_part = other.table.key.wire_name in names and _is_called(draft, other)
    return is_part or is_whole_row(contract, other, shape)


def _agrees(contract: Contract, other: Stored, shape: Shape) -> bool:
    """Whether the columns hold what the properties that are called like them show."""
    columns = {each.wire_name: each for each in other.table.columns}
    return all(
        alike(columns[each.name].kind, storage_of(contract, each.schema).kind)
        for each in shape.properties
        if each.name in columns
    )


def may_show(every: Mapping[str, Stored], stored: Stored, other: Stored) -> bool:
    """Whether rows may show those of another resource, as far as the tables are concerned.

    Who may see a row must be let see those: rows kept to their makers are not for everybody. No row
    is shown inside itself, and of two modules one is imported first.
    """
    keeps = other.owner is not None and bool(other.owner.keeping)
    if keeps and not (stored.owner is not None and bool(stored.owner.keeping)):
        return False
    return not (
        _shows_inside(every, other.table, stored.table)
        or _leads_back(every, other.table, stored.table)
    )


def _leads_back(every: Mapping[str, Stored], table: Table, target: Table) -> bool:
    """Whether the module of a table needs that of the other one, however far away."""
    reached = shown_together((each.table for each in every.values()), table)
    return table.home != target.home and any(each.home == target.home for each in reached)


def _shows_inside(every: Mapping[str, Stored], table: Table, sought: Table) -> bool:
    """Whether rows show those of another table, however deep."""
    shown = {each.table.name: each.table.relations for each in every.values()}
    waiting, seen = [table.name], set[str]()
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += [each.table for each in shown.get(one, ())]
    return sought.name in seen


def _naming(stored: Stored, other: Stored) -> tuple[Column, ForeignKey] | None:
    """Return the one column of the other rows that names the row, and what of it."""
    named = [
        (column, column.references)
        for column in other.table.columns
        if column.references is not None and column.references.table == stored.table.name
    ]
    return named[0] if len(named) == 1 else None


def _read_there(desk: Desk, stored: Stored, way: Way) -> Stored:
    rest = desk.read_elsewhere(stored, {way.relation.name})
    told = storage.rows_inside(
        desk.kept.name,
        way.draft.name,
        way.other.kept.name,
        way.naming.name,
        way.draft.origins,
        many=way.relation.many,
    )
    desk.decisions.append(told)
    relations = (*rest.table.relations, way.relation)
    return replace(rest, table=replace(rest.table, relations=relations))
