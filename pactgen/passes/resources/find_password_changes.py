"""Find the operations that give whoever is calling another password.

Location: pactgen/passes/resources/find_password_changes.py. Used by `find_accounts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.columns import sendable
from pactgen.passes.reading.shapes import types_of
from pactgen.passes.resources.values import PasswordChange
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Sighting


def password_changes(contract: Contract, sightings: Iterable[Sighting]) -> Iterator[PasswordChange]:
    """Yield them: `PUT /users/me/password`, `POST /auth/change-password {old, new}`."""
    for one in sightings:
        found = _change(contract, one) if _is_called_so(one) else None
        if found is not None:
            yield found


def _is_called_so(one: Sighting) -> bool:
    """Whether its path says so, and whose password it is: a path that names a row says another."""
    if one.operation.method not in {"post", "put", "patch"} or one.place.scopes or one.place.odd:
        return False
    words = [bare(word) for word in one.place.tail]
    if one.action is not None or not words or not one.operation.security:
        return False
    if {words[-1], "".join(words[-2:])} & vocabulary.CHANGE_PASSWORD:
        return True
    # `/user/password` is that of the only user there is: whoever is calling.
    of_caller = set(words[:-1]) & vocabulary.CALLER or set(words[-2:-1]) & vocabulary.PEOPLE
    return words[-1] in vocabulary.PASSWORD and bool(of_caller)


def _change(contract: Contract, one: Sighting) -> PasswordChange | None:
    """Return what of the body is which password; None where it brings anything else."""
    if one.body is None or one.operation.body is None or not one.operation.body.required:
        return None
    brought = sendable(contract, one.body)
    members = [each for each in brought if bare(each.name) not in vocabulary.CONFIRMATIONS]
    texts = [each for each in members if types_of(contract, each.schema) == {"string"}]
    current = [each.name for each in texts if bare(each.name) in vocabulary.CURRENT_PASSWORD]
    new = [each.name for each in texts if bare(each.name) in vocabulary.NEW_PASSWORD]
    plain = [each.name for each in texts if bare(each.name) in vocabulary.PASSWORD]
    if new and not current:
        current, plain = plain, []
    told = [*current, *new, *plain]
    alone = len(current) <= 1 and len([*new, *plain]) == 1
    if len(told) != len(members) or not alone:
        return None
    if not all(each.required for each in members):
        return None
    return PasswordChange(
        sighting=one, new=[*new, *plain][0], current=current[0] if current else None
    )
