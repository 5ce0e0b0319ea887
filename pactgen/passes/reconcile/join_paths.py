"""`PUT` and `DELETE /posts/{slug}/tags/{label}`: links that only the schema knows to keep.

No operation shows what is linked, so the contract alone tells of nothing that could be stored. A
join table of the parent that is called so, or that leads to rows which are called so, keeps it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reconcile.align_tables import Alignment
from pactgen.passes.reconcile.split_links import link
from pactgen.passes.reconcile.wording import KEY_WORDS, bare_of, essence, same, without
from pactgen.passes.resources.find_links import holds_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract
    from pactgen.ir.schema import ForeignKey, Table
    from pactgen.passes.reconcile.align_tables import Unaligned
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.reconcile.wording import Words
    from pactgen.passes.resources.values import CollectionKey, Sighting


def join_paths(
    contract: Contract,
    aligned: tuple[Alignment | Unaligned, ...],
    catalog: Catalog,
    sightings: Iterable[Sighting],
) -> tuple[Alignment | Unaligned, ...]:
    """Add the links that no resource of the contract keeps.

    Args:
        contract: what the API promises.
        aligned: the resources and their tables.
        catalog: the schema document.
        sightings: all operations.
    """
    bound = [one for one in aligned if isinstance(one, Alignment)]
    tables = {key: one.table for one in bound for key in one.kept.keys}
    known = {key for one in aligned for key in one.kept.keys}
    groups: dict[CollectionKey, list[Sighting]] = defaultdict(list)
    for one in sightings:
        if one.action is None and one.called is None:
            groups[one.key].append(one)
    held = {str(one.table.name) for one in bound}
    taken = {one.kept.name for one in aligned}
    found: list[Alignment] = []
    for key, group in groups.items():
        if key in known or not holds_links(key, group) or key[:-1] not in tables:
            continue
        joins = list(_joins(catalog, tables[key[:-1]], essence(key[-1][-1])))
        if len(joins) == 1 and str(joins[0].name) not in held:
            held.add(str(joins[0].name))
            found.append(link(contract, catalog, joins[0], key, tuple(group), taken))
    return (*aligned, *found)


def _joins(catalog: Catalog, parent: Table, noun: Words) -> Iterator[Table]:
    """Yield the join tables of a table whose links, or what they lead to, are called so."""
    for table in catalog.tables.values():
        near = catalog.references(table, str(parent.name))
        if not catalog.joins(table) or not near:
            continue
        own = catalog.words[str(table.name)]
        names = [own, without(own, catalog.words[str(parent.name)])]
        names += [
            name for key in table.foreign_keys if key != near[0] for name in _far(catalog, key)
        ]
        if any(same(noun, name) for name in names):
            yield table


def _far(catalog: Catalog, key: ForeignKey) -> tuple[Words, ...]:
    base = bare_of(essence(key.columns[0]), KEY_WORDS)
    return base, catalog.words.get(str(key.table), base)
