"""Tell which answers show a token that is issued to the row that they show.

Location: pactgen/passes/resources/issued_tokens.py. Used by the accounts, the tables and
the verdicts. `POST /register` answers `{token, user}`, or a user with a `token` among its members.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.reading.tokens import token_route
from pactgen.passes.resources.find_people import brings_password
from pactgen.passes.words.vocabulary import ACCESS_TOKEN, REFRESH_TOKEN, bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Kept, Sighting


def answers_token(contract: Contract, one: Sighting) -> bool:
    """Whether a success carries a token."""
    schema = answered_schema(one.operation)
    return schema is not None and token_route(contract, schema) is not None


def takes_tokens(contract: Contract) -> bool:
    """Whether a scheme of the contract takes what is issued."""
    return any(scheme.kind == "bearer" for scheme in contract.security_schemes)


def issues_tokens(contract: Contract, kept: Kept, one: Sighting) -> bool:
    """Whether somebody signs up, or asks for the row of their own, and is shown a token of it."""
    account = kept.account
    if account is None or not takes_tokens(contract) or not answers_token(contract, one):
        return False
    if one in account.own:
        return bool(account.logins)
    makes = one.method == "post" and one in kept.sightings and not one.place.is_item
    return makes and one.body is not None and brings_password(contract, (one.body,))


def shows_token(contract: Contract, kept: Kept, name: str) -> bool:
    """Whether a member is a token wherever it is shown, and so none that a row keeps."""
    if bare(name) not in ACCESS_TOKEN | REFRESH_TOKEN:
        return False
    showing = [
        one
        for one in kept.paths
        if one.answer is not None and shape_of(contract, one.answer.schema).property(name)
    ]
    return bool(showing) and all(
        one.answer is not None and not one.answer.many and issues_tokens(contract, kept, one)
        for one in showing
        if kept.account is None or kept.account.login(one) is None
    )
