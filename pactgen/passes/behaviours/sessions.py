"""Tokens that are taken back: by logging out, and by being exchanged for others.

Location: pactgen/passes/behaviours/sessions.py. Used by `design_endpoints`, `build_behaviours` and
`design_backend`. What was taken back is kept in a table of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import LogOut, RenewTokens
from pactgen.ir.database import Column, Table
from pactgen.passes.behaviours.verdict import custom
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import input_shape_of, is_object, shape_of
from pactgen.passes.reading.tokens import part_of_token
from pactgen.passes.words.names import Scope, attribute_names
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.design import Endpoint
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Kept, Sighting

_DEPTH: Final = 2
"""Of the objects in which an answer shows tokens."""
_TABLE: Final = "revoked_tokens"


def taking_back(contract: Contract, one: Sighting, verdict: Verdict, *, by_schema: bool) -> Verdict:
    """Tell whether the tokens that an operation deals with can be, and are, taken back.

    Args:
        contract: what the schemas belong to.
        one: the operation.
        verdict: what it does.
        by_schema: a schema document says which tables there are.
    """
    if verdict.name == "logout" and by_schema:
        return custom("The schema document has no table for tokens that were taken back.")
    if verdict.name != "renew":
        return verdict
    schema = answered_schema(one.operation)
    if by_schema or schema is None or not _shows_refresh(contract, schema):
        why = f"{verdict.why} A refresh token serves until it expires, also more than once."
        return replace(verdict, why=why, level="HIGH" if by_schema else "MEDIUM")
    why = (
        f"{verdict.why} The one that it takes serves no second time: who brings it again has all "
        "tokens of that session taken back (RFC 9700, section 4.14.2)."
    )
    return replace(verdict, why=why, once=True)


def _shows_refresh(contract: Contract, schema: Schema, depth: int = 0) -> bool:
    """Whether an answer hands out another refresh token."""
    if depth > _DEPTH or not is_object(contract, schema):
        return False
    for member in shape_of(contract, schema).properties:
        part = part_of_token(contract, member.name, member.schema)
        if part is not None and part.part == "refresh":
            return True
        if _shows_refresh(contract, member.schema, depth + 1):
            return True
    return False


def logout_of(contract: Contract, one: Sighting, kept: Kept) -> LogOut | None:
    """Return which tokens an operation takes back."""
    departure = None if kept.account is None else kept.account.departure(one)
    if departure is None:
        return None
    members = () if one.body is None else input_shape_of(contract, one.body).properties
    names = attribute_names(member.name for member in members)
    return LogOut(
        token=None if departure.token is None else names[departure.token],
        of_caller=departure.of_caller,
        everywhere=departure.everywhere,
    )


def takes_back(endpoint: Endpoint) -> bool:
    """Tell whether tokens are refused before they expire, once it was called."""
    behaviour = endpoint.behaviour
    return isinstance(behaviour, LogOut) or (isinstance(behaviour, RenewTokens) and behaviour.once)


def revocations(endpoints: Iterable[Endpoint], taken: Collection[str]) -> Iterator[Table]:
    """Yield the table of what was taken back, where anything is.

    Args:
        endpoints: those of the backend.
        taken: names of the other tables.
    """
    first = next((each for each in endpoints if takes_back(each)), None)
    if first is None:
        return
    yield Table(
        name=Scope(taken).claim(_TABLE),
        model="RevokedToken",
        columns=(
            Column(name="id", wire_name="id", kind="text", nullable=False, primary_key=True),
            Column(name="revoked_at", wire_name="revoked_at", kind="timestamp", nullable=False),
            Column(
                name="expires_at",
                wire_name="expires_at",
                kind="timestamp",
                nullable=False,
                index=True,
            ),
        ),
        origin=first.operation.origin,
        home=first.feature,
    )
