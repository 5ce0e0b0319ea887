"""Name columns that no answer shows after what bodies of actions call them.

`POST /orders/{id}/ship` with `carrierCode` writes `carrier_cd`, which answers show as the carrier's
name; `courierId` is `ship_via`, the only column that refers to what the contract calls couriers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.reconcile.align_columns import Matcher, Wanted
from pactgen.passes.reconcile.align_tables import nouns_of
from pactgen.passes.reconcile.kinds import fit_of, wire_storage
from pactgen.passes.reconcile.tables_of import primary_key
from pactgen.passes.reconcile.wording import KEY_WORDS, bare_of, essence, same
from pactgen.passes.words.names import attribute_names

if TYPE_CHECKING:
    from pactgen.ir.contract import Property
    from pactgen.ir.schema import Column
    from pactgen.passes.reconcile.work import Work


def name_members(work: Work) -> None:
    """Call a column as the body of an action does, where nothing else names either."""
    contract, sheet = work.desk.contract, work.sheet
    for action in work.kept.actions:
        members = () if action.body is None else shape_of(contract, action.body).properties
        attributes = attribute_names(member.name for member in members)
        for member in members:
            attribute = attributes[member.name]
            if sheet.knows(attribute) or attribute in sheet.reserved:
                continue
            column = _named(work, member) or _referring(work, member)
            if column is not None:
                kind = wire_storage(contract, member.schema, column.type).kind
                sheet.also_called(column.name, attribute, kind)


def _named(work: Work, member: Property) -> Column | None:
    """Return the column that is called so, in whatever words."""
    catalog = work.board.catalog
    matcher = Matcher(
        contract=work.desk.contract,
        catalog=catalog,
        table=work.table,
        nouns=nouns_of(work.kept, catalog, work.table),
    )
    found = matcher.match([Wanted(name=member.name, schema=member.schema)])
    return next((one.column for one in found.values() if _is_free(work, one.column, member)), None)


def _referring(work: Work, member: Property) -> Column | None:
    """Return the only column that refers to rows which the contract calls so."""
    spoken = essence(member.name)
    base = bare_of(spoken, KEY_WORDS)
    called = work.board.called
    keys = [
        key
        for key in work.table.foreign_keys
        if len(key.columns) == 1 and same(called.get(str(key.table), ()), base)
    ]
    if base == spoken or len(keys) != 1:
        return None
    column = work.table.column(keys[0].columns[0])
    return column if _is_free(work, column, member) else None


def _is_free(work: Work, column: Column, member: Property) -> bool:
    taken = column.name in work.sheet.attributes or column.name in primary_key(work.table)
    kind = wire_storage(work.desk.contract, member.schema, column.type).kind
    return not taken and fit_of(column.type, kind) != "never"
