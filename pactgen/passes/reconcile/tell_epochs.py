"""Find numbers that are moments: `raised_at INTEGER DEFAULT (strftime('%s', 'now'))`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.epochs import Unit, unit_of
from pactgen.passes.reconcile.wording import essence
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.schema import Column, Dialect, Schema, Table

_LAST: Final = frozenset(
    {"at", "date", "datetime", "epoch", "time", "timestamp", "ts", "unix", "when"}
)
_FIRST: Final = frozenset({"date", "time", "timestamp", "ts"})
_PARTS: Final = frozenset({"millis", "milliseconds", "ms", "msec"})
_SAID: Final = re.compile(r"\bunix|\bepoch|since 1970", re.IGNORECASE)
_PARTS_SAID: Final = re.compile(r"\bmillis|\bms\b", re.IGNORECASE)


def with_epochs(schema: Schema) -> Schema:
    """Say of each such column what it counts.

    A default or a comment tells that, or the name and the size of the number: milliseconds since
    1970 do not fit in 32 bits, and SQLite counts seconds ("Date and Time Datatype"). Where another
    column of the schema tells milliseconds, so does one that is as large.
    """
    told = {_said(column) for table in schema.tables for column in table.columns}
    usual: Unit | None = "ms" if "ms" in told else "s" if "s" in told else None
    tables = tuple(_marked(table, schema.dialect, usual) for table in schema.tables)
    return replace(schema, tables=tables)


def _marked(table: Table, dialect: Dialect | None, usual: Unit | None) -> Table:
    columns = []
    for column in table.columns:
        unit = _unit(column, dialect, usual)
        columns.append(replace(column, type=replace(column.type, epoch=unit)))
    return replace(table, columns=tuple(columns))


def _unit(column: Column, dialect: Dialect | None, usual: Unit | None) -> Unit | None:
    if column.type.kind not in {"integer", "bigint"} or column.identity is not None:
        return None
    said = _said(column)
    if said is not None or not _is_called_so(column):
        return said
    if dialect == "sqlite":
        return usual or "s"
    return "s" if column.type.kind == "integer" else usual


def _said(column: Column) -> Unit | None:
    """Return what the default, the comment or the name of a moment says."""
    if column.type.kind not in {"integer", "bigint"}:
        return None
    if column.default is not None and (unit := unit_of(column.default.text)) is not None:
        return unit
    words = essence(column.name)
    comment = column.comment or ""
    in_parts = bool(_PARTS & set(words[-1:])) and _is_called_so(column)
    if in_parts or _SAID.search(comment):
        return "ms" if in_parts or _PARTS_SAID.search(comment) else "s"
    return None


def _is_called_so(column: Column) -> bool:
    words = [word for word in essence(column.name) if word not in _PARTS]
    return bool(words) and (words[-1] in _LAST or words[0] in _FIRST)
