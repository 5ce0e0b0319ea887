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
    from collections.abc import Iterable, Iterator, Sequence

    from pactgen.emit import Emitted
    from pactgen.ir.schema import Name
    from pactgen.migrations import changes as c

STEP: Final = 4
_ROOM: Final = 78
"""Characters of SQL on a line of a statement that needs several."""
_BOUND: Final = re.compile(r"(?<![:\w\\]):(?=\w+(?![:\w]))|\\(?=:\w*(?![:\w]))")
"""What SQLAlchemy takes for a parameter, and for a colon that is none: `[[:space:]]` is neither."""


def literal(sql: str) -> Emitted:
    """Return SQL as `op.execute` takes it: a colon before a word would be a parameter."""
    return string(_BOUND.sub(r"\\\g<0>", sql))


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


def full(name: Name) -> str:
    """Return the identifier of a table or type, with its namespace."""
    own = quoted(name.name)
    return own if name.namespace is None else f"{quoted(name.namespace)}.{own}"


def text(value: str) -> str:
    """Return a literal of characters."""
    return "'" + value.replace("'", "''") + "'"


def delete(table: Name, *, where: str | None = None) -> str:
    """Return what removes rows, all or some."""
    return " ".join(("DELETE FROM", full(table), *_condition(where)))


def counted(rows: str, where: str) -> str:
    """Return how many rows of a table, or of a query, are such."""
    return f"SELECT count(*) FROM {rows} WHERE {where}"  # noqa: S608 - of quoted names


def under_new_names(table: Name, now: Name, columns: dict[str, str]) -> str:
    """Return the rows of a table as those of another, its columns under other names as well."""
    if table == now and not columns:
        return full(table)
    others = "".join(f", {quoted(was)} AS {quoted(name)}" for name, was in columns.items())
    return " ".join((f"(SELECT *{others} FROM", full(table), f") AS {quoted(now.name)}"))


def repeated(table: Name, columns: Iterable[str]) -> str:
    """Return how many values stand in several rows of a table; null is no value."""
    return repeated_values(table, [quoted(name) for name in columns])


def repeated_values(table: Name, expressions: Sequence[str]) -> str:
    """Return how many values of expressions over a row several rows of a table share."""
    given = " AND ".join(f"{each} IS NOT NULL" for each in expressions)
    rows = ("SELECT 1 FROM", full(table), "WHERE", given, "GROUP BY", ", ".join(expressions))
    return " ".join(("SELECT count(*) FROM (", *rows, "HAVING count(*) > 1) AS it"))


def lacking(table: Name, values: dict[str, str]) -> str:
    """Return the condition that no row of a table has these values; it may be the same table."""
    same = " AND ".join(f"it.{quoted(name)} = {value}" for name, value in values.items())
    query = " ".join(("SELECT 1 FROM", full(table), "AS it WHERE", same))
    return f"NOT EXISTS ({query})"


def orphaned(table: Name, columns: Iterable[str], target: Name, referred: Iterable[str]) -> str:
    """Return the condition that a row of a table refers to no row of another."""
    mine = [f"{full(table)}.{quoted(name)}" for name in columns]
    given = [f"{name} IS NOT NULL" for name in mine]
    return " AND ".join((*given, lacking(target, dict(zip(referred, mine, strict=True)))))


def unlinked(change: c.Unlink) -> str:
    """Return what takes references to rows away that are gone."""
    key = change.key
    where = orphaned(change.table, key.columns, key.table, key.referred)
    if change.nullable:
        return update(change.table, dict.fromkeys(key.columns, "NULL"), where=where)
    return delete(change.table, where=where)


def update(table: Name, values: dict[str, str], *, where: str | None = None) -> str:
    """Return what sets columns to expressions, in all rows or in some."""
    assignments = ", ".join(f"{quoted(name)} = {value}" for name, value in values.items())
    return " ".join(("UPDATE", full(table), "SET", assignments, *_condition(where)))


def _condition(where: str | None) -> tuple[str, ...]:
    return () if where is None else ("WHERE", where)
