"""What the passes of all endpoints are told: the contract, its things and their tables.

Location: pactgen/passes/endpoints/context.py. Made by design_backend.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.config import Config
    from pactgen.ir.contract import Contract
    from pactgen.ir.database import Table
    from pactgen.ir.inputs import Sight, WayIn
    from pactgen.passes.model_wire import WireBuilder
    from pactgen.passes.resources.values import Kept
    from pactgen.passes.tables import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What all operations share."""

    contract: Contract
    wire: WireBuilder
    config: Config
    ids: Mapping[str, str]
    kept: Mapping[str, Kept]
    """By `GET /bookings`."""
    stored: Mapping[str, Stored]
    """By resource."""
    tables: Mapping[str, Table]
    features: Mapping[str, str]
    refused: Mapping[str, str]
    """By `POST /bookings`: why the schema document cannot serve it."""
    common_invalid: int
    everywhere: frozenset[str] = frozenset()
    """Query parameters that most operations ask for."""
    person: str | None = None
    """The resource whose rows call."""
    has_tenants: bool = False
    """The row of whoever is calling says whose rows there are for it."""
    sights: Mapping[str, Sight] = field(default_factory=dict)
    """By resource: which of its rows are not there for everybody."""
    always: tuple[WayIn, ...] = ()
    """Who may do what owners may, by the words about the whole API."""
    by_schema: bool = False
    """A schema document says which tables there are."""

    @property
    def people(self) -> Stored | None:
        """The rows that call."""
        return self.stored.get(self.person or "")
