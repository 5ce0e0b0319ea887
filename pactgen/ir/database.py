"""Tables as the backend stores them."""

from __future__ import annotations

import string
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.contract import ABSENT, Absent, Json
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgen.ir import schema
    from pactgen.source import Origin

ColumnKind = Literal[
    "uuid", "text", "integer", "bigint", "double", "boolean", "timestamp", "date", "json", "bytes"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A reference to the key of another table."""

    table: str
    column: str
    on_delete: schema.Action
    composition: bool = False
    """The row belongs to the other one (it is nested under it in the contract's paths)."""
    implied: bool = False
    """Only names tell it: the row may be gone."""


DIGITS: Final = 32
"""Of a UUID, without its hyphens."""


ALPHABETS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "LETTERS_AND_DIGITS": string.ascii_lowercase + string.digits,
        "CAPITALS_AND_DIGITS": string.ascii_uppercase + string.digits,
        "HEXADECIMAL": string.digits + "abcdef",
        "DIGITS": string.digits,
        "LETTERS": string.ascii_lowercase,
        "CAPITALS": string.ascii_uppercase,
    }
)
"""What texts are drawn from, by the names that backends know it under."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPart:
    """A part of a drawn text: a fixed one, or so many random characters."""

    text: str = ""
    alphabet: str | None = None
    """A key of `ALPHABETS`; None: the part is fixed."""
    length: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """How the backend itself fills a column of a new row."""

    kind: Literal[
        "identity",  # the database counts
        "random_int",  # clients may choose ids as well, so the backend draws
        "uuid",  # as text with the prefix where the column is text
        "form",  # random text of the parts that a pattern of the contract asks for
        "now",
        "constant",
        "version",  # 1, and one more with each change
        "next",  # one more than the largest (of `beside`): the schema says of no other way
        "database",  # a default, an identity or an expression of the schema document
        "tenant",  # what the row of whoever is calling belongs to
    ]
    prefix: str = ""
    """Of a text id, so that it matches the contract's pattern: `EVT_`."""
    digits: int = 0
    """Of a text id: how many hexadecimal digits it has; 0: a UUID with its hyphens."""
    upper: bool = False
    """Those digits are in capitals."""
    beside: tuple[str, ...] = ()
    """Of a number: columns whose rows are counted apart, `order_id` of a `line_no`."""
    ordered: bool = False
    """Of a UUID: it begins with the time (version 7), so that keys sort by when they were drawn."""
    parts: tuple[DrawnPart, ...] = ()
    """Of a form."""
    value: Json = None
    """Of a constant."""
    bits: int = 53
    """How large a random integer may be; what JavaScript holds exactly, or less."""
    on_update: bool = False
    """`now` again whenever the row changes."""

    @property
    def is_number(self) -> bool:
        """Whether a text is drawn that spells a whole number."""
        spelled = (part.alphabet == "DIGITS" or part.text.isdecimal() for part in self.parts)
        return self.kind == "form" and all(spelled)


