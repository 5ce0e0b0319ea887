"""The column that names whose a row is, where operations keep to the caller's rows.

Location: pactgen/passes/tables/owners.py. Used by `design_tables`, and by `bind` for the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import ownership
from pactgen.ir.database import Column, ForeignKey, Relation
from pactgen.passes.reading.columns import alike, brought, storage_of
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.resources.find_owners import names_by_put, person_words
from pactgen.passes.resources.find_resources import makes_rows
from pactgen.passes.tables.desk import Owner
from pactgen.passes.tables.drafts import drafts_of
from pactgen.passes.tables.keys import drawn_key
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import ColumnKind, Table
    from pactgen.passes.resources.values import Kept, Ownership, Sighting
    from pactgen.passes.tables.desk import Desk, Stored
    from pactgen.source import Origin


def with_owner(
    desk: Desk, stored: Stored, every: Mapping[str, Stored], everywhere: Collection[str] = ()
) -> Stored:
    """Choose the property that names the owner, or add a column that does.

    Args:
        desk: of the resource.
        stored: its table.
        every: all tables, without their owners.
        everywhere: resources whose name rows of others refer to, so that nobody has one twice.
    """
    owned = desk.kept.owned
    if owned is None:
        return stored
    person = every[owned.person]
    others = {bare(name) for name in every if name != owned.person}
    columns = {column.name: column for column in stored.table.columns}
    found = _named(owned, stored, person, others)
    if found is None and (shown := shown_owner(desk, stored, person, others)) is not None:
        return _with_shown(desk, stored, owned, person, shown)
    if found is None and not owned.keeping:
        return stored
    if found is None:
        below = _stands_below(desk.kept, owned, person.kept)
        nullable = _made_apart(desk, owned, None)
        column = _new_column(owned, columns, person, nullable=nullable, below=below)
    else:
        column = _owning(desk, owned, found, person)
    _decide(desk, owned, column, is_new=found is None)
    columns[column.name] = column
    table = replace(stored.table, columns=tuple(columns.values()))
    return replace(
        stored,
        table=_named_below(table, stored.lookup, column.name)
        if names_by_put(desk.kept)
        and desk.kept.links is None
        and not (desk.kept.is_mark or desk.kept.name in everywhere)
        else table,
        owner=owner_of(desk.contract, desk.kept, owned, column.name, column.wire_name),
        filled=stored.filled
        if column.generated is not None
        else tuple((name, value) for name, value in stored.filled if name != column.name),
    )


def _with_shown(desk: Desk, stored: Stored, owned: Ownership, person: Stored, shown: str) -> Stored:
    """Keep whose a row is in place of the person that answers show, who is read with the row."""
    columns = {column.name: column for column in stored.table.columns if column.name != shown}
    nullable = _made_apart(desk, owned, None)
    name = next(
        each for each in (f"{shown}_id", f"{shown}_key", f"own_{shown}_id") if each not in columns
    )
    column = replace(
        _new_column(owned, {}, person, nullable=nullable, below=False), name=name, wire_name=name
    )
    columns[name] = column
    relation = Relation(
        name=shown,
        table=person.table.name,
        many=False,
        pairs=((name, person.table.key.name),),
    )
    _decide(desk, owned, column, is_new=False, shown=shown)
    table = replace(
        stored.table,
        columns=tuple(columns.values()),
        relations=(*stored.table.relations, relation),
    )
    return replace(
        stored,
        table=table,
        owner=owner_of(desk.contract, desk.kept, owned, name, name),
        filled=tuple((each, value) for each, value in stored.filled if each != shown),
    )


def _named_below(table: Table, lookup: str, owner: str) -> Table:
    """Let everybody have a row of the same name: a key of its own tells them apart."""
    columns = {column.name: column for column in table.columns}
    unique = ((owner, lookup),)
    if not columns[lookup].primary_key:
        return replace(table, uniques=unique)
    drawn = drawn_key()
    name = next(each for each in (drawn.name, f"{lookup}_key", "row_key") if each not in columns)
    columns[lookup] = replace(columns[lookup], primary_key=False, generated=None)
    key = replace(drawn, name=name, wire_name=name)
    return replace(table, columns=(key, *columns.values()), uniques=unique)


def owner_of(contract: Contract, kept: Kept, owned: Ownership, column: str, wire: str) -> Owner:
    """Return who fills and who compares the column; what a body tells counts where no path does."""
    bringing = {
        one.operation.label for one in kept.sightings if _brings(contract, one, wire) is not None
    }
    return Owner(
        column=column,
        person=owned.person,
        keeping=owned.keeping,
        making=owned.making - (bringing - owned.keeping),
    )


def _named(
    owned: Ownership, stored: Stored, person: Stored, others: Collection[str]
) -> Column | None:
    """Return the column that names the owner already."""
    key = person.table.key
    fitting = {
        bare(column.wire_name): column
        for column in stored.table.columns
        if not (column.primary_key or column.secret or column.values or column.unique)
        and (alike(column.kind, key.kind) or (column.kind, key.kind) == ("text", "uuid"))
    }
    if owned.column is not None:
        return fitting.get(bare(owned.column))
    words = person_words(owned.person, others)
    return next((fitting[word] for word in words if word in fitting), None)


def shown_owner(desk: Desk, stored: Stored, person: Stored, others: Collection[str]) -> str | None:
    """Return the property that shows who made a row: an object of what is kept of people.

    Every answer must have somebody to show, so whoever makes rows must be known.
    """
    owned = desk.kept.owned
    if owned is None or _made_apart(desk, owned, None):
        return None
    words = person_words(owned.person, others)
    if owned.column is not None:
        words = (bare(owned.column),)
    kinds = {
        bare(column.wire_name): column.kind for column in person.table.columns if not column.secret
    }
    drafts = {
        bare(draft.name): draft
        for draft in drafts_of(desk)
        if draft.answers and not draft.inputs
        if all(_shows(desk.contract, each.schema, kinds) for each in draft.answers)
    }
    kept = {column.name for column in stored.table.columns if column.kind == "json"}
    found = (drafts[word].attribute for word in words if word in drafts)
    return next((each for each in found if each in kept), None)


def _shows(contract: Contract, schema: Schema, kinds: Mapping[str, ColumnKind]) -> bool:
    """Whether an object shows nothing but columns of such kinds, by their names."""
    members = shape_of(contract, schema).properties
    return bool(members) and all(
        bare(each.name) in kinds
        and alike(kinds[bare(each.name)], storage_of(contract, each.schema).kind)
        for each in members
    )


def _stands_below(kept: Kept, owned: Ownership, person: Kept) -> bool:
    """Whether the caller's own rows stand below other people: `/users/{id}/follow`."""
    return any(
        tuple(step.literals for step in one.place.scopes) in person.keys
        for one in kept.sightings
        if one.operation.label in owned.keeping
    )


