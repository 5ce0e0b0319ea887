"""Bodies that bring the key of a row which answers show as an object: `category: 3`.

Location: pactgen/passes/tables/referred_rows.py. Used by `design_tables`. The key is kept as a
foreign key, so that the object is read from the row itself: what the row kept of it would be
nothing that a body brings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.decisions import storage
from pactgen.ir.binding import NestedWrite
from pactgen.ir.database import Column, ForeignKey, Relation
from pactgen.passes.reading.columns import alike, storage_of
from pactgen.passes.reading.shapes import is_object, shape_of
from pactgen.passes.resources.find_resources import makes_rows
from pactgen.passes.tables.drafts import drafts_of
from pactgen.passes.tables.fields import may_be_null, must_have_value
from pactgen.passes.tables.links import is_address
from pactgen.passes.tables.relations import stated_relation
from pactgen.passes.tables.rows_inside import is_whole_row, keys_of, may_show
from pactgen.passes.words.names import singular
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.passes.tables.desk import Desk, Draft, Stored


_ROUNDS: Final = 3
"""How deep rows are shown in rows: of a device its type, of the type its maker."""


def with_referred_rows(desks: Mapping[str, Desk], every: Mapping[str, Stored]) -> dict[str, Stored]:
    """Make foreign keys of what names the rows that answers show as objects."""
    found = dict(every)
    board = _Board(
        desks=desks,
        every=found,
        drafts={name: drafts_of(desk) for name, desk in desks.items()},
        made=frozenset(name for name, one in every.items() if _is_made(one)),
    )
    for _ in range(_ROUNDS):
        before = dict(found)
        for name, desk in desks.items():
            for draft in board.drafts[name]:
                found[name] = _referring(board, desk, found[name], draft)
        if found == before:
            break
    return found


@dataclass(frozen=True, slots=True)
class _Board:
    """All resources, so that one can refer to another."""

    desks: Mapping[str, Desk]
    every: Mapping[str, Stored]
    drafts: Mapping[str, tuple[Draft, ...]]
    made: frozenset[str]
    """Those whose rows callers can make."""

    def of_table(self, table: str) -> Stored:
        """Return whose rows a table keeps."""
        return next(each for each in self.every.values() if each.table.name == table)


def _referring(board: _Board, desk: Desk, stored: Stored, draft: Draft) -> Stored:
    if draft.inner is not None or not draft.answers:
        return stored
    if not is_object(desk.contract, draft.answers[0].schema):
        return stored
    if draft.inputs:
        return _kept_as_key(board, desk, stored, draft)
    return _with_key_beside(board, desk, stored, draft) if draft.required else stored


def _kept_as_key(board: _Board, desk: Desk, stored: Stored, draft: Draft) -> Stored:
    """Keep `category: 3`, which answers show as `category: {"id": 3, …}`, as `category_id`."""
    own = next((each for each in stored.table.columns if each.name == draft.attribute), None)
    kinds = {storage_of(desk.contract, each.schema).kind for each in draft.inputs}
    name = f"{draft.attribute}_id"
    taken = any(each.name == name for each in stored.table.columns)
    if own is None or (own.kind != "json" and draft.attribute not in stored.unstorable):
        return stored
    if taken or len(kinds) != 1 or "json" in kinds or own.primary_key:
        return stored
    other = _shown(board, desk, stored, draft)
    if other is None or not alike(other.table.key.kind, kinds.pop()):
        return stored
    nullable = not draft.always_sent or any(may_be_null(desk, each) for each in draft.inputs)
    if nullable and any(must_have_value(desk, each) for each in draft.answers):
        return stored
    key = other.table.key
    column = Column(
        name=name,
        wire_name=f"{draft.name}_id",
        kind=key.kind,
        length=key.length,
        nullable=nullable,
        index=True,
        references=_reference(other, nullable=nullable),
    )
    relation = Relation(
        name=draft.attribute, table=other.table.name, many=False, pairs=((name, key.name),)
    )
    write = NestedWrite(
        attribute=draft.attribute,
        relation=relation,
        items="key",
        members=((key.name, name),),
        called=key.name,
    )
    desk.withdraw([f"stored/{desk.kept.name}.{draft.name}"])
    _say(desk, draft, name, other)
    rest = desk.read_elsewhere(stored, {draft.attribute})
    table = replace(
        rest.table,
        columns=(*rest.table.columns, column),
        relations=(*rest.table.relations, relation),
    )
    return replace(
        rest,
        table=table,
        nested=(*rest.nested, write),
        unstorable=tuple(each for each in rest.unstorable if each != draft.attribute),
    )


def _with_key_beside(board: _Board, desk: Desk, stored: Stored, draft: Draft) -> Stored:
    """Make a foreign key of the `category_id` that all bodies bring beside answers' `category`."""
    called = bare(draft.name)
    if not any(bare(each.wire_name).startswith(called) for each in stored.table.columns):
        return stored
    other = _shown(board, desk, stored, draft)
    if other is None:
        return stored
    named = keys_of(draft, other.table.key)
    brought = {each.attribute: each for each in board.drafts[desk.kept.name] if each.inputs}
    beside = [
        each
        for each in stored.table.columns
        if bare(each.wire_name) in named
        and alike(each.kind, other.table.key.kind)
        and each.references is None
        and not each.primary_key
        and each.name in brought
    ]
    if len(beside) != 1 or not brought[beside[0].name].always_sent:
        return stored
    column, own = beside[0], brought[beside[0].name]
    if stated_relation(desk, own) is False or any(may_be_null(desk, each) for each in own.inputs):
        return stored
    refers = replace(
        column,
        nullable=False,
        index=True,
        kind=other.table.key.kind,
        references=_reference(other, nullable=False),
    )
    desk.withdraw([f"relation/{desk.kept.name}.{column.name}"])
    _say(desk, draft, column.name, other)
    columns = tuple(refers if each is column else each for each in stored.table.columns)
    return replace(stored, table=replace(stored.table, columns=columns))


