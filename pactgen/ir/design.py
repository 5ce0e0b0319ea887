"""What will be built: features, endpoints with their behaviours, tables, wire types, gaps.

The passes produce it from a `Contract`; the views turn it into final strings. All names in here
are final: Python identifiers are valid and unique where they must be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pactgen.ir.contract import ABSENT, Absent, Contract, Json, Operation, Parameter, Requirement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.decisions.decision import Decision
    from pactgen.ir.binding import Contradiction, NestedWrite, Within
    from pactgen.ir.database import Table
    from pactgen.ir.failures import FailureTable
    from pactgen.ir.fills import Sets
    from pactgen.ir.ledger import Gap, LedgerEntry, LedgerRow
    from pactgen.ir.messages import Answer, BodyInput
    from pactgen.ir.schema import Schema
    from pactgen.ir.wire import WireAlias, WireModel, WireType
    from pactgen.source import Origin

# ---- inputs -------------------------------------------------------------------------------

FilterOp = Literal[
    "eq", "in", "among", "contains", "ge", "gt", "le", "lt", "day", "has", "only", "set"
]
"""`among`: a text names several values, with commas between them · `contains`: case-insensitive
substring · `day`: the moment lies on that day · `has`: a JSON list holds the value(s) · `only`:
true keeps the rows where it is so, false keeps all · `set`: whether the column has a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRole:
    """Path parameter that names a row: it is compared with this column."""

    column: str
    parse: Literal["integer", "uuid"] | None = None
    """The parameter is text or a number by the contract and the column is not: what does not read
    as this names no row (404)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeRole:
    """Path parameter of a parent: restricts to, or is stored in, this foreign key column."""

    column: str
    parent: str | None
    """Resource that must exist (404 otherwise); None: the contract has no such resource."""
    named_by: tuple[tuple[str, str], ...] = ()
    """Where several (`/repos/{owner}/{repo}`) name the parent: each of them with the column of the
    parent that it is compared with; `Authorization`: the caller's key."""
    through: str | None = None
    """Resource whose rows link the listed ones to the parent; the column is one of its table."""
    key: str | None = None
    """Column of the parent that the parameter names, where no foreign key of `column` tells."""
    within: Within | None = None
    """The rows are those that another table names."""
    by_parent: bool = False
    """That table is the parent's own: its row has the value of the column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRole:
    """Query parameter that restricts a list."""

    column: str
    op: FilterOp
    through: tuple[Within, ...] = ()
    """The rows are those that other tables name: each `where` is what the next one selects, the
    last one is compared with the parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRole:
    """Query parameter matched against several text columns."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRole:
    """Query parameter of a paged list."""

    part: Literal["page", "size", "offset", "cursor"]
    """`size` is per_page or limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SortRole:
    """Query parameter that orders a list."""

    part: Literal["field", "direction"]
    fields: tuple[tuple[str, str, bool], ...] = ()
    """Of `field`: value on the wire, column, descending (`-name`, `name_desc` spell it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRole:
    """Parameter outside the body that is stored in a column (a form in the query string)."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedRole:
    """Validated, then without effect; the ledger says why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialRole:
    """Query parameter that says who logs in, or proves it."""

    part: Literal["name", "password"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerRole:
    """Who is calling: says but whose a parent in the path must be."""


Role = (
    KeyRole
    | ScopeRole
    | FilterRole
    | SearchRole
    | WindowRole
    | SortRole
    | ValueRole
    | CredentialRole
    | CallerRole
    | UnusedRole
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A parameter of an endpoint."""

    parameter: Parameter
    name: str
    """Python identifier, unique in the endpoint."""
    type: WireType
    required: bool
    default: Json | Absent = ABSENT
    role: Role


FileFact = Literal["name", "type", "size"]
"""What is known of a file besides its bytes."""

