"""What SQL says of rows that a column marks as deleted.

Location: pactgen/views/deletion.py. Used by the views of repositories and models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier
from pactgen.views.imports import Import
from pactgen.views.known import known

if TYPE_CHECKING:
    from pactgen.ir.database import Table

_STANDS = {"boolean": "is_(False)", "timestamp": "is_(None)", "date": "is_(None)"}
_MARKS = {"boolean": "True", "timestamp": "utc_now()", "date": "utc_now().date()"}


def standing(table: Table, row: str = "") -> list[str]:
    """Return the condition that leaves out deleted rows; none where rows are really deleted.

    `row`: what stands for the rows, where it is not the mapped class.
    """
    if table.deletion is None:
        return []
    kind = table.column(table.deletion).kind
    return [f"{row or table.model}.{identifier(table.deletion)}.{_STANDS[kind]}"]


def mark_of(table: Table) -> tuple[str, str]:
    """Return the column that marks a row as deleted, and the value to give it."""
    column = table.column(known(table.deletion))
    return identifier(column.name), _MARKS[column.kind]


def mark_imports(table: Table, package: str) -> list[Import]:
    """Return what the value needs."""
    if table.deletion is None or table.column(table.deletion).kind == "boolean":
        return []
    return [Import(f"{package}.database", "utc_now")]
