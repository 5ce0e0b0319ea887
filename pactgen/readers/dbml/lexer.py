"""DBML text to tokens.

Location: pactgen/readers/dbml/lexer.py. Used by `read`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.readers.sql.lexer import LexicalError, Token

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = re.compile(
    r"(?P<space>\s+|//[^\n]*|/\*.*?\*/)"
    r"|'''(?P<block>(?:\\.|(?!''').)*)'''"
    r"|'(?P<string>(?:\\.|[^'\\\n]|'(?![\s,\]):}]))*)'"
    r"|(?P<expression>`)"
    r'|"(?P<quoted>(?:\\.|[^"\\])*)"'
    r"|(?P<number>-?\d+(?:\.\d+)?(?!\w))"
    r"|(?P<word>\w[\w-]*|#[0-9a-fA-F]+)"
    r"|(?P<symbol><>|.)",
    re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_CLOSED: Final = re.compile(r"[\s,\]):}]|$")
_INDENT: Final = re.compile(r"\n[ \t]+")
EXPRESSION: Final = "`"
"""First character of the value of a token that stood in backticks."""


def tokens(text: str) -> Iterator[Token]:
    """Cut a document; LexicalError for a quote that is never closed."""
    position = 0
    while found := _TOKEN.match(text, position):
        start, position = found.span()
        kind = found.lastgroup
        match kind:
            case "space":
                continue
            case "block":
                said = _ESCAPE.sub(r"\1", _INDENT.sub("\n", found["block"]))
                yield Token("string", said.strip(), start, position)
            case "string":
                yield Token("string", _ESCAPE.sub(r"\1", found["string"]), start, position)
            case "expression":
                position = _expression_end(text, start)
                said = text[start + 1 : position - 1].replace("\\`", "`")
                yield Token("string", EXPRESSION + said, start, position)
            case "quoted":
                yield Token("name", _ESCAPE.sub(r"\1", found["quoted"]), start, position)
            case "number":
                yield Token("number", found["number"], start, position)
            case "word":
                yield Token("word", found["word"].upper(), start, position)
            case _:
                if found[0] in {"'", '"'}:
                    raise LexicalError(start, f"this quote {found[0]} is never closed")
                yield Token("symbol", found[0], start, position)


def _expression_end(text: str, start: int) -> int:
    """Find the backtick that ends an expression; MySQL's own names may hold others."""
    end = text.find("`", start + 1)
    while end != -1:
        inner = text[start + 1 : end]
        whole = inner.count("(") == inner.count(")") and not inner.endswith("\\")
        if whole and _CLOSED.match(text, end + 1):
            return end + 1
        end = text.find("`", end + 1)
    raise LexicalError(start, "this quote ` is never closed")
