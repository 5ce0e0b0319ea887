"""Questions about a schema that many passes ask are answered once.

Location: pactgen/passes/reading/remembered.py. Used by shapes.py and columns.py, and by what looks
through all tables or paths for each operation. Contract and schemas are frozen, so an answer stays
right for as long as the contract lives; then it is forgotten with it.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Generic, TypeVar, cast
from weakref import WeakKeyDictionary, ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.ir.contract import Contract, Schema

A = TypeVar("A")
R = TypeVar("R")
Owner = TypeVar("Owner")
Q = TypeVar("Q")


class Answers(Generic[Owner, Q]):
    """The answers to questions about each owner, forgotten with it.

    A weak dictionary alone makes a reference for each question; owners come one after the other.
    """

    def __init__(self) -> None:
        """Start without any owner."""
        self._of: WeakKeyDictionary[Owner, dict[Q, tuple[object, object]]] = WeakKeyDictionary()
        self._last: tuple[Callable[[], Owner | None], dict[Q, tuple[object, object]]] = _nobody, {}

    def of(self, owner: Owner) -> dict[Q, tuple[object, object]]:
        """Return the answers about an owner so far, each beside what it keeps alive."""
        whose, known = self._last
        if whose() is not owner:
            known = self._of.setdefault(owner, {})
            self._last = ref(owner), known
        return known


def _nobody() -> None:
    return None


_answers: Answers[Contract, tuple[object, int]] = Answers()


def remembered(function: Callable[[Contract, Schema], R]) -> Callable[[Contract, Schema], R]:
    """Remember what the function returned for a contract and this very schema.

    Schemas are told apart by identity, and kept, so that no other one takes theirs: comparing them
    by value costs more than most answers.
    """

    @wraps(function)
    def answer(contract: Contract, schema: Schema) -> R:
        known = _answers.of(contract)
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
