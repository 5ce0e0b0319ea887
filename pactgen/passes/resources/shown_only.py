"""What the contract shows and no operation writes: catalogues, one thing of a parent, states.

Its rows come from seeds or from another system, so that reading them is all that there is to do.
What a backend would have to work out when it is asked (figures, who is calling, what is newest) is
none of it: no table answers that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import singular, snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import CollectionKey, Sighting

_ALIKE = 3
"""A list that shares one of this many of its members with what stands above it shows that."""
_STATES = ("ed", "able", "ible", "ing")
"""Ends of words that tell of rows, and name none: `starred`, `_deletable`."""
_CALLED_BY = ("by", "for", "of", "with")


def is_one_thing(key: CollectionKey, group: Iterable[Sighting]) -> bool:
    """Whether a path that is only read shows one stored thing, the same to everyone.

    `GET /clusters/{id}/certificate` does; `GET /usage`, `GET /me` and `GET /quote?amount=` do not.
    """
    every = list(group)
    if any(one.method not in {"get", "head", "delete"} for one in every):
        return False
    reads = [one for one in every if one.method == "get"]
    if not all(one.answer is not None and not one.answer.many for one in reads):
        return False
    if any(not _is_plain(one) for one in every):
        return False
    return not (_is_own(key) or _is_worked_out(key[-1]))


def is_catalogue(
    contract: Contract, key: CollectionKey, group: Iterable[Sighting], above: Iterable[Sighting]
) -> bool:
    """Whether a list below a collection holds things of its own: `/apps/regions`.

    A view of the collection shows what the collection shows (`/gists/starred`).
    """
    if _is_own((*key[:-1], key[-1][:-1])) or _is_worked_out(key[-1]):
        return False
    shown = {bare(name) for one in group for name in _members(contract, one)}
    known = {bare(name) for one in above for name in _members(contract, one)}
    return bool(shown) and len(shown & known) * _ALIKE < len(shown)


def _members(contract: Contract, one: Sighting) -> Collection[str]:
    if one.answer is None:
        return ()
    return [member.name for member in shape_of(contract, one.answer.schema).properties]


def _is_plain(one: Sighting) -> bool:
    """Whether nothing but its path says what it shows."""
    queries = {
        bare(each.name) for each in one.operation.parameters if each.location == "query"
    } - vocabulary.SHAPING
    return not queries and (one.operation.body is None or one.body is None or not _brings(one))


def _brings(one: Sighting) -> bool:
    return bool(one.body and (one.body.properties or one.body.ref or one.body.all_of))


def _is_own(key: CollectionKey) -> bool:
    """Whether it depends on the caller, the time or the program: `/user`, `/version`.

    The user of a cluster is a thing of its own.
    """
    words = {word for literals in key for literal in literals for word in _words(literal)}
    if words & vocabulary.CALLER:
        return True
    last = key[-1] or ("",)
    told = set(_words(last[-1]))
    below = len(key) > 1 and len(told) == 1
    return bool(told & vocabulary.OWN - ({"user"} if below else set())) or last[-1].endswith("info")


def _is_worked_out(last: tuple[str, ...]) -> bool:
    """Whether the segments after the last parameter speak of figures, deeds or states."""
    if not last:
        return True
    words = [word for literal in last for word in _words(literal)]
    told = {singular(word) for word in words} | set(words)
    noun = _words(last[-1])
    return (
        bool(told & vocabulary.COMPUTED)
        or bool({literal.lower() for literal in last} & vocabulary.VERBS)
        or noun[0] in vocabulary.VERBS
        or noun[-1].endswith(_STATES)
        or bool(set(noun[1:]) & set(_CALLED_BY))
    )


def _words(literal: str) -> list[str]:
    return snake(literal).split("_")
