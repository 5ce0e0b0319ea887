"""SQL inside a revision.

Location: pactgen/views/migration/exact/statements.py. Used by `tables` and `revision`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import string

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP: Final = 4
_ROOM: Final = 78
"""Characters of SQL on a line of a statement that needs several."""
_SHORT: Final = 80
"""Of a statement that stands on the line of its call."""
_BOUND: Final = re.compile(r"(?<![:\w\\]):(?=\w)")


def literal(sql: str) -> str:
    """Return SQL as SQLAlchemy takes it: a colon before a word would be a parameter."""
    return string(_BOUND.sub(r"\\:", sql))


def text(sql: str) -> str:
    """Return `sa.text("…")`."""
    return f"sa.text({literal(sql)})"


def execute(sql: str) -> str:
    """Return `op.execute("…")`, over several lines where one has no room."""
    if len(sql) <= _SHORT and "\n" not in sql:
        return f"op.execute({literal(sql)})"
    pieces = "".join(f"\n{' ' * 2 * STEP}{literal(piece)}" for piece in _pieces(sql))
    return f"op.execute({pieces}\n{' ' * STEP})"


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
