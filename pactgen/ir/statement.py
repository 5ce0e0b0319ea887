"""What the input says, object by object, as it is written: the ground of the ledger.

Location: pactgen/ir/statement.py. Made by the readers, read by `pactgen.passes.ledger`. A statement
knows nothing of references: the object that one names is a statement of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Json
    from pactgen.source import Origin

REPAIRED = "repaired object"
"""The kind of a statement whose words were read as something else, as a repair says."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One object of a document."""

    kind: str
    """As the specification calls it: `path item`, `schema`."""
    origin: Origin
    node: Mapping[str, Json]
    """The object, with its repairs."""
    words: tuple[str, ...]
    """Its keywords, in their order; names that the author chose are none."""
