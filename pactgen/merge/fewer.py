"""A class that the contract drops and a person edited, with no more than has to stay.

Location: pactgen/merge/fewer.py. Fields stay, and of the methods those that were edited, those that
these call, and how the object is made. Used by python.py and workspace/leaving.py.
"""

from __future__ import annotations

import ast
from textwrap import dedent
from typing import TYPE_CHECKING

from pactgen.merge.blocks import Block, Kind
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def with_fewer_methods(block: Block, mine: Block, used: Collection[str] = ()) -> Block:
    """Return the printed class without the methods that may go.

    Args:
        block: as it was printed last.
        mine: as the person has it.
        used: names that other code asks for.
    """
    if block.suite is None or mine.suite is None:
        return block
    last = {each.name: each for each in _methods(block)}
    here = {each.name: each for each in _methods(mine)}
    edited = [
        name for name, each in here.items() if name not in last or last[name].code != each.code
    ]
    waiting = [*edited, *(name for name in last if name in used or name == "__init__")]
    kept: set[str] = set()
    while waiting:
        name = waiting.pop()
        known = here.get(name) or last.get(name)
        if name not in kept and known is not None:
            kept.add(name)
            waiting += asked_of_self(known.code)
    left = tuple(
        each for each in block.suite.blocks if each.kind is not Kind.FUNCTION or each.name in kept
    )
    if not left and not block.doc:  # a body of nothing is no program
        return block
    return replace(block, suite=replace(block.suite, blocks=left))


def asked_of_self(method: str) -> frozenset[str]:
    """Return the names that a method asks of its own object."""
    return frozenset(
        node.attr
        for node in ast.walk(ast.parse(dedent(method)))
        if isinstance(node, ast.Attribute)
        if isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}
    )


def _methods(block: Block) -> Sequence[Block]:
    blocks = block.suite.blocks if block.suite is not None else ()
    return [each for each in blocks if each.kind is Kind.FUNCTION]
