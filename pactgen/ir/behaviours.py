"""What an endpoint does.

Location: pactgen/ir/behaviours.py. Made by build_behaviours.py; mypy names every `match` that must
learn a new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.ir.binding import CopiedValue, NestedWrite, Within
    from pactgen.ir.contract import Json
    from pactgen.ir.database import Condition
    from pactgen.ir.fills import Sets
    from pactgen.ir.inputs import FileFact, FilterRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """The row must be in the state that the caller knows, or it is not changed."""

    column: str
    """Which counts its changes."""
    attribute: str | None = None
    """Of the body: the version; None: a parameter tells it (`GuardRole`)."""
    stale: Literal[409, 412] = 412
    """What a request is answered that knows another state."""
    of_all: bool = False
    """As of `RowTag`."""
    missing: Literal[428] | None = None
    """What one is answered that tells none, where the contract says it."""


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
    by_key: bool = False
    """The cursor is the key of the last row (`starting_after`): answers give out no other."""


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
    below: tuple[str, str, str] | None = None
    """A column of the rows, `<` or `<=`, and another one: `/parts/low-stock`."""
    timed: FilterRole | None = None
    """Which time of the rows is compared with now, and what they must be: `/invoices/overdue`."""
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
class Start:
    """From where a transition may start; from elsewhere it is refused."""

    column: str
    states: tuple[str, ...] = ()
    """None: anywhere but where it leads to."""
    status: int = 409
    """409 or 422, as the contract documents."""
    barred: Sets = ()
    """Flags and times with which it is refused as well, as they are then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateAbove:
    """How a row must be that the path names, below which something is written."""

    parameter: str
    """Of the path, which names the row."""
    start: Start
    """Its columns are of that row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Which state may follow which, where the body brings one."""

    column: str
    ways: tuple[tuple[str, tuple[str, ...]], ...]
    """A state, and those that it may lead to."""
    alone: bool
    """The body brings nothing else: it stays in no state."""
    times: tuple[tuple[str, str, bool], ...]
    """States with the column of the time at which they begin, and whether that is a day."""
    status: int = 409
    """As of `Start`."""


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
    anew: bool = False
    """Of a list: rows of the parent that were there before are removed first."""
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
    copied: tuple[CopiedValue, ...] = ()
    """What it takes over from the rows that it names."""
    copies: tuple[str, ...] = ()
    """Columns that it has from the row which the path names, unless the body tells them: it is a
    copy. Empty: the path names no such row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceRow:
    """Overwrite all columns that the body may carry; 404 when there is no such row."""

    resource: str
    key_in_body: str | None = None
    """Attribute of the body that names the row, when the path does not (`PUT /pet`)."""
    ignored: tuple[str, ...] = ()
    whole: str | None = None
    """Column that keeps the body as it is: a map that declares no members."""
    stamps: Sets = ()
    """Columns that tell who has changed a row, or when: `updated_by`, `edited_at`."""
    creates: bool = False
    """A row that is not there yet is made (RFC 9110, section 9.3.4)."""
    nested: tuple[NestedWrite, ...] = ()
    of_caller: str | None = None
    """Column that names whoever is calling, where that is the row (`/users/me`)."""
    start: Start | None = None
    """The states in which a row may be replaced; None: in any."""
    moves: Moves | None = None
    """As of `UpdateRow`."""
    many: bool = False
    """The body is a list, each of which names its row: all of them are written, or none."""
    standing: tuple[str, ...] = ()
    """As of `CreateRow`."""


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
    stamps: Sets = ()
    """As of `ReplaceRow`."""
    start: Start | None = None
    """None: such an action starts from anywhere."""
    moves: Moves | None = None
    """None: whatever state the body brings is as good as another."""
    kind: str | None = None
    """Column that tells what kind of thing the row is: no change makes it one of another kind."""
    part: Part | None = None
    """None: the body brings what changes, each by its name."""
    merged: tuple[str, ...] = ()
    """Columns whose objects are merged member by member (RFC 7396 below the top level)."""
    joined: tuple[str, ...] = ()
    """Columns whose objects keep the members that the request does not bring."""
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
    start: Start | None = None
    """The states in which a row may go; None: in any."""


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
    only_asked: bool = False
    """Where none of its filters is sent, nothing goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRows:
    """Answer how many rows the filters leave."""

    resource: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowFigure:
    """A number that rows make together."""

    name: str
    """By which the answer knows it; unique in its operation."""
    figure: Literal["count", "sum", "average", "least", "greatest"]
    column: str | None = None
    """None: of a count."""
    only: Condition | None = None
    """Which of the rows are counted; None: all."""
    of: str | None = None
    """The resource whose rows they are; None: that of the operation."""
    or_zero: bool = False
    """Of no rows it is zero; else there is none."""
    factor: str | None = None
    """Of a sum: the other column that each value is multiplied by."""
    distinct: bool = False
    """Of a count beside lines: each row counts once."""
    of_lines: bool = False
    """Its columns are those of the lines of a report."""


