"""What a character looks like: hidden, wide, or without a width of its own.

Location: pactgen/emit/characters.py. Used by the sinks and by whoever breaks lines. The tables are
frozen here, since those of `unicodedata` change with Python, and the same contract gives the same
bytes on every Python.
"""

import re
from collections.abc import Callable

_HIDDEN = re.compile(
    "["
    "\x00-\x1f\x7f-\xa0\xad"  # controls, no-break space, soft hyphen
    "\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u1680\u180e"
    "\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"  # spaces, separators, directions
    "\ud800-\uf8ff"  # surrogates, private use
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"  # tags, private use
    "]"
)
_WIDE = re.compile(
    "["
    "\u1100-\u115f\u231a\u231b\u23e9-\u23ec\u25fd\u25fe\u2614\u2615\u2648-\u2653\u26a1\u2705\u2728"
    "\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u2b1b\u2b1c\u2b50\u2b55"
    "\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f"
    "\uff01-\uff60\uffe0-\uffe6"
    "\U00016fe0-\U0001b2ff\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff"
    "\U00020000-\U0003fffd"
    "]"
)
_COMBINING = re.compile(
    "["
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
    "]"
)


def is_hidden(character: str) -> bool:
    """Tell whether a reader of the source could not see what stands there."""
    return _HIDDEN.match(character) is not None


def hidden_replaced(text: str, escape: Callable[[re.Match[str]], str]) -> str:
    """Return the text with every hidden character escaped."""
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(escape, text)


def columns(text: str) -> int:
    """Return how many columns the text takes, as linters count them."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text)) - len(_COMBINING.findall(text))
