"""Verbs that put a newly drawn credential in place of the one that a row has: `rotate-secret`.

Location: pactgen/passes/behaviours/renewed_secrets.py. Used by `transitions`. The answer shows it,
or nobody would know it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.fills import Redrawn
from pactgen.passes.behaviours.verdict import Verdict
from pactgen.passes.reading.secrets import drawn_secret
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.words.issued import is_issued, renewed_in
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgen.ir.contract import Contract
    from pactgen.ir.database import Column, Generated
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_SAID_ALONE: Final = frozenset({"refresh", "renew", "reset"})
"""Verbs that may renew anything else of a row, unless the row is a credential itself."""


def renewed_secret(
    contract: Contract, one: Sighting, stored: Stored, verb: str, brought: Collection[str]
) -> Verdict | None:
    """Return the change of the only credential that the verb can mean; None where there is none."""
    told = renewed_in(verb)
    noun = stored.kept.name
    if told is None or brought or one.method == "delete" or one.answer is None:
        return None
    if not told and bare(verb) in _SAID_ALONE and not is_issued("key", noun):
        return None
    found = [
        (column, made)
        for column in stored.table.columns
        if is_issued(column.wire_name, noun)
        and not (column.secret or column.primary_key or column.references)
        and (made := _made(contract, one, column)) is not None
    ]
    named = [each for each in found if told and told in bare(each[0].wire_name)] or found
    if len(named) != 1 or (told and not _is_called(told)):
        return None
    column, made = named[0]
    why = f"`{verb}` draws another `{column.wire_name}`: the one before opens nothing any more."
    sets = ((column.name, Redrawn(how=made)),)
    return Verdict(name="update", resource=noun, why=why, level="MEDIUM", sets=sets)


def _is_called(told: str) -> bool:
    """Whether the rest of the verb speaks of a credential: `reset-auth` may mean anything."""
    return told.endswith(("secret", "key", "keys", "token"))


def _made(contract: Contract, one: Sighting, column: Column) -> Generated | None:
    """Return how the column is drawn anew, where the answer shows it."""
    schema = None if one.answer is None else one.answer.schema
    member = None if schema is None else shape_of(contract, schema).property(column.wire_name)
    if member is None or column.kind != "text":
        return None
    drawn = column.generated
    if drawn is not None and drawn.kind == "form":
        return drawn
    return drawn_secret(contract, member.schema)
