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
    """Return the resource of each operation that shows the rows of a view, by method and path."""
    found = {}
    for one in sightings:
        words = {bare(word) for literals in one.place.collection for word in literals}
        if one.method != "get" or one.answer is None or one.place.is_item:
            continue
        above = singular(one.place.steps[-1].literals[-1]) if _stands_below(one) else None
        if above is None and not (one.answer.many and words & vocabulary.DERIVED):
            continue
        view = _view(contract, one.place.noun, above, one.answer.schema, catalog)
        if view is not None:
            name = pascal(singular("_".join(catalog.words[str(view.name)])))
            found[one.operation.label] = name
    return found


def _stands_below(one: Sighting) -> bool:
    """Whether it shows one thing of what the path names: `/invoices/{id}/balance`."""
    single = one.answer is not None and not one.answer.many
    return (
        single
        and len(one.place.tail) == 1
        and bool(one.place.steps[-1:])
        and (bool(one.place.steps[-1].literals))
    )


def _view(
    contract: Contract, noun: str, above: str | None, schema: Schema, catalog: Catalog
) -> Table | None:
    """Return the view that is called like the report, else the only one of its shape.

    What stands below a thing is called after both: `invoice_balances`.
    """
    spoken = essence(noun) if above is None else (*essence(above), *essence(noun))
    called, shaped = [], []
    views = {name: table for name, table in catalog.tables.items() if table.is_view}
    for name, table in views.items():
        matches, wanted = shape_matches(contract, catalog, table, schema)
        share = overlap(matches, wanted)
        if same(catalog.words[name], spoken) and share >= LEAST:
            called.append(table)
        if share == 1 and len(wanted) >= TELLING and above is None:
            shaped.append(table)
    for some in (called, shaped):
        if len(some) == 1:
            return some[0]
    return None
