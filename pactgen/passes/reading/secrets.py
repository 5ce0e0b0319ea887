"""Which members of a body are credentials, and which of them no answer shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import Schema
from pactgen.passes.reading.columns import effective
from pactgen.passes.words.vocabulary import CARD_CODES, PASSWORD, bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract

SECRETS = PASSWORD | {"secret", "pin", "clientsecret", "privatekey", "secretkey", "apisecret"}


def is_secret(contract: Contract, name: str, schema: Schema) -> bool:
    """Whether a member is a credential, by its format or by what it is called."""
    return effective(contract, schema).format == "password" or bare(name) in SECRETS


def is_card_code(name: str) -> bool:
    """Whether a member is the code that proves a payment card, which nobody may keep."""
    return bare(name) in CARD_CODES


def secrets_within(
    contract: Contract, brought: Iterable[Schema], shown: Iterable[Schema]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the credentials inside of a value: those that no answer shows, and the others."""
    found = dict.fromkeys(
        name
        for schema in brought
        for name, member in _members(contract, schema, hides_written=False)
        if is_card_code(name) or is_secret(contract, name, member)
    )
    if not found:
        return (), ()
    told = {name for schema in shown for name, _ in _members(contract, schema, hides_written=True)}
    return (
        tuple(name for name in found if name not in told),
        tuple(name for name in found if name in told),
    )


def _members(
    contract: Contract, schema: Schema, *, hides_written: bool
) -> Iterator[tuple[str, Schema]]:
    """Yield every member that lies inside of a value, and travels in this direction."""
    waiting, seen = [schema], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if one.ref is not None:
            waiting.append(contract.schemas[one.ref])
        for member in one.properties:
            if not _is_hidden(contract, member.schema, hides_written=hides_written):
                yield member.name, member.schema
                waiting.append(member.schema)
        waiting += [*one.all_of, *one.any_of, *one.one_of, *one.prefix_items]
        waiting += [each for each in (one.items, one.additional) if isinstance(each, Schema)]


def _is_hidden(contract: Contract, schema: Schema, *, hides_written: bool) -> bool:
    told = effective(contract, schema)
    if hides_written:
        return schema.write_only or told.write_only
    return schema.read_only or told.read_only