Made = Literal["moment", "day", "uuid", "number", "constant"]
"""How a member of an object inside of a row is made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """A member of the objects in a JSON column that answers must show and no body brings."""

    way: str
    """From the objects of the column on: `id`, `product.id`."""
    made: Made
    value: Json = None
    """Of a constant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column and the attribute of the mapped class, which share one name."""

    name: str
    wire_name: str
    """The property it stores, or the name itself for columns that never travel."""
    kind: ColumnKind
    nullable: bool
    length: int | None = None
    """Of text: VARCHAR(n)."""
    primary_key: bool = False
    unique: bool = False
    index: bool = False
    generated: Generated | None = None
    references: ForeignKey | None = None
    coerced: bool = False
    """Of text: inputs bring another JSON type than answers show; it is stored as its text."""
    digits: bool = False
    """Numbers arrive for this text: they are written without an exponent."""
    whole: bool = False
    """Of integers: bodies may bring fractions, which it refuses."""
    to_minutes: bool = False
    """A time of day that travels without its seconds."""
    secret: bool = False
    """A password that no answer shows: only its hash is stored."""
    left_out: tuple[str, ...] = ()
    """Of JSON: credentials inside of what bodies bring, which no answer shows and nothing keeps."""
    filled: tuple[Inside, ...] = ()
    """Of JSON: what is made for each object that a body brings."""
    as_json: bool = False
    """Of JSON: times and ids inside of what bodies bring, which answers show as any text. Of text:
    those of them that bodies bring beside other texts."""
    fill: Json | Absent = ABSENT
    """What rows that were there before the column get: the contract's default, else the smallest
    value that it allows."""
    guessed: bool = False
    """`fill` is such a smallest value: nothing says that it is true of those rows."""
    values: tuple[str, ...] = ()
    """Of text: the only ones that the contract allows; empty where it names none."""
    longest: int | None = None
    """Of text: the most characters that forms of the contract allow, whoever brings it."""
    renamed_from: str | None = None
    """The former name, where the contract states it."""
    description: str | None = None
    declared: schema.Column | None = None
    """The column of the schema document, whose word on everything but `name` and `kind` is law."""

    @property
    def stored_name(self) -> str:
        """What the database calls it."""
        return self.name if self.declared is None else self.declared.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """The join table between two tables."""

    table: str
    near: tuple[tuple[str, str], ...]
    """Columns of the join table, and those of this table that they refer to."""
    far: tuple[tuple[str, str], ...]
    """Columns of the join table, and those of the other table that they refer to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Rows of another table that belong to a row: an attribute of the mapped class."""

    name: str
    table: str
    many: bool
    pairs: tuple[tuple[str, str], ...]
    """Own column and the other table's; empty with a join table."""
    through: Through | None = None
    order: tuple[str, ...] = ()
    """Columns of the other table, of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Which of the rows are counted."""

    column: str
    value: str | bool
    denied: bool = False
    """Those that have another value."""
    others: tuple[str, ...] = ()
    """Values that count as well: `new, open or pending`."""
    of_time: bool = False
    """The column is a time, which they have; denied: which they do not have."""

    @property
    def values(self) -> tuple[str | bool, ...]:
        """All values that count."""
        return (self.value, *self.others)


COMPUTED: Final = frozenset({"count", "sum", "average", "least", "greatest", "latest", "mine"})
"""Figures that the database computes when a query asks for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """A read-only attribute of the mapped class that is computed from a relation."""

    name: str
    relation: Relation
    figure: Literal[
        "value",  # a column of the one row
        "values",  # that column of each row
        "count",  # how many rows
        "sum",  # of that column of each row
        "average",  # of that column; of no rows, nothing
        "least",  # of that column; of no rows, nothing
        "greatest",  # the same
        "latest",  # that column of the row that was made last
        "mine",  # whether there is such a row whose column names whoever is calling
    ]
    column: str | None = None
    """Of the other table; None for a count."""
    beside: tuple[str, ...] = ()
    """Of a value: the columns of the other table that are told behind it as one text."""
    factor: str | None = None
    """Of a sum: the other column that each value is multiplied by."""
    taken_from: str | None = None
    """Of a count or a sum: the row's own column that it leaves so much of: `capacity`."""
    otherwise: int | None = None
    """Of a value: what it is where there is no such row."""
    only: Condition | None = None
    """Of a count: which rows of the other table; None: all."""
    latest_by: tuple[str, ...] = ()
    """Columns of the other table: the row in which they are greatest is the latest."""
    as_text: bool = False
    """Of a sum: it travels as its digits, as the column does."""

    @property
    def is_computed(self) -> bool:
        """The database computes it when a query asks for it."""
        return self.figure in COMPUTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A flag that a time tells: whether it is set, or whether it is not."""

    name: str
    column: str
    unset: bool = False
    """It is true while the time is not set: `active` until `deactivated_at`."""


Span = Literal["days", "hours", "minutes", "seconds"]
Reckoning = Literal["product", "difference", "sum", "days", "hours", "minutes", "seconds", "later"]
"""`later`: a time, and how long after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A value that two columns of the row come to: what a line costs, how long a stay is."""

    name: str
    how: Reckoning
    columns: tuple[str, str]
    """Of times: the earlier one first."""
    shown: Literal["integer", "double", "text", "timestamp"]
    nullable: bool
    """It has no value where a column has none."""
    digits: int | None
    """Behind the point; None: as many as there are."""
    unit: Span | None = None
    """Of `later`: what the other column counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """An object that answers show, and bodies bring, whose members are columns of the row."""

    name: str
    members: tuple[tuple[str, str], ...]
    """On the wire, and the column."""
    always: bool
    """Answers show it also where no member has a value."""
    omitted: tuple[str, ...] = ()
    """Members that are left out where they have none: the contract knows no null there."""
    linked: tuple[Linked, ...] = ()
    """Members that say which other rows belong to it."""
    unwritten: tuple[str, ...] = ()
    """Columns that no body brings."""
    is_part: bool = False
    """It shows a part of the row as it is: its members are called like the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A relationship of JSON:API: `{"data": {"type": "people", "id": "9"}}`."""

    wire_name: str
    column: str
    """The key of what it leads to; of several things, all of the linkage."""
    type: str | None
    """What the contract calls that; None: the column holds the linkage."""
    nullable: bool
    """It is shown also where it leads to nothing."""
    many: bool = False
    """The column, or the figure of this name, is a list of keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A path made of columns: `/todos/{uid}`."""

    path: str
    whole: bool = False
    """With scheme and host, by which whoever asks reaches the backend."""
    member: str | None = None
    """The only member of the object that it stands in (`{"href": …}`); None: it stands alone."""


