"""The few statements of SQL that a migration needs beside Alembic's operations.

Location: pactgen/views/migration/sql.py. Names are quoted, texts are encoded: they come from the
contract. Used by changes.py, fills.py and enums.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import string
from pactgen.views.layout import WIDTH, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.emit import Emitted

STEP: Final = 4
_ROOM: Final = 78
"""Characters of SQL on a line of a statement that needs several."""
_BOUND: Final = re.compile(r"(?<![:\w\\]):(?=\w)")


def literal(sql: str) -> Emitted:
    """Return SQL as `op.execute` takes it: a colon before a word would be a parameter."""
    return string(_BOUND.sub(r"\\:", sql))


def calling(function: str, *arguments: str, sql: str) -> str:
    """Return the call of a function with SQL as its last argument, on as many lines as it needs.

    Args:
        function: its name.
        arguments: those before the SQL, as code.
        sql: the statement.
    """
    whole = literal(sql)
    flat = f"{function}({', '.join((*arguments, whole))})"
    if STEP + columns(flat) <= WIDTH:
        return flat
    fits = 2 * STEP + columns(whole) + bool(arguments) <= WIDTH
    pieces = [whole] if fits else [literal(piece) for piece in _pieces(sql)]
    lines = [*(f"{each}," for each in arguments), *pieces]
    body = "".join(f"\n{' ' * 2 * STEP}{line}" for line in lines)
    return f"{function}({body}{',' if arguments else ''}\n{' ' * STEP})"


def _pieces(sql: str) -> Iterator[str]:
    """Cut at line ends, and long lines at spaces; put together again they are the statement."""
    for line in sql.splitlines(keepends=True):
        rest = line
        while len(rest) > _ROOM:
            cut = rest.rfind(" ", 0, _ROOM) + 1
            if cut <= 1 or not rest[:cut].strip():
                break
            yield rest[:cut]
            rest = rest[cut:]
        yield rest


def quoted(name: str) -> str:
    """Return an identifier."""
    return '"' + name.replace('"', '""') + '"'


def text(value: str) -> str:
    """Return a literal of characters."""
    return "'" + value.replace("'", "''") + "'"


def delete(table: str, *, where: str | None = None) -> str:
    """Return what removes rows, all or some."""
    return " ".join(("DELETE FROM", quoted(table), *_condition(where)))


def counted(table: str, where: str) -> str:
    """Return how many rows of a table are such."""
    return " ".join(("SELECT count(*) FROM", quoted(table), "WHERE", where))


def repeated(table: str, columns: Iterable[str]) -> str:
    """Return how many values stand in several rows of a table; null is no value."""
    names = [quoted(name) for name in columns]
    given = " AND ".join(f"{name} IS NOT NULL" for name in names)
    rows = ("SELECT 1 FROM", quoted(table), "WHERE", given, "GROUP BY", ", ".join(names))
    return " ".join(("SELECT count(*) FROM (", *rows, "HAVING count(*) > 1) AS it"))


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
