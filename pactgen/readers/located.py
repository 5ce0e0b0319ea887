"""The shape of a document in its text: where each node and each name begins.

Location: pactgen/readers/located.py. Built by the YAML and JSON readers on request; read by
`pactgen.readers.positions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.diagnostics import Diagnostic
    from pactgen.ir.contract import Json


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text on one line; lines and columns count from 1."""

    line: int
    column: int
    width: int = 1


class Place(Protocol):
    """A node's place, and below it the places of its names, and of its members or elements."""

    @property
    def mark(self) -> Mark:
        """Where the node itself stands."""

    @property
    def is_filled(self) -> bool:
        """Whether it is a mapping or list that is not empty."""

    @property
    def names(self) -> Mapping[str, Mark]:
        """Where the names of a mapping stand."""

    @property
    def members(self) -> Mapping[str, Place]:
        """The places of the members of a mapping, or of the elements of a list by their index."""


@dataclass(slots=True)
class Located:
    """A node's place, and below it the places of its members or elements."""

    mark: Mark
    names: dict[str, Mark] = field(default_factory=dict)
    members: dict[str, Located] = field(default_factory=dict)

    @property
    def is_filled(self) -> bool:
        """Whether there is anything inside."""
        return bool(self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A document as plain JSON values, and what was wrong with its text."""

    value: Json
    located: Place | None = None
    findings: tuple[Diagnostic, ...] = ()
