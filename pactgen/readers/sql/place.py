"""Offsets of a text to its lines and columns.

Location: pactgen/readers/sql/place.py. Used by every reader of documents that are no trees.
"""

from __future__ import annotations

from bisect import bisect_right

from pactgen.source import Origin, Span


class Text:
    """A document, and where each of its characters stands."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        self._starts = [0]
        start = text.find("\n")
        while start != -1:
            self._starts.append(start + 1)
            start = text.find("\n", start + 1)

    def span(self, start: int, end: int) -> Span:
        """Return the place of a stretch; what lies on later lines is not underlined."""
        number = bisect_right(self._starts, start)
        first = self._starts[number - 1]
        line_end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        width = max(1, min(end, line_end) - start)
        return Span(self.file, number, start - first + 1, width)

    def origin(self, start: int, end: int) -> Origin:
        """Return the same place as an origin."""
        return Origin.at(self.span(start, end))
