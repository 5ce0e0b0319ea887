"""Bodies that name what is linked, all at once: `{"selected_repository_ids": [1, 2]}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.design import ReplaceLinks
from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.read_bulk import PLAIN
from pactgen.passes.reading.shapes import input_shape_of, items_of
from pactgen.passes.words.names import attribute_names

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def keys_in(contract: Contract, one: Sighting) -> tuple[str, Schema] | None:
    """Return the only member of a body, a list of plain values, and what they are."""
    if one.body is None or one.member is not None or one.many:
        return None
    members = input_shape_of(contract, one.body).properties
    items = items_of(contract, members[0].schema) if len(members) == 1 else None
    if items is None or storage_of(contract, items).kind not in PLAIN:
        return None
    return attribute_names((members[0].name,))[members[0].name], items


def links_of(contract: Contract, one: Sighting, stored: Stored) -> ReplaceLinks | None:
    """Return what a list of keys links; None where the links keep values of another kind."""
    named = keys_in(contract, one)
    if named is None:
        return None
    attribute, items = named
    column = stored.table.column(stored.lookup)
    whole = {"integer", "bigint"}
    kind = storage_of(contract, items).kind
    if kind != column.kind and not {kind, column.kind} <= whole:
        return None
    return ReplaceLinks(resource=stored.kept.name, attribute=attribute, column=column.name)
