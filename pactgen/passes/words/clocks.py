"""What a contract says of texts that are times of day: whether they have seconds.

Location: pactgen/passes/words/clocks.py. Used where columns are bound.
"""

from __future__ import annotations

import re
from typing import Final

_MINUTES: Final = re.compile(r"\d?\d:\d\d")
_SAID: Final = re.compile(r"\bhh?:mm\b(?!:ss)", re.IGNORECASE)
SHORTEST: Final = 5
"""`09:30`."""


def tells_minutes(
    description: str | None, examples: tuple[object, ...], max_length: int | None
) -> bool:
    """Tell whether a time of day travels as `09:30`, by words, by examples or by its length."""
    shown = [each for each in examples if isinstance(each, str)]
    alike = bool(shown) and all(_MINUTES.fullmatch(each) for each in shown)
    return alike or max_length == SHORTEST or _SAID.search(description or "") is not None
