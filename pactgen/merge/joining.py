"""Two additions at one place that need no choice: both are taken, the contract's first.

Location: pactgen/merge/joining.py. They are entries at the end of one bracket whose order says
nothing (parameters, entries of a display, named arguments), or attributes that a constructor sets.
Used by loose.py, whose stretches they are.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import TYPE_CHECKING, Final

from pactgen.merge.layout import CLOSE, OPEN
from pactgen.merge.tokens import is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Key = tuple[str, ...]

_SETS: Final = ("self", ".")


def may_join(before: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key]) -> bool:
    """Tell whether both additions can stand side by side.

    Args:
        before: what stands before them.
        ours: what a person added, stretch by stretch.
        theirs: what the contract added.
    """
    mine, new = list(_entries(ours)), list(_entries(theirs))
    if all(each[0].startswith("\n") for each in (*mine, *new)):
        return _set_attributes(mine, new)
    opener = _opener(before)
    if opener is None or any(each[-1] != "," for each in (*mine, *new)):
        return False
    if not {each[0] for each in mine}.isdisjoint(each[0] for each in new):
        return False
    return _is_unordered(opener) or all(each[1:2] == ("=",) for each in mine)


def _entries(stretches: Sequence[Key]) -> Iterator[Key]:
    """Yield the entries of a bracket, or the statements, that stretches make up."""
    entry: list[str] = []
    for key in stretches:
        if entry and key[0].startswith("\n"):
            yield tuple(entry)
            entry = []
        entry += key
        if key[-1] == "," and _depth(entry) == 0:
            yield tuple(entry)
            entry = []
    if entry:
        yield tuple(entry)


def _set_attributes(ours: Sequence[Key], theirs: Sequence[Key]) -> bool:
    """Tell whether all these statements set attributes of `self`, each another one."""
    statements = [(each[0].strip(), *each[1:4]) for each in (*ours, *theirs)]
    if any(each[:2] != _SETS or each[3:] != ("=",) for each in statements):
        return False
    indents = {each[0] for each in (*ours, *theirs)}
    names = [{each[2] for each in side} for side in (ours, theirs)]
    return len(indents) == 1 and names[0].isdisjoint(names[1])


def _opener(before: Sequence[Key]) -> Key | None:
    """Return the stretch that opens the bracket in which the next one stands."""
    depth = 0
    for key in reversed(before):
        depth += _depth(key)
        if depth > 0:
            return key
    return None


def _is_unordered(opener: Key) -> bool:
    """Tell whether a bracket holds parameters, or the entries of a display."""
    applied = len(opener) > 1 and is_name(opener[-2].strip()) and not iskeyword(opener[-2].strip())
    return not applied or any(token.strip() == "def" for token in opener)


def _depth(tokens: Iterable[str]) -> int:
    return sum((token in OPEN) - (token in CLOSE) for token in tokens)
