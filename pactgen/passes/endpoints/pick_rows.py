"""Which rows of a collection a word means: `/orders/pending`, `/posts/latest`, or which one.

Location: pactgen/passes/endpoints/pick_rows.py. Used by `design_endpoints`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.behaviours.transitions import state_called
from pactgen.passes.behaviours.verdict import Verdict, custom
from pactgen.passes.endpoints.scarce_rows import asks_for_scarce, scarcity_of
from pactgen.passes.endpoints.windows import newest_first
from pactgen.passes.reading.columns import brought
from pactgen.passes.words.vocabulary import LAST, NEWEST, bare
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.passes.tables import Stored


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
    order = newest_first(stored) or _drawn_in_order(contract, stored)
    if not order:
        return custom(f"`{word}` asks for an order, and no column of a {noun} tells its age.")
    last = bare(word) in LAST
    why = f"`{word}`: the {noun} that was made {'last' if last else 'first'}, or 404."
    return replace(verdict, why=why, order=tuple((name, last) for name, _ in order))


def _drawn_in_order(contract: Contract, stored: Stored) -> tuple[tuple[str, bool], ...]:
    """Keys that are counted, or that begin with the time, tell which row is newer.

    Unless some request may choose one.
    """
    key = stored.table.key
    drawn = key.generated
    counted = drawn is not None and (drawn.kind == "identity" or drawn.ordered)
    chosen = any(brought(contract, body, key.wire_name) for body in stored.kept.creations)
    return ((key.name, True),) if counted and not chosen else ()
