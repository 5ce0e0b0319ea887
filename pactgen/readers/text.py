"""Bytes to a document: encoding, then JSON or YAML by what the text looks like.

Location: pactgen/readers/text.py. Used by `pactgen.readers.files` and the overlay reader.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import diagnostic
from pactgen.readers.json_places import JsonText
from pactgen.readers.json_text import is_valid, load_json
from pactgen.readers.located import Loaded
from pactgen.readers.yaml_text import load_yaml
from pactgen.source import Span

if TYPE_CHECKING:
    from pactgen.readers.located import Place
    from pactgen.source import SourceFile

MOST_BYTES: Final = 64 * 1024 * 1024
"""Size of the largest file that is read."""
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def load(source: SourceFile, *, locate: bool = False) -> Loaded:
    """Read a file as JSON values; with `locate`, also where everything stands."""
    try:
        text = decoded(source.data)
    except UnicodeDecodeError as error:
        before = source.data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before) - (before.rfind(b"\n") + 1) + 1
        span = Span(source.name, line, column)
        return Loaded(
            value=None, findings=(diagnostic("text-encoding", span, reason=error.reason),)
        )
    if not text.strip():
        return Loaded(value=None, findings=(diagnostic("document-empty", Span(source.name, 1, 1)),))
    if not is_json(source.name, text):
        return load_yaml(text, source.name, locate=locate)
    loaded = load_json(text, source.name)
    if loaded.value is None and loaded.findings and not source.name.lower().endswith(".json"):
        return load_yaml(text, source.name, locate=locate)
    return loaded


def places_of(source: SourceFile) -> Place | None:
    """Find where everything stands in a file that was read before; None when it cannot be read."""
    try:
        text = decoded(source.data)
    except UnicodeDecodeError:
        return None
    if is_json(source.name, text) and is_valid(text):
        return JsonText(text).root()
    return load(source, locate=True).located


def decoded(data: bytes) -> str:
    """Return the text of a file; UTF-8 unless a byte order mark says otherwise."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding)
    return data.decode("utf-8")


def is_json(name: str, text: str) -> bool:
    """Tell JSON from YAML: by its first character, which opens a JSON document."""
    start = text.lstrip()[:1]
    return start == "{" or (start == "[" and name.lower().endswith(".json"))