Link = Address | tuple[tuple[str, Address], ...]
"""An address, or one for each member of an object: `self` and `/todos/{uid}`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table and the class that maps it."""

    name: str
    model: str
    """Class name, singular: `Booking`."""
    columns: tuple[Column, ...]
    origin: Origin
    home: str
    """The feature package whose `models.py` declares it."""
    description: str | None = None
    uniques: tuple[tuple[str, ...], ...] = field(default=())
    """Composite unique constraints, by column names."""
    indexes: tuple[tuple[str, ...], ...] = field(default=())
    """Composite indexes, by column names; those of single columns stand at the columns."""
    links: tuple[tuple[str, Link], ...] = field(default=())
    """Read-only attributes of the mapped class that are addresses made of its columns."""
    declared: schema.Table | None = None
    """The table of the schema document."""
    synonyms: tuple[tuple[str, str], ...] = field(default=())
    """Other names of columns, that some answer shows them by."""
    relations: tuple[Relation, ...] = field(default=())
    derived: tuple[Derived, ...] = field(default=())
    gathered: tuple[Gathered, ...] = field(default=())
    constants: tuple[tuple[str, Json], ...] = field(default=())
    """Attributes that every row has the same of, and their values."""
    marks: tuple[Mark, ...] = field(default=())
    """Read-only attributes that tell whether the time of a column is set."""
    joined: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    """Read-only attributes that tell the texts of columns, one behind the other."""
    reckoned: tuple[Reckoned, ...] = field(default=())
    renamed_from: str | None = None
    """The former name of the table or the resource, where the contract states it."""
    version: str | None = None
    """Column that counts the changes of a row."""
    deletion: str | None = None
    """Column that marks rows as deleted: they stay, and nobody is shown them."""
    tenant: str | None = None
    """Column that names what rows belong to, where that of whoever is calling is the only one."""

    @property
    def parts(self) -> frozenset[str]:
        """The attributes that show a part of the row as it is."""
        return frozenset(each.name for each in self.gathered if each.is_part)

    @property
    def key(self) -> Column:
        """The primary key column, the last one where there are several."""
        return self.keys[-1]

    @property
    def keys(self) -> tuple[Column, ...]:
        """The primary key columns."""
        return tuple(column for column in self.columns if column.primary_key)

    def has_key_in(self, names: Collection[str]) -> bool:
        """Tell whether these columns hold all of a key, or of several that are unique together."""
        keys = tuple(each.name for each in self.keys)
        return any(set(key).issubset(names) for key in (keys, *self.uniques) if key)

    def relation(self, name: str) -> Relation | None:
        """Return the relation of this name, if there is one."""
        return next((one for one in self.relations if one.name == name), None)

    def column(self, name: str) -> Column:
        """Return the column of this name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
