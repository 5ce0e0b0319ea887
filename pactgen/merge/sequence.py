"""In which order the blocks of a merged suite stand.

Location: pactgen/merge/sequence.py. People's order stays as long as the contract's order stays; new
blocks go where their own side has them, after the same neighbour. Used by python.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Sequence

    Key = TypeVar("Key", bound=Hashable)


def ordered(
    base: Sequence[Key],
    ours: Sequence[Key],
    theirs: Sequence[Key],
    kept: Collection[Key],
    *,
    imports: Collection[Key] = (),
) -> list[Key]:
    """Return the keys of `kept` in their merged order.

    Args:
        base: the order as pactgen printed it last.
        ours: a person's order.
        theirs: the order as pactgen prints it now.
        kept: the keys that are left.
        imports: keys whose order says nothing; it stays a person's.
    """
    common = (set(base) & set(theirs)).difference(imports)
    moved = [key for key in base if key in common] != [key for key in theirs if key in common]
    if not moved:
        return _inserted(ours, theirs, kept, skip=imports)
    fresh = set(theirs) - set(base)
    rest = _inserted(theirs, ours, [key for key in kept if key not in imports], skip=fresh)
    top = _inserted(ours, theirs, imports, skip=imports)
    before = _until(imports, ours) or _until(imports, theirs) or ()
    start = next((at for at, key in enumerate(rest) if key not in before), len(rest))
    return [*rest[:start], *top, *rest[start:]]


def _until(imports: Collection[Key], side: Sequence[Key]) -> Sequence[Key] | None:
    """Return what stands before the first import, None where there is none."""
    at = next((number for number, key in enumerate(side) if key in imports), None)
    return None if at is None else side[:at]


def _inserted(
    first: Sequence[Key], second: Sequence[Key], kept: Collection[Key], *, skip: Collection[Key]
) -> list[Key]:
    """Return the first order with what only the second has, each after its neighbour there.

    Args:
        first: keys that keep their order.
        second: where the others come from.
        kept: the keys that are left.
        skip: keys that no other key comes between.
    """
    merged = [key for key in first if key in kept]
    present = set(merged)
    for number, key in enumerate(second):
        if key in kept and key not in present:
            others = () if key in skip else skip
            merged.insert(_place(merged, second, number, skip=others), key)
            present.add(key)
    return merged


def _place(
    merged: Sequence[Key], side: Sequence[Key], number: int, *, skip: Collection[Key]
) -> int:
    """Return the index after the nearest neighbour that stands before the key on its own side.

    Args:
        merged: the order so far.
        side: the order of the key's side.
        number: the key's index there.
        skip: what the other side added; it comes first after the same neighbour.
    """
    places = {key: index for index, key in enumerate(merged)}
    for before in reversed(side[:number]):
        if before in places:
            place = places[before] + 1
            while place < len(merged) and merged[place] in skip:
                place += 1
            return place
    after = (places[key] for key in side[number + 1 :] if key in places)
    return next(after, len(merged))
