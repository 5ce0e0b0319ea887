"""The schema documents inside the architect's Markdown.

Location: pactgen/readers/markdown.py. Used by `schema`. Everything outside a fence is blanked out,
so that every place in the block is its place in the file.

Source: CommonMark 0.31, "Fenced code blocks".
"""

from __future__ import annotations

import re
from typing import Final

from pactgen.readers.mermaid import is_diagram
from pactgen.readers.sql.migrations import blank
from pactgen.values import dataclass

_FENCE: Final = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[ \t]*(?P<language>[\w+-]*)[^\n]*\n(?P<body>.*?)"
    r"(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)",
    re.DOTALL | re.MULTILINE,
)
_LANGUAGES: Final = {
    "sql": "sql",
    "ddl": "sql",
    "postgresql": "sql",
    "postgres": "sql",
    "pgsql": "sql",
    "mysql": "sql",
    "mariadb": "sql",
    "sqlite": "sql",
    "dbml": "dbml",
    "mermaid": "mermaid",
}
_DECLARES: Final = re.compile(r"\b(?:CREATE|ALTER)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block, at its place in the file."""

    format: str
    """sql, dbml or mermaid."""
    text: str
    """As long as the file, blank but for the block."""


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks that declare tables; examples of queries do not."""
    found = []
    for fence in _FENCE.finditer(text):
        kind = _LANGUAGES.get(fence["language"].lower())
        body = fence["body"]
        if kind is None or (kind == "mermaid" and not is_diagram(body)):
            continue
        if kind == "sql" and not _DECLARES.search(body):
            continue
        start, end = fence.span("body")
        found.append(Block(kind, blank(text[:start]) + body + blank(text[end:])))
    return tuple(found)
