"""Names that a function reads and binds nowhere: what a merge of two sound sides must not add.

Location: pactgen/merge/unbound.py. Used by parts.py and python.py. One side may rename a local
variable while the other goes on to use it in a line of its own: no line overlaps, and the program
is broken.
"""

from __future__ import annotations

import ast
import symtable
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def reads_unbound(merged: str, *sides: str) -> bool:
    """Tell whether a merged function reads a name that none of its sides looks for outside."""
    known = {name for side in sides for name in _outside(side)}
    return not known.issuperset(_outside(merged))


def reads(code: str) -> frozenset[str]:
    """Return the names that a definition looks up, attributes aside; none where it has markers."""
    try:
        nodes = ast.walk(ast.parse(code))
    except (SyntaxError, ValueError):
        return frozenset()
    return frozenset(
        each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)
    )


def _outside(function: str) -> Iterator[str]:
    """Yield the names that a function takes from its module; none of a text that does not parse."""
    try:
        table = symtable.symtable(dedent(function), "", "exec")
    except (SyntaxError, ValueError):
        return
    for inner in table.get_children():
        yield from _of(inner)


def _of(table: symtable.SymbolTable) -> Iterator[str]:
    for symbol in table.get_symbols():
        if symbol.is_global() and symbol.is_referenced():
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _of(inner)
