"""Blank lines between merged blocks: as on the side where they met, else as ruff format has them.

Location: pactgen/merge/spacing.py. Used by python.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.merge.blocks import Kind
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgen.merge.pairing import Key
    from pactgen.merge.sections import Sections

_SUITES = frozenset({Kind.FUNCTION, Kind.CLASS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A merged block."""

    kind: Kind
    gap: int
    """Blank lines before it on the side that it comes from."""
    code: str


def joined(
    pieces: Sequence[tuple[Key, Piece]],
    sides: Sequence[Sequence[Key]],
    *,
    sections: Sections | None,
) -> str:
    """Return the text of a suite.

    Args:
        pieces: the blocks in their order.
        sides: the order of the keys on each side, the person's first: neighbours there keep their
            distance, imports only that which a person gave them.
        sections: of the imports of a module, where definitions stand two lines apart.
    """
    mine, *others = ({*zip([None, *side], side, strict=False)} for side in sides)
    anywhere = mine.union(*others)
    text = ""
    before: tuple[Key, Piece] | None = None
    for key, piece in pieces:
        gap = piece.gap
        met = mine if piece.kind is Kind.IMPORT else anywhere
        if ((before[0] if before else None), key) not in met:
            gap = _gap(before[1] if before else None, piece, sections)
        text += "\n" * gap + piece.code
        before = key, piece
    return text


def _gap(before: Piece | None, piece: Piece, sections: Sections | None) -> int:
    if before is None:
        return 0 if sections is not None else 1
    if piece.kind in _SUITES or before.kind in _SUITES:
        return 2 if sections is not None else 1
    if before.kind is piece.kind is Kind.IMPORT and sections is not None:
        remarked = piece.gap > 0 and piece.code.startswith("#")
        return int(remarked or not sections.together(before.code, piece.code))
    if before.kind is Kind.DOCSTRING or Kind.IMPORT in {before.kind, piece.kind}:
        return 1
    return piece.gap
