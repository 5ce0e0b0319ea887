"""Statements that both sides add at one place and that go on with one variable: filters of a query.

Location: pactgen/merge/accumulated.py. `rows = rows.where(…)` asks nothing of what stands before it
but that there are rows: what the contract adds comes first, then what a person added. Used by
parts.py.
"""

from __future__ import annotations

import ast
from textwrap import dedent
from typing import TYPE_CHECKING

from pactgen.merge.lines import Clash, lines_of, merge3

if TYPE_CHECKING:
    from collections.abc import Iterable


def accumulated(base: str, ours: str, theirs: str) -> str | None:
    """Return the body with the statements of both sides; None where the sides meet otherwise."""
    merged: list[str] = []
    sides = (lines_of(base), lines_of(ours), lines_of(theirs))
    for chunk in merge3(*sides, touching=True):
        if not isinstance(chunk, Clash):
            merged += chunk.items
            continue
        mine, now = ("".join(side) for side in (chunk.ours, chunk.theirs))
        names = _variables(mine) | _variables(now)
        if chunk.base or len(names) != 1 or "" in names:
            return None
        merged += (now, mine)
    return "".join(merged)


def _variables(text: str) -> frozenset[str]:
    """Return the variables that lines go on with; that of other lines has no name."""
    try:
        statements = ast.parse(dedent(text)).body
    except (SyntaxError, ValueError):
        return frozenset({""})
    return frozenset(_of_all(statements)) or frozenset({""})


def _of_all(statements: Iterable[ast.stmt]) -> Iterable[str]:
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if _root(value) == name:
                yield name
            case ast.If(body=body, orelse=orelse):
                yield from _of_all([*body, *orelse])
            case _:
                yield ""


def _root(value: ast.expr) -> str:
    """Return the variable that a chain of calls begins with."""
    while isinstance(value, ast.Call | ast.Attribute):
        value = value.func if isinstance(value, ast.Call) else value.value
    return value.id if isinstance(value, ast.Name) else ""
