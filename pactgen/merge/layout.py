"""The tokens of Python text and what each of them says once its layout is ignored.

Location: pactgen/merge/layout.py. Line breaks inside of brackets say nothing, nor does a comma
before a closing bracket, a pair of parentheses around a whole value, or the kind of quotes. Used by
loose.py.
"""

from __future__ import annotations

import re
from itertools import pairwise
from keyword import iskeyword
from typing import TYPE_CHECKING, Final

from pactgen.merge.tokens import is_name, tokens_of
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OPEN: Final = ("(", "[", "{")
CLOSE: Final = (")", "]", "}")
COMMAS: Final = (",", ",,")
"""The second is that of a tuple of one, which no formatter may drop."""
_STRING: Final = re.compile(r"""([a-z]*)(\"\"\"|'''|"|')(.*)\2\Z""", re.DOTALL | re.IGNORECASE)
_WHOLE_AFTER: Final = frozenset({"=", ":", "->", "return", "in", "if", "while", "assert"})
_WHOLE_BEFORE: Final = frozenset({"", ":", "=", ",", *CLOSE})
"""Parentheses between one of the first and one of these group nothing; `` is the end of a line."""


@dataclass(slots=True)
class Token:
    """One token with the space around it, which joined with the others is the text."""

    text: str
    space: str
    starts: bool
    """A statement begins with it, or a comment that has its own line."""
    depth: int
    """Brackets that are open after it."""
    after: str = ""
    """The line breaks that end a statement or a comment."""
    says: str = ""
    """Empty when only the layout needs it."""
    last: bool = False
    """A bracket closes next."""

    @property
    def raw(self) -> str:
        """Its part of the text."""
        return f"{self.space}{self.text}{self.after}"

    @property
    def is_comment(self) -> bool:
        """Whether Python does not read it."""
        return self.text.startswith("#")


def meant(text: str) -> list[Token]:
    """Return the tokens of a piece of code with what they say."""
    tokens = _placed(text)
    code = [token for token in tokens if not token.is_comment]
    for token, following in pairwise([*code, None]):
        if token is not None:
            alone = token.starts and (following is None or following.starts)
            token.says = _plain(token.text, alone=alone)
    for start, end in _brackets(code):
        _bracketed(code, start, end)
    for token, following in pairwise([each for each in code if each.says]):
        token.last = following.text in CLOSE
    for token in tokens:
        if token.is_comment:
            token.says = token.text.rstrip()
        elif token.starts:
            indent = token.space.rpartition("\n")[2]
            token.says = f"\n{indent}{token.says}"
    return tokens


def _placed(text: str) -> list[Token]:
    """Return the tokens with their space; a line break belongs to the statement that it ends."""
    found: list[Token] = []
    space, starts, depth = "", True, 0
    for piece in tokens_of(text):
        if piece.isspace():
            ends = bool(found) and (depth == 0 or found[-1].is_comment) and "\\" not in space
            head, line_break, tail = piece.rpartition("\n")
            if ends and line_break:
                found[-1].after += f"{space}{head}{line_break}"
                space, starts = tail, True
            else:
                space += piece
        elif piece == "\\":
            space += piece
        else:
            opens = starts and depth == 0
            depth += (piece in OPEN) - (piece in CLOSE)
            found.append(Token(text=piece, space=space, starts=opens, depth=depth))
            space, starts = "", False
    if found:
        found[-1].after += space
    return found


def _brackets(code: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield where each bracket opens and closes."""
    waiting: list[int] = []
    for number, token in enumerate(code):
        if token.text in OPEN:
            waiting.append(number)
        elif token.text in CLOSE and waiting:
            yield waiting.pop(), number


def _bracketed(code: Sequence[Token], start: int, end: int) -> None:
    """Decide what a pair of brackets says, and the comma before the second."""
    opening, closing, final = code[start], code[end], code[end - 1]
    before = code[start - 1].text if start and not opening.starts else ""
    following = code[end + 1] if end + 1 < len(code) else None
    after = following.text if following is not None and not following.starts else ""
    commas = sum(each.text == "," and each.depth == opening.depth for each in code[start:end])
    applied = before in CLOSE or (is_name(before) and not iskeyword(before))
    if final.text == ",":
        needed = commas == 1 and (opening.text, applied) in {("(", False), ("[", True)}
        final.says = ",," if needed else ""
    whole = before in _WHOLE_AFTER and after in _WHOLE_BEFORE
    if opening.text == "(" and whole and not commas and end > start + 1:
        opening.says = closing.says = ""


def _plain(token: str, *, alone: bool) -> str:
    """Return a token, of a string what its quotes hold; a docstring has no indentation."""
    found = _STRING.match(token)
    if found is None:
        return token
    prefix, quotes, content = found.groups()
    if alone and len(quotes) > 1:
        content = "\n".join(line.strip() for line in content.strip().split("\n"))
    content = content.replace("\\'", "'").replace('\\"', '"')
    return f'{prefix.lower()}"{content}"'
