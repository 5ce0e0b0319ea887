"""The parts in which answers show a row: `attributes` and `relationships` of JSON:API.

Location: pactgen/passes/tables/parts_of_rows.py. Used where tables are designed, and where they
are bound to a schema document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.database import Gathered, Linked
from pactgen.passes.reading.resource_objects import (
    ATTRIBUTES,
    PARTS,
    RELATIONSHIPS,
)
from pactgen.passes.reading.shapes import listed_values, shape_of, types_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.ir.contract import Json, Property
    from pactgen.passes.tables.desk import Desk, Draft


def gathered_parts(
    desk: Desk,
    drafts: tuple[Draft, ...],
    columns: Mapping[str, str],
    nullable: frozenset[str],
    elsewhere: frozenset[str] = frozenset(),
) -> tuple[Gathered, ...]:
    """Return the objects in which a row is shown, made of its columns.

    Args:
        desk: of the resource.
        drafts: its properties.
        columns: by the name of a property, the attribute that keeps it.
        nullable: the attributes that may have no value.
        elsewhere: the properties that other tables keep.
    """
    inner = [each for each in drafts if each.inner is not None and each.name in columns]
    if not inner:
        return ()
    unwritten = tuple(
        columns[each.name] for each in inner if not each.inputs or each.name in elsewhere
    )
    parts = _parts(desk)
    found = []
    if ATTRIBUTES in parts:
        own = [each for each in inner if _part_of(each) == ATTRIBUTES]
        found.append(
            Gathered(
                name=ATTRIBUTES,
                members=tuple((_told(each), columns[each.name]) for each in own),
                always=_always(desk, parts[ATTRIBUTES]),
                omitted=tuple(
                    _told(each)
                    for each in own
                    if columns[each.name] in nullable and not _may_be_null(desk, each)
                ),
                unwritten=unwritten,
                is_part=True,
            )
        )
    linked = tuple(_linked(inner, columns))
    if linked and RELATIONSHIPS in parts:
        found.append(
            Gathered(
                name=RELATIONSHIPS,
                members=(),
                always=_always(desk, parts[RELATIONSHIPS]),
                omitted=tuple(each.wire_name for each in linked),
                linked=linked,
                unwritten=unwritten,
            )
        )
    return tuple(found)


def only_value(desk: Desk, draft: Draft) -> Json:
    """Return the value that answers show in every row, if there is but one."""
    listed = [listed_values(desk.contract, each.schema) for each in draft.answers]
    alone = listed and len(listed[0]) == 1 and all(each == listed[0] for each in listed)
    return listed[0][0] if alone else None


def kind_of(desk: Desk, drafts: tuple[Draft, ...]) -> tuple[tuple[str, Json], ...]:
    """Return the `type` of the resource objects that show the rows: no column keeps it."""
    told = ((each.attribute, only_value(desk, each)) for each in drafts if each.name == "type")
    found = tuple((attribute, value) for attribute, value in told if value is not None)
    in_parts = any(each.inner is not None for each in drafts)
    return found if in_parts else ()


def _parts(desk: Desk) -> dict[str, Property]:
    shown = (*desk.kept.inputs, *reversed(desk.kept.representations))
    return {
        member.name: member
        for schema in shown
        for member in shape_of(desk.contract, schema).properties
        if member.name in PARTS
    }


def _part_of(draft: Draft) -> str:
    return "" if draft.inner is None else draft.inner.way[0]


def _told(draft: Draft) -> str:
    return draft.name if draft.inner is None else draft.inner.way[1]


def _always(desk: Desk, part: Property) -> bool:
    return part.required and "null" not in types_of(desk.contract, part.schema)


def _may_be_null(desk: Desk, draft: Draft) -> bool:
    return draft.required or any(
        "null" in types_of(desk.contract, one.schema) for one in draft.answers
    )


def _linked(drafts: Iterable[Draft], columns: Mapping[str, str]) -> Iterator[Linked]:
    for draft in drafts:
        if draft.inner is not None and draft.inner.way[0] == RELATIONSHIPS:
            kind = draft.inner.kind if isinstance(draft.inner.kind, str) else None
            yield Linked(
                wire_name=draft.inner.way[1],
                column=columns[draft.name],
                type=kind,
                nullable=draft.inner.nullable,
                many=draft.inner.many,
            )
