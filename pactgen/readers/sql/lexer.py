"""SQL text to tokens, each with its place.

Location: pactgen/readers/sql/lexer.py. Used by `script`; `cursor` walks what it makes.

Sources: PostgreSQL 16 "Lexical Structure", MySQL 8.0 "Language Structure", SQLite "SQL Language
Expressions".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from pactgen.ir.schema import Dialect

TokenKind = Literal["word", "name", "string", "number", "symbol"]


class Token(NamedTuple):
    """A lexical unit; `value` is upper case for words and unquoted for names and strings."""

    kind: TokenKind
    value: str
    start: int
    end: int


class LexicalError(Exception):
    """A quote or a comment that is never closed."""

    def __init__(self, start: int, what: str) -> None:
        super().__init__(what)
        self.start = start
        self.what = what


_WORD: Final = r"(?P<word>[^\W\d](?:\w|\$(?!\$))*|@[\w@$]+)"
_NUMBER: Final = r"(?P<number>0[xX][0-9a-fA-F]+|(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)"
_SYMBOL: Final = r"(?P<symbol>::|<=|>=|<>|!=|\|\||->>|->|#>>|#>|@>|<@|&&|:=|!~\*|!~|~\*|.)"
_BLOCK: Final = r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/"

_PATTERNS: Final[dict[Dialect, tuple[str, ...]]] = {
    "postgresql": (
        r"(?P<space>\s+|--[^\n]*)",
        r"(?P<comment>/\*)",
        r"(?P<dollar>\$(?:[^\W\d]\w*)?\$)",
        r"(?P<escaped>[eE]'(?:[^'\\]|''|\\.)*')",
        r"(?P<string>(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*')",
        r'(?P<quoted>"(?:[^"]|"")*")',
    ),
    "mysql": (
        rf"(?P<space>\s+|--(?=\s|$)[^\n]*|\#[^\n]*|/\*M?!\d*|\*/|{_BLOCK})",
        r"(?P<escaped>(?:_[a-z0-9]+\s*|[bBxXnN])?(?:'(?:[^'\\]|''|\\.)*'|\"(?:[^\"\\]|\"\"|\\.)*\"))",
        r"(?P<quoted>`(?:[^`]|``)*`)",
    ),
    "sqlite": (
        rf"(?P<space>\s+|--[^\n]*|{_BLOCK}|/\*.*\Z)",
        r"(?P<string>[xX]?'(?:[^']|'')*')",
        r'(?P<quoted>"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\])',
    ),
}
_COMPILED: Final = {
    dialect: re.compile("|".join([*own, _WORD, _NUMBER, _SYMBOL]), re.DOTALL)
    for dialect, own in _PATTERNS.items()
}
_BETWEEN: Final = frozenset({"space", "comment"})
_NESTED: Final = re.compile(r"/\*|\*/")
_PREFIX: Final = re.compile(r"^(?:_[a-z0-9]+\s*|[bBxXnNeE]|[uU]&)(?=['\"])")
_ESCAPE: Final = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "b": "\b", "Z": "\x1a"}


class Lexer:
    """Makes one token after the other; `position` may be moved in between."""

    def __init__(self, text: str, dialect: Dialect) -> None:
        self.text = text
        self.position = 0
        self._match = _COMPILED[dialect].match

    def skip_space(self) -> None:
        """Move to where the next token begins."""
        while (found := self._match(self.text, self.position)) and found.lastgroup in _BETWEEN:
            if found.lastgroup == "comment":
                self.position = self._comment_end(found.start())
            else:
                self.position = found.end()

    def next(self) -> Token | None:
        """Return the next token; None at the end. LexicalError for what is never closed."""
        self.skip_space()
        start = self.position
        found = self._match(self.text, start)
        if found is None:
            return None
        self.position = found.end()
        raw, kind = found[0], found.lastgroup
        match kind:
            case "dollar":
                return self._dollar(raw, start)
            case "escaped" | "string":
                value = _string(raw, escaped=kind == "escaped")
                return Token("string", value, start, self.position)
            case "quoted":
                return Token("name", _unquoted(raw), start, self.position)
            case "word":
                return Token("word", raw.upper(), start, self.position)
            case "number":
                return Token("number", raw, start, self.position)
            case _:
                return self._symbol(raw, start)

    def _symbol(self, raw: str, start: int) -> Token:
        if raw in {"'", '"', "`"}:
            raise LexicalError(start, f"this quote {raw} is never closed")
        return Token("symbol", raw, start, self.position)

    def _dollar(self, tag: str, start: int) -> Token:
        end = self.text.find(tag, self.position)
        if end == -1:
            raise LexicalError(start, f"this dollar quote {tag} is never closed")
        body = self.text[self.position : end]
        self.position = end + len(tag)
        return Token("string", body, start, self.position)

    def _comment_end(self, start: int) -> int:
        """Find the end of a comment of PostgreSQL, which may hold others."""
        depth = 0
        for mark in _NESTED.finditer(self.text, start):
            depth += 1 if mark[0] == "/*" else -1
            if depth == 0:
                return mark.end()
        raise LexicalError(start, "this comment is never closed")


def _string(raw: str, *, escaped: bool) -> str:
    text = _PREFIX.sub("", raw)
    quote = text[0]
    inner = text[1:-1].replace(quote * 2, quote)
    if not escaped:
        return inner
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), inner)


def _unquoted(raw: str) -> str:
    if raw[0] == "[":
        return raw[1:-1]
    return raw[1:-1].replace(raw[0] * 2, raw[0])
