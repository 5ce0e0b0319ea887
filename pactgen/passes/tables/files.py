"""The table of files: what was sent, and what HTTP wants to know about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import storage
from pactgen.ir.database import Column, ColumnKind, Table
from pactgen.passes.reading.columns import storage_of
from pactgen.passes.tables.desk import Stored
from pactgen.passes.tables.keys import KEY_KINDS, drawn_key, item_parameter
from pactgen.passes.words.names import snake

if TYPE_CHECKING:
    from pactgen.passes.tables.desk import Desk

NAMED = "file_name"
SIZE = "size"
TYPE = "media_type"


def file_table(desk: Desk, name: str, home: str) -> Stored:
    """Return the table of files of one sort; with_relations adds whose they are."""
    columns = [drawn_key()]
    lookup = "id"
    parameter = item_parameter(desk.kept)
    if parameter is not None:
        kind = storage_of(desk.contract, parameter.schema).kind
        lookup = snake(parameter.name)
        lookup = f"{lookup}_key" if lookup in _FIXED else lookup
        columns.append(_column(lookup, kind if kind in KEY_KINDS else "text"))
    columns += [
        _column("content", "bytes"),
        _column(TYPE, "text"),
        _column(NAMED, "text", nullable=True),
        _column(SIZE, "bigint"),
        _column("digest", "text"),
        _column("saved_at", "timestamp"),
    ]
    evidence = tuple(one.operation.origin for one in desk.kept.sightings)
    desk.decisions.append(storage.files(desk.kept.name, name, evidence))
    return Stored(
        kept=desk.kept,
        table=Table(
            name=name,
            model=desk.kept.name,
            columns=tuple(columns),
            origin=desk.kept.sightings[0].operation.origin,
            home=home,
        ),
        lookup=lookup,
        filled=(),
        unstorable=(),
    )


_FIXED = frozenset({"id", "content", TYPE, NAMED, SIZE, "digest", "saved_at"})


def _column(name: str, kind: ColumnKind, *, nullable: bool = False) -> Column:
    return Column(name=name, wire_name=name, kind=kind, nullable=nullable)
