"""What a description says of the rows that it speaks of, clause by clause.

Location: pactgen/passes/reconcile/which_rows.py. Used by `tell_figures` and `align_relations`.
`Leagues of the organiser, archived ones included` leaves none out; `published ones; drafts never
count` says twice what they are.
"""

from __future__ import annotations

import re
from typing import Final

DENIALS: Final = frozenset({"not", "never", "without", "except", "excluding", "un"})
_INCLUDED: Final = re.compile(
    r"[,;:(]\s*[^,;:(.]*\b(?:included|regardless|as well|too)\b[^,;:().]*\)?"
    r"|[,;:(]?\s*\b(?:including|regardless of)\b[^,;:().]*\)?"
    r"|[,;:(]?\s*(?:\b(?:or|and)\s+)?\b(?:0|zero|null|none)\b\s+(?:for|if|when|where|without)\b[^,;:().]*\)?",
    re.IGNORECASE,
)
_CLAUSES: Final = re.compile(r"[,;:()]|\.\s")


def without_included(text: str) -> str:
    """Return a text without what restricts nothing: what is meant as well, or made of no rows."""
    return _INCLUDED.sub("", text)


def clauses(text: str) -> list[tuple[tuple[str, ...], bool]]:
    """Return the words of each clause in small letters, and whether it denies what it names."""
    told = (tuple(re.findall(r"\w+", each.lower())) for each in _CLAUSES.split(text))
    return [(words, bool(DENIALS & {*words})) for words in told if words]
