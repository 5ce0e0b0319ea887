"""Lines of Markdown around the sinks of pactgen.emit.

Location: pactgen/record/markdown.py. Used by log.py and evidence.py.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pactgen.emit import markdown, markdown_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_CODE: Final = re.compile(r"`([^`\n]+)`")


@lru_cache(maxsize=4096)
def text(value: str) -> str:
    """Return prose for one line; what stands between backticks is code.

    Thousands of decisions share a few hundred reasons.
    """
    parts = _CODE.split(value)
    spans = [
        markdown_code(part) if number % 2 else _spaced(part) for number, part in enumerate(parts)
    ]
    return "".join(spans)


def code(value: str) -> str:
    """Return a code span, also for the cell of a table."""
    return markdown_code(value).replace("|", "\\|")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; the cells are already text or code."""
    return [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _spaced(part: str) -> str:
    """Keep the space beside a code span, which the sink strips."""
    shown = markdown(part)
    before = " " if part[:1].isspace() and shown else ""
    after = " " if part[-1:].isspace() else ""
    return f"{before}{shown}{after}"
