"""Where the nodes of a JSON text stand, found out level by level and only as far as somebody asks.

Location: pactgen/readers/json_places.py. Used by `pactgen.readers.json_text`. A value that nobody
looks into is skipped by the parser of the standard library, which is written in C.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from json import JSONDecoder
from typing import TYPE_CHECKING, Final, NamedTuple

from pactgen.readers.located import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANKS: Final = " \t\n\r"
_BLANK: Final = re.compile(f"[{_BLANKS}]*")
_DECODER: Final = JSONDecoder(parse_int=len, parse_float=len)


class _Member(NamedTuple):
    """A member of a mapping, or an element of a list, which has its index for a name."""

    name: str
    named_at: Mark | None
    place: JsonPlace


class JsonText:
    """A valid JSON text that can tell lines and columns."""

    def __init__(self, text: str) -> None:
        """Keep the text; its lines are counted when the first place is shown."""
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        lengths = (len(line) + 1 for line in self.text.split("\n"))
        return [0, *accumulate(lengths)]

    def mark(self, start: int, width: int) -> Mark:
        """Return line and column, from 1, of an offset."""
        line = bisect_right(self._starts, start)
        return Mark(line, start - self._starts[line - 1] + 1, width)

    def root(self) -> JsonPlace:
        """Return the place of the whole document."""
        return JsonPlace(self, self.after_blank(0), len(self.text.rstrip(_BLANKS)))

    def after_blank(self, offset: int) -> int:
        """Return the next offset at which something stands."""
        found = _BLANK.match(self.text, offset)
        return offset if found is None else found.end()

    def end_of(self, start: int) -> int:
        """Return the offset behind the value that starts here."""
        return _DECODER.raw_decode(self.text, start)[1]


class JsonPlace:
    """The place of one node; fits `pactgen.readers.located.Place`."""

    def __init__(self, source: JsonText, start: int, end: int) -> None:
        """Remember the stretch of text; what is inside is found when it is asked for."""
        self._source = source
        self._start = start
        self._end = end

    @property
    def mark(self) -> Mark:
        """The whole scalar, or the bracket that opens a collection."""
        width = 1 if self._opens_with("{[") else self._end - self._start
        return self._source.mark(self._start, width)

    @property
    def is_filled(self) -> bool:
        """Whether there is anything inside."""
        if not self._opens_with("{["):
            return False
        return self._source.text[self._source.after_blank(self._start + 1)] not in "}]"

    @cached_property
    def names(self) -> dict[str, Mark]:
        """The places of the names, each where it stands last."""
        return {one.name: one.named_at for one in self._inside if one.named_at is not None}

    @cached_property
    def members(self) -> dict[str, JsonPlace]:
        """The places of the members or elements."""
        return {one.name: one.place for one in self._inside}

    def repeated(self) -> Iterator[tuple[Mark, Mark]]:
        """Yield the places of names that stand twice in one mapping, inner mappings first."""
        seen: dict[str, Mark] = {}
        twice: list[tuple[Mark, Mark]] = []
        for name, named_at, place in self._inside:
            yield from place.repeated()
            if named_at is None:
                continue
            if name in seen:
                twice.append((seen[name], named_at))
            seen[name] = named_at
        yield from twice

    @cached_property
    def _inside(self) -> list[_Member]:
        if self._opens_with("{"):
            return list(self._mapping())
        return list(self._list()) if self._opens_with("[") else []

    def _opens_with(self, brackets: str) -> bool:
        return self._source.text[self._start] in brackets

    def _mapping(self) -> Iterator[_Member]:
        source, at = self._source, self._source.after_blank(self._start + 1)
        while source.text[at] != "}":
            name, named_end = _DECODER.raw_decode(source.text, at)
            named_at = source.mark(at, named_end - at)
            start = source.after_blank(source.after_blank(named_end) + 1)
            end = source.end_of(start)
            yield _Member(name, named_at, JsonPlace(source, start, end))
            at = self._next(end)

    def _list(self) -> Iterator[_Member]:
        source, at = self._source, self._source.after_blank(self._start + 1)
        index = 0
        while source.text[at] != "]":
            end = source.end_of(at)
            yield _Member(str(index), None, JsonPlace(source, at, end))
            at, index = self._next(end), index + 1

    def _next(self, end: int) -> int:
        at = self._source.after_blank(end)
        return self._source.after_blank(at + 1) if self._source.text[at] == "," else at
