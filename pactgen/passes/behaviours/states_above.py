"""How a row must be for others to be written below it: `Topic is locked`, `Only to open polls`.

Location: pactgen/passes/behaviours/states_above.py. Used by `build_behaviours`, where the contract
documents a conflict (409). Read are the sentences that name the row above: those of its description
say when it is answered, those of the operation what must be so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import Start
from pactgen.ir.fills import Constant, Now
from pactgen.passes.behaviours.barring_marks import is_mark
from pactgen.passes.behaviours.starting_states import ONLY
from pactgen.passes.behaviours.transitions import states_of
from pactgen.passes.words.names import singular, snake, told_by_mark
from pactgen.passes.words.prose import plain_words, sentences

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactgen.ir.contract import Contract, Operation
    from pactgen.ir.fills import Setting
    from pactgen.passes.tables import Stored

_CONFLICT: Final = "409"
_REFUSES: Final = re.compile(r"\b(?:409|conflicts?|refus\w+|reject\w*|denied)\b", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"(?:and |or |nor )?(?:as long as|if|when|where|while)\b")
"""`Refused with 409 when it is full, and when it is cancelled`."""
_OTHERS: Final = re.compile(r"\b(?:any|every|all|each) other (?:status|state)(?:es|s)?\b")
_CLAUSE: Final = re.compile(r"[,;:()]\s*")
_DENIED: Final = r"\b(?:not|no longer|isn t|never)(?: yet| been| an?| in)* "
_WHILE: Final = re.compile(r"\b(?:as long as|while) (?:the |its |an? )?\w+ (?:is|are)\b")
_IS: Final = r"\b(?:is|was|has been|been|are|already|in an?|an?)(?: (?:already|now))* "


def state_above(contract: Contract, operation: Operation, parent: Stored) -> Start | None:
    """Return how the row must be below which another is made; None where nothing tells it."""
    refusal = operation.response(_CONFLICT)
    if refusal is None:
        return None
    noun = singular(parent.kept.noun).replace("_", " ")
    about = re.compile(rf"\b{re.escape(snake(noun).replace('_', ' '))}s?\b")
    told = [each for each in map(plain_words, sentences(*operation.texts)) if about.search(each)]
    said = (*sentences(refusal.description), *_refusing(operation))
    refused = [each for each in map(plain_words, said) if about.search(each)]
    barred = tuple(_barred(parent, told, refused))
    found = [
        (column, states)
        for column, values in states_of(contract, parent)
        if (states := _allowed(values, told, refused))
    ]
    if len(found) > 1 or not (found or barred):
        return None
    column, states = found[0] if found else (barred[0][0], ())
    return Start(column=column, states=states, barred=barred)


def _refusing(operation: Operation) -> Iterator[str]:
    """Yield the clauses of sentences that refuse something, or that list what is refused.

    `Conflicts, each with 409: the load is sealed, …`.
    """
    for each in sentences(*operation.texts):
        if _CONFLICT in each:
            head, lists, _ = each.partition(": ")
            listed = bool(lists) and _REFUSES.search(head) is not None
            refuses = False
            for one in _CLAUSE.split(each):
                goes_on = refuses and _GOES_ON.match(one) is not None
                refuses = listed or goes_on or _REFUSES.search(one) is not None
                if refuses and not ONLY.search(plain_words(one)):
                    yield one


def _allowed(
    values: Collection[str], told: Collection[str], refused: Collection[str]
) -> tuple[str, ...]:
    """Return the states that are left; none: nothing is said of them."""
    spoken = {value: re.escape(snake(value).replace("_", " ")) for value in values}
    left = set(values)
    for each in told:
        if _OTHERS.search(each):  # `To a draft order; one in any other status is refused`
            left &= {value for value, word in spoken.items() if re.search(rf"\b{word}\b", each)}
    for each in (*told, *refused):
        named = {value for value, word in spoken.items() if re.search(rf"\b{word}s?\b", each)}
        denied = {v for v, word in spoken.items() if re.search(rf"{_DENIED}{word}s?\b", each)}
        if each in refused and denied:
            left &= denied
        elif named and (ONLY.search(each) or _WHILE.search(each)):
            left &= named
        elif each in refused:
            left -= {v for v, word in spoken.items() if re.search(rf"{_IS}{word}\b", each)}
    kept = tuple(value for value in values if value in left)
    return kept if 0 < len(kept) < len(values) else ()


def _barred(
    parent: Stored, told: Collection[str], refused: Collection[str]
) -> Iterator[tuple[str, Setting]]:
    """Yield the flags and times of the row above with which nothing is made, as they are then."""
    for column in parent.table.columns:
        if not is_mark(column):
            continue
        word = re.escape(told_by_mark(column.wire_name))
        is_flag = column.kind == "boolean"
        if any(re.search(rf"{_DENIED}{word}\b", each) for each in refused):
            yield column.name, Constant(value=False if is_flag else None)
        elif any(re.search(rf"{_IS}{word}\b", each) for each in refused):
            yield column.name, Constant(value=True) if is_flag else Now()
        elif any(ONLY.search(each) and re.search(rf"\b{word}\b", each) for each in told):
            yield column.name, Constant(value=False if is_flag else None)
