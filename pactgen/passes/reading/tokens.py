"""Where an answer to a login carries the token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.fills import FromToken
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.shapes import is_object, shape_of, types_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Json, Schema

SHORTEST = 512
"""Characters that a token of ours may need."""
_DEPTH = 2
_FORMATS = frozenset({None, "jwt", "password"})


def token_route(contract: Contract, schema: Schema, depth: int = 0) -> tuple[str, ...] | None:
    """Return the members that lead to the token; empty: the answer is the token; None: it has none.

    `{"token": "…"}`, `{"data": {"access_token": "…"}}`, or a plain text.
    """
    if depth == 0 and _holds(contract, schema):
        return ()
    if depth > _DEPTH or not is_object(contract, schema):
        return None
    members = shape_of(contract, schema).properties
    for member in members:
        if bare(member.name) in vocabulary.ACCESS_TOKEN and _holds(contract, member.schema):
            return (member.name,)
    for member in members:
        inner = token_route(contract, member.schema, depth + 1)
        if inner:
            return (member.name, *inner)
    return None


def part_of_token(contract: Contract, name: str, schema: Schema) -> FromToken | None:
    """Return what of the issued tokens a member of the answer shows."""
    word = bare(name)
    told = types_of(contract, schema) - {"null"}
    if _holds(contract, schema):
        if word in vocabulary.ACCESS_TOKEN:
            return FromToken(part="access")
        if word in vocabulary.REFRESH_TOKEN:
            return FromToken(part="refresh")
    if word in vocabulary.EXPIRES_IN and told and told <= {"integer", "number"}:
        return FromToken(part="seconds")
    moment = effective(contract, schema).format == "date-time"
    if word in vocabulary.EXPIRES_AT and moment:
        return FromToken(part="expiry")
    return None


def _holds(contract: Contract, schema: Schema) -> bool:
    """Whether it is a text long enough for a token."""
    found = effective(contract, schema)
    told = types_of(contract, schema) - {"null"}
    longest = found.max_length is None or found.max_length >= SHORTEST
    free = (
        found.enum is None and found.pattern is None and found.format in {None, "jwt", "password"}
    )
    return told == {"string"} and longest and free


def token_type_of(schema: Schema) -> Json:
    """Return the word for a bearer token, as the contract spells it (RFC 6749, section 7.1)."""
    spelled = [value for value in schema.enum or () if str(value).lower() == "bearer"]
    return spelled[0] if spelled else "Bearer"
