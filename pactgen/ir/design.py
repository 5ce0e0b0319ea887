"""What will be built: features, endpoints with their behaviours, tables, wire types, gaps.

The passes produce it from a `Contract`; the views turn it into final strings. All names in here
are final: Python identifiers are valid and unique where they must be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.inputs import CallerRole, FilterRole
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.decisions.decision import Decision
    from pactgen.ir.behaviours import Behaviour, Guard, LinksShown, StateAbove
    from pactgen.ir.binding import Contradiction
    from pactgen.ir.contract import Contract, Operation, Requirement
    from pactgen.ir.database import Condition, Table
    from pactgen.ir.failures import FailureTable
    from pactgen.ir.inputs import Bar, Input, KeptMembers, KeptRow, SeenRow, Sight, WayIn
    from pactgen.ir.ledger import Gap, LedgerEntry, LedgerRow
    from pactgen.ir.messages import Answer, BodyInput
    from pactgen.ir.schema import Schema
    from pactgen.ir.wire import WireAlias, WireModel
    from pactgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A thing that the API keeps."""

    name: str
    """Singular, PascalCase; equals `Table.model`."""
    plural: str
    """snake_case, e.g. `bookings`."""
    singular: str
    """snake_case, e.g. `booking`."""
    table: str
    home: str
    """Feature package."""
    origin: Origin
    is_named_only: bool = False
    """No operation works with its rows: paths name them as parents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An operation and everything decided about it."""

    operation: Operation
    operation_id: str
    """The contract's, or the one pactgen gave."""
    feature: str
    function: str
    """Python name, unique in the feature; router and service use it."""
    behaviour: Behaviour
    inputs: tuple[Input, ...]
    body: BodyInput | None
    answer: Answer
    security: tuple[Requirement, ...]
    """Empty: open to everyone."""
    invalid_status: int
    """400 or 422: what this operation answers to bad input."""
    summary: str
    """One sentence for the docstring; not yet escaped."""
    guard: Guard | None = None
    """What the row is compared with before it is changed, or made."""
    caller: Input | None = None
    """The key of the caller's row, where only what is the caller's own counts."""
    of_tenant: bool = False
    """Only rows of what the caller's row belongs to are there."""
    admits: tuple[WayIn, ...] = ()
    """What the row of whoever is calling must say, any of it; others are refused (403)."""
    kept_row: KeptRow | None = None
    """Which row of the path must be the caller's, where no condition of the operation says so."""
    kept_members: tuple[KeptMembers, ...] = ()
    """What some people alone may bring in the body."""
    above: StateAbove | None = None
    """How the row must be that the path names last, below which something is written; None:
    whatever it is."""
    said_missing: int | None = None
    """The status that sentences give to a body which names a row that does not exist."""
    bars: tuple[Bar, ...] = ()
    """What is below the row of the path and keeps it from this (409)."""
    seen: tuple[SeenRow, ...] = ()
    """Rows of the path that are not there for everybody."""
    sight: Sight | None = None
    """Of a list: its rows are not there for everybody."""
    links_shown: LinksShown | None = None
    """What is answered in the place of links; None: nothing of them, or they themselves."""

    @property
    def is_gated(self) -> bool:
        """Whether others than some people are refused (403) before anything else is done."""
        asked = bool(self.admits) or self.kept_row is not None
        return asked or bool(self.kept_members)

    @property
    def asks_for_own(self) -> bool:
        """Whether a parameter asks for the rows of whoever is calling."""
        roles = (each.role for each in self.inputs)
        return any(isinstance(role, FilterRole) and role.op == "mine" for role in roles)

    @property
    def is_veiled(self) -> bool:
        """Whether rows are there for some people that are not there for others."""
        return bool(self.seen) or self.sight is not None

    @property
    def owned_by(self) -> str | None:
        """The column that must name the caller, where others are refused (403)."""
        role = None if self.caller is None else self.caller.role
        return role.column if isinstance(role, CallerRole) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A package of the backend: one tag or one first path segment."""

    package: str
    title: str
    tag: str
    description: str | None
    endpoints: tuple[Endpoint, ...]
    """Contract order."""
    tables: tuple[str, ...]
    resources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Design:
    """The whole backend, before a line is rendered; each is equal to itself alone."""

    contract: Contract
    title: str
    project: str
    """Distribution name: `train-travel`."""
    package: str
    """Import name: `train_travel`."""
    log_name: str
    """`{log_name}-backend.md`."""
    base_path: str
    features: tuple[Feature, ...]
    resources: Mapping[str, Resource]
    tables: Mapping[str, Table]
    models: Mapping[str, WireModel]
    aliases: Mapping[str, WireAlias]
    failures: FailureTable
    decisions: tuple[Decision, ...]
    ledger: tuple[LedgerEntry, ...]
    """The counts add up to the keywords of the contract."""
    gaps: tuple[Gap, ...]
    exceptions: tuple[LedgerRow, ...] = ()
    """Keywords that the wire types treat otherwise than the same keyword elsewhere."""
    unreached: tuple[Endpoint, ...] = ()
    """Operations that no request can mean: another one has their method and path."""
    external_migrations: bool = False
    """The team migrates the database itself: no revision is written."""
    schema: Schema | None = None
    """The database engineer's document; None: the tables follow from the contract."""
    contradictions: tuple[Contradiction, ...] = ()
    revocations: str | None = None
    """The table of tokens that were taken back, which belongs to no feature."""
    person: str | None = None
    """The resource whose rows own others."""
    closed: Condition | None = None
    """What the row of a person says whose tokens are worth nothing."""
    members: str | None = None
    """The resource whose rows say whose rows operations keep to: what they belong to."""

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """All endpoints, feature by feature."""
        return tuple(endpoint for feature in self.features for endpoint in feature.endpoints)
