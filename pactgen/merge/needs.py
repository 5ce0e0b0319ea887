"""What Python looks up while it makes a definition: without it there is no module.

Location: pactgen/merge/needs.py. An index over a column that is gone keeps the whole program from
starting, and so does a function of a person's that stands below the decorator which names it. Used
by python.py.
"""

from __future__ import annotations

import ast
from textwrap import dedent
from typing import TYPE_CHECKING

from pactgen.merge.blocks import Kind
from pactgen.merge.tokens import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactgen.merge.blocks import Block
    from pactgen.merge.pairing import Key


def made_in_time(
    order: Sequence[Key], ours: Mapping[Key, Block], own: Mapping[str, Key]
) -> list[Key]:
    """Return an order in which what a person wrote stands before what needs it at once.

    Args:
        order: of the blocks of a module.
        ours: those of a person's, in their order.
        own: the definitions that only they have, by their names.
    """
    merged = list(order)
    places = {key: number for number, key in enumerate(ours)}

    def settle(key: Key) -> None:
        block = ours.get(key)
        names = needed_at_once(block) if block is not None else frozenset()
        for needed in (each for name, each in own.items() if name in names):
            if needed in merged and places[needed] < places[key]:
                if merged.index(needed) > merged.index(key):
                    merged.remove(needed)
                    merged.insert(merged.index(key), needed)
                settle(needed)

    for key in order:
        settle(key)
    return merged


def needed_at_once(block: Block) -> frozenset[str]:
    """Return the names that are looked up when a statement of a module is run."""
    if block.kind is Kind.FUNCTION:
        return names_in(block.head)
    if block.suite is not None:
        inner = (each for each in block.suite.blocks if each.kind is not Kind.FUNCTION)
        return names_in(block.head + "".join(each.code for each in inner))
    return frozenset() if block.kind is Kind.IMPORT else names_in(block.code)


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
