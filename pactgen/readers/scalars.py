"""What an unquoted YAML scalar means: the core schema of YAML 1.2, with numbers as JSON has them.

Location: pactgen/readers/scalars.py. Used by the YAML reader.

    2024-01-31, 12:30, yes, no, on, off    text (YAML 1.1 made dates, sexagesimals and booleans)
    007, 1_000                             text: a leading zero is part of a code, not of a number
    0x1F, 0o17, +1, .5, 1e3                numbers, as YAML 1.2 says
    ~, null, Null, NULL and nothing        null
"""

from __future__ import annotations

import math
import re
from typing import Final

Scalar = None | bool | int | float | str

_WORDS: Final[dict[str, Scalar]] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_PREFIXED: Final = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_NUMERIC_START: Final = frozenset("0123456789+-.")
_MOST_DIGITS: Final = 400


class NotFiniteError(ValueError):
    """Infinity or not-a-number, which JSON cannot carry."""


def resolve(text: str) -> Scalar:
    """Return the value of an unquoted scalar; NotFiniteError for `.inf` and `.nan`."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC_START or len(text) > _MOST_DIGITS:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        number = float(text)
        return number if math.isfinite(number) else text
    if _PREFIXED.fullmatch(text):
        return int(text, 0)
    if _NOT_FINITE.fullmatch(text):
        raise NotFiniteError(text)
    return text
