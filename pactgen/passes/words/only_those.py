"""What a description of a boolean says of its false: that all are kept, or which ones.

Location: pactgen/passes/words/only_those.py. Used where booleans of queries are read.
"""

from __future__ import annotations

import re
from typing import Final

_ONLY: Final = re.compile(
    r"^\W*only\b|\b(?:returns?|shows?|lists?|includes?|gets?|fetch(?:es)?) only\b", re.IGNORECASE
)
_FALSE_TOO: Final = re.compile(
    r"\bor only\b|\bonly\b[^.;]*\(false\)"
    r"|\bfalse\b[^.;]*\b(?:only|not|those|without|un\w+ed)\b",
    re.IGNORECASE,
)


def asks_alone(description: str | None) -> bool:
    """Whether false leaves nothing out: `Only those in stock`.

    `Only verified (true) or only unverified (false) ones` says what false asks for.
    """
    said = description or ""
    return _ONLY.search(said) is not None and _FALSE_TOO.search(said) is None
