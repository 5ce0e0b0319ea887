"""Python text as tokens with the spaces between them, so that nothing is lost.

Location: pactgen/merge/tokens.py. Works on pieces that are no whole program. Used where lines are
too coarse: signatures, values, and to see which names a text uses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TOKEN: Final = re.compile(
    r"""(?:[rbuf]{0,2})(?:\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?''')"""
    r"""|(?:[rbuf]{0,2})(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')"""
    r"""|\#[^\n]*|\w+|\s+|->|[*/=<>!:]=|\*\*|.""",
    re.DOTALL | re.IGNORECASE,
)
_NAME: Final = re.compile(r"[^\W\d]\w*\Z")
_WORD: Final = re.compile(r"[^\W\d]\w*")
_QUOTES: Final = ("'", '"')


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the tokens; joined they are the text."""
    return tuple(_TOKEN.findall(text))


def is_name(token: str) -> bool:
    """Tell whether a token is an identifier or keyword."""
    return _NAME.match(token) is not None


def names_in(text: str) -> frozenset[str]:
    """Return the identifiers that a text uses, also in f-strings and as an annotation in quotes."""
    found: set[str] = set()
    for token in _TOKEN.findall(text):
        if _NAME.match(token):
            found.add(token)
        elif token[-1:] in _QUOTES and (token[0] in "fF" or _NAME.match(token[1:-1])):
            found.update(_WORD.findall(token))
    return frozenset(found)


def asked_for(text: str) -> frozenset[str]:
    """Return the functions, classes and methods that a text defines or calls by an object."""
    return frozenset(token for token, asked in _asked(_TOKEN.findall(text)) if asked)


def renamed_where_asked(text: str, names: Mapping[str, str]) -> str:
    """Return the text with other names of definitions; what else is called so stays.

    A method and its argument may share a name: `books.find_books(find_books)`.
    """
    tokens = _TOKEN.findall(text)
    if names.keys().isdisjoint(tokens):
        return text
    return "".join(names.get(token, token) if asked else token for token, asked in _asked(tokens))


def renamed(text: str, names: Mapping[str, str], like: str) -> str:
    """Return the text with other identifiers; strings and comments stay.

    An attribute or the keyword of an argument may be a stranger of the same name: it is renamed
    when its name is too special for that, or when it is one in `like` as well.

    Args:
        text: code, or a piece of it.
        names: the new identifier by the old one.
        like: code in which every use of the old names is meant.
    """
    if not names or names.keys().isdisjoint(_TOKEN.findall(text)):
        return text
    known = {(token, place) for token, place in placed(like) if token in names}
    return "".join(
        names[token]
        if token in names and (not place or "_" in token.strip("_") or (token, place) in known)
        else token
        for token, place in placed(text)
    )


def _asked(tokens: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield each token, and whether it is what `def` or `class` names, or a called method."""
    for number, token in enumerate(tokens):
        before = tokens[max(0, number - 2) : number]
        defined = before[:1] in (["def"], ["class"]) and before[1:] == [" "]
        called = before[-1:] == ["."] and tokens[number + 1 : number + 2] == ["("]
        yield token, defined or called


def with_variables(text: str, names: Mapping[str, str]) -> str:
    """Return the text with other names of variables; attributes and keywords stay."""
    return "".join(token if place else names.get(token, token) for token, place in placed(text))


def placed(text: str) -> Iterator[tuple[str, str]]:
    """Yield each token and, of an attribute or keyword, where it stands: `object.` or `=`."""
    tokens = _TOKEN.findall(text)
    for number, token in enumerate(tokens):
        place = ""
        if number and tokens[number - 1] == ".":
            place = f"{tokens[number - 2] if number > 1 else ''}."
        elif number + 1 < len(tokens) and tokens[number + 1] == "=":
            place = "="
        yield token, place
