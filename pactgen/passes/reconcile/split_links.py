"""`/playlists/{id}/tracks`: tracks of their own, or rows of a join table?

A collection nested under another, whose table does not refer to that of the parent, is read through
the join table; what writes to it makes and removes rows of the join table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.reconcile.align_columns import Matcher, Wanted, overlap
from pactgen.passes.reconcile.align_tables import Alignment, Unaligned, shape_matches
from pactgen.passes.reconcile.tables_of import primary_key
from pactgen.passes.reconcile.ways_in import reference_to
from pactgen.passes.reconcile.wording import essence
from pactgen.passes.resources.find_resources import kept_of
from pactgen.passes.resources.find_ties import brings_only_keys
from pactgen.passes.resources.name_resources import free_name
from pactgen.passes.words.names import pascal, singular
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Contract
    from pactgen.ir.schema import Table
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.resources.values import CollectionKey, Kept, Sighting


def with_links(contract: Contract, kept: tuple[Kept, ...]) -> tuple[Kept, ...]:
    """Return links that the paths alone suggest to what they link: the schema knows better."""
    linking: dict[str, list[Kept]] = {}
    for one in kept:
        if one.links is not None:
            linking.setdefault(one.links, []).append(one)
    found = []
    for one in kept:
        if one.links is not None:
            continue
        links = linking.get(one.name, [])
        back = [each for link in kept if link.linked_to == one.name for each in link.views]
        keys = [*one.keys, *(key for each in links for key in each.keys)]
        keys += dict.fromkeys(each.key for each in back)
        sightings = [*one.sightings, *(each for link in links for each in link.sightings), *back]
        found.append(_regrouped(contract, one, keys, sightings) if links or back else one)
    return tuple(found)


def _regrouped(
    contract: Contract, kept: Kept, keys: list[CollectionKey], sightings: list[Sighting]
) -> Kept:
    """Return the resource with other collections, and with what else is known of it."""
    found = kept_of(contract, kept.name, keys, sightings)
    return replace(
        found,
        noun=kept.noun,
        actions=kept.actions,
        views=kept.views,
        account=kept.account,
        owned=kept.owned,
        marked=kept.marked,
    )


def split_links(
    contract: Contract, aligned: tuple[Alignment | Unaligned, ...], catalog: Catalog
) -> tuple[Alignment | Unaligned, ...]:
    """Give the writes to such collections to their join tables."""
    tables = {
        key: one.table for one in aligned if isinstance(one, Alignment) for key in one.kept.keys
    }
    held = {str(one.table.name) for one in aligned if isinstance(one, Alignment)}
    taken = {one.kept.name for one in aligned}
    found: list[Alignment | Unaligned] = []
    for one in aligned:
        if isinstance(one, Unaligned):
            found.append(one)
            continue
        left = one
        for key in one.kept.keys:
            parent = tables.get(key[:-1]) if len(key) > 1 else None
            join = None if parent is None else join_between(catalog, one.table, parent, key)
            if join is None or str(join.name) in held:
                continue
            plain = _ties(contract, join, one, key)
            moved = tuple(_moved(contract, catalog, join, one, key, plain=plain))
            if moved:
                held.add(str(join.name))
                made = link(contract, catalog, join, key, moved, taken)
                found.append(_of_links(made, one.kept.name) if plain else made)
                left = _left(contract, left, moved)
        if left.kept.sightings or left.kept.account is not None:
            found.append(left)
    return tuple(found)


def join_between(catalog: Catalog, table: Table, parent: Table, key: CollectionKey) -> Table | None:
    """Return the join table between both: of several, the one that is called like the path."""
    if reference_to(catalog, table, parent, ()) is not None:
        return None
    joins = catalog.join_tables(str(table.name), str(parent.name))
    called = (one for one in joins if catalog.is_joined_as(one, parent, essence(key[-1][-1])))
    return next(iter((*called, *joins)), None)


def _ties(contract: Contract, join: Table, one: Alignment, key: CollectionKey) -> bool:
    """Whether operations say no more of the links than which rows those tie, and rows have no more.

    Whatever else a link has must have a default.
    """
    own = [each for each in one.kept.sightings if each.key == key]
    ends = {name for each in join.foreign_keys for name in each.columns}
    needs = [
        each.name
        for each in join.columns
        if each.name not in ends and not (each.nullable or each.default or each.generated)
        if each.name not in primary_key(join)
    ]
    return not needs and brings_only_keys(contract, key, own)


def _of_links(one: Alignment, target: str) -> Alignment:
    """Return links that are nothing but links: what they tie is asked for, not what they show."""
    kept = replace(one.kept, links=target, representations=(), inputs=(), creations=())
    return replace(one, kept=kept, matches={})


def _moved(
    contract: Contract,
    catalog: Catalog,
    join: Table,
    one: Alignment,
    key: CollectionKey,
    *,
    plain: bool,
) -> Iterator[Sighting]:
    """Yield the operations on the links; `plain`: those that look at one ask for it as well."""
    for sighting in one.kept.sightings:
        if sighting.key != key:
            continue
        reads = sighting.operation.method == "get" and not (plain and sighting.place.is_item)
        if not reads or _shows_links(contract, catalog, join, one.table, sighting):
            yield sighting


def _shows_links(
    contract: Contract, catalog: Catalog, join: Table, table: Table, sighting: Sighting
) -> bool:
    """Whether the answer has the shape of the join table rather than that of the far one."""
    if sighting.answer is None:
        return False
    schema = sighting.answer.schema
    shares = [overlap(*shape_matches(contract, catalog, each, schema)) for each in (join, table)]
    return shares[0] > shares[1]


def link(
    contract: Contract,
    catalog: Catalog,
    join: Table,
    key: CollectionKey,
    moved: tuple[Sighting, ...],
    taken: set[str],
) -> Alignment:
    """Return the resource that operations on links make of a join table; `taken`: other names."""
    name = free_name(pascal(singular(catalog.plain_name(join))), taken)
    taken.add(name)
    kept = kept_of(contract, name, [key], list(moved))
    kept = replace(kept, singleton=False)
    schemas = (*kept.representations, *kept.inputs)
    wanted = [
        Wanted(name=member.name, schema=member.schema)
        for schema in schemas
        for member in shape_of(contract, schema).properties
    ]
    matcher = Matcher(
        contract=contract, catalog=catalog, table=join, nouns=(catalog.words[str(join.name)],)
    )
    why = f"`{join.name}` joins both: its key is {', '.join(primary_key(join))}."
    return Alignment(kept=kept, table=join, matches=matcher.match(wanted), why=why, sure=True)


def _left(contract: Contract, one: Alignment, moved: tuple[Sighting, ...]) -> Alignment:
    """Return a resource without the operations on its links, and what was held against them."""
    labels = {each.operation.label for each in moved}
    return replace(
        one,
        kept=_without(contract, one.kept, moved),
        strangers=tuple(each for each in one.strangers if each not in labels),
        shows_others=tuple(each for each in one.shows_others if each not in labels),
    )


def _without(contract: Contract, kept: Kept, moved: tuple[Sighting, ...]) -> Kept:
    left = [one for one in kept.sightings if one not in moved]
    if not left:
        return replace(kept, sightings=())
    return _regrouped(contract, kept, list(kept.keys), left)
