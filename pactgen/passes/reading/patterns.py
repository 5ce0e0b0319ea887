"""What a pattern of the contract says of texts: whether one has its form, how long they can be.

Location: pactgen/passes/reading/patterns.py. Texts that have a form are written by pattern_texts.py
(one after the other, for the proof) and drawn_forms.py (by chance, for keys).
"""

from __future__ import annotations

import re
from typing import Final

_ATOM: Final = re.compile(
    r"(?:\[\^?\]?(?:\\.|[^\]\\])*\]|\\[pP]\{\w+\}|\\[dwsDWS.\-+*?^$|()\[\]{}/\\]|[^\\\[\](){}^$|*+?])"
    r"(?:\{(?P<least>\d+)(?P<more>,(?P<most>\d*))?\}|(?P<maybe>\?))?"
)
"""A character or a class of them, and how often it stands there."""


def matches(pattern: str, value: str) -> bool:
    """Whether a text has the form; a pattern that only ECMAScript has is not looked at."""
    try:
        return re.search(pattern, value) is not None
    except re.error:
        return True


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
