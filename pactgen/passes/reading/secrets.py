"""Which members of a body are credentials, and which of them no answer shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import Schema
from pactgen.ir.database import DrawnPart, Generated
from pactgen.ir.walk import every_schema
from pactgen.passes.reading.columns import effective, is_read_only, is_write_only
from pactgen.passes.reading.remembered import remembered_last
from pactgen.passes.words.vocabulary import CARD_CODES, PASSWORD, bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pactgen.ir.contract import Contract

_LENGTH: Final = 40
"""Characters of a drawn credential: some 200 bits."""
_SHORTEST: Final = 16
SECRETS = PASSWORD | {"secret", "pin", "clientsecret", "privatekey", "secretkey", "apisecret"}


def is_secret(contract: Contract, name: str, schema: Schema) -> bool:
    """Whether a member is a credential, by its format or by what it is called."""
    return effective(contract, schema).format == "password" or bare(name) in SECRETS


def drawn_secret(contract: Contract, schema: Schema) -> Generated | None:
    """Return how such a text is drawn; None where the contract asks for a form of its own."""
    found = effective(contract, schema)
    longest = found.max_length or _LENGTH
    if found.pattern is not None or found.enum or found.format not in {None, "password"}:
        return None
    if found.types not in {("string",), ("string", "null")} or longest < _SHORTEST:
        return None
    length = max(min(_LENGTH, longest), found.min_length or 0)
    part = DrawnPart(alphabet="LETTERS_AND_DIGITS", length=length)
    return Generated(kind="form", parts=(part,))


def is_card_code(name: str) -> bool:
    """Whether a member is the code that proves a payment card, which nobody may keep."""
    return bare(name) in CARD_CODES


def secrets_within(
    contract: Contract, brought: Iterable[Schema], shown: Iterable[Schema]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the credentials inside of a value: those that no answer shows, and the others."""
    brings = _brought_within(contract)
    found = dict.fromkeys(name for schema in brought for name in brings.names(schema))
    if not found:
        return (), ()
    shows = _shown_within(contract)
    told = {name for schema in shown for name in shows.names(schema)}
    return (
        tuple(name for name in found if name not in told),
        tuple(name for name in found if name in told),
    )


class _Within:
    """Names of members at any depth of the values of each component, those that are asked for."""

    def __init__(
        self, contract: Contract, wanted: Callable[[str, Schema], bool], *, hides_written: bool
    ) -> None:
        """Gather them once, and hand them on from component to component."""
        self._contract = contract
        self._wanted = wanted
        self._hides_written = hides_written
        self._named: dict[str, dict[str, None]] = {}
        users: dict[str, list[str]] = {}
        for key, schema in contract.schemas.items():
            names, refs = self._own(schema)
            self._named[key] = names
            for ref in refs:
                users.setdefault(ref, []).append(key)
        waiting = [key for key, names in self._named.items() if names]
        while waiting:
            key = waiting.pop()
            for user in users.get(key, ()):
                known = len(self._named[user])
                self._named[user].update(self._named[key])
                if len(self._named[user]) > known:
                    waiting.append(user)

    def names(self, schema: Schema) -> dict[str, None]:
        """Return the names inside of a value of the schema, in the order of the contract."""
        found, refs = self._own(schema)
        for ref in refs:
            found.update(self._named[ref])
        return found

    def _own(self, schema: Schema) -> tuple[dict[str, None], dict[str, None]]:
        """Return the names that stand below a schema itself, and the components it refers to."""
        names, refs, waiting = dict[str, None](), dict[str, None](), [schema]
        while waiting:
            one = waiting.pop()
            if one.ref is not None:
                refs[one.ref] = None
            for member in one.properties:
                if not self._is_hidden(member.schema):
                    if self._wanted(member.name, member.schema):
                        names[member.name] = None
                    waiting.append(member.schema)
            waiting += [*one.all_of, *one.any_of, *one.one_of, *one.prefix_items]
            waiting += [each for each in (one.items, one.additional) if isinstance(each, Schema)]
        return names, refs

    def _is_hidden(self, schema: Schema) -> bool:
        hides = is_write_only if self._hides_written else is_read_only
        return hides(self._contract, schema)


@remembered_last
def _brought_within(contract: Contract) -> _Within:
    """Return the credentials that bodies bring."""
    return _Within(contract, partial(_is_credential, contract), hides_written=False)


@remembered_last
def _shown_within(contract: Contract) -> _Within:
    """Return what answers show that is called as a credential is."""
    names = {
        member.name
        for schema in every_schema(contract)
        for member in schema.properties
        if _is_credential(contract, member.name, member.schema)
    }
    return _Within(contract, lambda name, _: name in names, hides_written=True)


def _is_credential(contract: Contract, name: str, member: Schema) -> bool:
    return is_card_code(name) or is_secret(contract, name, member)
