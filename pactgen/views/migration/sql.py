"""The few statements of SQL that a migration needs beside Alembic's operations.

Location: pactgen/views/migration/sql.py. Names are quoted, texts are encoded: they come from the
contract. Used by changes.py, fills.py and enums.py.
"""

from __future__ import annotations


def quoted(name: str) -> str:
    """Return an identifier."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a literal of characters."""
    return "'" + value.replace("'", "''") + "'"


def delete(table: str, *, where: str | None = None) -> str:
    """Return what removes rows, all or some."""
    return " ".join(("DELETE FROM", quoted(table), *_condition(where)))


def lacking(table: str, values: dict[str, str]) -> str:
    """Return the condition that no row of a table has these values; it may be the same table."""
    same = " AND ".join(f"it.{quoted(name)} = {value}" for name, value in values.items())
    query = " ".join(("SELECT 1 FROM", quoted(table), "AS it WHERE", same))
    return f"NOT EXISTS ({query})"


def update(table: str, values: dict[str, str], *, where: str | None = None) -> str:
    """Return what sets columns to expressions, in all rows or in some."""
    assignments = ", ".join(f"{quoted(name)} = {value}" for name, value in values.items())
    return " ".join(("UPDATE", quoted(table), "SET", assignments, *_condition(where)))


def _condition(where: str | None) -> tuple[str, ...]:
    return () if where is None else ("WHERE", where)
