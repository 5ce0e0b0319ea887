"""Design one table per resource."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactgen.decisions import Decision, storage
from pactgen.ir.contract import ABSENT, Contract, Json
from pactgen.ir.database import Column, Table
from pactgen.passes.columns import effective
from pactgen.passes.names import plural, snake
from pactgen.passes.shapes import shape_of
from pactgen.passes.tables.desk import Desk, Draft, Stored
from pactgen.passes.tables.drafts import drafts_of, is_links, is_self, other_ids
from pactgen.passes.tables.fields import field_of
from pactgen.passes.tables.keys import Key, hidden_key, item_parameter, key_of
from pactgen.passes.tables.relations import Others, is_compound, with_names, with_relations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.config import Config
    from pactgen.passes.find_resources import Kept


def design_tables(
    contract: Contract, kept: tuple[Kept, ...], homes: Mapping[str, str], config: Config
) -> tuple[tuple[Stored, ...], tuple[Decision, ...]]:
    """Design the tables, then what they refer to."""
    desks = {one.name: Desk(contract=contract, config=config, kept=one) for one in kept}
    names = _table_names(desks)
    alone = {name: _table(desk, names[name], homes[name]) for name, desk in desks.items()}
    others = Others(stored=alone, by_key={key: one.name for one in kept for key in one.keys})
    related = {name: with_relations(desks[name], one, others) for name, one in alone.items()}
    stored = tuple(with_names(one, related) for one in related.values())
    return stored, tuple(decision for desk in desks.values() for decision in desk.decisions)


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


def _table(desk: Desk, name: str, home: str) -> Stored:
    drafts = drafts_of(desk)
    aliases = other_ids(desk, drafts)
    key = key_of(desk, tuple(one for one in drafts if one.attribute not in aliases))
    columns: list[Column] = []
    filled: list[tuple[str, Json]] = []
    dropped: list[str] = []
    links: list[tuple[str, str]] = []
    for draft in drafts:
        link = _link(desk, draft, key, aliases)
        if link is not None:
            links.append((draft.attribute, link))
        elif not _is_left_out(desk, draft):
            field = field_of(desk, draft, is_key=draft.attribute == key.primary)
            columns.append(field.column)
            if field.placeholder is not ABSENT:
                filled.append((field.column.name, field.placeholder))
            if not field.dropped:
                continue
        if draft.inputs:
            dropped.append(draft.attribute)
    if not any(column.primary_key for column in columns):
        columns.insert(0, hidden_key(desk, key))
    table = Table(
        name=name,
        model=desk.kept.name,
        columns=tuple(_unique_lookup(desk, column, key) for column in columns),
        origin=desk.kept.sightings[0].operation.origin,
        home=home,
        description=_description(desk),
        links=tuple(links),
    )
    _decide(desk, table, key)
    return Stored(
        kept=desk.kept,
        table=table,
        lookup=key.lookup or table.key.name,
        filled=tuple(filled),
        unstorable=tuple(dropped),
    )


def _link(desk: Desk, draft: Draft, key: Key, aliases: frozenset[str]) -> str | None:
    """Return the template of a property that repeats the key or spells the row's address."""
    if draft.attribute in aliases:
        return "{id}"
    if is_self(draft) and item_parameter(desk.kept) is not None and key.lookup is not None:
        return _self_path(desk, draft, key.lookup)
    return None


def _is_left_out(desk: Desk, draft: Draft) -> bool:
    """Hypermedia that answers need not carry has no column."""
    if draft.required:
        return False
    return is_links(desk.contract, draft) or is_self(draft)


def _self_path(desk: Desk, draft: Draft, lookup: str) -> str:
    """The address of the row: absolute where the contract wants a URI (RFC 3986, section 4.3)."""
    sighting = next(one for one in desk.kept.sightings if one.place.is_item)
    servers = desk.contract.servers
    server = servers[0].rstrip("/") if servers else ""
    if effective(desk.contract, draft.schema).format not in {"uri", "url"}:
        host, slash, path = server.partition("://")[2].partition("/")
        server = (slash + path if host else server).rstrip("/")
    head = sighting.operation.path.rpartition("{")[0]
    for step in sighting.place.scopes:
        head = head.replace("{" + step.parameter + "}", "{" + snake(step.parameter) + "}")
    return f"{server}{head}{{{lookup}}}"


def _unique_lookup(desk: Desk, column: Column, key: Key) -> Column:
    """A row must be found by one value of its lookup column, where that alone names it."""
    if column.primary_key or column.name != key.lookup:
        return column
    if any(is_compound(one) for one in desk.kept.sightings):
        return column
    return replace(column, unique=True)


def _description(desk: Desk) -> str | None:
    for schema in desk.kept.representations:
        found = effective(desk.contract, schema).description
        if found:
            return found
    return None


_HOW = {
    "identity": "counted by the database",
    "random_int": "drawn by the backend unless the client supplies it",
    "uuid": "a random UUID",
    "constant": "there is only one row",
}


def _decide(desk: Desk, table: Table, key: Key) -> None:
    kept = desk.kept
    evidence = tuple(one.operation.origin for one in kept.sightings[:4])
    column = table.key
    how = "supplied by the client"
    if column.generated is not None:
        how = _HOW[column.generated.kind]
        brought = {
            one.name
            for schema in kept.creations
            for one in shape_of(desk.contract, schema).properties
        }
        if column.generated.kind == "uuid" and column.wire_name in brought:
            how += " unless the client supplies one"
        if column.generated.prefix:
            how = f"`{column.generated.prefix}` and random text"
    sure = key.hidden is None
    desk.decisions.append(storage.table(kept.name, table.name, len(table.columns), evidence))
    desk.decisions.append(storage.key(kept.name, column.name, how, evidence, sure=sure))
    if key.lookup is not None and key.lookup != column.name:
        desk.decisions.append(storage.lookup(kept.name, key.lookup, evidence))
