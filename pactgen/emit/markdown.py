"""Text in Markdown documents: shown as it is, without becoming a heading, a link or HTML."""

import re

from pactgen.emit.emitted import Emitted, told
from pactgen.emit.escapes import LINE_ENDS, escaped

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#!&])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")
_WORD_INSIDE = re.compile(r"(?<=\w)\\_(?=\w)")


def markdown(text: str) -> Emitted:
    """Return prose for one line (also of a table): every mark of Markdown is escaped."""
    line = " ".join(LINE_ENDS.sub(" ", told(text)).split())
    shown = _WORD_INSIDE.sub("_", _SPECIAL.sub(r"\\\1", escaped(line)))
    return Emitted(_AT_START.sub(_escape_start, shown))


def markdown_code(text: str) -> Emitted:
    """Return the text as a code span."""
    line = escaped(" ".join(LINE_ENDS.sub(" ", told(text)).split()))
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return Emitted(f"{fence}{pad}{line}{pad}{fence}" if line else "")


def _escape_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark[:-1]}\\{mark[-1]}"