def _shown(board: _Board, desk: Desk, stored: Stored, draft: Draft) -> Stored | None:
    """Return whose rows answers show as this object: the only ones, as a whole or by name."""
    stated = stated_relation(desk, draft)
    fitting = [
        each
        for each in board.every.values()
        if each is not stored
        and stated in {None, each.kept.name}
        and each.kept.name in board.made
        and all(_shows(board, desk.contract, each, one.schema) for one in draft.answers)
        and may_show(board.every, stored, each)
    ]
    whole = [each for each in fitting if _is_whole(desk, draft, each)]
    called = whole or [each for each in fitting if _is_called(desk, draft, each)]
    return called[0] if len(called) == 1 else None


def _is_made(other: Stored) -> bool:
    """Whether callers can make such rows: without any, every reference would be refused."""
    return any(makes_rows(each, other.kept.sightings) for each in other.kept.sightings)


def _shows(board: _Board, contract: Contract, other: Stored, schema: Schema) -> bool:
    """Whether an object shows rows and their key: of the rest it may leave out what they lack."""
    if not is_object(contract, schema):
        return False
    members = shape_of(contract, schema).properties
    known = {each.name: each for each in board.drafts[other.kept.name]}
    known_members = [(each, known[each.name]) for each in members if each.name in known]
    lacking = [each for each in members if each.name not in known]
    may_lack = not any(each.required for each in lacking) and 2 * len(lacking) < len(members)
    is_named = any(each.name == other.table.key.wire_name for each in members)
    return is_named and may_lack and all(_has(board, other, *each) for each in known_members)


def _has(board: _Board, other: Stored, member: Property, draft: Draft) -> bool:
    """Whether rows have a member: in a column, as a row that they refer to, or as their address."""
    desk = board.desks[other.kept.name]
    is_sure = must_have_value(desk, member)
    for column in other.table.columns:
        if column.name == draft.attribute and not column.secret:
            fits = alike(column.kind, storage_of(desk.contract, member.schema).kind)
            return fits and not (is_sure and column.nullable)
    for relation in other.table.relations:
        if relation.name == draft.attribute and not relation.many:
            may_lack = any(other.table.column(own).nullable for own, _ in relation.pairs)
            target = board.of_table(relation.table)
            return not (is_sure and may_lack) and _shows(
                board, desk.contract, target, member.schema
            )
    return is_address(desk, draft) and not other.scopes


def _is_whole(desk: Desk, draft: Draft, other: Stored) -> bool:
    shapes = (shape_of(desk.contract, each.schema) for each in draft.answers)
    return all(is_whole_row(desk.contract, other, each) for each in shapes)


def _is_called(desk: Desk, draft: Draft, other: Stored) -> bool:
    """Whether the property or its schema is called after the rows: `NestedCategory`."""
    nouns = {bare(singular(other.kept.noun)), bare(other.kept.name)}
    components = (shape_of(desk.contract, each.schema).component for each in draft.answers)
    named = {bare(each) for each in components if each is not None}
    return any(
        bare(draft.name) == noun or any(noun in component for component in named) for noun in nouns
    )


def _reference(other: Stored, *, nullable: bool) -> ForeignKey:
    return ForeignKey(
        table=other.table.name,
        column=other.table.key.name,
        on_delete="SET NULL" if nullable else "RESTRICT",
    )


def _say(desk: Desk, draft: Draft, column: str, other: Stored) -> None:
    told = storage.referred_row(desk.kept.name, draft.name, other.kept.name, column, draft.origins)
    desk.decisions.append(told)
