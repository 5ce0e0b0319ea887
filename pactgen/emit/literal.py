"""String literals of Python, printed as `ruff format` leaves them."""

from pactgen.emit.characters import is_hidden
from pactgen.emit.emitted import Emitted, told
from pactgen.emit.escapes import escaped


def string(text: str) -> Emitted:
    """Return the literal: double quotes, unless single ones save escapes."""
    return Emitted(_quoted(told(text)))


def raw_string(text: str) -> Emitted:
    """Return a literal for text with backslashes (a pattern), raw where a raw one can hold it."""
    text = told(text)
    quote = "'" if '"' in text else '"'
    fits = "\\" in text and quote not in text and not text.endswith("\\")
    if fits and not any(is_hidden(character) for character in text):
        return Emitted(f"r{quote}{text}{quote}")
    return Emitted(_quoted(text))


def fstring_text(text: str) -> Emitted:
    """Return a fixed piece of an f-string in double quotes; nothing stays nothing."""
    body = escaped(told(text).replace("\\", "\\\\")).replace('"', '\\"') if text else ""
    return Emitted(body.replace("{", "{{").replace("}", "}}"))


def _quoted(text: str) -> str:
    quote = "'" if text.count('"') > text.count("'") else '"'
    body = escaped(text.replace("\\", "\\\\")).replace(quote, "\\" + quote)
    return f"{quote}{body}{quote}"
