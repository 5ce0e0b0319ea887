"""Characters that never travel as they are: controls, line ends, direction marks, lone surrogates.

Location: pactgen/emit/escapes.py. Used by the sinks. Encoding keeps every character; nothing is
deleted, since deleting can put together what was apart.
"""

import re
import unicodedata

_SUSPECT = re.compile(r"[^\x20-\x7e]")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
"""Everything that Python, an editor or another language takes for the end of a line."""


def is_hidden(character: str) -> bool:
    """Tell whether a reader of the source could not see what stands there."""
    if unicodedata.category(character) in _HIDDEN:
        return True
    return character.isspace() and character != " "


def escaped(text: str) -> str:
    """Write hidden characters as Python escapes; the backslash is the caller's business."""
    return _SUSPECT.sub(_escape, text)


def unicode_escaped(text: str) -> str:
    """Write hidden characters by their code points only, the escapes that docstrings allow."""
    return _SUSPECT.sub(_unicode_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if not is_hidden(character):
        return character
    code = ord(character)
    return _SHORT.get(character) or (f"\\x{code:02x}" if code < 0x100 else _long(code))


def _unicode_escape(match: re.Match[str]) -> str:
    return _long(ord(match.group())) if is_hidden(match.group()) else match.group()


def _long(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
