"""Bodies that name what is linked, one or all at once: `{"selected_repository_ids": [1, 2]}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import ReplaceLinks
from pactgen.ir.inputs import AncestorRole, KeyRole, ScopeRole
from pactgen.passes.reading.columns import alike, storage_of
from pactgen.passes.reading.read_bulk import PLAIN
from pactgen.passes.reading.shapes import input_shape_of, items_of
from pactgen.passes.resources.find_ties import named_in
from pactgen.passes.words.names import attribute_name

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import Column, ColumnKind
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def keys_in(contract: Contract, one: Sighting) -> tuple[str | None, Schema] | None:
    """Return the only member of a body, a list of plain values, and what they are.

    None in place of the member: the body itself is the list.
    """
    if one.part is not None and one.part.member is None:
        items = items_of(contract, one.part.value.schema)
        plain = items is not None and storage_of(contract, items).kind in PLAIN
        return (None, items) if items is not None and plain else None
    if one.body is None or one.member is not None or one.many:
        return None
    members = input_shape_of(contract, one.body).properties
    items = items_of(contract, members[0].schema) if len(members) == 1 else None
    if items is None or storage_of(contract, items).kind not in PLAIN:
        return None
    return attribute_name(members[0].name), items


def named_column(one: Sighting, stored: Stored) -> Column:
    """Return the column of a link that names what is linked: the path, or it alone is left."""
    if one.place.is_item:
        own = stored.ways.get((one.operation.label, one.place.steps[-1].parameter))
        if isinstance(own, KeyRole | ScopeRole):
            return stored.table.column(own.column)
    fixed = {scope.column for scope in stored.scopes}
    fixed |= {
        role.column
        for (label, _), role in stored.ways.items()
        if label == one.operation.label and not isinstance(role, AncestorRole)
    }
    free = [column for column in stored.table.columns if column.name not in fixed]
    refers = [column for column in free if column.references is not None]
    if stored.kept.links is not None and len(refers) == 1:
        return refers[0]
    rest = [column for column in stored.table.keys if column.name not in fixed]
    column = stored.table.column(stored.lookup)
    return rest[0] if column.name in fixed and len(rest) == 1 else column


def _only_links(stored: Stored, column: Column) -> bool:
    """Whether the table keeps references to two others, and what fills itself."""
    others = [each for each in stored.table.columns if not each.primary_key]
    keys = stored.table.keys
    refers = column.references is not None and all(each.references is not None for each in keys)
    filled = all(each.nullable or each.generated is not None for each in others)
    return refers and len(keys) > 1 and filled


def _as_read(kind: ColumnKind) -> ColumnKind:
    """Return one kind for those whose values Python tells by nothing."""
    return "bigint" if kind == "integer" else kind


def links_of(
    contract: Contract,
    one: Sighting,
    stored: Stored,
    *,
    adds: bool = False,
    once: bool = False,
) -> ReplaceLinks | None:
    """Return what a key, or a list of them, links; None where links keep values of another kind.

    `adds`: what is linked already stays so, or is a conflict (`once`); else a list names all that
    is.
    """
    listed, named = keys_in(contract, one), named_in(contract, one)
    if listed is not None:
        attribute, items = listed
    elif adds and named is not None:
        attribute, items = named.attribute, named.value
    else:
        return None
    column = named_column(one, stored)
    if stored.kept.links is None and not _only_links(stored, column):
        return None
    kind = storage_of(contract, items).kind
    fits = _as_read(kind) == _as_read(column.kind) if adds else alike(kind, column.kind)
    if not fits:
        return None
    return ReplaceLinks(
        resource=stored.kept.name,
        attribute=attribute,
        column=column.name,
        adds=adds,
        single=adds and named is not None and not named.many,
        once=once,
    )
