"""Which code a refusal has by the words of its operation: `409 and the code slugTaken`.

Location: pactgen/passes/endpoints/told_codes.py. Used by `derive_failures`. Where the words tell
several codes of one status, that of what the database refuses counts for what makes a row, and that
of the row's state for everything else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactgen.ir.contract import Operation

_ENDS: Final = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_STATUS: Final = re.compile(r"\b[45]\d\d\b")
_TAKEN: Final = re.compile(
    r"\b(?:already|another|duplicate|exists|has been|once|same|taken|twice)\b", re.IGNORECASE
)
"""Of a sentence about what may be there once."""
_MADE: Final = "201"


def told_code(operation: Operation, status: str, options: Collection[str]) -> str | None:
    """Return the code that the operation is said to answer with this status.

    Args:
        operation: which refuses.
        status: documented for it.
        options: all codes that the contract lists.
    """
    told = {
        code: sentence
        for text in operation.texts
        for sentence in _ENDS.split(text or "")
        for said, code in _codes(sentence, options)
        if said == status
    }
    if len(told) <= 1:
        return next(iter(told), None)
    makes = operation.response(_MADE) is not None
    fitting = [code for code, said in told.items() if (_TAKEN.search(said) is not None) == makes]
    return fitting[0] if fitting else None


def _codes(sentence: str, options: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the codes that a sentence names, each with the status that stands before it."""
    for found in re.finditer(r"`(?P<code>\w+)`", sentence):
        before = _STATUS.findall(sentence[: found.start()])
        if before and found["code"] in options:
            yield before[-1], found["code"]
