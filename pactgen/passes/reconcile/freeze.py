"""The named tables as the design knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.database import Column, ForeignKey, Table
from pactgen.passes.reconcile.fill import filler_of
from pactgen.passes.reconcile.mark_deletion import deletion_of
from pactgen.passes.reconcile.tables_of import is_unique, primary_key, reference_of
from pactgen.passes.tables.fields import former_name
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir import schema
    from pactgen.passes.reconcile.board import Board, Sheet
    from pactgen.passes.reconcile.work import Work


_MOST: Final = 38
"""Digits of a decimal that no document tells the digits of."""


def frozen_tables(board: Board, works: Mapping[str, Work]) -> dict[str, Table]:
    """Return every table of the schema, in its order."""
    return {key: _table(board, sheet, works.get(key)) for key, sheet in board.sheets.items()}


def _table(board: Board, sheet: Sheet, work: Work | None) -> Table:
    declared = sheet.table
    deletion = deletion_of(board.catalog, declared, work)
    tenants = board.catalog.tenants
    tenant = None if tenants is None else tenants.columns.get(sheet.key)
    return Table(
        name=sheet.key,
        model=sheet.model,
        columns=tuple(_column(board, sheet, work, column) for column in declared.columns),
        origin=declared.origin,
        home="",
        description=declared.comment,
        uniques=tuple(
            tuple(sheet.attribute(name) for name in key.columns) for key in declared.uniques
        ),
        links=() if work is None else tuple(work.links),
        declared=declared,
        synonyms=tuple((name, sheet.attribute(column)) for name, column in sheet.synonyms.items()),
        relations=tuple(sheet.relations.values()),
        derived=tuple(sheet.derived.values()),
        gathered=tuple(sheet.gathered.values()),
        constants=tuple(sheet.constants.items()),
        marks=tuple(
            replace(mark, column=sheet.attribute(mark.column)) for mark in sheet.marks.values()
        ),
        joined=tuple(
            (name, tuple(map(sheet.attribute, columns))) for name, columns in sheet.joined.items()
        ),
        reckoned=tuple(sheet.reckoned.values()),
        renamed_from=None if work is None else work.desk.stated("x-pactgen-renamed-from"),
        deletion=None if deletion is None else sheet.attribute(deletion.name),
        tenant=None if tenant is None else sheet.attribute(tenant),
    )


def _column(board: Board, sheet: Sheet, work: Work | None, column: schema.Column) -> Column:
    table = sheet.table
    attribute = sheet.attribute(column.name)
    kind = sheet.kind(column)
    made = (
        filler_of(board.catalog, table, column, kind, supplied=False)
        if work is None
        else work.fillers.get(column.name)
    )
    is_key = column.name in primary_key(table)
    shown = None if work is None else work.draft_of(column.name)
    return Column(
        name=attribute,
        wire_name=sheet.wire_names.get(column.name, column.name),
        kind=kind,
        nullable=column.nullable and not is_key,
        length=_length(column),
        primary_key=is_key,
        unique=is_unique(table, column.name),
        generated=made,
        references=_reference(board, table, column),
        coerced=work is not None and column.name in work.coerced,
        whole=column.name in sheet.fractional and not is_key,
        to_minutes=column.name in sheet.to_minutes,
        secret=work is not None and column.name in work.secrets,
        as_json=work is not None and kind == "text" and column.name in work.as_json,
        left_out=() if work is None else work.left_out.get(column.name, ()),
        filled=() if work is None else work.made_inside.get(column.name, ()),
        description=column.comment,
        renamed_from=None if work is None or shown is None else former_name(work.desk, shown),
        declared=_declared(sheet, column),
    )


def _declared(sheet: Sheet, column: schema.Column) -> schema.Column:
    """Return the column as the document has it; what a view computes may be known as a decimal."""
    if column.name not in sheet.digits:
        return column
    digits = sheet.digits[column.name]
    arguments = () if digits is None else (_MOST, digits)
    return replace(column, type=replace(column.type, kind="numeric", arguments=arguments))


def _length(column: schema.Column) -> int | None:
    sized = column.type.kind in {"char", "varchar"} and column.type.dimensions == 0
    return column.type.arguments[0] if sized and column.type.arguments else None


def _reference(board: Board, table: schema.Table, column: schema.Column) -> ForeignKey | None:
    key = reference_of(table, column.name)
    if key is None or str(key.table) not in board.sheets:
        return None
    target = board.sheets[str(key.table)]
    return ForeignKey(
        table=target.key,
        column=target.attribute(key.referred[0]),
        on_delete=key.on_delete,
        implied=key.implied and not key.checked,
    )
