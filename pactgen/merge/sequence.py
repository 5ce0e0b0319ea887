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
    base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key], kept: Collection[Key]
) -> list[Key]:
    """Return the keys of `kept` in their merged order."""
    common = set(base) & set(theirs)
    moved = [key for key in base if key in common] != [key for key in theirs if key in common]
    first, second = (theirs, ours) if moved else (ours, theirs)
    merged = [key for key in first if key in kept]
    present = set(merged)
    fresh = set(theirs) - set(base)
    for number, key in enumerate(second):
        if key in kept and key not in present:
            merged.insert(_place(merged, second, number, skip=fresh if moved else set()), key)
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
