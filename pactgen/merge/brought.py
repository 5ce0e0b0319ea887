"""What the contract changed and a person's lines say already: both sides are together.

Location: pactgen/merge/brought.py. Who resolves a conflict in the file itself, as the report of it
shows both sides, is not asked again. Used by parts.py, for lines that both sides changed.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from pactgen.merge.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENOUGH: Final = 4
"""Tokens below which a run is found anywhere: it counts beside the neighbour that it has."""


def brought_together(base: str, ours: str, theirs: str) -> bool:
    """Tell whether `ours` has all that the contract wrote, and nothing that it took away.

    Args:
        base: as pactgen printed it last.
        ours: as it is on the disk.
        theirs: as pactgen prints it now.
    """
    last, mine, now = (_words(each) for each in (base, ours, theirs))
    if (set(last) - set(now)) & set(mine):
        return False
    places = _places(now, mine)
    runs = list(_written(last, now))
    return bool(runs) and all(_there(run, places) for run in runs)


def _words(text: str) -> list[str]:
    return [each for each in tokens_of(text) if not each.isspace()]


def _places(now: Sequence[str], mine: Sequence[str]) -> dict[int, int]:
    """Return where the tokens of the one text stand in the other, of those that it has."""
    blocks = SequenceMatcher(None, now, mine, autojunk=False).get_matching_blocks()
    return {each.a + number: each.b + number for each in blocks for number in range(each.size)}


def _written(last: Sequence[str], now: Sequence[str]) -> Iterator[range]:
    """Yield the places of the runs of tokens that the contract brought."""
    for tag, _, _, start, end in SequenceMatcher(None, last, now, autojunk=False).get_opcodes():
        if tag in {"insert", "replace"}:
            yield range(start, end)


def _there(run: range, places: dict[int, int]) -> bool:
    if not all(each in places for each in run):
        return False
    before, after = places.get(run.start - 1), places.get(run.stop)
    beside = before == places[run.start] - 1 or after == places[run.stop - 1] + 1
    return beside or len(run) >= _ENOUGH
