"""Which columns a search looks through: those that its description names, else those of prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.passes.endpoints.summaries import values_of
from pactgen.passes.reconcile.wording import spelled_out
from pactgen.passes.words.names import snake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgen.ir.database import Column
    from pactgen.passes.tables import Stored

_WORD = re.compile(r"[^\W_]+")
_SHARED = re.compile(r"\b(\w+) (?=(?:or|and) \w+ (\w+)\b)")
"""`first or last name` names two columns."""
_OTHER_NAME = re.compile(r"\b(?:first|last|given|family|user|nick|file) name\b")
_NO_PROSE = frozenset(
    {
        "at", "code", "color", "colour", "currency", "date", "digest", "hash", "href", "id", "ids",
        "key", "language", "link", "locale", "mime", "time", "timestamp", "timezone", "token",
        "type", "uid", "unit", "uri", "url", "uuid", "version", "zone",
    }
)  # fmt: skip
"""Last words of names of texts that machines write."""


def searched_columns(
    columns: Sequence[Column], description: str | None, stored: Stored
) -> tuple[str, ...]:
    """Return the names of the columns that a text is looked for in.

    Args:
        columns: the texts of the table that a search may show; keys are searched if described.
        description: of the parameter: "stations by name or address" names two columns.
        stored: whose columns they are: `act` is no part of the state `active`, one of those listed.
    """
    named = named_columns(columns, description)
    others = [one for one in columns if not (one.primary_key or values_of(one, stored))]
    prose = [one.name for one in others if _spoken(one).rpartition(" ")[2] not in _NO_PROSE]
    return tuple(named or prose or [one.name for one in others])


def named_columns(columns: Sequence[Column], description: str | None) -> tuple[str, ...]:
    """Return the names of the columns that a description names."""
    said = " ".join(_WORD.findall((description or "").lower().replace("e-mail", "email")))
    said = " ".join((said, *(f"{one} {noun}" for one, noun in _SHARED.findall(said))))
    return tuple(one.name for one in columns if _is_named(one, columns, f" {said} "))


def _is_named(column: Column, columns: Sequence[Column], said: str) -> bool:
    """Whether the words name a column: by what it is called, or as the names that there are."""
    spoken = _spoken(column)
    in_full = " ".join(spelled_out(tuple(spoken.split())))
    if f" {spoken} " in said or f" {in_full} " in said:
        return True
    only = not any(_spoken(one) == "name" for one in columns)
    return only and spoken.endswith(" name") and " name " in said and not _OTHER_NAME.search(said)


def _spoken(column: Column) -> str:
    return snake(column.wire_name).replace("_", " ").strip()
