r"""The Markdown sink: text of the input that cannot become markup.

Location: pactgen/record/markdown.py. Used by log.py. Text between backticks stays code, everything
else that Markdown or HTML would act on is escaped; nothing is deleted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ACTIVE: Final = re.compile(r"([\\`*_\[\]<>|~&])")
_LEADING: Final = re.compile(r"^(#+|[-+=]|\d+[.)]|:::)")
_CODE: Final = re.compile(r"`([^`]+)`")


def text(value: str) -> str:
    """Return one line of prose; what stands between backticks is code."""
    line = one_line(value)
    parts = _CODE.split(line)
    shown = "".join(
        code(part) if number % 2 else _ACTIVE.sub(r"\\\1", part)
        for number, part in enumerate(parts)
    )
    return _LEADING.sub(r"\\\1", shown)


def code(value: str) -> str:
    """Return a code span that ends where the value ends."""
    line = one_line(value)
    runs = [len(run) for run in re.findall("`+", line)]
    fence = "`" * (1 + max(runs, default=0))
    pad = " " if line.startswith("`") or line.endswith("`") or not line.strip() else ""
    return f"{fence}{pad}{line}{pad}{fence}".replace("|", "\\|")


def one_line(value: str) -> str:
    """Join the lines of a text; characters that no reader would see become escapes."""
    joined = " ".join(value.split())
    return "".join(part if part.isprintable() else ascii(part)[1:-1] for part in joined)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; the cells are already text or code."""
    return [
        _row(head),
        _row(["---"] * len(head)),
        *(_row(row) for row in rows),
    ]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
