"""SQL inside a revision.

Location: pactgen/views/migration/exact/statements.py. Used by `tables` and `revision`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import string
from pactgen.views.layout import WIDTH, Code, call, columns

if TYPE_CHECKING:
    from collections.abc import Iterator

STEP: Final = 4
_ROOM: Final = 78
"""Characters of SQL on a line of a statement that needs several."""
_BOUND: Final = re.compile(r"(?<![:\w\\]):(?=\w)")


def literal(sql: str) -> str:
    """Return SQL as SQLAlchemy takes it: a colon before a word would be a parameter."""
    return string(_BOUND.sub(r"\\:", sql))


def text(sql: str) -> Code:
    """Return `sa.text("…")`."""
    return call("sa.text", literal(sql))


def execute(sql: str) -> str:
    """Return `op.execute("…")`, over several lines where one has no room."""
    whole = literal(sql)
    if STEP + columns(f"op.execute({whole})") <= WIDTH:
        return f"op.execute({whole})"
    fits = 2 * STEP + columns(whole) <= WIDTH
    pieces = [whole] if fits else [literal(piece) for piece in _pieces(sql)]
    lines = "".join(f"\n{' ' * 2 * STEP}{piece}" for piece in pieces)
    return f"op.execute({lines}\n{' ' * STEP})"


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
