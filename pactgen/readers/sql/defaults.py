"""Defaults: the SQL of one, and what it means.

Location: pactgen/readers/sql/defaults.py. Used by `columns` and `alter`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.epochs import unit_of
from pactgen.ir.schema import Default

if TYPE_CHECKING:
    from pactgen.ir.schema import Dialect

_CAST: Final = re.compile(
    r"""(.*?)\s*::\s*"?[a-z_][\w."]*"?(?:\s+(?:varying|precision|with(?:out)?\s+time\s+zone))?"""
    r"""(?:\(\d+(?:,\s*\d+)?\))?(?:\[\])*""",
    re.IGNORECASE | re.DOTALL,
)
_NOW: Final = re.compile(
    r"(?:now|current_timestamp|localtimestamp|transaction_timestamp|statement_timestamp"
    r"|clock_timestamp|getdate|utc_timestamp)\s*(?:\(\s*\d*\s*\))?"
    r"|(?:current_date|current_time|curdate|curtime)\s*(?:\(\s*\))?"
    r"|(?:datetime|date|time|strftime)\s*\(.*'now'.*\)"
    r"|timezone\s*\(\s*'utc'.*now\s*\(\s*\)\s*\)"
    r"|\(?\s*now\s*\(\s*\)\s*at\s+time\s+zone\s+'utc'\s*\)?",
    re.IGNORECASE | re.DOTALL,
)
_UUID: Final = re.compile(
    r"(?:[a-z_]+\.)?(?:gen_random_uuid|uuid_generate_v[147](?:mc)?|uuidv[47]|uuid)\s*\(\s*\)",
    re.IGNORECASE,
)
_STRING: Final = re.compile(r"(?:_\w+\s*)?[eEnN]?'((?:[^']|'')*)'|\"((?:[^\"]|\"\")*)\"", re.DOTALL)
_BITS: Final = re.compile(r"b'([01]+)'", re.IGNORECASE)
_INTEGER: Final = re.compile(r"[+-]?\s*\d+")
_REAL: Final = re.compile(r"[+-]?\s*(?:\d+\.\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?")
_EMPTY_ARRAY: Final = re.compile(r"array\s*\[\s*\]", re.IGNORECASE)
_WORDS: Final = {"true": True, "false": False}


def default(text: str, dialect: Dialect) -> Default:
    """Return what a default says."""
    meant = _bare(text)
    if meant.lower() == "null":
        return Default(kind="null", text=text)
    if meant.lower() in _WORDS:
        return Default(kind="literal", text=text, value=_WORDS[meant.lower()])
    if found := _STRING.fullmatch(meant):
        if found[1] is not None:
            return Default(kind="literal", text=text, value=found[1].replace("''", "'"))
        if dialect != "postgresql":
            return Default(kind="literal", text=text, value=found[2].replace('""', '"'))
    number = _number(meant, dialect)
    if number is not None:
        return Default(kind="literal", text=text, value=number)
    if _EMPTY_ARRAY.fullmatch(meant):
        return Default(kind="literal", text=text, value="{}")
    if _NOW.fullmatch(meant) and unit_of(meant) is None:
        return Default(kind="now", text=text)
    if _UUID.fullmatch(meant):
        return Default(kind="uuid", text=text)
    if meant.lower().startswith("nextval"):
        return Default(kind="sequence", text=text)
    return Default(kind="expression", text=text)


def _number(meant: str, dialect: Dialect) -> int | float | None:
    found = _BITS.fullmatch(meant) if dialect == "mysql" else None
    if found is not None:
        return int(found[1], 2)
    if _INTEGER.fullmatch(meant):
        return int(meant.replace(" ", ""))
    return float(meant.replace(" ", "")) if _REAL.fullmatch(meant) else None


def _bare(text: str) -> str:
    """Take casts and parentheses off that change nothing."""
    meant = text.strip()
    while True:
        found = _CAST.fullmatch(meant)
        if found and found[1].count("'") % 2 == 0 and found[1].count("(") == found[1].count(")"):
            meant = found[1].strip()
        elif meant.startswith("(") and meant.endswith(")") and _encloses(meant):
            meant = meant[1:-1].strip()
        else:
            return meant


def _encloses(text: str) -> bool:
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return index == len(text) - 1
    return False