Period = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """What the rows have in common that make one row of a report."""

    name: str
    """By which the answer knows it."""
    column: str
    period: Period | None = None
    """The column is a time, and rows share this part of it."""
    through: tuple[Within, ...] = ()
    """The column refers to the first of these tables, and so on; the last `where` is shared."""
    of_lines: bool = False
    lacks: bool = False
    """Rows that refer to nothing make a group of their own; else they are left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """How the rows of a report are made of others."""

    by: tuple[RowGroup, ...]
    order: tuple[tuple[str, bool], ...]
    """Names of groups and figures, and whether descending."""
    only: Condition | None = None
    """Which rows count; None: all."""
    lines: tuple[str, str] | None = None
    """The table of the lines that the rows are made of, and its column that refers to the row."""
    time: str | None = None
    """The time that rows are dated by: parameters that ask for a time ask for this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarize:
    """Answer figures of the rows that the filters leave, all of them read by one query."""

    resource: str
    figures: tuple[RowFigure, ...]
    grouping: Grouping | None = None
    """The figures are those of each group, a row for each; None: those of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListValues:
    """Answer every value that the rows have in a column, each once, in their order."""

    resource: str
    column: str
    in_lists: bool
    """The column holds lists of values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceLinks:
    """Link exactly those rows to the parent that a list in the body names, all or none.

    Or link what the body names as well, whatever is linked already.
    """

    resource: str
    """That of the links."""
    attribute: str | None
    """Of the body: the list of keys; None: the body is it."""
    column: str
    """Where a link keeps one of them."""
    adds: bool = False
    """What is linked already stays so."""
    single: bool = False
    """The body names one, and has no list."""
    once: bool = False
    """What is linked already is a conflict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksShown:
    """What an operation on links answers, once they are as it asks for."""

    resource: str
    """Whose rows are shown: what is linked, or the parent."""
    what: Literal["row", "rows", "parent"]
    """The row that the request names, all that are linked, or what they are linked to."""
    column: str = ""
    """Of a link, which names what is linked; of the parent: none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMark:
    """Say of a row, for whoever is calling, that something is so, or that it is so no longer.

    Saying it twice is saying it once; what is not so is taken back already.
    """

    resource: str
    """That of the marks: a row is there as long as it is so."""
    target: str
    """Whose row it is said of, which the answer may show."""
    on: bool
    """It is so from now on."""


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
    once: bool = False
    """The answer shows another refresh token: the one that was brought serves no second time."""


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
class LogOut:
    """Take back tokens that this backend issued: from then on they are refused."""

    token: str | None
    """Attribute of the body that is one of them, which is taken back with its session."""
    of_caller: bool
    """Those of the session that the request's own token belongs to."""
    everywhere: bool = False
    """All that whoever is calling was ever given."""


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
    | Summarize
    | ListValues
    | ReplaceLinks
    | SetMark
    | ReadSingleton
    | WriteSingleton
    | UploadFile
    | DownloadFile
    | LogIn
    | RenewTokens
    | ChangePassword
    | LogOut
    | Health
    | Info
    | Custom
)
Rowless = LogOut | Health | Info | Custom
"""Those that work with the rows of no resource."""
