"""Find the operations that take tokens back: `POST /auth/logout`, `POST /oauth/revoke`.

Location: pactgen/passes/resources/find_departures.py. Used by `find_accounts`, where somebody logs
in: only tokens that the backend issues itself can be taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.columns import sendable
from pactgen.passes.reading.shapes import types_of
from pactgen.passes.resources.find_people import deed_of
from pactgen.passes.resources.values import Departure
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.ir.contract import Contract, Property
    from pactgen.passes.resources.values import Sighting

_TOKENS: Final = vocabulary.REFRESH_TOKEN | vocabulary.ACCESS_TOKEN
_SESSION: Final = vocabulary.LOGIN - {"sessions", "tokens"}
"""What is made by logging in, and ended by logging out, where there is one of it."""
_METHODS: Final = frozenset({"post", "put", "delete"})
"""Those by which anything may change; a GET only reads (RFC 9110, section 9.2.1)."""


def departures(
    contract: Contract, sightings: Iterable[Sighting], logins: Iterable[Sighting]
) -> Iterator[Departure]:
    """Yield them; `logins` are the operations that issue the tokens."""
    entered = {one.operation.path for one in logins}
    for one in sightings:
        if one.operation.method not in _METHODS or one.place.steps or one.place.odd:
            continue
        if one.action is not None or one.operation.conditions:
            continue
        found = _departure(contract, one, entered)
        if found is not None:
            yield found


def _departure(contract: Contract, one: Sighting, entered: set[str]) -> Departure | None:
    members = _members(contract, one)
    if members is None or any(each.required for each in one.operation.parameters):
        return None
    tokens = [name for name, each in members.items() if _is_token(contract, each)]
    others = [name for name, each in members.items() if each.required and name not in tokens]
    if others or len(tokens) > 1:
        return None
    token = tokens[0] if tokens else None
    known = tells_caller(contract, one.operation)
    words = [bare(word) for word in one.place.tail]
    everywhere = bool({words[-1], "".join(words[-2:])} & vocabulary.EVERYWHERE) if words else False
    leaves = everywhere or deed_of(one) in vocabulary.LOGOUT
    if one.operation.method == "delete":
        leaves = leaves or (one.operation.path in entered and deed_of(one) in _SESSION)
    if leaves and (known or token is not None) and (known or not everywhere):
        return Departure(sighting=one, token=token, of_caller=known, everywhere=everywhere)
    takes_back = deed_of(one) in vocabulary.REVOKE and bool(set(words) & vocabulary.TOKEN_PATHS)
    if takes_back and token is not None:
        return Departure(sighting=one, token=token, of_caller=False, everywhere=False)
    return None


def _members(contract: Contract, one: Sighting) -> Mapping[str, Property] | None:
    """Return what its body brings; None where that is no object."""
    if one.operation.body is None or not one.operation.body.media:
        return {}
    schema = one.operation.body.media[0].schema
    if schema is None:
        return {}
    if one.body is None or one.many or one.member is not None:
        return None if types_of(contract, schema) - {"object", "null"} else {}
    return {each.name: each for each in sendable(contract, one.body)}


def _is_token(contract: Contract, member: Property) -> bool:
    is_text = types_of(contract, member.schema) - {"null"} == {"string"}
    return is_text and bare(member.name) in _TOKENS
