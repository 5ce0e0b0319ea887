"""What a view of the schema says of rows: `averageRating` of restaurants in `restaurant_ratings`.

Location: pactgen/passes/reconcile/viewed_rows.py. Used by `align_relations`. The view must have one
row for each key at most, which its GROUP BY tells, and call its column like the property.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.shapes import types_of
from pactgen.passes.reconcile.align_columns import Matcher, Wanted
from pactgen.passes.reconcile.tables_of import primary_key
from pactgen.passes.reconcile.tell_figures import NUMBER_OF
from pactgen.passes.reconcile.ways import Shown, Way
from pactgen.passes.reconcile.wording import KEY_WORDS, essence

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.schema import Table
    from pactgen.passes.reconcile.tables_of import Catalog


def viewed(
    contract: Contract, catalog: Catalog, table: Table, name: str, schema: Schema
) -> Shown | None:
    """Return the column of the only view that tells it; a number of rows is 0 where it has none.

    Args:
        contract: for the schema.
        catalog: of the schema document.
        table: whose rows have the property.
        name: of the property.
        schema: of its values.
    """
    keys = primary_key(table)
    if table.is_view or len(keys) != 1:
        return None
    told = [
        (view, key, match.column.name, match.why)
        for view in catalog.tables.values()
        if view.is_view and (key := _key_of(catalog, view, table, keys[0])) is not None
        for match in _matcher(contract, catalog, view, table)
        .match([Wanted(name=name, schema=schema)])
        .values()
        if match.column.name != key
    ]
    if len(told) != 1:
        return None
    view, key, column, why = told[0]
    whole = storage_of(contract, schema).kind in {"integer", "bigint"}
    counts = essence(name)[-1] == "count" or NUMBER_OF.match(schema.description or "") is not None
    sure = "null" not in types_of(contract, schema)
    if sure and not (whole and counts):
        return None
    way = Way(
        table=view, many=False, pairs=((keys[0], key),), names=(catalog.words[str(view.name)],)
    )
    return Shown(way=way, figure="value", column=column, otherwise=0 if sure else None, why=why)


def _matcher(contract: Contract, catalog: Catalog, view: Table, table: Table) -> Matcher:
    nouns = (catalog.words[str(view.name)], catalog.words[str(table.name)])
    return Matcher(contract=contract, catalog=catalog, table=view, nouns=nouns)


def _key_of(catalog: Catalog, view: Table, table: Table, key: str) -> str | None:
    """Return the column of a view that repeats the key of rows, and by which it groups them."""
    called = {(*catalog.words[str(table.name)], *essence(key))}
    called |= {
        essence(each.columns[0])
        for other in catalog.tables.values()
        for each in catalog.references(other, str(table.name))
        if each.referred == (key,) and essence(each.columns[0])[-1] in KEY_WORDS
    }
    named = [column.name for column in view.columns if essence(column.name) in called]
    return named[0] if len(named) == 1 and view.identity == (named[0],) else None
