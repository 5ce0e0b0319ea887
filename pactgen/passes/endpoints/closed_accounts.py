"""Whose tokens are worth nothing: people whose account is said to be closed.

Location: pactgen/passes/endpoints/closed_accounts.py. Used by `design_backend`. The contract says
it in its introduction, or where it describes 401: `the account of the caller is deactivated`. The
rows of people must have one time, boolean or state that tells it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.database import Condition
from pactgen.passes.endpoints.moments import tells_time
from pactgen.passes.endpoints.summaries import values_of
from pactgen.passes.reconcile.wording import (
    FLAG_WORDS,
    TIME_WORDS,
    bare_of,
    essence,
    essence_of_text,
    undone,
)
from pactgen.passes.words.prose import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Contract
    from pactgen.ir.database import Column
    from pactgen.passes.tables import Stored

_ABOUT: Final = re.compile(r"\b(?:accounts?|callers?|tokens?|users?)\b", re.IGNORECASE)
_REFUSED: Final = re.compile(
    r"\b401\b|\bunauth\w*|\bno longer\b|\bnot valid\b|\binvalid\b|\bcannot\b|\brejected\b"
    r"|\brefused\b",
    re.IGNORECASE,
)
_CLOSED: Final = frozenset(
    {
        "banned", "blocked", "closed", "deactivated", "deleted", "disabled", "inactive", "locked",
        "suspended", "terminated",
    }
)  # fmt: skip
"""What is said of accounts that let nobody in."""
_LIVE: Final = frozenset({("active",), ("enabled",)})
_UNAUTHENTICATED: Final = "401"


def closed_accounts(contract: Contract, people: Stored | None) -> Condition | None:
    """Return what the row of a closed account says; None where nothing tells it, or several do."""
    if people is None:
        return None
    told = {word for text in _texts(contract) for word in _said(text)}
    found = [
        condition
        for column in people.table.columns
        if (condition := _closing(column, people, told)) is not None
    ]
    return found[0] if len(found) == 1 else None


def closed_told(closed: Condition | None) -> str:
    """Say who is refused, for the decision."""
    if closed is None:
        return ""
    if closed.of_time:
        return f" Who has a `{closed.column}` is answered 401, as it is described."
    values = " or ".join(f"`{str(each).lower()}`" for each in closed.values)
    return f" Whose `{closed.column}` is {values} is answered 401, as it is described."


def _texts(contract: Contract) -> Iterator[str]:
    """Yield sentences that say of which accounts no token counts."""
    for sentence in sentences(contract.description):
        if _ABOUT.search(sentence) and _REFUSED.search(sentence):
            yield sentence
    for response in (one.response(_UNAUTHENTICATED) for one in contract.operations):
        yield from sentences(None if response is None else response.description)


def _said(text: str) -> set[str]:
    return {word for word in re.findall(r"[a-z]+", text.lower()) if word in _CLOSED}


def _closing(column: Column, people: Stored, told: set[str]) -> Condition | None:
    if column.secret or not told:
        return None
    if tells_time(column) and column.nullable:
        deed = bare_of(essence(column.stored_name), TIME_WORDS)
        remark = None if column.declared is None else column.declared.comment
        noted = set(undone(essence_of_text(remark or "")))
        closes = set(undone(tuple(told)))
        named = set(undone(deed)) <= closes or (deed[-1] in _CLOSED and closes & noted)
        return Condition(column=column.name, value=True, of_time=True) if named else None
    spoken = bare_of(essence(column.stored_name), FLAG_WORDS)
    if column.kind == "boolean":
        if spoken in _LIVE:
            return Condition(column=column.name, value=False)
        named = spoken[-1] in told
        return Condition(column=column.name, value=True) if named else None
    states = [each for each in values_of(column, people) if each in told]
    if not states:
        return None
    return Condition(column=column.name, value=states[0], others=tuple(states[1:]))
