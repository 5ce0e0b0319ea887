"""Moments that are kept as numbers: the seconds, or milliseconds, since 1970.

Location: pactgen/ir/epochs.py. Used by the reader of defaults, by `translation` and by the pass
that finds such columns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from pactgen.ir.schema import Dialect

Unit = Literal["s", "ms"]

_NOW: Final = re.compile(
    r"strftime\s*\(\s*'%s'\s*,\s*'now'\s*\)|unixepoch\s*\(\s*(?:'now')?\s*\)|unix_timestamp\s*\("
    r"|extract\s*\(\s*epoch\s+from|date_part\s*\(\s*'epoch'",
    re.IGNORECASE,
)
_THOUSAND: Final = re.compile(r"\*\s*1000\b|\b1000\s*\*")
_SPELLED: Final[dict[Dialect, str]] = {
    "postgresql": "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP){} AS {})",
    "sqlite": "(CAST(strftime('%s', 'now') AS INTEGER){})",
    "mysql": "(UNIX_TIMESTAMP(){})",
}


def unit_of(expression: str) -> Unit | None:
    """Return the unit in which an expression tells the present moment; None where it does not."""
    if _NOW.search(expression) is None:
        return None
    return "ms" if _THOUSAND.search(expression) else "s"


def spelled_now(unit: Unit, dialect: Dialect, type_: str) -> str:
    """Return such an expression for a column of a type."""
    return _SPELLED[dialect].format(" * 1000" if unit == "ms" else "", type_)