def _new_column(
    owned: Ownership,
    columns: Mapping[str, Column],
    person: Stored,
    *,
    nullable: bool,
    below: bool,
) -> Column:
    wished = ("owner_id", f"{snake(owned.person)}_id", f"own_{snake(owned.person)}_id")
    if not below:
        wished = (wished[1], wished[0], wished[2])
    name = next(each for each in wished if each not in columns)
    key = person.table.key
    return Column(
        name=name,
        wire_name=name,
        kind=key.kind,
        length=key.length,
        nullable=nullable,
        index=True,
        references=_reference(person, nullable=nullable),
    )


def _owning(desk: Desk, owned: Ownership, column: Column, person: Stored) -> Column:
    """Return the contract's column as one that names a person.

    Where bodies bring it outside of the caller's own paths, or nobody is sure to fill it, any value
    is welcome as before: it is compared, and refers to nothing.
    """
    apart = _made_apart(desk, owned, column.wire_name)
    outside = (one for one in desk.kept.sightings if one.operation.label not in owned.keeping)
    brought = any(_brings(desk.contract, one, column.wire_name) is not None for one in outside)
    if brought or (apart and not column.nullable):
        return replace(column, index=True)
    key = person.table.key
    return replace(
        column,
        kind=key.kind,
        length=key.length,
        coerced=column.coerced or (column.kind != key.kind and key.kind == "text"),
        generated=None,
        nullable=apart,
        index=True,
        references=_reference(person, nullable=apart),
    )


def _reference(person: Stored, *, nullable: bool) -> ForeignKey:
    """What is somebody's goes with them, unless it can be nobody's."""
    return ForeignKey(
        table=person.table.name,
        column=person.table.key.name,
        on_delete="SET NULL" if nullable else "CASCADE",
    )


def _made_apart(desk: Desk, owned: Ownership, wire: str | None) -> bool:
    """Whether rows are made where neither caller nor body is sure to tell the owner."""

    def tells(one: Sighting) -> bool:
        required = None if wire is None else _brings(desk.contract, one, wire)
        return one.operation.label in owned.making or required is True

    made = [one for one in desk.kept.sightings if makes_rows(one, desk.kept.sightings)]
    made += [one for one in desk.kept.views if one.method == "post"]
    return any(not tells(one) for one in made)


def _brings(contract: Contract, one: Sighting, wire: str) -> bool | None:
    """Return whether a body must carry the property; None: it cannot."""
    member = None if one.body is None else brought(contract, one.body, wire)
    return None if member is None else member.required


def _decide(
    desk: Desk, owned: Ownership, column: Column, *, is_new: bool, shown: str | None = None
) -> None:
    """Say whose rows they are; what was to fill the column before is said no more.

    `shown` is the property that shows the person whom the column names.
    """
    if column.generated is None:
        desk.withdraw([f"fill/{desk.kept.name}.{shown or column.name}"])
    desk.decisions.append(
        ownership.owner(
            desk.kept.name,
            column.name,
            owned.person,
            evidence_of(desk.kept, owned),
            sentence=owned.sentence,
            is_new=is_new,
            is_kept_to=bool(owned.keeping),
            shown=shown,
        )
    )


def evidence_of(kept: Kept, owned: Ownership) -> tuple[Origin, ...]:
    """Return where the operations stand that keep to the caller's rows, or else make them."""
    told = owned.keeping or owned.making
    return tuple(
        one.operation.origin
        for one in (*kept.sightings, *kept.actions)
        if one.operation.label in told
    )
