"""`/reports/outstanding-balances`: what a contract computes is kept where a view shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reconcile.align_columns import overlap
from pactgen.passes.reconcile.align_tables import shape_matches
from pactgen.passes.reconcile.wording import essence, same
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import pascal, singular
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.schema import Table
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.resources.values import Sighting

LEAST = 2 / 3
"""The share of the properties that a view of the same name shows."""
TELLING = 3
"""So many properties that all are columns of one view tell it, whatever it is called."""


def named_reports(
    contract: Contract, sightings: tuple[Sighting, ...], catalog: Catalog
) -> dict[str, str]:
    """Return the resource of each operation that shows the rows of a view, by its operationId."""
    found = {}
    for one in sightings:
        words = {bare(word) for literals in one.place.collection for word in literals}
        listed = one.method == "get" and one.answer is not None and one.answer.many
        if not listed or one.answer is None or not words & vocabulary.DERIVED:
            continue
        view = _view(contract, one.place.noun, one.answer.schema, catalog)
        if view is not None and one.operation.operation_id is not None:
            name = pascal(singular("_".join(catalog.words[str(view.name)])))
            found[one.operation.operation_id] = name
    return found


def _view(contract: Contract, noun: str, schema: Schema, catalog: Catalog) -> Table | None:
    """Return the view that is called like the report, else the only one of its shape."""
    called, shaped = [], []
    views = {name: table for name, table in catalog.tables.items() if table.is_view}
    for name, table in views.items():
        matches, wanted = shape_matches(contract, catalog, table, schema)
        share = overlap(matches, wanted)
        if same(catalog.words[name], essence(noun)) and share >= LEAST:
            called.append(table)
        if share == 1 and len(wanted) >= TELLING:
            shaped.append(table)
    for some in (called, shaped):
        if len(some) == 1:
            return some[0]
    return None
