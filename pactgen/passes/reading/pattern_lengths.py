"""How long a text can be that matches a regular expression, where that is plain to see."""

from __future__ import annotations

import re
from typing import Final

_ATOM: Final = re.compile(
    r"(?:\[\^?\]?(?:\\.|[^\]\\])*\]|\\[pP]\{\w+\}|\\[dwsDWS.\-+*?^$|()\[\]{}/\\]|[^\\\[\](){}^$|*+?])"
    r"(?:\{(?P<least>\d+)(?P<more>,(?P<most>\d*))?\}|(?P<maybe>\?))?"
)


def longest_match(pattern: str) -> int | None:
    """Return the most characters of a text that matches; None where nothing bounds it.

    Only of expressions from `^` to `$` that neither branch nor group.
    """
    if not (pattern.startswith("^") and pattern.endswith("$")) or pattern.endswith("\\$"):
        return None
    at, end, length = 1, len(pattern) - 1, 0
    while at < end:
        atom = _ATOM.match(pattern, at, end)
        if atom is None:
            return None
        most = atom["most"] if atom["more"] else atom["least"]
        if most == "":
            return None
        length += int(most or 1)
        at = atom.end()
    return length
