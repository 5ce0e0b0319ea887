"""Which columns a search looks through: those that its description names, else those of prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.passes.words.names import snake

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgen.ir.database import Column

_WORD = re.compile(r"[^\W_]+")
_NO_PROSE = frozenset(
    {
        "at", "code", "color", "colour", "currency", "date", "digest", "hash", "href", "id", "ids",
        "key", "language", "link", "locale", "mime", "time", "timestamp", "timezone", "token",
        "type", "uid", "unit", "uri", "url", "uuid", "version", "zone",
    }
)  # fmt: skip
"""Last words of names of texts that machines write."""


def searched_columns(columns: Sequence[Column], description: str | None) -> tuple[str, ...]:
    """Return the names of the columns that a text is looked for in.

    Args:
        columns: the texts of the table that a search may show; keys are searched if described.
        description: of the parameter: "stations by name or address" names two columns.
    """
    said = " ".join(_WORD.findall((description or "").lower().replace("e-mail", "email")))
    named = [one.name for one in columns if f" {_spoken(one)} " in f" {said} "]
    others = [one for one in columns if not one.primary_key]
    prose = [one.name for one in others if _spoken(one).rpartition(" ")[2] not in _NO_PROSE]
    return tuple(named or prose or [one.name for one in others])


def _spoken(column: Column) -> str:
    return snake(column.wire_name).replace("_", " ").strip()
