"""Questions about a schema that many passes ask are answered once.

Location: pactgen/passes/reading/remembered.py. Used by shapes.py and columns.py, and by what looks
through all tables or paths for each operation. Contract and schemas are frozen, so an answer stays
right for as long as the contract lives; then it is forgotten with it.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.ir.contract import Contract, Schema

A = TypeVar("A")
R = TypeVar("R")

_answers: WeakKeyDictionary[Contract, dict[tuple[object, int], tuple[object, Schema]]] = (
    WeakKeyDictionary()
)


def remembered(function: Callable[[Contract, Schema], R]) -> Callable[[Contract, Schema], R]:
    """Remember what the function returned for a contract and this very schema.

    Schemas are told apart by identity, and kept, so that no other one takes theirs: comparing them
    by value costs more than most answers.
    """

    @wraps(function)
    def answer(contract: Contract, schema: Schema) -> R:
        known = _answers.setdefault(contract, {})
        question = (function, id(schema))
        found = known.get(question)
        if found is None:
            found = known[question] = (function(contract, schema), schema)
        return cast("R", found[0])

    return answer


def remembered_last(function: Callable[[A], R]) -> Callable[[A], R]:
    """Remember what the function returned for the value that it was asked about last.

    For an index over something large that one operation after the other asks for; the value is
    known by identity, and must not change.
    """
    kept: list[tuple[A, R]] = []

    @wraps(function)
    def answer(asked: A) -> R:
        if not kept or kept[0][0] is not asked:
            kept[:] = [(asked, function(asked))]
        return kept[0][1]

    return answer
