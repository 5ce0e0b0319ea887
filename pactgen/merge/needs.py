"""What the body of a class looks up while Python makes the class: without it there is no module.

Location: pactgen/merge/needs.py. An index over a column that is gone keeps the whole program from
starting. Used by python.py.
"""

from __future__ import annotations

import ast
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def looked_up(statement: str) -> frozenset[str]:
    """Return the names that a statement of a class needs; none of one with conflict markers.

    The columns that `__table_args__` spells are looked up by name too.
    """
    try:
        tree = ast.parse(dedent(statement))
    except (SyntaxError, ValueError):
        return frozenset()
    return frozenset(name for node in tree.body for name in _of(node))


def _of(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Assign(targets=[target], value=value):
            spelled = ast.unparse(target) == "__table_args__"
        case ast.AnnAssign(value=ast.expr() as value):
            spelled = False
        case _:
            return
    for each in ast.walk(value):
        match each:
            case ast.Name(id=name, ctx=ast.Load()):
                yield name
            case ast.Constant(value=str(name)) if spelled:
                yield name
