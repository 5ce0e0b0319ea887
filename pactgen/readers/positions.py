"""Lines and columns on demand: nothing is located until something must be shown.

Location: pactgen/readers/positions.py. Implements `pactgen.source.Sources`; used by the renderer of
diagnostics and by the decision log.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from pactgen.readers.text import places_of
from pactgen.source import Origin, SourceFile, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.readers.located import Mark, Place

_LINE_END = re.compile(r"\r\n|\r|\n")


def tokens(pointer: str) -> list[str]:
    """Split a JSON pointer (RFC 6901) into the names and indexes on its way."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


class SourceMap:
    """The files of one input and, once asked for, where their nodes stand."""

    def __init__(
        self, files: Iterable[SourceFile], located: Mapping[str, Place] = MappingProxyType({})
    ) -> None:
        """Take the files, and what is known of some of them already."""
        self._files = {file.name: file for file in files}
        self._located: dict[str, Place | None] = {**located}
        self._lines: dict[str, list[str]] = {}

    def span(self, origin: Origin, *, key: bool = False) -> Span | None:
        """Locate a node; one that is not in the text is shown at its nearest holder.

        A mapping or list is shown at the name it stands under, a scalar at its value unless
        `key` asks for the name.
        """
        if (place := origin.place) is not None:
            return place
        if origin.file not in self._files:
            return None
        node = self._document(origin.file)
        if node is None:
            return Span(origin.file, 1, 1)
        mark = node.mark
        for token in tokens(origin.pointer):
            inner = node.members.get(token)
            if inner is None:
                break
            named = node.names.get(token)
            mark = named if named is not None and (key or inner.is_filled) else inner.mark
            node = inner
        return _span(origin.file, mark)

    def line(self, file: str, number: int) -> str | None:
        """Return one line of a file; None when there is no such line."""
        if file not in self._files:
            return None
        if file not in self._lines:
            text = self._files[file].data.decode("utf-8", "replace").removeprefix("\ufeff")
            self._lines[file] = _LINE_END.split(text) if "\r" in text else text.split("\n")
        lines = self._lines[file]
        return lines[number - 1] if 0 < number <= len(lines) else None

    def literal(self, origin: Origin) -> str | None:
        """Return a scalar as it is written, such as `1.10` for the number 1.1."""
        span = self.span(origin)
        text = None if span is None else self.line(span.file, span.line)
        if span is None or text is None:
            return None
        return text[span.column - 1 : span.column - 1 + span.width]

    def _document(self, file: str) -> Place | None:
        if file not in self._located:
            self._located[file] = places_of(self._files[file])
        return self._located[file]


def _span(file: str, mark: Mark) -> Span:
    return Span(file, mark.line, mark.column, mark.width)
