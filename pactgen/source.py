"""Where something stands in the input: files, JSON pointers, lines and columns.

An `Origin` is cheap and is carried by every value of the IR. Its `Span` (line and column) is
computed only when a diagnostic or the decision log needs it, see `pactgen.readers`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol


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
    """RFC 6901, escaped; the empty string is the whole document."""

    def child(self, *tokens: str | int) -> Origin:
        """Return the origin of a member or element below this node."""
        return Origin(self.file, self.pointer + "".join([_step(token) for token in tokens]))

    def parent(self, levels: int = 1) -> Origin:
        """Return the origin of the node that holds this one, or of one further up."""
        return Origin(self.file, self.pointer.rsplit("/", levels)[0])

    def __str__(self) -> str:
        """Show `file#/pointer`, the URI form of the location."""
        return f"{self.file}#{self.pointer}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    width: int = field(default=1, compare=False)
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
