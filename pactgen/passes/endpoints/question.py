"""What is asked about an operation once its behaviour is known: what shall a success send back?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from pactgen.decisions.decision import Decision
    from pactgen.ir.contract import Contract
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.model_wire import WireBuilder
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The operation whose answer is wanted, and what is known about it."""

    contract: Contract
    wire: WireBuilder
    one: Sighting
    verdict: Verdict
    stored: Stored | None
    operation_id: str
    envelope: str
    """What an inline envelope is called."""
    row: str
    """What an inline row is called."""
    paged: bool
    by_cursor: bool = False
    """A page is asked for by where the last one ended."""
    decisions: list[Decision] = field(default_factory=list)
