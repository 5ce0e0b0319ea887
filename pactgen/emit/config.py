"""Values in configuration files: TOML, YAML and env files."""

import re

from pactgen.emit.characters import is_hidden
from pactgen.emit.emitted import Emitted, told
from pactgen.ir.contract import Json

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN_ENV = re.compile(r"[A-Za-z0-9_./:@%+=,-]*")
_LAST_BMP = 0xFFFF


def toml(data: Json) -> Emitted:
    """Return a TOML value; strings are basic strings on one line."""
    match data:
        case str():
            return Emitted(_double_quoted(told(data)))
        case bool():
            return Emitted("true" if data else "false")
        case int() | float():
            return Emitted(repr(data))
        case list():
            return Emitted("[" + ", ".join(toml(item) for item in data) + "]")
        case dict():
            members = (f"{toml_key(key)} = {toml(item)}" for key, item in data.items())
            return Emitted("{ " + ", ".join(members) + " }" if data else "{}")
        case None:
            raise ValueError("TOML has no null")


def toml_key(text: str) -> Emitted:
    """Return a key, quoted unless it may stand bare."""
    text = told(text)
    return Emitted(text if _BARE_KEY.fullmatch(text) else _double_quoted(text))


def yaml(data: Json) -> Emitted:
    """Return a YAML value in flow style; strings are double-quoted, so nothing is guessed."""
    match data:
        case None:
            return Emitted("null")
        case str():
            return Emitted(_double_quoted(told(data)))
        case bool():
            return Emitted("true" if data else "false")
        case int() | float():
            return Emitted(repr(data))
        case list():
            return Emitted("[" + ", ".join(yaml(item) for item in data) + "]")
        case dict():
            members = (f"{_double_quoted(told(key))}: {yaml(item)}" for key, item in data.items())
            return Emitted("{" + ", ".join(members) + "}")


def env_value(text: str) -> Emitted:
    """Return the value of `NAME=value`, in single quotes unless it is plain.

    Raises:
        ValueError: the text holds a control character, which env files cannot write.
    """
    text = told(text)
    if any(is_hidden(character) for character in text):
        raise ValueError(f"an env file cannot hold {text!r}")
    if _PLAIN_ENV.fullmatch(text):
        return Emitted(text)
    return Emitted("'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'")


def _double_quoted(text: str) -> str:
    """Write a double-quoted string that TOML 1.0 and YAML 1.2 read alike."""
    shown = "".join(_escape(character) for character in text)
    return f'"{shown}"'


def _escape(character: str) -> str:
    match character:
        case '"' | "\\":
            return "\\" + character
        case "\n":
            return "\\n"
        case "\r":
            return "\\r"
        case "\t":
            return "\\t"
    if not is_hidden(character):
        return character
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError(f"a lone surrogate cannot be written: {character!r}")
    return f"\\u{code:04X}" if code <= _LAST_BMP else f"\\U{code:08X}"
