"""Comments: whole lines, each behind its `#`."""

from pactgen.emit.emitted import Emitted, told
from pactgen.emit.escapes import LINE_ENDS, escaped
from pactgen.emit.wrapping import wrapped_words

WIDTH = 100


def comment(text: str, *, indent: int = 0, width: int = WIDTH) -> Emitted:
    """Return the text as comment lines (Python, TOML, YAML, Makefile, env files).

    The first line is not indented: it stands where the template puts it.
    """
    margin = " " * indent
    lines: list[str] = []
    for line in LINE_ENDS.split(told(text)):
        words = " ".join(line.split())
        lines += wrapped_words(escaped(words), width - indent - 2)
    return Emitted(f"\n{margin}".join(f"# {line}".rstrip() for line in lines))


def plain(text: str) -> Emitted:
    """Return prose for one line of text that nobody parses (a log message, a README line)."""
    return Emitted(escaped(" ".join(LINE_ENDS.sub(" ", told(text)).split())))
