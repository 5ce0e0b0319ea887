"""The value that the decision log is printed from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.source import Origin

Level = Literal["HIGH", "MEDIUM", "LOW"]
"""How likely a mistake hides here (the PACT handoff's words)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One question that the input left open, and its answer."""

    id: str
    """Stable over regenerations, `kind/subject`, e.g. `storage/Booking`."""
    question: str
    choice: str
    why: str
    evidence: tuple[Origin, ...] = ()
    alternatives: tuple[str, ...] = ()
    override: str | None = None
    """The line of `pactgen.yaml` that decides otherwise."""
    uncertainty: Level | None = None
    """None: the input leaves no doubt."""
    assumption: bool = False
    """The log lists it among the assumptions too."""
