"""`/branches/{id}/members` with a role: rows of the join table, though `/members` has its own.

A collection below another that is called like a table, and shows more of the join table between
both, holds the rows of that; so does one that is called like no table. It is told before resources
of one table become one: the members of a branch would be members.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reconcile.align_tables import (
    STATED,
    Alignment,
    Unaligned,
    at_table,
    nouns_of,
    shape_matches,
)
from pactgen.passes.reconcile.split_links import join_between
from pactgen.passes.reconcile.tables_of import primary_key
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.config import Config
    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.schema import Table
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.reconcile.wording import Words
    from pactgen.passes.resources.values import CollectionKey


def at_joins(
    contract: Contract, found: list[Alignment | Unaligned], catalog: Catalog, config: Config
) -> list[Alignment | Unaligned]:
    """Give collections that show rows of a join table to that table."""
    tables = {
        key: one.table for one in found if isinstance(one, Alignment) for key in one.kept.keys
    }
    held = {str(table.name) for table in tables.values()}
    moved: list[Alignment | Unaligned] = []
    for one in found:
        if isinstance(one, Alignment):
            join = _join_of(contract, one, catalog, tables)
        else:
            join = _only_join(contract, one, catalog, tables)
        shows = all(each.method == "get" for each in one.kept.sightings)
        if join is None or (str(join.name) in held and not shows):
            moved.append(one)
            continue
        held.add(str(join.name))
        why = f"`{join.name}` joins both, and has more of its properties."
        moved.append(at_table(contract, one.kept, join, why, catalog, config))
    return moved


def _join_of(
    contract: Contract, one: Alignment, catalog: Catalog, tables: Mapping[CollectionKey, Table]
) -> Table | None:
    """Return the join table whose rows all answers of a nested collection show."""
    if one.why == STATED or len(one.kept.keys) != 1 or one.kept.links is not None:
        return None
    (key,) = one.kept.keys
    parent = tables.get(key[:-1])
    join = None if parent is None else join_between(catalog, one.table, parent, key)
    shown = [each.answer.schema for each in one.kept.sightings if each.answer is not None]
    if join is None or not shown:
        return None
    nouns = nouns_of(one.kept, catalog, join)
    told = (_shows_links(contract, catalog, (join, one.table), each, nouns) for each in shown)
    return join if all(told) else None


def _only_join(
    contract: Contract, one: Unaligned, catalog: Catalog, tables: Mapping[CollectionKey, Table]
) -> Table | None:
    """Return the only join table of the parent whose rows show, and take, all of this.

    `/teams/{id}/members` shows users whom `users_teams` links, and whether they lead.
    """
    parent = tables.get(one.kept.keys[0][:-1]) if len(one.kept.keys) == 1 else None
    schemas = (*one.kept.representations, *one.kept.inputs)
    if parent is None or not one.kept.representations or one.is_caller:
        return None
    found = [
        table
        for table in catalog.tables.values()
        if catalog.joins(table)
        and len(catalog.references(table, str(parent.name))) == 1
        and all(_tells_all(contract, catalog, table, each) for each in schemas)
    ]
    return found[0] if len(found) == 1 else None


def _tells_all(contract: Contract, catalog: Catalog, join: Table, schema: Schema) -> bool:
    """Whether a link, or what it links, has every member; the link itself tells one of them."""
    own, wanted = shape_matches(contract, catalog, join, schema)
    told = set(own)
    for key in join.foreign_keys:
        target = catalog.tables.get(str(key.table))
        if target is not None:
            told |= set(shape_matches(contract, catalog, target, schema)[0])
    return bool(own) and told >= {each.name for each in wanted}


def _shows_links(
    contract: Contract,
    catalog: Catalog,
    tables: tuple[Table, Table],
    schema: Schema,
    nouns: tuple[Words, ...],
) -> bool:
    """Whether rows of a join table say what those at its far end do not, and lack none of theirs.

    When something was made is said of both. A key must name the same row: the `id` of a product of
    an order is not that of the line.
    """
    join, far = tables
    own, _ = shape_matches(contract, catalog, join, schema, nouns)
    other, _ = shape_matches(contract, catalog, far, schema)
    times = vocabulary.CREATED | vocabulary.UPDATED
    gained = [name for name in own if name not in other and bare(name) not in times]
    keys = [name for name, match in other.items() if match.column.name in primary_key(far)]
    refer = {name for key in catalog.references(join, str(far.name)) for name in key.columns}
    return bool(gained) and all(name in own and own[name].column.name in refer for name in keys)
