"""Which rows of a collection a word means: `/orders/pending`, `/posts/latest`, or which one.

Location: pactgen/passes/endpoints/pick_rows.py. Used by `design_endpoints`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import FilterRole
from pactgen.passes.behaviours.transitions import state_called
from pactgen.passes.behaviours.verdict import Verdict, custom
from pactgen.passes.endpoints.passed_times import by_now
from pactgen.passes.endpoints.scarce_rows import asks_for_scarce, scarcity_of
from pactgen.passes.endpoints.windows import newest_first
from pactgen.passes.reading.columns import brought
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import LAST, NEWEST, bare
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.passes.tables import Stored

_OBSERVED: Final = frozenset(
    {"captured", "logged", "measured", "observed", "occurred", "recorded", "sampled", "taken"}
)
"""What is done at the time that a reading tells of."""


def picked(
    contract: Contract, verdict: Verdict, stored: Stored, word: str, texts: tuple[str | None, ...]
) -> Verdict:
    """Return the list of the rows that the word names; custom where it names none for certain."""
    noun = stored.kept.name
    if bare(word) in NEWEST:
        if not newest_first(stored):
            return custom(f"`{word}` asks for an order, and no column of a {noun} tells its age.")
        why = f"`{word}` lists the {noun} rows that were made last first."
        return replace(verdict, why=why, level="LOW", newest_first=True)
    if asks_for_scarce(word):
        return _scarce(verdict, stored, word, texts)
    timed = by_now(contract, stored, word, " ".join(filter(None, texts)))
    if isinstance(timed, FilterRole):
        side = "behind it" if timed.op == "past" else "ahead"
        why = f"`{word}` lists the {noun} rows that have their `{timed.column}` {side}."
        return replace(verdict, why=why, level="MEDIUM", timed=timed)
    state = state_called(contract, stored, word)
    if state is None:
        return custom(
            f"`{word}` lists some of the {noun} rows, and no single enum value or boolean of a "
            f"{noun} is called so."
        )
    column, value = state
    held = f"`{value}`" if isinstance(value, str) else "true"
    why = f"`{word}` lists the {noun} rows whose `{column}` is {held}."
    return replace(verdict, why=why, level="MEDIUM", where=((column, value),))


def _scarce(verdict: Verdict, stored: Stored, word: str, texts: tuple[str | None, ...]) -> Verdict:
    """Return the list of what runs low; custom where no two columns and no text tell what does."""
    found, noun = scarcity_of(stored, texts), stored.kept.name
    if found is None:
        return custom(f"`{word}`: nothing tells below which number a {noun} is one of those.")
    of = f"{'below' if found.sign == '<' else 'at or below'} their `{found.limit}`"
    why = f"`{word}` lists the {noun} rows whose `{found.column}` is {of}."
    below = (found.column, found.sign, found.limit)
    return replace(verdict, why=why, level="MEDIUM", below=below)


def ended(contract: Contract, verdict: Verdict, stored: Stored, word: str) -> Verdict:
    """Return the one row that was made first or last; custom where nothing tells when it was."""
    noun = stored.kept.name
    order = newest_first(stored) or _drawn_in_order(contract, stored) or _observed(stored)
    if not order:
        return custom(f"`{word}` asks for an order, and no column of a {noun} tells its age.")
    last = bare(word) in LAST
    why = f"`{word}`: the {noun} that was made {'last' if last else 'first'}, or 404."
    return replace(verdict, why=why, order=tuple((name, last) for name, _ in order))


def _observed(stored: Stored) -> tuple[tuple[str, bool], ...]:
    """Readings are told apart, or called, by when they were taken: `recorded_at`."""
    times = [each for each in stored.table.columns if each.kind == "timestamp"]
    sure = [
        each.name
        for each in times
        if each.primary_key
        or (not each.nullable and snake(each.wire_name).partition("_")[0] in _OBSERVED)
    ]
    keys = [key.name for key in stored.table.keys if key.name not in sure]
    return tuple((name, True) for name in (*sure, *keys)) if len(sure) == 1 else ()


def _drawn_in_order(contract: Contract, stored: Stored) -> tuple[tuple[str, bool], ...]:
    """Keys that are counted, or that begin with the time, tell which row is newer.

    Unless some request may choose one.
    """
    key = stored.table.key
    drawn = key.generated
    counted = drawn is not None and (drawn.kind == "identity" or drawn.ordered)
    chosen = any(brought(contract, body, key.wire_name) for body in stored.kept.creations)
    return ((key.name, True),) if counted and not chosen else ()
