"""Patterns written as a program has them: `/^[a-z]+$/i`, with slashes and flags.

Location: pactgen/readers/openapi/literals.py. Used by `lower_schema`, and by the proof, which reads
the original document.
"""

from __future__ import annotations

import re
from typing import Final

_LITERAL: Final = re.compile(r"/(?P<body>\^.*|.*(?<!\\)\$)/(?P<flags>[dgimsuvy]*)", re.DOTALL)
"""No text begins behind a slash, and none ends before one: as a pattern it fits nothing."""
_HARMLESS: Final = frozenset("dguy")
"""Flags that say nothing about which texts match."""


def literal_body(pattern: str) -> str | None:
    """Return the pattern inside a literal of a program; None where the pattern is no literal.

    Where a flag changes what matches, which no pattern can say, it is empty: any text does.
    """
    found = _LITERAL.fullmatch(pattern)
    if found is None:
        return None
    return found["body"] if _HARMLESS.issuperset(found["flags"]) else ""