# ---- behaviours ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How a list is cut into pages."""

    style: Literal["page", "offset", "cursor"]
    """page + size · limit + offset · cursor + size; `offset` without an offset input: a limit."""
    default_size: int
    max_size: int
    first_page: int = 1
    """0 where the contract counts pages from 0."""
    refuses: int | None = None
    """What a cursor that the list never gave out is answered, where the contract says it: 400 or
    422. None: nothing is behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRows:
    """Answer the rows that the filters leave, a page at a time."""

    resource: str
    window: Window | None
    counts: bool
    """The answer needs the total."""
    order: tuple[tuple[str, bool], ...]
    """Columns and whether descending, when the caller asks for no order; always total."""
    roots: str | None = None
    """The column that is NULL in the rows at the top, where others are shown inside them only."""
    where: tuple[tuple[str, Json], ...] = ()
    """Columns of the rows, and what each of them holds: `/orders/pending`."""
    least: int = 0
    """How many rows the answer must show: fewer are answered 404."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """Answer one row or 404."""

    resource: str
    key_in_body: str | None = None
    """As of `ReplaceRow`."""
    of_caller: str | None = None
    """As of `ReplaceRow`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtFile:
    """A file that belongs to the row which the same request makes."""

    resource: str
    """That of the files."""
    part: str | None
    """Attribute of the form that is the file; None: the body is."""
    keys: tuple[tuple[str, str], ...]
    """Columns of the file, and those of the row that they repeat."""
    facts: tuple[tuple[str, FileFact], ...] = ()
    """Columns of the row that tell something about the file, unless the form tells it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateRow:
    """Store a new row."""

    resource: str
    filled: tuple[tuple[str, Json], ...] = ()
    """Columns that the answer requires, no input supplies and nothing generates: a placeholder,
    each a Decision of HIGH uncertainty. Also where an optional input is left out."""
    ignored: tuple[str, ...] = ()
    """Attributes of the body that no column stores."""
    whole: str | None = None
    """As of `ReplaceRow`."""
    nested: tuple[NestedWrite, ...] = ()
    many: bool = False
    """The body is a list of such rows: all of them are stored, or none."""
    file: BroughtFile | None = None
    """What the request brings beside the row."""
    beside: tuple[tuple[str, str], ...] = ()
    """Columns that name a row of the same table, each with the parent that both must belong to."""
    standing: tuple[str, ...] = ()
    """Columns that the body brings and that name rows which may be marked as deleted: such a row
    is there for nobody."""
    repeats: tuple[str, ...] = ()
    """Unique columns, the last one given by the header `Idempotency-Key`, the others by the path:
    a request that repeats them is answered with the row that the first one made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceRow:
    """Overwrite all columns that the body may carry; 404 when there is no such row."""

    resource: str
    key_in_body: str | None = None
    """Attribute of the body that names the row, when the path does not (`PUT /pet`)."""
    ignored: tuple[str, ...] = ()
    whole: str | None = None
    """Column that keeps the body as it is: a map that declares no members."""
    creates: bool = False
    """A row that is not there yet is made (RFC 9110, section 9.3.4)."""
    nested: tuple[NestedWrite, ...] = ()
    of_caller: str | None = None
    """Column that names whoever is calling, where that is the row (`/users/me`)."""
    many: bool = False
    """The body is a list, each of which names its row: all of them are written, or none."""
    standing: tuple[str, ...] = ()
    """As of `CreateRow`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """From where a transition may start; from elsewhere it is refused."""

    column: str
    states: tuple[str, ...] = ()
    """None: anywhere but where it leads to."""
    status: int = 409
    """409 or 422, as the contract documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The value that is put in place of one part of a row, and nothing else."""

    attribute: str | None
    """Of the body, which holds the value; None: the body is it."""
    column: str | None = None
    """Which keeps it; None: rows of another table do (`nested`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRow:
    """Change what the request carries, and nothing else (RFC 7396 for the top level)."""

    resource: str
    key_in_body: str | None = None
    ignored: tuple[str, ...] = ()
    sets: Sets = ()
    """Columns that the action itself changes: `cancel` sets `status` to `cancelled`."""
    start: Start | None = None
    """None: such an action starts from anywhere."""
    kind: str | None = None
    """Column that tells what kind of thing the row is: no change makes it one of another kind."""
    part: Part | None = None
    """None: the body brings what changes, each by its name."""
    merged: tuple[str, ...] = ()
    """Columns whose objects are merged member by member (RFC 7396 below the top level)."""
    edits: Literal["add", "remove"] | None = None
    """The body's lists are put into those of the row, or taken out of them."""
    nested: tuple[NestedWrite, ...] = ()
    of_caller: str | None = None
    """As of `ReplaceRow`."""
    many: bool = False
    """As of `ReplaceRow`."""
    standing: tuple[str, ...] = ()
    """As of `CreateRow`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteRow:
    """Remove one row or 404."""

    resource: str
    key_in_body: str | None = None
    """As of `ReplaceRow`."""
    of_caller: str | None = None
    """As of `ReplaceRow`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearRows:
    """Remove all rows (of the scope), or those that filters and keys leave."""

    resource: str
    column: str | None = None
    """Which one a list of keys in the body names; None: there is no such list."""
    attribute: str | None = None
    """Of the body: the list; None: the body is it."""
    counts: bool = False
    """The answer says how many there were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRows:
    """Answer how many rows the filters leave."""

    resource: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListValues:
    """Answer every value that the rows have in a column, each once, in their order."""

    resource: str
    column: str
    in_lists: bool
    """The column holds lists of values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceLinks:
    """Link exactly those rows to the parent that a list in the body names, all or none."""

    resource: str
    """That of the links."""
    attribute: str | None
    """Of the body: the list of keys; None: the body is it."""
    column: str
    """Where a link keeps one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSingleton:
    """Answer the only row (of the scope)."""

    resource: str
    springs: bool = True
    """It comes into being with its defaults, when it is first asked for; else 404."""
    order: tuple[tuple[str, bool], ...] = ()
    """Of several rows the first in this order: columns, and whether descending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteSingleton:
    """Replace or update the only row."""

    resource: str
    partial: bool
    """What the request leaves out stays: PATCH, and POST that need not bring anything."""
    ignored: tuple[str, ...] = ()
    whole: str | None = None
    """As of `ReplaceRow`."""
    sets: Sets = ()
    """As of `UpdateRow`: a switch is turned on or off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadFile:
    """Store the bytes of a request as they came; a file that is there is replaced."""

    resource: str
    part: str | None = None
    """Attribute of the form that is the file; None: the body is."""
    answers_parent: str | None = None
    """The resource that the file belongs to, where the answer shows its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadFile:
    """Answer a stored file, or the range of it that was asked for (RFC 9110), or 404."""

    resource: str
    media_types: tuple[str, ...]
    """Those that the contract documents, without parameters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogIn:
    """Check a password, and issue tokens for the row that it belongs to; else 401."""

    resource: str
    name: str
    """Attribute of the body that says who logs in; of the query, the roles tell."""
    password: str
    column: str
    """What the name is compared with."""
    secret: str
    """Column of the password."""
    is_hashed: bool
    also: str | None = None
    """What the name is compared with where no row has it in the first column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewTokens:
    """Issue new tokens for a refresh token that is still valid; else 401."""

    resource: str
    token: str
    """Attribute of the body that is the refresh token."""
    column: str
    """What the subject of the token is compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePassword:
    """Keep another password of whoever is calling; 401 where the present one is told wrongly."""

    resource: str
    new: str
    """Attribute of the body that is the new password."""
    current: str | None
    """Attribute of the body that repeats the present one; None: the token is enough."""
    column: str
    """Names whoever is calling."""
    secret: str
    """Column of the hashed password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Answer that the service is alive, after asking the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """Answer what the program is: its name, its version, how long it has been running."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Custom:
    """No spec can tell: validate the input, then answer 501."""

    reason: str


Behaviour = (
    ListRows
    | ReadRow
    | CreateRow
    | ReplaceRow
    | UpdateRow
    | DeleteRow
    | ClearRows
    | CountRows
    | ListValues
    | ReplaceLinks
    | ReadSingleton
    | WriteSingleton
    | UploadFile
    | DownloadFile
    | LogIn
    | RenewTokens
    | ChangePassword
    | Health
    | Info
    | Custom
)
Rowless = Health | Info | Custom
"""Those that work with the rows of no resource."""


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
    caller: Input | None = None
    """The key of the caller's row, where only what is the caller's own counts."""


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


# ---- all of it ---------------------------------------------------------------------------


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
    person: str | None = None
    """The resource whose rows own others."""

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """All endpoints, feature by feature."""
        return tuple(endpoint for feature in self.features for endpoint in feature.endpoints)
