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
    """Tell whether a merged function reads a name that none of its sides looks for outside.

    Nor may it read a variable of its own before it binds it, as none of them does.
    """
    known = {name for side in sides for name in _outside(side)}
    early = {name for side in sides for name in read_early(side)}
    return not (known.issuperset(_outside(merged)) and early.issuperset(read_early(merged)))


def reads(code: str) -> frozenset[str]:
    """Return the names that a definition looks up, attributes aside; none where it has markers."""
    try:
        nodes = ast.walk(ast.parse(code))
    except (SyntaxError, ValueError):
        return frozenset()
    return frozenset(
        each.id for each in nodes if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load)
    )


def read_early(function: str) -> frozenset[str]:
    """Return the variables that a function reads before anything binds them."""
    try:
        tree = ast.parse(dedent(function))
    except (SyntaxError, ValueError):
        return frozenset()
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            seen = _Seen({each.arg for each in ast.walk(node.args) if isinstance(each, ast.arg)})
            for statement in node.body:
                seen.visit(statement)
            found |= seen.early & seen.bound
    return frozenset(found)


class _Seen(ast.NodeVisitor):
    """The variables of a function in the order in which it comes to them."""

    def __init__(self, arguments: set[str]) -> None:
        self.bound = arguments
        self.early: set[str] = set()

    def visit(self, node: ast.AST) -> None:
        """Come to the value before its name, and to no function that runs later."""
        match node:
            case ast.Name(id=name, ctx=ast.Load()) if name not in self.bound:
                self.early.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                self.bound.add(name)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                self.bound.add(name)
                self.generic_visit(node)
            case ast.Lambda() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return
            case _:
                for part in _evaluated(node):
                    self.visit(part)


def _evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a node, what is bound last."""
    parts = list(ast.iter_child_nodes(node))
    match node:
        case ast.AugAssign(target=ast.Name(id=name)):
            yield ast.Name(id=name, ctx=ast.Load())
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp() | ast.DictComp():
            parts.sort(key=lambda part: not isinstance(part, ast.comprehension))
        case ast.comprehension(target=target, iter=values, ifs=ifs):
            yield from (values, target, *ifs)
            return
        case _:
            pass
    targets = [part for part in parts if isinstance(getattr(part, "ctx", None), ast.Store)]
    body = [part for part in parts if isinstance(part, ast.stmt)]
    yield from (part for part in parts if part not in targets and part not in body)
    yield from targets
    yield from body


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
