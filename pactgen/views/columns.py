"""How a column is written down: in Python, in SQLAlchemy, in a migration.

Location: pactgen/views/columns.py. Used by the views of models, migration and repository.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.views.imports import Import

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.database import Column, ColumnKind

Parse = Literal["integer", "uuid", "uuid_text", "whole", "text"]
"""`uuid_text`: a text that only UUIDs are kept of; `whole`: a number of which integers are kept."""

PYTHON_TYPES: dict[ColumnKind, str] = {
    "uuid": "UUID",
    "text": "str",
    "integer": "int",
    "bigint": "int",
    "double": "float",
    "boolean": "bool",
    "timestamp": "datetime",
    "date": "date",
    "json": "Any",
    "bytes": "bytes",
}

PYTHON_IMPORTS: dict[ColumnKind, Import] = {
    "uuid": Import("uuid", "UUID"),
    "timestamp": Import("datetime", "datetime"),
    "date": Import("datetime", "date"),
    "json": Import("typing", "Any"),
}


def python_type(column: Column) -> str:
    """Return the annotation of the attribute."""
    plain = PYTHON_TYPES[column.kind]
    return f"{plain} | None" if column.nullable and column.kind != "json" else plain


def python_imports(columns: Iterable[Column]) -> list[Import]:
    """Return what the annotations of these columns need."""
    return [PYTHON_IMPORTS[each.kind] for each in columns if each.kind in PYTHON_IMPORTS]


def parse_of(kind: str, column: Column) -> Parse | None:
    """Return how a value of this Python type becomes one of the column; None: it is one."""
    stored = PYTHON_TYPES[column.kind]
    declared = column.declared
    if (stored, kind) == ("str", "str") and declared is not None and declared.type.kind == "uuid":
        return "uuid_text"
    if stored == kind:
        return None
    match stored, kind:
        case ("int", "str"):
            return "integer"
        case ("UUID", "str"):
            return "uuid"
        case ("int", "float"):
            return "whole"
        case ("str", _):
            return "text"
        case _:
            return None
