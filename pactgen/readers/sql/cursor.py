"""Walks the tokens of one statement.

Location: pactgen/readers/sql/cursor.py. Used by every file of the grammar. Words of SQL are given
in upper case; a quoted name is never one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from pactgen.ir.schema import Name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pactgen.ir.schema import Dialect
    from pactgen.readers.sql.lexer import Token
    from pactgen.source import Origin

OPENING: Final = {"(": ")", "[": "]", "{": "}"}


class Text(Protocol):
    """A document that knows where its characters stand."""

    text: str

    def origin(self, start: int, end: int) -> Origin:
        """Return the place of a stretch."""


class SyntaxFault(Exception):  # noqa: N818  (a word of the grammar, not an error class of callers)
    """The statement is not what its beginning promised."""

    def __init__(self, origin: Origin, expected: str, found: str) -> None:
        super().__init__(f"{expected} expected, found {found}")
        self.origin = origin
        self.expected = expected
        self.found = found


class Cursor:
    """A position in a sequence of tokens."""

    def __init__(self, tokens: Sequence[Token], source: Text, dialect: Dialect) -> None:
        self._tokens = tokens
        self._index = 0
        self._source = source
        self.dialect = dialect

    @property
    def done(self) -> bool:
        """Whether every token was consumed."""
        return self._index >= len(self._tokens)

    @property
    def peek(self) -> Token | None:
        """The next token, if there is one."""
        return None if self.done else self._tokens[self._index]

    def at(self, *words: str) -> bool:
        """Tell whether these words or symbols come next."""
        if self._index + len(words) > len(self._tokens):
            return False
        return all(
            self._tokens[self._index + ahead].value == word
            and self._tokens[self._index + ahead].kind in {"word", "symbol"}
            for ahead, word in enumerate(words)
        )

    def at_any(self, words: Iterable[str]) -> bool:
        """Tell whether one of these words or symbols comes next."""
        token = self.peek
        return token is not None and token.kind in {"word", "symbol"} and token.value in words

    def follows(self, ahead: int, *words: str) -> bool:
        """Tell whether one of these words stands so many tokens further."""
        index = self._index + ahead
        if index >= len(self._tokens):
            return False
        token = self._tokens[index]
        return token.kind in {"word", "symbol"} and token.value in words

    def accept(self, *words: str) -> bool:
        """Consume these words if they come next."""
        if not self.at(*words):
            return False
        self._index += len(words)
        return True

    def accept_any(self, words: Iterable[str]) -> str | None:
        """Consume and return one of these words if it comes next."""
        if not self.at_any(words):
            return None
        return self.take().value

    def expect(self, *words: str) -> None:
        """Consume these words; SyntaxFault when something else comes."""
        for word in words:
            if not self.accept(word):
                raise self.fault(f"`{word}`")

    def take(self) -> Token:
        """Consume and return the next token; SyntaxFault at the end."""
        if self.done:
            raise self.fault("more")
        self._index += 1
        return self._tokens[self._index - 1]

    def fault(self, expected: str) -> SyntaxFault:
        """Describe what should have come here."""
        token = self.peek
        if token is not None:
            found = f"`{self._source.text[token.start : token.end]}`"
            return SyntaxFault(self._source.origin(token.start, token.end), expected, found)
        last = self._tokens[-1] if self._tokens else None
        place = self._source.origin(last.start, last.end) if last else self._source.origin(0, 1)
        return SyntaxFault(place, expected, "the end of the statement")

    def identifier(self, what: str = "a name") -> str:
        """Consume a name and return it as the database folds it."""
        token = self.peek
        if token is None or token.kind not in {"word", "name"}:
            quoted = token is not None and token.kind == "string" and self.dialect != "postgresql"
            if token is None or not quoted:
                raise self.fault(what)
        self._index += 1
        if token.kind != "word":
            return token.value
        raw = self._source.text[token.start : token.end]
        return raw.lower() if self.dialect == "postgresql" else raw

    def name(self, what: str = "a name") -> Name:
        """Consume a name that may carry its namespace (and its database, which is dropped)."""
        parts = [self.identifier(what)]
        while self.accept("."):
            parts.append(self.identifier(what))
        namespace = parts[-2] if len(parts) > 1 else None
        return Name(name=parts[-1], namespace=namespace)

    def string(self, what: str = "a text in quotes") -> str:
        """Consume a string and return its value."""
        token = self.peek
        if token is None or token.kind != "string":
            raise self.fault(what)
        self._index += 1
        return token.value

    def group(self) -> Cursor:
        """Consume `( … )` and return a cursor over what is inside."""
        return self.block("(")

    def brackets(self) -> None:
        """Consume `[ … ]`."""
        self.expect("[")
        self._skip_group("]")

    def block(self, opening: str) -> Cursor:
        """Consume a bracketed part and return a cursor over what is inside."""
        self.expect(opening)
        start = self._index
        self._skip_group(OPENING[opening])
        return self._part(start, self._index - 1)

    def list(self) -> tuple[Cursor, ...]:
        """Consume `( …, … )` and return a cursor for each element."""
        return tuple(self.group().elements())

    def elements(self) -> Iterator[Cursor]:
        """Cut the rest at its commas."""
        while not self.done:
            start = self._index
            self.skip_to({","})
            yield self._part(start, self._index)
            self.accept(",")

    def skip_to(self, stops: Iterable[str], *, at_least_one: bool = False) -> None:
        """Consume everything before one of these words, commas included, groups as a whole."""
        if at_least_one and not self.done:
            self._step()
        while not self.done and not self.at_any(stops):
            self._step()

    def text_to(self, stops: Iterable[str], *, at_least_one: bool = False) -> str:
        """Consume like `skip_to` and return what was consumed, as written."""
        start = self._index
        self.skip_to(stops, at_least_one=at_least_one)
        return self.text_from(start)

    def rest(self) -> str:
        """Consume everything that is left and return it, as written."""
        return self.text_to(())

    def rest_without(self, namespace: str) -> str:
        """Consume everything that is left and return it, without this namespace before names."""
        kept: list[Token] = []
        while not self.done:
            qualifies = self.follows(1, ".") and self._names(namespace)
            token = self.take()
            if qualifies:
                self.take()
            else:
                kept.append(token)
        return written(kept, self._source.text)

    def _names(self, name: str) -> bool:
        """Tell whether the next token is this name."""
        token = self._tokens[self._index]
        raw = self._source.text[token.start : token.end]
        return name != "" and name == (raw if token.kind == "word" else token.value)

    def text_from(self, mark: int) -> str:
        """Return what was consumed since a mark: comments and line breaks become one space."""
        return written(self._tokens[mark : self._index], self._source.text)

    def raw_from(self, mark: int) -> str:
        """Return what was consumed since a mark, character by character."""
        tokens = self._tokens[mark : self._index]
        return self._source.text[tokens[0].start : tokens[-1].end] if tokens else ""

    @property
    def mark(self) -> int:
        """A position that `text_from`, `origin_from` and `back` understand."""
        return self._index

    def back(self, mark: int) -> None:
        """Return to a mark."""
        self._index = mark

    def origin_from(self, mark: int) -> Origin:
        """Return the place of what was consumed since a mark."""
        tokens = self._tokens[mark : self._index] or self._tokens[mark : mark + 1]
        tokens = tokens or self._tokens[-1:]
        return self._source.origin(tokens[0].start, tokens[-1].end)

    @property
    def origin(self) -> Origin:
        """The place of the next token."""
        return self.origin_from(self._index)

    def _part(self, start: int, end: int) -> Cursor:
        return Cursor(self._tokens[start:end], self._source, self.dialect)

    def _step(self) -> None:
        token = self.take()
        if token.kind == "symbol" and token.value in OPENING:
            self._skip_group(OPENING[token.value])

    def _skip_group(self, closing: str) -> None:
        while not self.accept(closing):
            if self.done:
                raise self.fault(f"`{closing}`")
            self._step()


def written(tokens: Sequence[Token], text: str) -> str:
    """Return tokens as they are written, whatever stands between two of them as one space."""
    parts: list[str] = []
    end = None
    for token in tokens:
        if end is not None and token.start > end:
            parts.append(" ")
        parts.append(text[token.start : token.end])
        end = token.end
    return "".join(parts)
