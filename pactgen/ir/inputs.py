"""The inputs of an endpoint beside its body, and what each of them does.

Location: pactgen/ir/inputs.py. Made by assign_roles.py; read by the views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.ir.contract import ABSENT, Absent, Json, Parameter
from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.ir.binding import Within
    from pactgen.ir.wire import WireType


FilterOp = Literal[
    "eq",
    "in",
    "among",
    "all_of",
    "alike",
    "contains",
    "begins",
    "ge",
    "gt",
    "le",
    "lt",
    "day",
    "year",
    "month",
    "has",
    "has_any",
    "any_from",
    "any_until",
    "only",
    "set",
    "unset",
    "lacking",
    "some",
    "under",
    "up_to",
    "lasting",
    "ne",
    "but_true",
    "but_false",
    "but_set",
    "past",
    "ahead",
    "mine",
]
"""`mine`: true keeps the rows that name whoever is calling · `all_of`: other rows name each of the
values · `alike`: the same text, in whatever case ·
`among`: a text names several values, with commas between them · `contains`: case-insensitive
substring · `begins`: the text begins so, in whatever case · `day`: the moment lies on that day ·
`year`, `month`: it lies in it, a month in that of any year · `has`: a JSON list holds the value(s)
· `has_any`: it holds one of those that a text names as of `among` · `any_from`, `any_until`: a day
in a JSON list is not earlier, not later, one and the same day where both are asked for · `only`:
true keeps the rows where it is so, false keeps all · `set`: whether the column has a value ·
`unset`: whether it has none · `lacking`: true keeps the rows that have none, false keeps all ·
`some`: whether its number is above 0 · `under`: true keeps the rows where it is less than the
column `limit`, false keeps all · `up_to`: or just as much · `lasting`: it is not later, and the
column `limit` is not earlier, or has no value · `ne`: it is another value · `but_true`: false
leaves out rows where it is so, true keeps all · `but_false`: those where it is not · `but_set`:
those that have a value · `past`: true keeps the rows whose time has passed, and that are as `among`
says, false keeps all · `ahead`: those whose time is to come."""


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
class AncestorRole:
    """Path parameter of what a parent belongs to in turn.

    The parent is looked up with it (`ScopeRole.named_by`), and the rows themselves do not know it.
    """

    parent: str
    """Resource that it names."""
    key: str
    """Column of that resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterRole:
    """Query parameter that restricts a list."""

    column: str
    op: FilterOp
    anything: tuple[str, ...] = ()
    """Values that ask for nothing: `all`."""
    limit: str | None = None
    """The other column of `under`, `up_to` and `lasting`."""
    among: tuple[str, tuple[str, ...]] | None = None
    """Of `past`: a column, and the values one of which it has; without any, it is not set. Of
    `mine`: a column, and the values that rows do not have which are listed without it."""
    through: tuple[Within, ...] = ()
    """The rows are those that other tables name: each `where` is what the next one selects, the
    last one is compared with the parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRole:
    """Query parameter matched against several text columns."""

    columns: tuple[str, ...]
    through: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Relations of the rows, and columns of what they lead to."""


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
    nulls_last: bool = False
    """Rows without a value come last in both directions, as the contract says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRole:
    """Parameter outside the body that is stored in a column (a form in the query string)."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRole:
    """Path parameter that names a member of an object that the row keeps in this column."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncludeRole:
    """Query parameter that asks for related rows: without it, answers leave them out."""

    members: tuple[tuple[str, str], ...]
    """Value on the wire, and the relation of the rows that it asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardRole:
    """Header or query parameter that says which state of the row the caller knows."""

    test: Literal["match", "known", "absent", "number", "unmodified", "since"]
    """`match`: If-Match · `known`: If-None-Match of what reads · `absent`: If-None-Match of what
    makes the row that its path names · `number`: the version itself · `unmodified`:
    If-Unmodified-Since · `since`: If-Modified-Since."""
    column: str | None = None
    """Of the last two: which tells when the row was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedRole:
    """Validated, then without effect; the ledger says why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialRole:
    """Query parameter that says who logs in, or proves it."""

    part: Literal["name", "password"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """What the caller's own row says where they may do what others may not: `role` is `admin`."""

    column: str
    """Of the rows of people."""
    values: tuple[str, ...] = ()
    """Any of them; empty: the column is a boolean, and true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A row leads to another one: by its column, which is a column of that."""

    column: str
    table: str
    referred: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What ties whoever is calling to a row: it, or one that it leads to, names them."""

    column: str
    """Of the last row: it must be the caller's key."""
    hops: tuple[Hop, ...] = ()
    """From the row to that which names the caller."""
    group: str | None = None
    """Column of the caller's row that must be the same, in place of its key: their company."""
    role: WayIn | None = None
    """What the caller's row must say as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """A row that the path names and that must be the caller's: others are answered 403."""

    resource: str
    named: str
    """Parameter of the path, as handlers call it."""
    key: str
    """Column of the row that the parameter names."""
    bonds: tuple[Bond, ...]
    """Any of them lets the caller in."""
    unless: tuple[WayIn, ...]
    """Who is let in all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """Rows that some people alone may see: to others they are not there."""

    resource: str
    column: str | None
    """Of the state; None: it is said of all rows."""
    states: tuple[str, ...]
    """Those in which others do not see them."""
    bonds: tuple[Bond, ...]
    """Any of them shows a row to the caller."""
    unless: tuple[WayIn, ...]
    """Who sees all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenRow:
    """A row of the path that is answered 404 to those who may not see it."""

    sight: Sight
    named: str
    """Parameter of the path, as handlers call it."""
    key: str

    @property
    def resource(self) -> str:
        """What the row is."""
        return self.sight.resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Rows below the row of the path that keep it from something, or that must be there."""

    resource: str
    named: str
    """Parameter of the path, as handlers call it."""
    key: str
    own: str
    """Column of the row that those below name."""
    table: str
    column: str
    """Of those below, which names it."""
    state: str | None
    states: tuple[str, ...]
    """Those in which they count; None: all of them do."""
    wants: bool
    """One must be there; else none may be."""
    owner: str | None = None
    """Column of the row that must name the caller: rows of others are not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMembers:
    """Members of a body that some people alone may bring: others are answered 403."""

    names: tuple[str, ...]
    """On the wire."""
    ways: tuple[WayIn, ...]
    """What the row of whoever brings one must say, any of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerRole:
    """Who is calling: whose a parent in the path, or the row itself, must be, or who acts."""

    column: str | None = None
    """Of the row, which names whose it is: whoever else calls is answered 403."""
    unless: tuple[WayIn, ...] = ()
    """Who is let in all the same."""


Role = (
    KeyRole
    | ScopeRole
    | AncestorRole
    | FilterRole
    | SearchRole
    | WindowRole
    | SortRole
    | ValueRole
    | MemberRole
    | CredentialRole
    | CallerRole
    | GuardRole
    | IncludeRole
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
    shown: WireType | None = None
    """What answers show the column as that it sets, where it may bring something else."""


FileFact = Literal["name", "type", "size"]
"""What is known of a file besides its bytes."""
