r"""What a database demands of texts, as JSON Schema demands it: `~ '^[A-Z]{3}-\d+$'`, `LIKE 'A%'`.

Location: pactgen/passes/reading/database_patterns.py. Used by `narrow`. PostgreSQL reads advanced
regular expressions (https://www.postgresql.org/docs/current/functions-matching.html, "POSIX Regular
Expressions"), MySQL those of ICU; JSON Schema those of ECMA-262. What is alike is taken over, what
is only spelled otherwise is spelled anew. Classes of letters (`[[:alpha:]]`, `\w`) hold what the
locale of the database says: of those the ASCII ones are taken, which every locale has. Whatever is
not sure to allow only what the database does has no spelling here.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.schema import Form

_CLASSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "alnum": "A-Za-z0-9",
        "alpha": "A-Za-z",
        "blank": " \\t",
        "digit": "0-9",
        "lower": "a-z",
        "space": " \\t\\n\\r\\f\\v",
        "upper": "A-Z",
        "word": "\\w",
        "xdigit": "0-9A-Fa-f",
    }
)
_ALIKE: Final = frozenset("dwSnrtfv")
"""Letters behind a backslash that mean the same, or less, in ECMA-262."""
_PLACES: Final[Mapping[str, str]] = MappingProxyType({"A": "^", "Z": "$", "y": "\\b"})
_SYNTAX: Final = frozenset("^$\\.*+?()[]{}|/")
_IN_CLASS: Final = frozenset("\\]^-[")
_NAMES: Final[Mapping[str, str]] = MappingProxyType({"d": "digit", "s": "space", "w": "word"})
_SHORT: Final = re.compile("[dsw]")
_NEGATED: Final[Mapping[str, str]] = MappingProxyType({"digit": "0-9", "space": "\\s"})
"""Classes of which ECMA-262 has all members that a locale may have."""
_ANYTHING: Final = "[\\s\\S]*"
_COUNT: Final = re.compile(r"\{\d+(?:,\d*)?\}")
_GROUP: Final = re.compile(r"\(\?(?P<kind>[:=])")
_CLASS: Final = re.compile(r"\[:(?P<name>\w+):\]")
_LITERAL: Final = re.compile(r"\\[^\w]|\[:x?digit:\]")
_NARROWED: Final = re.compile(r"\\[wsSy]|\[:\w+:\]|\.")
"""Of what remains: letters and spaces that a locale may have more of, and a point, which takes a
line break in databases alone."""
_ODD: Final = re.compile(r"\*\*\*|\(\?(?![:=])")
"""What opens an expression of PostgreSQL with options, and groups that exclude something."""


class _UnspellableError(ValueError):
    """The expression says what ECMA-262 has no word for, or another one."""


def pattern_of(form: Form) -> str | None:
    """Return the pattern of ECMA-262 that allows no other texts; None: there is none that is sure.

    It is matched anywhere in the text, as `pattern` is, unless it says where.
    """
    if form.denied:
        return None
    try:
        if form.kind == "like":
            return _of_like(form.text, ignores_case=form.ignores_case)
        return _Speller(form.text, form.ignores_case).spelled()
    except _UnspellableError:
        return None


def is_exact(form: Form) -> bool:
    """Whether the pattern allows all that the database does, not only what every locale has."""
    return form.kind == "like" or not _NARROWED.search(_LITERAL.sub("", form.text))


def _of_like(text: str, *, ignores_case: bool) -> str:
    parts: list[str] = []
    escaped = False
    for char in text:
        if not escaped and char == "\\":
            escaped = True
            continue
        wild = None if escaped else {"%": _ANYTHING, "_": "[\\s\\S]"}.get(char)
        parts.append(wild or _literal(char, ignores_case=ignores_case))
        escaped = False
    begins, ends = parts[:1] == [_ANYTHING], parts[-1:] == [_ANYTHING]
    inside = parts[begins : len(parts) - ends]
    return f"{'' if begins else '^'}{''.join(inside)}{'' if ends else '$'}"


def _literal(char: str, *, ignores_case: bool) -> str:
    if ignores_case and char.isascii() and char.isalpha():
        return f"[{char.upper()}{char.lower()}]"
    if ignores_case and char.lower() != char.upper():
        raise _UnspellableError(char)
    return f"\\{char}" if char in _SYNTAX and char != "/" else char


@dataclass(slots=True)
class _Speller:
    """One pass over an expression, writing it anew as it reads."""

    text: str
    ignores_case: bool
    at: int = 0
    written: list[str] = field(default_factory=list)

    def spelled(self) -> str:
        if _ODD.search(self.text):
            raise _UnspellableError(self.text)
        while self.at < len(self.text):
            self.written.append(self.part())
        return "".join(self.written)

    def take(self, count: int = 1) -> str:
        taken = self.text[self.at : self.at + count]
        if len(taken) < count:
            raise _UnspellableError(self.text)
        self.at += count
        return taken

    def part(self) -> str:
        for known in (_COUNT, _GROUP):
            found = known.match(self.text, self.at)
            if found is not None:
                return self.take(len(found[0]))
        char = self.take()
        if char == "[":
            return self.brackets()
        if char == "\\":
            return self.escape(inside=False)
        if char in "{}]":
            return f"\\{char}"
        if char in "^$.*+?()|":
            return char
        return _literal(char, ignores_case=self.ignores_case)

    def escape(self, *, inside: bool) -> str:
        char = self.take()
        if char == "s":
            return _CLASSES["space"] if inside else f"[{_CLASSES['space']}]"
        if char in _ALIKE or (char.isdecimal() and char != "0" and not inside):
            return f"\\{char}"
        if char in _PLACES and not inside:
            return _PLACES[char]
        if char.isalnum() or char == "_":
            raise _UnspellableError(self.text)
        return self.in_class(char) if inside else _literal(char, ignores_case=False)

    def brackets(self) -> str:
        """Spell `[…]`: a first `]` is one of its characters, `[:digit:]` a class."""
        negated = self.text.startswith("^", self.at)
        self.at += negated
        found: list[str] = []
        if self.text.startswith("]", self.at):
            self.take()
            found.append("\\]")
        while not self.text.startswith("]", self.at):
            found.append(self.member(negated=negated))
        self.take()
        return f"[{'^' if negated else ''}{''.join(found)}]"

    def member(self, *, negated: bool) -> str:
        named = _CLASS.match(self.text, self.at)
        if named is not None:
            self.take(len(named[0]))
            return self.class_of(named["name"], negated=negated)
        char = self.take()
        if char == "[" and self.text[self.at : self.at + 1] in {".", "="}:
            raise _UnspellableError(self.text)
        if char == "\\":
            named = _SHORT.match(self.text, self.at)
            if named is None:
                return self.escape(inside=True)
            self.take()
            return self.class_of(_NAMES[named[0]], negated=negated)
        if self.text.startswith("-", self.at) and self.text[self.at + 1 : self.at + 2] != "]":
            self.take()
            last = self.take()
            if last in "\\[":
                raise _UnspellableError(self.text)
            return self.range(char, last)
        return self.in_class(char)

    def class_of(self, name: str, *, negated: bool) -> str:
        if name not in _CLASSES or (negated and name not in _NEGATED):
            raise _UnspellableError(self.text)
        if negated:
            return _NEGATED[name]
        either = self.ignores_case and name in {"lower", "upper"}
        return _CLASSES["alpha" if either else name]

    def range(self, first: str, last: str) -> str:
        plain = f"{self.in_class(first, cased=True)}-{self.in_class(last, cased=True)}"
        if not self.ignores_case:
            return plain
        ends = first + last
        if ends.isascii() and (ends.islower() or ends.isupper()) and ends.isalpha():
            return f"{ends[0].upper()}-{ends[1].upper()}{ends[0].lower()}-{ends[1].lower()}"
        if ends.isdecimal():
            return plain
        raise _UnspellableError(self.text)

    def in_class(self, char: str, *, cased: bool = False) -> str:
        if char in _IN_CLASS:
            return f"\\{char}"
        if not self.ignores_case or cased or char.lower() == char.upper():
            return char
        if not char.isascii():
            raise _UnspellableError(self.text)
        return char.upper() + char.lower()
