"""How the contract meets a schema: ways through other tables, nested writes, contradictions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Json
    from pactgen.ir.database import Relation
    from pactgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """A table between a row and the parent in the path: `SELECT select WHERE where = value`."""

    table: str
    select: str
    where: str
    of: Within | None = None
    """What tells the value where the path does not: the key of the parent that it names."""
    also: tuple[tuple[str, str], ...] = ()
    """Other parameters of the path, each with the column that has its value too: `where` alone
    does not name one row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedMember:
    """A member of an object in a body that names a row of a third table: `sku` of a line."""

    member: str
    """Wire name."""
    column: str
    """Of the object's row: it refers to the other one."""
    table: str
    key: str
    """Column of the other table that is referred to."""
    called: str
    """Its unique column that the member names the row by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedValue:
    """A value that a new row takes over from the row that it names: `unit_price` of a line."""

    column: str
    """Of the new row."""
    by: str
    """Column of the new row that refers to the other one."""
    table: str
    key: str
    """Column of the other table that is referred to."""
    source: str
    """Its column whose value is taken over."""
    optional: bool = False
    """Unless the object brings one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTotal:
    """A column that keeps what the rows of a list come to: `total_amount` of an order."""

    column: str
    factors: tuple[str, str]
    """Columns of those rows whose product is summed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NestedWrite:
    """A member of a body that is kept in rows of another table."""

    attribute: str
    """Of the body."""
    relation: Relation
    items: Literal[
        "rows",  # objects: a row each, of the other table or of the join table
        "values",  # scalars: a row each, of one column
        "row",  # one object that names the row which a foreign key refers to
        "named",  # one text that such a row is called by
        "key",  # one value that is the key of such a row
    ]
    members: tuple[tuple[str, str], ...] = ()
    """Of objects: wire name and column; of `row`: the one that names it, and the foreign key; of
    `named` and `key`: the key of the other table, and the foreign key."""
    column: str | None = None
    """Of `values`: the column that keeps them."""
    called: str | None = None
    """Of scalars: the unique column of the other table by which they name its rows."""
    makes: bool = False
    """Of such a list: rows that nobody made before are made."""
    single: bool = False
    """Of `rows`: there is one at most, and the body brings an object or null."""
    named: tuple[NamedMember, ...] = ()
    """Of `rows`: members that name rows by what they are called."""
    copied: tuple[CopiedValue, ...] = ()
    """Of `rows`: what they take over from rows that they name."""
    lenient: str | None = None
    """Of objects that stand for other rows: the member that tells which, where the contract lets
    requests leave it out. They are refused then, as if there were no such row."""
    numbered: str | None = None
    """Column that counts the elements of the list from 1, as no member of them does."""
    total: KeptTotal | None = None
    """Of `rows`: what they come to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """A keyword with which a schema of the contract promises no more than the tables keep."""

    schema: Origin
    keyword: str
    value: Json
    """Of `required`: the names that come to those which are there."""
    exact: bool = False
    """The database takes whatever it allows, so the backend may ask for it first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Something that the contract and the schema document say differently."""

    code: str
    """Of the diagnostic that reports it."""
    contract: Origin | None
    schema: Origin | None
    values: Mapping[str, str]
    """What its message names."""
    narrows: Narrowing | None = None
    """What the contract would say if it followed the schema."""
