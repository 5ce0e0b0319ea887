"""Bind what the API keeps to the tables of the schema document: nothing is invented."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from pactgen.decisions import Decision, binding
from pactgen.ir.binding import Contradiction
from pactgen.passes.reconcile.align_tables import Alignment, Unaligned, align_each, together
from pactgen.passes.reconcile.as_figures import as_figures
from pactgen.passes.reconcile.at_joins import at_joins
from pactgen.passes.reconcile.board import board_of, follow_keys
from pactgen.passes.reconcile.find_routes import find_routes
from pactgen.passes.reconcile.find_tenants import tenants_decision, with_tenants
from pactgen.passes.reconcile.freeze import frozen_tables
from pactgen.passes.reconcile.join_paths import join_paths
from pactgen.passes.reconcile.lay_shapes import Layer
from pactgen.passes.reconcile.lay_sorts import lay_sorts
from pactgen.passes.reconcile.mark_deletion import deletion_of
from pactgen.passes.reconcile.name_columns import lay_relations, name_columns
from pactgen.passes.reconcile.name_members import name_members
from pactgen.passes.reconcile.name_owner import name_owner
from pactgen.passes.reconcile.refuse import fill_columns, refuse
from pactgen.passes.reconcile.split_links import split_links, with_links
from pactgen.passes.reconcile.work import Work
from pactgen.passes.reconcile.writes import nested_writes
from pactgen.passes.tables.desk import Desk, Stored
from pactgen.passes.tables.drafts import drafts_of, kept_out_of_parts
from pactgen.passes.tables.parts_of_rows import gathered_parts
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.config import Config
    from pactgen.ir.contract import Contract
    from pactgen.ir.database import Table
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.resources.values import Kept, Sighting

Aligned = tuple[Alignment | Unaligned, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What became of the resources."""

    stored: tuple[Stored, ...]
    tables: Mapping[str, Table]
    """All of the schema, by name."""
    refused: Mapping[str, str]
    """`POST /items` to why the schema cannot serve it."""
    decisions: tuple[Decision, ...]
    contradictions: tuple[Contradiction, ...]


def align(
    contract: Contract,
    kept: tuple[Kept, ...],
    catalog: Catalog | None,
    config: Config,
    sightings: tuple[Sighting, ...],
) -> tuple[tuple[Sighting, ...], Aligned]:
    """Find the table of every resource; collections of a join table become resources.

    Returns the operations, too: what shows figures of a row is a look at that row. Without a
    catalog there is no schema document, and nothing to find.
    """
    if catalog is None:
        return sightings, ()
    whole = with_links(contract, kept)
    found = at_joins(contract, align_each(contract, whole, catalog, config), catalog, config)
    split = split_links(contract, together(contract, found, catalog, config), catalog)
    joined = join_paths(contract, split, catalog, sightings)
    return as_figures(contract, sightings, joined, catalog)


def bind(contract: Contract, aligned: Aligned, config: Config, catalog: Catalog) -> Binding:
    """Name columns, find relations and ways in, and say what the schema cannot serve.

    Args:
        contract: what the API promises.
        aligned: the resources and their tables.
        config: what a person stated.
        catalog: the schema document.
    """
    bound = [one for one in aligned if isinstance(one, Alignment)]
    homeless = [one for one in aligned if isinstance(one, Unaligned)]
    catalog = with_tenants(contract, bound, catalog, config)
    board = board_of(catalog, {str(one.table.name): one.kept.name for one in bound})
    works = []
    for one in bound:
        desk = Desk(contract=contract, config=config, kept=one.kept)
        works.append(Work(desk=desk, alignment=one, board=board, drafts=drafts_of(desk)))
    for work in works:
        name_columns(work)
        name_members(work)
    layer = Layer(contract=contract, board=board)
    by_key = {key: work for work in works for key in work.kept.keys}
    for work in works:
        lay_relations(work, layer, by_key)
        lay_sorts(work, layer)
        _show_in_parts(work)
    follow_keys(board)
    by_name = {work.kept.name: work for work in works}
    for work in works:
        find_routes(work, by_key)
        name_owner(work, by_name)
        fill_columns(work)
        work.nested = nested_writes(work)
        refuse(work)
    tables = frozen_tables(board, {str(work.table.name): work for work in works})
    return Binding(
        stored=tuple(_stored(work, tables[str(work.table.name)]) for work in works),
        tables=tables,
        refused=_refused(works, homeless),
        decisions=(
            *(decision for work in works for decision in _decisions(work)),
            *(_unbound(one) for one in homeless),
            *tenants_decision(board),
        ),
        contradictions=(
            *(found for work in works for found in work.contradictions),
            *(_missing_table(one) for one in homeless if one.kept.sightings and not one.is_caller),
        ),
    )


def _show_in_parts(work: Work) -> None:
    """Show the columns in the parts of the row in which answers have them."""
    sheet = work.sheet
    columns = {name: sheet.attribute(column.name) for name, column in work.columns.items()}
    columns |= {name: laid.attribute for name, laid in work.laid.items()}
    nullable = (column.name for column in work.table.columns if column.nullable)
    lacking = frozenset(map(sheet.attribute, nullable))
    parts = gathered_parts(work.desk, work.drafts, columns, lacking, frozenset(work.laid))
    work.desk.decisions.extend(kept_out_of_parts(work.desk))
    sheet.gathered.update((each.name, each) for each in parts)


def _stored(work: Work, table: Table) -> Stored:
    return Stored(
        kept=work.kept,
        table=table,
        lookup=work.lookup or table.key.name,
        filled=tuple(work.filled),
        unstorable=tuple(work.dropped),
        ways=MappingProxyType(dict(work.ways)),
        nested=work.nested,
        copied=MappingProxyType(dict(work.copied)),
        incomplete=frozenset(work.incomplete),
        owner=work.owner,
        mine=MappingProxyType(dict(work.mine)),
    )


def _refused(works: list[Work], homeless: list[Unaligned]) -> Mapping[str, str]:
    found = {label: why for work in works for label, why in work.refused.items()}
    for one in homeless:
        for sighting in one.kept.sightings:
            found[sighting.operation.label] = one.why
    return found


def _decisions(work: Work) -> Iterable[Decision]:
    one = work.alignment
    evidence = (*(each.operation.origin for each in work.kept.sightings[:2]), work.table.origin)
    yield binding.table(work.kept.name, str(work.table.name), one.why, evidence, sure=one.sure)
    deletion = deletion_of(work.board.catalog, work.table, work)
    if deletion is not None:
        yield binding.deletion(work.kept.name, deletion.name, deletion.origin)
    yield from work.desk.decisions


def _unbound(one: Unaligned) -> Decision:
    evidence = tuple(each.operation.origin for each in one.kept.sightings[:2])
    return binding.unbound(one.kept.name, one.why, evidence)


def _missing_table(one: Unaligned) -> Contradiction:
    count = len(one.kept.sightings)
    return Contradiction(
        code="schema-table-missing",
        contract=one.kept.sightings[0].operation.origin,
        schema=None if one.namesake is None else one.namesake.origin,
        values={
            "resource": one.kept.name,
            "operations": "1 operation" if count == 1 else f"{count} operations",
        },
    )
