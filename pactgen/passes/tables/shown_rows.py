"""Which schemas show rows of other tables inside of answers.

Location: pactgen/passes/tables/shown_rows.py. Used by `design_backend`, so that a component that
bodies bring as well has a class of its own for rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.shapes import items_of, shape_of
from pactgen.passes.words.names import attribute_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import Table
    from pactgen.passes.tables.desk import Stored


def shown_rows(
    contract: Contract, stored: tuple[Stored, ...], tables: Mapping[str, Table]
) -> Iterator[Schema]:
    """Yield every schema that answers show rows of other tables as."""
    for one in stored:
        for schema in one.kept.representations:
            yield from _below(contract, schema, one.table, tables, frozenset())


def _below(
    contract: Contract,
    schema: Schema,
    table: Table,
    tables: Mapping[str, Table],
    above: frozenset[str],
) -> Iterator[Schema]:
    relations = {each.name: each.table for each in table.relations}
    members = shape_of(contract, schema).properties
    names = attribute_names(member.name for member in members)
    for member in members:
        target = relations.get(names[member.name])
        if target is None or target in above:
            continue
        row = items_of(contract, member.schema) or member.schema
        yield row
        yield from _below(contract, row, tables[target], tables, above | {target})
