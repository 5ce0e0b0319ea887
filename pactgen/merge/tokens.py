"""Python text as tokens with the spaces between them, so that nothing is lost.

Location: pactgen/merge/tokens.py. Works on pieces that are no whole program. Used where lines are
too coarse: signatures, values, and to see which names a text uses.
"""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(
    r"""(?:[rbuf]{0,2})(?:\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?''')"""
    r"""|(?:[rbuf]{0,2})(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')"""
    r"""|\#[^\n]*|\w+|\s+|->|[*/=<>!:]=|\*\*|.""",
    re.DOTALL | re.IGNORECASE,
)
_NAME: Final = re.compile(r"[^\W\d]\w*\Z")
_WORD: Final = re.compile(r"[^\W\d]\w*")
_QUOTES: Final = ("'", '"')


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the tokens; joined they are the text."""
    return tuple(_TOKEN.findall(text))


def is_name(token: str) -> bool:
    """Tell whether a token is an identifier or keyword."""
    return _NAME.match(token) is not None


def names_in(text: str) -> frozenset[str]:
    """Return the identifiers that a text uses, also in f-strings and as an annotation in quotes."""
    found: set[str] = set()
    for token in _TOKEN.findall(text):
        if _NAME.match(token):
            found.add(token)
        elif token[-1:] in _QUOTES and (token[0] in "fF" or _NAME.match(token[1:-1])):
            found.update(_WORD.findall(token))
    return frozenset(found)


def renamed(text: str, names: dict[str, str]) -> str:
    """Return the text with other identifiers; strings and comments stay."""
    if not names:
        return text
    return "".join(names.get(token, token) for token in _TOKEN.findall(text))
