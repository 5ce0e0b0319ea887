"""Flags and times that keep a transition from starting: what is cancelled is not checked in.

Location: pactgen/passes/behaviours/barring_marks.py. Used by the inference of transitions, where
the contract documents a conflict. Read are the sentences of the operation and of its 409 that
refuse something; a flag or time is named by the participle of its name (`cancelled_at`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.fills import Constant, Now
from pactgen.passes.words.names import snake, told_by_mark
from pactgen.passes.words.prose import plain_words, sentences
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgen.ir.contract import Operation
    from pactgen.ir.database import Column
    from pactgen.ir.fills import Sets, Setting
    from pactgen.passes.tables import Stored

_CONFLICT: Final = "409"
_REFUSES: Final = re.compile(
    r"\b(?:409|refus\w+|reject\w*|denied|conflicts?|cannot|can t|may not|must not"
    r"|not (?:be )?allowed|not possible|fails?)\b"
)
_ONLY: Final = re.compile(r"\bonly\b|\bmust be\b|\bhas to be\b")
_DENIED: Final = r"\b(?:not|never|isn t|wasn t|aren t)(?: yet| been| already)*(?: yet| been)* "
_PARTICIPLE: Final = re.compile(r"(?:ed|en|wn|paid|sent|sold|held)(?:_(?:in|out|off|up|down))?$")
_ENDINGS: Final = frozenset({"at", "on", "date"})


def barring_marks(
    operation: Operation,
    stored: Stored,
    sets: Sets,
    states: Collection[str],
    forms: Collection[str],
) -> Sets:
    """Return the flags and times with which a row is refused, as they are then.

    Args:
        operation: the action.
        stored: whose rows it changes.
        sets: what it changes, which bars itself.
        states: values of its state column, which says more than a time beside it.
        forms: how the verb and its participle are spelled.
    """
    refusal = operation.response(_CONFLICT)
    if refusal is None:
        return ()
    clauses = [plain_words(each) for each in sentences(*operation.texts, refusal.description)]
    own = {name for name, _ in sets}
    told = {*forms, *map(bare, states)}
    return tuple(
        (column.name, fill)
        for column in stored.table.columns
        if column.name not in own and is_mark(column)
        if bare(word := told_by_mark(column.wire_name)) not in told
        if (fill := _barring(column, word, clauses)) is not None
    )


def is_mark(column: Column) -> bool:
    """Whether a column is called by the participle of what a flag or a time says of a row."""
    name = snake(column.wire_name)
    if column.kind == "boolean":
        return _PARTICIPLE.search(name) is not None
    state, _, end = name.rpartition("_")
    is_time = column.kind in {"timestamp", "date"} and column.nullable
    return is_time and end in _ENDINGS and _PARTICIPLE.search(state) is not None


def _barring(column: Column, word: str, clauses: Collection[str]) -> Setting | None:
    """Return how the column is where the clauses refuse the row."""
    named = [each for each in clauses if re.search(rf"\b{word}\b", each)]
    denied = [each for each in named if re.search(rf"{_DENIED}{word}\b", each)]
    only = [each for each in named if each not in denied and _ONLY.search(each)]
    plain = [each for each in named if each not in denied and each not in only]
    is_flag = column.kind == "boolean"
    if any(map(_REFUSES.search, plain)):
        return Constant(value=True) if is_flag else Now()
    if only or any(map(_REFUSES.search, denied)):
        return Constant(value=False if is_flag else None)
    return None
