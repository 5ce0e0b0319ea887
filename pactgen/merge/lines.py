"""Merge two edits of one sequence: diff3 over lines, or over tokens where lines are too coarse.

Location: pactgen/merge/lines.py. Source of the rule: Khanna, Kunal, Pierce, A Formal Investigation
of Diff3 (2007). Used by python.py and parts.py for what has no definitions inside.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Generic, TypeVar

from pactgen.merge.values import Conflict, Findings, Merged, Reason
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Agreed(Generic[Item]):
    """A stretch that both sides leave, or that one side or both changed to this."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Clash(Generic[Item]):
    """A stretch that each side changed in another way."""

    base: tuple[Item, ...]
    ours: tuple[Item, ...]
    theirs: tuple[Item, ...]


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    """One side has `side[low:high]` where the base has `base[start:stop]`."""

    start: int
    stop: int
    low: int
    high: int


def lines_of(text: str) -> tuple[str, ...]:
    r"""Return the lines of a text with their ends; only `\n` ends a line, as for Python and git."""
    return tuple(part for part in text.replace("\n", "\n\0").split("\0") if part)


def merge_lines(base: str, ours: str, theirs: str) -> Merged:
    """Merge texts that have no definitions; edits that touch are a conflict, as in git."""
    found = Findings()
    text = merged_lines(base, ours, theirs, name="", found=found)
    return Merged(text=text, conflicts=tuple(found.conflicts))


def merged_lines(base: str, ours: str, theirs: str, *, name: str, found: Findings) -> str:
    """Merge a stretch of a file line by line; conflicts go to `found`."""
    merged = []
    for chunk in merge3(lines_of(base), lines_of(ours), lines_of(theirs)):
        if isinstance(chunk, Agreed):
            merged.append("".join(chunk.items))
            continue
        conflict = Conflict(
            name=name,
            reason=Reason.BOTH_CHANGED,
            base="".join(chunk.base),
            ours="".join(chunk.ours),
            theirs="".join(chunk.theirs),
        )
        merged.append(found.clash(conflict))
    return "".join(merged)


def agreed(chunks: Iterable[Agreed[Item] | Clash[Item]]) -> tuple[Item, ...] | None:
    """Return the merged sequence, or None when there is a clash in it."""
    items: list[Item] = []
    for chunk in chunks:
        if isinstance(chunk, Clash):
            return None
        items += chunk.items
    return tuple(items)


def merge3(
    base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item], *, touching: bool = False
) -> Iterator[Agreed[Item] | Clash[Item]]:
    """Yield the merged sequence in stretches; what nobody changed is as the first side has it.

    Args:
        base: what both sides started from.
        ours: one side.
        theirs: the other side.
        touching: edits that meet without overlapping are no clash.
    """
    mine, new = _edits(base, ours), _edits(base, theirs)
    at = shift = 0
    while mine or new:
        start, stop, own, other = _region(mine, new, touching=touching)
        del mine[: len(own)], new[: len(other)]
        if at < start:
            yield Agreed(tuple(ours[at + shift : start + shift]))
        before = tuple(base[start:stop])
        left = _side(ours, own, start, stop) if own else before
        right = _side(theirs, other, start, stop) if other else before
        more = _going_on(before, left, right) if own and other else left if own else right
        yield Clash(before, left, right) if more is None else Agreed(more)
        at = stop
        shift = own[-1].high - own[-1].stop if own else shift
    if at < len(base):
        yield Agreed(tuple(ours[at + shift :]))


def goes_on(
    base: Sequence[Item], ours: Sequence[Item], theirs: Sequence[Item], starts: Collection[Item]
) -> bool:
    """Tell whether one side goes on with an item that the other side changed.

    Args:
        base: what both sides started from.
        ours: one side.
        theirs: the other side.
        starts: what something that goes on with the item before it starts with.
    """
    for one, two in ((ours, theirs), (theirs, ours)):
        changed = {each.stop for each in _edits(base, two) if each.start < each.stop}
        for each in _edits(base, one):
            if each.start == each.stop and each.stop in changed and one[each.low] in starts:
                return True
    return False


def _going_on(
    base: tuple[Item, ...], ours: tuple[Item, ...], theirs: tuple[Item, ...]
) -> tuple[Item, ...] | None:
    """Return what has all that the other side has in place of the base, and more beside it.

    A parameter whose type a person named otherwise is printed so as well, with the next one.
    """
    less, more = sorted((ours, theirs), key=len)
    if less == more:
        return less
    kept = bool(base) and len(less) >= len(base)
    if kept and less in {more[: len(less)], more[-len(less) :]}:
        return more
    return None


def _edits(base: Sequence[Item], side: Sequence[Item]) -> list[_Edit]:
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    return [
        _Edit(start, stop, low, high)
        for tag, start, stop, low, high in matcher.get_opcodes()
        if tag != "equal"
    ]


def _region(
    mine: list[_Edit], new: list[_Edit], *, touching: bool
) -> tuple[int, int, list[_Edit], list[_Edit]]:
    """Return the next stretch of the base that edits share, and the edits of each side in it."""
    start, stop = min((edits[0].start, edits[0].stop) for edits in (mine, new) if edits)
    taken: tuple[list[_Edit], list[_Edit]] = ([], [])
    grown = True
    while grown:
        grown = False
        for edits, own in zip((mine, new), taken, strict=True):
            while len(own) < len(edits) and _joins(edits[len(own)], start, stop, touching=touching):
                stop = max(stop, edits[len(own)].stop)
                own.append(edits[len(own)])
                grown = True
    return start, stop, *taken


def _joins(edit: _Edit, start: int, stop: int, *, touching: bool) -> bool:
    """Tell whether an edit belongs to the stretch; its first edit always does."""
    if edit.start < stop or (edit.start, edit.stop) == (start, stop):
        return True
    return edit.start == stop and not touching


def _side(side: Sequence[Item], edits: list[_Edit], start: int, stop: int) -> tuple[Item, ...]:
    first, last = edits[0], edits[-1]
    return tuple(side[first.low - (first.start - start) : last.high + (stop - last.stop)])
