"""A file as a merge should see it, and the same file with a definition more or less.

Location: pactgen/workspace/sides.py. Used by moving.py, helpers.py, homes.py and planning.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Block, Kind, Suite, split
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pactgen.merge.values import Note

_HEADS: Final = {Kind.DOCSTRING, Kind.IMPORT}

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
        printed: a module that has the class of `there`, where `text` may have none; what it does
            not have stands behind.
    """
    suite, (scope, name) = split(text), there
    if not scope and block.kind is Kind.VALUE:
        return replace(suite, blocks=_put_value(suite.blocks, block, printed)).text
    whole = next((each for each in split(printed).blocks if each.name == scope), None)
    if not scope:
        known = {each.name for each in split(printed).blocks}
        return replace(suite, blocks=_put(suite.blocks, name, block, known, gap=2)).text
    if whole is not None and all(each.name != scope for each in suite.blocks):
        suite = replace(suite, blocks=(*suite.blocks, replace(whole, gap=2)))
    inner = whole.suite.blocks if whole is not None and whole.suite is not None else ()
    known = {each.name for each in inner}
    return _changed(suite, scope, lambda blocks: _put(blocks, name, block, known, gap=1))


def _put_value(blocks: tuple[Block, ...], block: Block, printed: str) -> tuple[Block, ...]:
    """Put a value in its namesake's place, or behind what is printed before it.

    What follows may read it while the module is made.
    """
    if any(each.name == block.name for each in blocks):
        return tuple(replace(block, gap=o.gap) if o.name == block.name else o for o in blocks)
    order = [each.name for each in split(printed).blocks]
    before = set(order[: order.index(block.name)]) if block.name in order else set()
    at = max(
        (
            number
            for number, each in enumerate(blocks, 1)
            if each.kind in _HEADS or each.name in before
        ),
        default=0,
    )
    after = tuple(replace(each, gap=max(each.gap, 1)) for each in blocks[at : at + 1])
    return (*blocks[:at], replace(block, gap=1), *after, *blocks[at + 1 :])


def _put(
    blocks: tuple[Block, ...], name: str, block: Block, known: Collection[str], *, gap: int
) -> tuple[Block, ...]:
    """Put it in its namesake's place, or behind the last one that is printed, or at the end."""
    if any(each.name == name for each in blocks):
        return tuple(replace(block, gap=each.gap) if each.name == name else each for each in blocks)
    behind = [at for at, each in enumerate(blocks, 1) if each.name in known]
    at = behind[-1] if behind else len(blocks)
    return (*blocks[:at], replace(block, gap=gap), *blocks[at:])


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
