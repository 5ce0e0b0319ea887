"""Characters that never travel as they are: controls, line ends, direction marks, lone surrogates.

Location: pactgen/emit/escapes.py. Used by the sinks. Encoding keeps every character; nothing is
deleted, since deleting can put together what was apart.
"""

import re

from pactgen.emit.characters import hidden_replaced

_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_LAST_BYTE = 0xFF
_LAST_BMP = 0xFFFF
LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
"""Everything that Python, an editor or another language takes for the end of a line."""


def escaped(text: str) -> str:
    """Write hidden characters as Python escapes; the backslash is the caller's business."""
    return hidden_replaced(text, _escape)


def unicode_escaped(text: str) -> str:
    """Write hidden characters by their code points only, the escapes that docstrings allow."""
    return hidden_replaced(text, lambda found: _long(ord(found.group())))


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return _SHORT.get(match.group()) or (f"\\x{code:02x}" if code <= _LAST_BYTE else _long(code))


def _long(code: int) -> str:
    return f"\\u{code:04x}" if code <= _LAST_BMP else f"\\U{code:08x}"
