"""Questions about a schema that many passes ask are answered once.

Location: pactgen/passes/reading/remembered.py. Used by shapes.py and columns.py. Contract and
schemas are frozen, so an answer stays right for as long as the contract lives; then it is
forgotten with it.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.ir.contract import Contract, Schema

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
