"""Whether the words of a path speak of whoever is calling."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import singular, snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable


def names_caller(literals: Iterable[str], people: frozenset[str] = frozenset()) -> bool:
    """Whether fixed segments in a row say that what follows is the caller's own.

    `/me/orders`, `/orders/mine`, `/my-orders`; `current` and `self` do behind what people are
    called: `/users/current/orders`.
    """
    before = ""
    for segment in literals:
        word = bare(segment)
        if word in vocabulary.MINE or snake(segment).startswith("my_"):
            return True
        if word in _AFTER_PEOPLE and before in people:
            return True
        before = bare(singular(segment))
    return False


def ends_with_caller(literals: tuple[str, ...]) -> bool:
    """Whether fixed segments say at their end that one of many is the caller's: `/votes/me`."""
    return len(literals) > 1 and bare(literals[-1]) in vocabulary.MINE


_AFTER_PEOPLE: Final = frozenset({"current", "self"})
