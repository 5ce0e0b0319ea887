"""A file as a merge should see it, and the same file with a definition more or less.

Location: pactgen/workspace/sides.py. Used by moving.py, helpers.py, homes.py and planning.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.merge.blocks import Block, Suite, split
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.merge.values import Note

Place = tuple[str, str]
"""The class that a definition is in, empty for the module, and its name."""


@dataclass(slots=True, kw_only=True)
class Sides:
    """A file as a merge should see it: what moved stands where it is now."""

    base: str
    ours: str
    now: str | None = None
    """What is printed now, where it is not all of the printed file."""
    notes: list[Note] = field(default_factory=list)


def without_definition(text: str, place: Place) -> str:
    """Return a module without a definition."""
    suite = split(text)
    scope, name = place
    if not scope:
        kept = tuple(each for each in suite.blocks if each.name != name)
        return replace(suite, blocks=kept).text
    return _changed(suite, scope, lambda blocks: tuple(b for b in blocks if b.name != name))


def with_definition(text: str, there: Place, block: Block, printed: str) -> str:
    """Return a module with a definition, instead of the one of that name if there is one.

    Args:
        text: of the module.
        there: where the definition belongs.
        block: the definition.
        printed: a module that has the class of `there`, where `text` may have none.
    """
    suite, (scope, name) = split(text), there
    if not scope:
        return replace(suite, blocks=_put(suite.blocks, name, block, gap=2)).text
    if all(each.name != scope for each in suite.blocks):
        whole = next(each for each in split(printed).blocks if each.name == scope)
        suite = replace(suite, blocks=(*suite.blocks, replace(whole, gap=2)))
    return _changed(suite, scope, lambda blocks: _put(blocks, name, block, gap=1))


def _put(blocks: tuple[Block, ...], name: str, block: Block, *, gap: int) -> tuple[Block, ...]:
    if any(each.name == name for each in blocks):
        return tuple(replace(block, gap=each.gap) if each.name == name else each for each in blocks)
    return (*blocks, replace(block, gap=gap))


def _changed(
    suite: Suite, scope: str, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]
) -> str:
    """Return a module with other members in one of its classes."""
    blocks = tuple(
        replace(each, suite=replace(each.suite, blocks=change(each.suite.blocks)))
        if each.name == scope and each.suite is not None
        else each
        for each in suite.blocks
    )
    return replace(suite, blocks=blocks).text
