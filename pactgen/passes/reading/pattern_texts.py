"""Make a text that matches a regular expression, for the patterns that contracts use.

Look-arounds, back-references and word boundaries are refused: a wrong text would be worse than
none. Every choice is the first possible one, varied by a number so that texts can be told apart.
"""

from __future__ import annotations

from typing import Final

from pactgen.values import dataclass

MAX_COUNT: Final = 64
CLASSES: Final = {
    "d": "0123456789",
    "w": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_",
    "s": " ",
}
ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "0": "\0"}
PRINTABLE: Final = CLASSES["w"] + " -.,:;!#$%&'()*+/<=>?@[]^`{|}~\"\\"


class PatternUnsupportedError(ValueError):
    """The expression uses what this module does not understand."""


@dataclass(slots=True)
class _Writer:
    """One pass over an expression, writing a match as it reads."""

    pattern: str
    salt: int
    minimum: int
    at: int = 0

    def peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        char = self.peek()
        if not char:
            raise PatternUnsupportedError(f"{self.pattern!r} ends too early")
        self.at += 1
        return char

    def alternatives(self) -> str:
        """Write the first alternative that can be written; read all of them."""
        first = self.sequence()
        salt = self.salt
        while self.peek() == "|":
            self.at += 1
            self.sequence()
        self.salt = salt
        return first

    def sequence(self) -> str:
        out: list[str] = []
        while self.peek() and self.peek() not in "|)":
            out.append(self.repeated())
        return "".join(out)

    def repeated(self) -> str:
        start, salt = self.at, self.salt
        self.atom()
        end, self.salt = self.at, salt
        least, most = self.quantifier()
        after = self.at
        count = self.count(least, most)
        out: list[str] = []
        for _ in range(count):
            self.at = start
            out.append(self.atom())
            if self.at != end:
                raise PatternUnsupportedError(self.pattern)
        self.at = after
        return "".join(out)

    def count(self, least: int, most: int | None) -> int:
        """Repeat an open-ended part as often as the wanted length asks."""
        if least == 1 and most == 1:
            return 1
        wanted = max(least, self.minimum, 1)
        return min(wanted, most if most is not None else wanted)

    def quantifier(self) -> tuple[int, int | None]:
        match self.peek():
            case "*":
                found: tuple[int, int | None] = (0, None)
            case "+":
                found = (1, None)
            case "?":
                found = (0, 1)
            case "{" if self.pattern[self.at + 1 : self.at + 2].isdigit():
                close = self.pattern.index("}", self.at)
                low, comma, high = self.pattern[self.at + 1 : close].partition(",")
                self.at = close
                found = (int(low), int(high) if high else None if comma else int(low))
            case _:
                return (1, 1)
        self.at += 1
        if self.peek() in ("?", "+"):
            self.at += 1
        if found[0] > MAX_COUNT * MAX_COUNT:
            raise PatternUnsupportedError(self.pattern)
        return found

    def atom(self) -> str:
        char = self.take()
        match char:
            case "^" | "$":
                return ""
            case ".":
                return self.pick(PRINTABLE)
            case "[":
                return self.pick(self.char_class())
            case "(":
                return self.group()
            case "\\":
                return self.pick(self.escape())
            case "*" | "+" | "?":
                raise PatternUnsupportedError(self.pattern)
            case _:
                return char

    def pick(self, chars: str) -> str:
        """Choose by the salt and the place, so that different salts give different texts."""
        if not chars:
            raise PatternUnsupportedError(self.pattern)
        self.salt, digit = divmod(self.salt, len(chars))
        return chars[digit]

    def group(self) -> str:
        if self.peek() == "?":
            self.at += 1
            kind = self.take()
            if kind == "P":
                kind = self.take()
            if kind == "<" and self.peek() not in ("=", "!"):
                self.at = self.pattern.index(">", self.at) + 1
            elif kind != ":":
                raise PatternUnsupportedError(self.pattern)
        text = self.alternatives()
        if self.take() != ")":
            raise PatternUnsupportedError(self.pattern)
        return text

    def escape(self) -> str:
        char = self.take()
        if char in CLASSES:
            return CLASSES[char]
        if char.lower() in CLASSES:
            return "".join(c for c in PRINTABLE if c not in CLASSES[char.lower()])
        if char in ESCAPES:
            return ESCAPES[char]
        if char in "xu":
            width = 2 if char == "x" else 4
            code = self.pattern[self.at : self.at + width]
            self.at += width
            return chr(int(code, 16))
        if char.isalnum():
            raise PatternUnsupportedError(self.pattern)
        return char

    def char_class(self) -> str:
        negated = self.peek() == "^"
        if negated:
            self.at += 1
        chars: list[str] = []
        while self.peek() != "]":
            low = self.escape() if self.take_if("\\") else self.take()
            if self.peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                high = self.escape() if self.take_if("\\") else self.take()
                chars += [chr(code) for code in range(ord(low), min(ord(high), 0x2FFF) + 1)]
            else:
                chars += low
        self.at += 1
        unique = "".join(dict.fromkeys(chars))
        return "".join(c for c in PRINTABLE if c not in unique) if negated else unique

    def take_if(self, char: str) -> bool:
        if self.peek() != char:
            return False
        self.at += 1
        return True


def matching(pattern: str, *, salt: int = 0, minimum: int = 0) -> str:
    """Return a text that matches, about `minimum` long where the pattern leaves the length open."""
    writer = _Writer(pattern, salt, minimum)
    try:
        text = writer.alternatives()
    except (ValueError, TypeError) as error:
        raise PatternUnsupportedError(pattern) from error
    if writer.at != len(pattern):
        raise PatternUnsupportedError(pattern)
    return text
