"""Where something stands in the input: files, JSON pointers, lines and columns.

An `Origin` is cheap and is carried by every value of the IR. Its `Span` (line and column) is
computed only when a diagnostic or the decision log needs it, see `pactgen.readers`. Documents that
are no trees (SQL, DBML, Mermaid) know their lines at once: `Origin.at`.
"""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from hashlib import sha256
from typing import Final, Protocol

from pactgen.values import dataclass

_PLACE: Final = re.compile(r"L(\d+)C(\d+)-C(\d+)")


@cache
def _step(token: str | int) -> str:
    """Return one step of a JSON pointer, escaped (RFC 6901)."""
    step = f"/{token}"
    if "~" in step or step.rfind("/"):
        step = "/" + step[1:].replace("~", "~0").replace("/", "~1")
    return step


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A node of a document: the file and the JSON pointer (RFC 6901) inside it."""

    file: str
    """Path as it is shown to the user, relative to the project, with forward slashes."""
    pointer: str = ""
    """RFC 6901, escaped; the empty string is the whole document. Of a text that is no tree, its
    line and columns: `L14C22-C27`."""

    @classmethod
    def at(cls, span: Span) -> Origin:
        """Return the origin of a stretch of text in a document that is no tree."""
        return cls(span.file, f"L{span.line}C{span.column}-C{span.column + span.width}")

    @property
    def place(self) -> Span | None:
        """The place that `at` was given; None for a node of a tree."""
        found = _PLACE.fullmatch(self.pointer)
        if found is None:
            return None
        line, start, end = map(int, found.groups())
        return Span(self.file, line, start, end - start)

    def child(self, *tokens: str | int) -> Origin:
        """Return the origin of a member or element below this node."""
        return Origin(self.file, self.pointer + "".join(map(_step, tokens)))

    def parent(self, levels: int = 1) -> Origin:
        """Return the origin of the node that holds this one, or of one further up."""
        return Origin(self.file, self.pointer.rsplit("/", levels)[0])

    def __str__(self) -> str:
        """Show `file#/pointer`, the URI form of the location."""
        return f"{self.file}#{self.pointer}"


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    width: int = dataclasses.field(default=1, compare=False)
    """How many characters an excerpt underlines."""

    def __str__(self) -> str:
        """Show `file:line:column`, which editors and terminals turn into a link."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file of the input, as it was read."""

    name: str
    """Path as it is shown to the user, relative to the project, with forward slashes."""
    data: bytes

    @property
    def sha256(self) -> str:
        """Return the hash of the bytes, in hexadecimal."""
        return sha256(self.data).hexdigest()


class Sources(Protocol):
    """Where nodes stand and what the lines around them say; see `pactgen.readers.positions`."""

    def span(self, origin: Origin, *, key: bool = False) -> Span | None:
        """Locate a node, or with `key` the name it stands under; None for an unknown file."""

    def line(self, file: str, number: int) -> str | None:
        """Return one line of a file without its line end, counted from 1."""
