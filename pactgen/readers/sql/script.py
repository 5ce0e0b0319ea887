r"""A script to its statements: nothing is parsed, and data is only stepped over.

Location: pactgen/readers/sql/script.py. Used by `read`.

Knows what stands around SQL in files: psql's meta commands (`\connect`), the rows of COPY FROM
stdin, the DELIMITER of MySQL's client, and bodies of triggers and procedures that hold semicolons.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.readers.sql.lexer import Lexer, Token
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Dialect

DATA: Final = frozenset({"INSERT", "REPLACE", "UPDATE", "DELETE", "MERGE", "VALUES", "SELECT"})
"""First words of statements that are never parsed."""
_ROUTINES: Final = frozenset({"TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "PACKAGE"})
_HEADS: Final = 12
"""Words after CREATE among which the kind of thing stands: MySQL puts a DEFINER before it."""
_DATA_WORDS: Final = 5
"""Of a statement of data, so many tokens are kept: `INSERT INTO shop.orders`."""
_INNER_ENDS: Final = frozenset({"IF", "LOOP", "WHILE", "REPEAT", "FOR"})

_CLIENTS: Final[dict[Dialect, re.Pattern[str]]] = {
    "postgresql": re.compile(r"\\[^\n]*"),
    "mysql": re.compile(r"DELIMITER[ \t]+(\S+)[^\n]*", re.IGNORECASE),
}
"""A line that the database's client reads itself; the group is a delimiter."""
_COPY_END: Final = re.compile(r"^\\\.[ \t]*\r?$", re.MULTILINE)
_COPIED: Final = re.compile(r"\bFROM\s+STDIN\b", re.IGNORECASE)
_DATA_PARTS: Final = {
    "postgresql": re.compile(
        r"[^'\"$;/-]+|(?<![\w$])[eE]'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\""
        r"|\$((?:[^\W\d]\w*)?)\$.*?\$\1\$|--[^\n]*|/\*.*?\*/|[^;]",
        re.DOTALL,
    ),
    "mysql": re.compile(
        r"[^'\"`;/#-]+|'(?:[^'\\]|''|\\.)*'|\"(?:[^\"\\]|\"\"|\\.)*\"|`[^`]*`"
        r"|--\s[^\n]*|\#[^\n]*|/\*.*?\*/|[^;]",
        re.DOTALL,
    ),
    "sqlite": re.compile(
        r"[^'\"`;/-]+|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|--[^\n]*|/\*.*?\*/|[^;]",
        re.DOTALL,
    ),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: of data, only its first tokens."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    data: bool = False


def split(text: str, dialect: Dialect) -> Iterator[Statement]:
    """Cut a script; LexicalError where a quote or comment is never closed."""
    cutter = _Cutter(text, dialect)
    while (statement := cutter.next()) is not None:
        yield statement


class _Cutter:
    def __init__(self, text: str, dialect: Dialect) -> None:
        self._text = text
        self._dialect = dialect
        self._lexer = Lexer(text, dialect)
        self._delimiter = ";"

    def next(self) -> Statement | None:
        """Return the next statement that is not empty; None at the end."""
        while (first := self._first()) is not None:
            if first.value == ";" or self._ends(first):
                continue
            if first.kind == "word" and first.value in DATA:
                return self._data(first)
            return self._copied(self._whole(first))
        return None

    def _first(self) -> Token | None:
        """Return the next token of the database, behind the lines that its client reads."""
        lexer = self._lexer
        client = _CLIENTS.get(self._dialect)
        lexer.skip_space()
        while client is not None and (found := client.match(self._text, lexer.position)):
            if self._dialect == "mysql":
                self._delimiter = found[1]
            lexer.position = found.end()
            lexer.skip_space()
        return lexer.next()

    def _ends(self, token: Token) -> bool:
        """Tell whether a token begins the delimiter, and if so, step over it."""
        if not self._text.startswith(self._delimiter, token.start):
            return False
        self._lexer.position = token.start + len(self._delimiter)
        return True

    def _whole(self, first: Token) -> Statement:
        tokens: list[Token] = []
        body = _Body()
        token: Token | None = first
        while token is not None:
            if not body.open and token.kind == "symbol" and self._ends(token):
                break
            if self._delimiter == ";":
                body.see(token, tokens)
            tokens.append(token)
            token = self._lexer.next()
        return Statement(tuple(tokens), first.start, tokens[-1].end)

    def _data(self, first: Token) -> Statement:
        """Step to the end of a statement of data, and keep its first words."""
        tokens = [first]
        while len(tokens) < _DATA_WORDS and (token := self._lexer.next()) is not None:
            if token.kind not in {"word", "name"} and token.value != ".":
                self._lexer.position = token.start
                break
            tokens.append(token)
        step = _DATA_PARTS[self._dialect].match
        position = self._lexer.position
        while found := step(self._text, position):
            position = found.end()
        self._lexer.position = min(position + 1, len(self._text))
        return Statement(tuple(tokens), first.start, position, data=True)

    def _copied(self, statement: Statement) -> Statement:
        """Step over the rows that follow COPY … FROM stdin."""
        if statement.tokens[0].value != "COPY":
            return statement
        if _COPIED.search(self._text, statement.start, statement.end):
            end = _COPY_END.search(self._text, statement.end)
            self._lexer.position = len(self._text) if end is None else end.end()
        return statement


class _Body:
    """Follows BEGIN … END in the bodies of triggers and procedures."""

    def __init__(self) -> None:
        self._depth = 0
        self._routine = False

    @property
    def open(self) -> bool:
        """Whether a semicolon here belongs to the body."""
        return self._depth > 0

    def see(self, token: Token, before: list[Token]) -> None:
        """Follow one more token of the statement."""
        if token.kind != "word":
            return
        if len(before) < _HEADS and token.value in _ROUTINES:
            self._routine |= before[:1] != [] and before[0].value in {"CREATE", "ALTER"}
        if not self._routine:
            return
        last = before[-1].value if before else ""
        if token.value == "BEGIN" or (token.value == "CASE" and last != "END"):
            self._depth += 1
        elif token.value == "END" and self._depth:
            self._depth -= 1
        elif last == "END" and token.value in _INNER_ENDS:
            self._depth += 1
