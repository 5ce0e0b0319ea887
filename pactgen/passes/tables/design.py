"""Design one table per resource."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import Decision, storage
from pactgen.ir.contract import ABSENT, Contract, Json
from pactgen.ir.database import Column, Generated, Table
from pactgen.passes.model_wire.merging import merged
from pactgen.passes.reading.columns import Storage, effective, storage_of
from pactgen.passes.reading.shapes import input_shape_of, kinds_of, shape_of
from pactgen.passes.resources.find_links import key_brought
from pactgen.passes.tables.desk import Desk, Draft, Stored
from pactgen.passes.tables.drafts import drafts_of, kept_out_of_parts, other_ids
from pactgen.passes.tables.fields import field_of, is_never_kept
from pactgen.passes.tables.files import file_table
from pactgen.passes.tables.keys import Key, drawn_key, hidden_key, item_parameter, key_of
from pactgen.passes.tables.links import is_address, is_left_out, with_links
from pactgen.passes.tables.owners import with_owner
from pactgen.passes.tables.parts_of_rows import gathered_parts, kind_of
from pactgen.passes.tables.referred_rows import with_referred_rows
from pactgen.passes.tables.relations import Others, is_compound, with_names, with_relations
from pactgen.passes.tables.rows_inside import with_rows_inside
from pactgen.passes.tables.shown_marks import with_shown_marks
from pactgen.passes.tables.trees import with_tree
from pactgen.passes.tables.unique_names import with_names_below
from pactgen.passes.words.names import attribute_name, attribute_names, plural, singular, snake
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.config import Config
    from pactgen.passes.resources.values import Kept
    from pactgen.source import Origin


def design_tables(
    contract: Contract, kept: tuple[Kept, ...], homes: Mapping[str, str], config: Config
) -> tuple[tuple[Stored, ...], tuple[Decision, ...]]:
    """Design the tables, then what they refer to, then what is made of their columns."""
    desks, related = _related(contract, kept, homes, config)
    if everywhere := _referred_twice(related):
        desks, related = _related(contract, kept, homes, config, everywhere)
    related = {name: with_tree(desks[name], one) for name, one in related.items()}
    related = with_rows_inside(desks, with_referred_rows(desks, related))
    related = with_shown_marks(desks, with_names_below(desks, related))
    named = {name: with_names(one, related) for name, one in related.items()}
    linked = {name: with_links(desks[name], one) for name, one in named.items()}
    stored = tuple(_indexed_once(_in_parts(desks[name], one)) for name, one in linked.items())
    return stored, tuple(decision for desk in desks.values() for decision in desk.decisions)


def _related(
    contract: Contract,
    kept: tuple[Kept, ...],
    homes: Mapping[str, str],
    config: Config,
    everywhere: frozenset[str] = frozenset(),
) -> tuple[dict[str, Desk], dict[str, Stored]]:
    """Design the tables and what they refer to.

    Args:
        contract: of the API.
        kept: what it keeps.
        homes: the feature of each resource.
        config: what a person decided.
        everywhere: resources whose names are no owner's alone.
    """
    desks = {one.name: Desk(contract=contract, config=config, kept=one) for one in kept}
    names = _table_names(desks)
    alone = {name: _table(desk, names[name], homes[name]) for name, desk in desks.items()}
    owned = {n: with_owner(desks[n], one, alone, everywhere) for n, one in alone.items()}
    others = Others(stored=owned, by_key={key: one.name for one in kept for key in one.keys})
    return desks, {n: with_relations(desks[n], one, others) for n, one in owned.items()}


def _in_parts(desk: Desk, stored: Stored) -> Stored:
    """Show the columns in the parts of the row in which answers have them."""
    drafts, table = drafts_of(desk), stored.table
    kept = {column.name for column in table.columns} | {each.name for each in table.derived}
    columns = {each.name: each.attribute for each in drafts if each.attribute in kept}
    nullable = frozenset(column.name for column in table.columns if column.nullable)
    gathered = gathered_parts(desk, drafts, columns, nullable)
    desk.decisions.extend(kept_out_of_parts(desk))
    return replace(stored, table=replace(table, gathered=gathered))


def _referred_twice(related: Mapping[str, Stored]) -> frozenset[str]:
    """Return what rows of others refer to by a name that several of its rows may have."""
    referred = {
        (column.references.table, column.references.column)
        for one in related.values()
        for column in one.table.columns
        if column.references is not None
    }
    return frozenset(
        name
        for name, one in related.items()
        if one.owner is not None and (one.table.name, one.lookup) in referred
        for column in [one.table.column(one.lookup)]
        if not (column.primary_key or column.unique)
    )


def _indexed_once(stored: Stored) -> Stored:
    """Leave out the index of a column by which a unique constraint finds rows already."""
    first = {names[0] for names in stored.table.uniques}
    columns = tuple(
        replace(column, index=False) if column.name in first else column
        for column in stored.table.columns
    )
    return replace(stored, table=replace(stored.table, columns=columns))


def _table_names(desks: Mapping[str, Desk]) -> dict[str, str]:
    names: dict[str, str] = {}
    for resource, desk in desks.items():
        stated = desk.config.resource(resource).table or desk.stated("x-pactgen-table")
        plain = snake(resource) if desk.kept.singleton else plural(snake(resource))
        name = stated or plain
        while name in names.values():
            name += "_"
        names[resource] = name
    return names


def _link_table(desk: Desk, name: str, home: str) -> Stored:
    """A row that says that two others belong together."""
    column, kept_as = f"{snake(singular(desk.kept.noun))}_id", Storage(kind="text")
    parameter = item_parameter(desk.kept)
    posts = (one for one in desk.kept.sightings if one.method == "post" and not one.place.is_item)
    brought = next((key_brought(desk.contract, one) for one in posts), None)
    if brought is not None:
        kept_as = storage_of(desk.contract, brought.schema)
        column = attribute_name(brought.name)
    elif parameter is not None:
        kept_as = storage_of(desk.contract, parameter.schema)
        if snake(parameter.name) not in {"id", "uuid"}:
            column = snake(parameter.name)
    wire_name = column if brought is None else brought.name
    linked = Column(name=column, wire_name=wire_name, kind=kept_as.kind, nullable=False)
    evidence = tuple(one.operation.origin for one in desk.kept.sightings)
    desk.decisions.append(storage.link(desk.kept.name, desk.kept.links or "", name, evidence))
    return Stored(
        kept=desk.kept,
        table=Table(
            name=name,
            model=desk.kept.name,
            columns=(drawn_key(), linked),
            origin=desk.kept.sightings[0].operation.origin,
            home=home,
        ),
        lookup=column,
        filled=(),
        unstorable=(),
    )


def _table(desk: Desk, name: str, home: str) -> Stored:
    if desk.kept.links is not None:
        return _link_table(desk, name, home)
    if desk.kept.file_of is not None:
        return file_table(desk, name, home)
    drafts = drafts_of(desk)
    aliases = other_ids(desk, drafts)
    constants = kind_of(desk, drafts)
    drafts = tuple(one for one in drafts if one.attribute not in dict(constants))
    key = key_of(desk, tuple(one for one in drafts if one.attribute not in aliases))
    columns: list[Column] = []
    filled: list[tuple[str, Json]] = []
    dropped: list[str] = []
    for draft in drafts:
        linked = draft.attribute in aliases or is_address(desk, draft)
        if not (linked or is_left_out(desk, draft) or is_never_kept(desk, draft)):
            field = field_of(
                desk,
                draft,
                is_key=draft.attribute == key.primary,
                names_rows=draft.attribute == key.lookup or _is_asked_by(desk, draft.name),
            )
            columns.append(field.column)
            if field.placeholder is not ABSENT:
                filled.append((field.column.name, field.placeholder))
            if not field.dropped:
                continue
        if draft.inputs:
            dropped.append(draft.attribute)
    for beside, origins in _beside(desk).items():
        why = "It stands beside the row that the body wraps."
        desk.decisions.append(storage.not_stored(desk.kept.name, beside, why, origins))
    for alike, origins in _spelled_alike(desk, drafts).items():
        why = "The row has another member that is spelled alike, which this body does not bring."
        desk.decisions.append(storage.not_stored(desk.kept.name, alike, why, origins))
    if not any(column.primary_key for column in columns):
        hidden = hidden_key(desk, key, {column.name for column in columns})
        if key.lookup is not None and not key.below:
            key = replace(key, lookup=hidden.name)
        columns.insert(0, hidden)
    table = Table(
        name=name,
        model=desk.kept.name,
        columns=tuple(_unique_lookup(desk, column, key) for column in _key_first(columns)),
        origin=desk.kept.sightings[0].operation.origin,
        home=home,
        description=_description(desk),
        renamed_from=desk.stated("x-pactgen-renamed-from"),
        constants=constants,
    )
    _decide(desk, table, key)
    return Stored(
        kept=desk.kept,
        table=table,
        lookup=key.lookup or table.key.name,
        filled=tuple(filled),
        unstorable=tuple(dropped),
    )


def _key_first(columns: list[Column]) -> list[Column]:
    """Put the key in front, wherever the contract mentions it; the others stay in its order."""
    return sorted(columns, key=lambda column: not column.primary_key)


def _is_asked_by(desk: Desk, name: str) -> bool:
    """Whether some path names rows by the property, beside those that name them by their key."""
    return any(one.by == name for one in desk.kept.sightings)


def _beside(desk: Desk) -> dict[str, tuple[Origin, ...]]:
    """Return the members that bodies have beside the row, with the places that declare them."""
    found: dict[str, tuple[Origin, ...]] = {}
    for one in desk.kept.sightings:
        for each in one.beside:
            found[each.name] = (*found.get(each.name, ()), each.schema.origin)
    return found


def _spelled_alike(desk: Desk, drafts: tuple[Draft, ...]) -> dict[str, tuple[Origin, ...]]:
    """Return the members of bodies that have the attribute of another member of the row."""
    attributes = {one.name: one.attribute for one in drafts}
    found: dict[str, tuple[Origin, ...]] = {}
    for schema in desk.kept.inputs:
        members = input_shape_of(desk.contract, schema).properties
        here = attribute_names(one.name for one in members)
        for one in members:
            if attributes.get(one.name, here[one.name]) != here[one.name]:
                found[one.name] = (*found.get(one.name, ()), one.schema.origin)
    return found


def _unique_lookup(desk: Desk, column: Column, key: Key) -> Column:
    """A row must be found by one value of its lookup column, where that alone names it."""
    if column.primary_key or column.name != key.lookup:
        return column
    if any(is_compound(one) for one in desk.kept.sightings):
        return column
    return replace(column, unique=True)


def _description(desk: Desk) -> str | None:
    for schema in desk.kept.representations:
        ruling = effective(desk.contract, schema)
        found = ruling.description or merged(desk.contract, ruling).description
        if found:
            return found
    return None


_HOW = {
    "identity": "counted by the database",
    "random_int": "drawn by the backend unless the client supplies it",
    "uuid": "a UUID that the backend draws",
    "form": "a random text of the form that the contract asks for",
    "constant": "there is only one row",
}


def _decide(desk: Desk, table: Table, key: Key) -> None:
    kept = desk.kept
    evidence = tuple(one.operation.origin for one in kept.sightings[:4])
    column = table.key
    how = "supplied by the client"
    if column.generated is not None:
        how = _how(desk, column, column.generated)
    sure = key.hidden is None
    if kept.is_mark:
        desk.decisions.append(storage.mark(kept.name, table.name, evidence))
    else:
        desk.decisions.append(storage.table(kept.name, table.name, evidence))
    kinds = next(filter(None, (kinds_of(desk.contract, each) for each in kept.representations)), ())
    if kinds:
        named = tuple(shape_of(desk.contract, kind).component for kind in kinds)
        told = tuple(name or f"form {number}" for number, name in enumerate(named, 1))
        origins = tuple(kind.origin for kind in kinds[:4])
        desk.decisions.append(storage.kinds(kept.name, told, origins))
    desk.decisions.append(storage.key(kept.name, column.name, how, evidence, sure=sure))
    if key.lookup is not None and key.lookup != column.name:
        desk.decisions.append(storage.lookup(kept.name, key.lookup, evidence))


def _how(desk: Desk, column: Column, made: Generated) -> str:
    """Say how a row gets its key."""
    how = _HOW[made.kind]
    if made.kind == "uuid" and made.digits:
        how = f"{made.digits} random hexadecimal digits"
    if made.prefix:
        how = f"`{made.prefix}` and {how}"
    brought = any(one.inputs for one in drafts_of(desk) if one.attribute == column.name)
    if made.kind in {"uuid", "form"} and brought:
        how += " unless the client supplies one"
    if made.ordered:
        how += "; it begins with the time (version 7), so that rows are in the order of making"
    return how
