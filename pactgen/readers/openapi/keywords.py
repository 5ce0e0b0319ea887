"""Every keyword of an input, with the kind of object it stands in: what the ledger accounts for.

Location: pactgen/readers/openapi/keywords.py. Uses `walk`; called once, after reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgen.readers.openapi.grammar import METHODS, PATTERNED, Kind
from pactgen.readers.openapi.walk import objects, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.readers.files import Document, Library
    from pactgen.readers.openapi.versions import Dialect
    from pactgen.source import Origin

_FREE = frozenset({*PATTERNED, Kind.SCOPES, Kind.REQUIREMENT, Kind.MAP})
"""Objects whose members are named by the author: the names are no keywords."""


@dataclass(frozen=True, slots=True, order=True)
class Keyword:
    """One member of one object."""

    origin: Origin
    """The member."""
    word: str
    kind: Kind
    """The object that holds it."""

    @property
    def is_operation(self) -> bool:
        """Tell whether the member is an operation of a path item."""
        return self.kind is Kind.PATH_ITEM and self.word in METHODS

    @property
    def is_extension(self) -> bool:
        """Tell whether the member is an `x-…`."""
        return self.word.startswith("x-")


def keywords(library: Library, root: Document, dialect: Dialect) -> tuple[Keyword, ...]:
    """List every keyword of every object that the root document leads to, sorted by place."""
    return tuple(sorted(_all(library, root, dialect)))


def _all(library: Library, root: Document, dialect: Dialect) -> Iterator[Keyword]:
    seen: set[tuple[str, str]] = set()
    for unit in walk(library, root, dialect).units:
        for visit in objects(unit.kind, unit.origin, unit.node, seen):
            if visit.kind in _FREE:
                words = [word for word in visit.node if word.startswith("x-")]
            else:
                words = list(visit.node)
            for word in words:
                yield Keyword(visit.origin.child(word), word, visit.kind)
