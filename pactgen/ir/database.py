"""Tables as the backend stores them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pactgen.ir.contract import Json
    from pactgen.source import Origin

ColumnKind = Literal[
    "uuid", "text", "integer", "bigint", "double", "boolean", "timestamp", "date", "json"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A reference to the key of another table."""

    table: str
    column: str
    on_delete: Literal["CASCADE", "RESTRICT", "SET NULL"]
    composition: bool = False
    """The row belongs to the other one (it is nested under it in the contract's paths)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """How the backend itself fills a column of a new row."""

    kind: Literal[
        "identity",  # the database counts
        "random_int",  # clients may choose ids as well, so the backend draws from 2**53
        "uuid",  # uuid4; as text with the prefix where the column is text
        "now",
        "constant",
    ]
    prefix: str = ""
    """Of a text id, so that it matches the contract's pattern: `EVT_`."""
    value: Json = None
    """Of a constant."""
    on_update: bool = False
    """`now` again whenever the row changes."""


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
    secret: bool = False
    """A password that no answer shows: only its hash is stored."""
    description: str | None = None


Link = str | tuple[tuple[str, str], ...]
"""`/todos/{uid}`, or one for each attribute of an object: `(("self_", "/todos/{uid}"),)`."""


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
    links: tuple[tuple[str, Link], ...] = field(default=())
    """Read-only attributes of the mapped class that are addresses made of its columns."""

    @property
    def key(self) -> Column:
        """The primary key column."""
        return next(column for column in self.columns if column.primary_key)

    def column(self, name: str) -> Column:
        """Return the column of this name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
