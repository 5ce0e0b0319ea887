"""ECMA-262 regular expressions, carried over to the engines that the backend has.

Location: pactgen/passes/model_wire/patterns.py. Used by the pass (is there a way?) and by the view
(how is it spelled?). Pydantic's Rust engine takes almost all; lookaround and back references go
to Python's `re`, compiled with re.ASCII; the rest has no translation.
"""

import re
from functools import lru_cache
from typing import Literal

import jsonschema_rs
from jsonschema_rs import RegexOptions

from pactgen.values import dataclass

_TOKEN = re.compile(
    r"""
      (?P<escape>\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[pP]\{[^}]*\}
                  |k<[^>]*>|[1-9][0-9]*|.))
    | (?P<group>\(\?(?:[:=!]|<[=!]|<[A-Za-z_$][\w$]*>))
    | (?P<counted>\{[0-9]+(?:,[0-9]*)?\}\??)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CLASSES = {"d": "0-9", "w": "A-Za-z0-9_"}
_CONTROLS = {"n": "\\n", "r": "\\r", "t": "\\t", "f": "\\f", "v": "\\v", "0": "\\x00"}
_POSIX = {
    "Alnum": "A-Za-z0-9",
    "Blank": r" \t",
    "Graph": "!-~",
    "Print": " -~",
    "XDigit": "0-9A-Fa-f",
}
"""What `\\p{Alnum}` of Java and Perl means, where Unicode has no property of that name."""
_MANY = 1000
"""Repetitions beyond this make Rust's automaton too big for its limits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A pattern in the words of the engine that is to run it."""

    engine: Literal["rust", "python"]
    text: str


class _UntranslatableError(Exception):
    """The pattern has no equal in the engine."""


@lru_cache(maxsize=4096)
def translated(pattern: str) -> Pattern | None:
    """Return the pattern for Pydantic, else for Python's re, else None."""
    for engine in ("rust", "python"):
        text = _try(pattern, engine)
        if text is not None:
            return Pattern(engine=engine, text=text)
    return None


def for_python(pattern: str) -> str | None:
    """Return the pattern for Python's re with re.ASCII, None where it cannot be said."""
    return _try(pattern, "python")


def _try(pattern: str, engine: Literal["rust", "python"]) -> str | None:
    try:
        text = _Translator(pattern, engine).run()
        if engine == "rust" and not _has_known_properties(text):
            return None
        if engine == "python" or _means_the_same_to_re(pattern):
            re.compile(text if engine == "python" else _for_check(text), re.ASCII)
    except (_UntranslatableError, re.error, OverflowError, RecursionError):
        return None
    return text


def _has_known_properties(text: str) -> bool:
    """Whether Rust's engine knows the properties of Unicode that a pattern names."""
    if "\\p" not in text and "\\P" not in text:
        return True
    try:
        jsonschema_rs.validator_for({"pattern": text}, pattern_options=RegexOptions())
    except ValueError:
        return False
    return True


def _means_the_same_to_re(pattern: str) -> bool:
    return "\\p" not in pattern and "\\P" not in pattern


def _for_check(text: str) -> str:
    """Spell Rust's own forms as Python does, so that `re` can look for faults."""
    plain = re.sub(r"\\x\{[0-9a-f]+\}", "x", text).replace(r"(?-u:\b)", r"\b")
    return plain.replace(f"[^{_CLASSES['d']}]", "x").replace(f"[^{_CLASSES['w']}]", "x")


class _Translator:
    """One walk over a pattern."""

    def __init__(self, pattern: str, engine: Literal["rust", "python"]) -> None:
        self._pattern = pattern
        self._rust = engine == "rust"
        self._in_class = False
        self._class_size = 0
        self._out: list[str] = []

    def run(self) -> str:
        """Return the translation."""
        position = 0
        while position < len(self._pattern):
            token = _TOKEN.match(self._pattern, position)
            if token is None:
                raise _UntranslatableError
            text = token.group()
            if self._in_class and token.lastgroup in {"group", "counted"}:
                text = text[0]
                self._other(text)
            else:
                getattr(self, f"_{token.lastgroup}")(text)
            position += len(text)
        if self._in_class:
            raise _UntranslatableError
        return "".join(self._out)

    def _group(self, text: str) -> None:
        if text in {"(?:", "("}:
            self._out.append(text)
        elif self._rust and text[2:] in {"=", "!", "<=", "<!"}:
            raise _UntranslatableError
        elif text[2] == "<" and text[3] not in "=!":
            self._out.append("(?P" + text[2:])
        else:
            self._out.append(text)

    def _counted(self, text: str) -> None:
        numbers = [int(part) for part in re.findall(r"[0-9]+", text)]
        if self._rust and max(numbers) > _MANY:
            raise _UntranslatableError
        self._out.append(text)

    def _other(self, text: str) -> None:
        if self._in_class:
            self._member(text)
        elif text == "[":
            self._open_class()
        elif text in "{}]":
            self._out.append("\\" + text)
        elif text == "$" and not self._rust:
            self._out.append(r"\Z")
        else:
            self._out.append(text)

    def _open_class(self) -> None:
        self._in_class = True
        self._class_size = 0
        self._out.append("[")

    def _member(self, text: str) -> None:
        if text == "]":
            self._close_class()
            return
        if text == "^" and self._class_size == 0 and self._out[-1] == "[":
            self._out.append("^")
            return
        self._class_size += 1
        self._out.append("\\" + text if text in "[&~#" or self._is_doubled(text) else text)

    def _is_doubled(self, text: str) -> bool:
        """Whether it would be an operator on sets, of Rust's engine or of a later Python."""
        return text in {"-", "|"} and self._out[-1] == text

    def _close_class(self) -> None:
        self._in_class = False
        if self._class_size:
            self._out.append("]")
        elif self._out[-1] == "^":  # [^] is any character
            self._out[-2:] = [r"[\s\S]"]
        else:  # [] is none
            self._out[-1] = r"[^\s\S]"

    def _escape(self, text: str) -> None:
        self._class_size += 1
        kind = text[1]
        if kind in "uxc" and len(text) > 2:
            self._out.append(self._code_point(text))
        elif kind in _CONTROLS:
            self._out.append(_CONTROLS[kind])
        elif kind in "dwDW":
            self._out.append(self._shorthand(kind))
        elif kind in "sS":
            self._out.append(text)
        elif kind in "pP" and len(text) > 2:
            self._out.append(self._property(text))
        elif kind in "bB":
            self._out.append(self._boundary(kind))
        elif kind == "k" or kind.isdigit():
            self._out.append(self._back_reference(text))
        elif kind.isalpha() or kind == "_" or ord(kind) > 0x7E:
            self._out.append(kind)
        else:
            self._out.append(kind if kind in "/\"'!,:;=@%`<> " else text)

    def _property(self, text: str) -> str:
        members = _POSIX.get(text[3:-1])
        if members is not None and text[1] == "p":
            return members if self._in_class else f"[{members}]"
        if not self._rust or members is not None:
            raise _UntranslatableError
        return text.replace("Script=", "").replace("General_Category=", "")

    def _code_point(self, text: str) -> str:
        code = ord(text[2].upper()) - 64 if text[1] == "c" else int(text[2:].strip("{}"), 16)
        if 0xD800 <= code <= 0xDFFF:
            raise _UntranslatableError
        if code < 0x100:
            return f"\\x{code:02x}"
        if self._rust:
            return f"\\x{{{code:x}}}"
        return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"

    def _shorthand(self, kind: str) -> str:
        if not self._rust:
            return "\\" + kind  # re.ASCII
        members = _CLASSES[kind.lower()]
        if kind.islower():
            return members if self._in_class else f"[{members}]"
        return f"[^{members}]"

    def _boundary(self, kind: str) -> str:
        if self._in_class:
            return "\\x08" if kind == "b" else "B"
        if not self._rust:
            return "\\" + kind
        if kind == "B":
            raise _UntranslatableError
        return r"(?-u:\b)"

    def _back_reference(self, text: str) -> str:
        if self._rust or self._in_class:
            raise _UntranslatableError
        return f"(?P={text[3:-1]})" if text[1] == "k" else text
