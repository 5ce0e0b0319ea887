"""What a `DO` block makes unless it is there: `IF NOT EXISTS (…) THEN CREATE TYPE …`.

Location: pactgen/readers/sql/guarded.py. Used by `read`. PostgreSQL has no CREATE TYPE IF NOT
EXISTS, so scripts that may run twice put it into such a block, and so do Drizzle's migrations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.readers.sql.lexer import Lexer, Token
from pactgen.readers.sql.script import Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAKING: Final = frozenset({"CREATE", "ALTER", "COMMENT"})
_ABSENT: Final = ("IF", "NOT", "EXISTS")
_CLOSING: Final = frozenset({"END", "NULL", "RAISE"})
_TAG: Final = "$"


def guarded(statement: Statement, text: str) -> tuple[Statement, ...] | None:
    """Return the statements of a block; None for a block that does anything else, or for no block.

    Args:
        statement: of the script.
        text: of the script.
    """
    if statement.tokens[0].value != "DO":
        return None
    body = next((each for each in statement.tokens if text.startswith(_TAG, each.start)), None)
    if body is None:
        return None
    tag = text.index(_TAG, body.start + 1) + 1 - body.start
    found = []
    for tokens in _parts(text[: body.end - tag], body.start + tag):
        rest = _unguarded(tokens)
        if rest is None:
            return None
        if rest:
            found.append(Statement(rest, rest[0].start, rest[-1].end))
    return tuple(found)


def _parts(text: str, start: int) -> Iterator[tuple[Token, ...]]:
    """Cut the body of a block at its semicolons."""
    lexer = Lexer(text, "postgresql")
    lexer.position = start
    tokens: list[Token] = []
    while (token := lexer.next()) is not None:
        if token.value == ";" and token.kind == "symbol":
            yield tuple(tokens)
            tokens = []
        else:
            tokens.append(token)
    if tokens:
        yield tuple(tokens)


def _unguarded(tokens: tuple[Token, ...]) -> tuple[Token, ...] | None:
    """Return the statement behind its conditions, () for none; None for what is not known."""
    words = [each.value for each in tokens]
    if not words or words[0] in _CLOSING or _forgives(words):
        return ()
    if words[0] == "BEGIN":
        return _unguarded(tokens[1:])
    if tuple(words[:3]) == _ABSENT and "THEN" in words:
        return _unguarded(tokens[words.index("THEN") + 1 :])
    return tokens if words[0] in _MAKING else None


def _forgives(words: list[str]) -> bool:
    """Whether it lets be what is there already: `EXCEPTION WHEN duplicate_object THEN null`."""
    first = words[1:] if words[0] == "EXCEPTION" else words
    return first[0] == "WHEN" and first[1].startswith("DUPLICATE_") and first[-1] == "NULL"
