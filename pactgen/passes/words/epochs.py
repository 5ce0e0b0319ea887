"""Words that say of a number that it is the seconds since 1970.

Location: pactgen/passes/words/epochs.py. Used by the tables.
"""

from __future__ import annotations

import re
from typing import Final

_FORMATS: Final = frozenset({"unixtime", "unixtimestamp", "epoch", "epochseconds", "timestamp"})
_SAID: Final = re.compile(r"\bunix\b|\bepoch\b|\bsince 1970", re.IGNORECASE)
_FINER: Final = re.compile(r"\b(?:milli|micro|nano)|\bms\b", re.IGNORECASE)


def counts_seconds(format_: str | None, description: str | None) -> bool:
    """Tell whether a format (`unix-time`) or a description says so, and of no finer part."""
    said = description or ""
    if _FINER.search(said) or _FINER.search(format_ or ""):
        return False
    named = (format_ or "").lower().replace("-", "").replace("_", "")
    return named in _FORMATS or _SAID.search(said) is not None
