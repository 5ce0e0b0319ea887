"""A database schema: what a schema document declares, or what the passes designed without one.

Location: pactgen/ir/schema.py. Made by readers/sql, readers/dbml, … and by passes/schema_of_design;
read by the reconciliation, by the migrations, and by whatever prints DDL or DBML.

Names are stored as the database folds them (PostgreSQL: unquoted to lower case). Where a document
gives a key, check or index no name, PostgreSQL and MySQL derive one, and that is stored; SQLite's
stay None. Expressions are stored as written, comments and line breaks left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.source import Origin

Dialect = Literal["postgresql", "mysql", "sqlite"]

TypeKind = Literal[
    "smallint",
    "integer",
    "bigint",
    "numeric",  # arguments: precision, scale
    "real",
    "double",
    "money",
    "boolean",
    "char",  # arguments: length
    "varchar",  # arguments: length
    "text",
    "citext",
    "uuid",
    "bytes",
    "date",
    "time",
    "timetz",
    "timestamp",
    "timestamptz",
    "interval",
    "json",
    "jsonb",
    "enum",  # enum: the type's name, or the values where the dialect has them in the column
    "set",
    "inet",
    "cidr",
    "macaddr",
    "tsvector",
    "bit",
    "xml",
    "other",  # text says what
]

Action = Literal["NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A table's or a type's name; the default namespace is None (public, main, the database)."""

    name: str
    namespace: str | None = None

    def __str__(self) -> str:
        """Return it with its namespace, unquoted."""
        return self.name if self.namespace is None else f"{self.namespace}.{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataType:
    """The type of a column."""

    kind: TypeKind
    text: str
    """As the document writes it: `VARCHAR(200)`, `subscriber_status`."""
    arguments: tuple[int, ...] = ()
    unsigned: bool = False
    dimensions: int = 0
    """Of an array: `VARCHAR(100)[]` has 1."""
    enum: Name | None = None
    """The named type of an enum column."""
    values: tuple[str, ...] = ()
    """Of an enum or set, also when the type has a name; of a designed text those that the contract
    allows, which the backend checks and the database does not."""
    domain: Name | None = None
    """The domain that this type was unfolded from."""
    parts: tuple[str, ...] = ()
    """Of a text that lists some of these between commas, as MySQL's SET does."""
    truth: tuple[str, ...] = ()
    """Of a text that says no or yes: how it says either, `("N", "Y")`."""
    respelled: tuple[tuple[str, str], ...] = ()
    """Of listed values: those that the contract spells otherwise, each with what is kept."""
    epoch: Literal["s", "ms"] | None = None
    """Of a number that is a moment: what it counts since 1970."""

    @property
    def spellings(self) -> dict[str, str]:
        """What is kept of such values, to how the contract spells it."""
        return {kept: spelled for spelled, kept in self.respelled}


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """What the database itself puts into a column."""

    kind: Literal["literal", "now", "uuid", "sequence", "null", "expression"]
    text: str
    """The SQL, as the document writes it."""
    value: str | int | float | bool | None = None
    """Of a literal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table."""

    name: str
    type: DataType
    nullable: bool
    origin: Origin
    null_by_domain: bool = False
    """Only its domain makes it NOT NULL; the column itself does not say so."""
    default: Default | None = None
    identity: Literal["always", "by default", "serial", "auto"] | None = None
    """How the database counts: SQL identity, PostgreSQL's serial types, AUTO_INCREMENT or rowid."""
    identity_options: str | None = None
    """Of SQL identity, as written: `START WITH 100`."""
    generated: str | None = None
    """The expression of a generated column."""
    stored: bool = True
    """Of a generated column: stored rather than virtual."""
    on_update_now: bool = False
    """MySQL's ON UPDATE CURRENT_TIMESTAMP."""
    rules: tuple[Check, ...] = ()
    """What its domain refuses, said of the column."""
    collation: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A primary key or a unique constraint."""

    columns: tuple[str, ...]
    origin: Origin
    name: str | None = None
    nulls_not_distinct: bool = False
    deferrable: bool = False
    initially_deferred: bool = False
    include: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignKey:
    """A reference to the columns of a table."""

    columns: tuple[str, ...]
    table: Name
    referred: tuple[str, ...]
    """Never empty: a reference that names no columns means the other table's primary key."""
    origin: Origin
    name: str | None = None
    on_delete: Action = "NO ACTION"
    on_update: Action = "NO ACTION"
    deferrable: bool = False
    initially_deferred: bool = False
    implied: bool = False
    """The document has no such constraint: only names tell it, or other references."""
    checked: bool = False
    """Of an implied one: a reference by several columns, which leads on, is checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a text must look like, as a database spells it."""

    text: str
    kind: Literal["regex", "like"] = "regex"
    ignores_case: bool = False
    denied: bool = False
    """It must not look so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A check constraint."""

    expression: str
    origin: Origin
    name: str | None = None
    column: str | None = None
    """The one column that it is about, if it is about one."""
    values: tuple[str | int | float, ...] = ()
    """Of `column IN (…)`: what is allowed."""
    minimum: float | None = None
    maximum: float | None = None
    """Of comparisons of the column, or of its length (`length`), with numbers."""
    open_minimum: bool = False
    """The minimum itself is not allowed: `price > 0`."""
    open_maximum: bool = False
    length: bool = False
    forms: tuple[Form, ...] = ()
    """Of `column ~ '…'` and `column LIKE '…'`: the text has all of them."""
    ordered: tuple[tuple[str, str], ...] = ()
    """Of comparisons of two columns: the lesser one, and the greater."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """PostgreSQL's EXCLUDE constraint."""

    text: str
    """As written, from EXCLUDE on."""
    origin: Origin
    name: str | None = None
    apart: tuple[tuple[str, ...], ...] = ()
    """The columns of each value that must not overlap (`WITH &&`): of a range its two ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPart:
    """A column or an expression of an index."""

    column: str | None
    expression: str | None = None
    descending: bool = False
    nulls: Literal["first", "last"] | None = None
    operators: str | None = None
    """The operator class, as written."""
    length: int | None = None
    """Of MySQL's prefix indexes: so many characters of the column."""
    collation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index of a table."""

    name: str
    parts: tuple[IndexPart, ...]
    origin: Origin
    unique: bool = False
    method: str | None = None
    where: str | None = None
    include: tuple[str, ...] = ()
    nulls_not_distinct: bool = False
    comment: str | None = None
    implicit: bool = False
    """MySQL makes it itself, because a foreign key needs one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as the document declares it, after every ALTER."""

    name: Name
    columns: tuple[Column, ...]
    origin: Origin
    primary_key: Key | None = None
    uniques: tuple[Key, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    checks: tuple[Check, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    indexes: tuple[Index, ...] = ()
    comment: str | None = None
    options: str | None = None
    """What follows the closing parenthesis: partitioning, storage, STRICT, WITHOUT ROWID."""
    partition_of: Name | None = None
    """The table that this one is a partition of: storage, not a table of its own meaning."""
    bounds: str | None = None
    """Of a partition: `FOR VALUES FROM (1) TO (2)`, `DEFAULT`."""
    is_view: bool = False
    """It stands for a view: the database computes its rows."""
    identity: tuple[str, ...] = ()
    """Of a view: the columns that tell its rows apart, where its query says so."""

    def column(self, name: str) -> Column:
        """Return the column of this name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnumType:
    """CREATE TYPE … AS ENUM."""

    name: Name
    values: tuple[str, ...]
    origin: Origin
    comment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """CREATE DOMAIN: a type with rules of its own."""

    name: Name
    type: DataType
    origin: Origin
    nullable: bool = True
    default: Default | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """CREATE SEQUENCE, unless it only serves a column that is stored as `serial`."""

    name: Name
    origin: Origin
    options: str = ""
    """As written: `START WITH 100 INCREMENT BY 10`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A view or a materialized view; read only."""

    name: Name
    query: str
    origin: Origin
    columns: tuple[Column, ...] = ()
    """What its query selects, as far as it can be told."""
    named: bool = False
    """The document lists the names of the columns before AS."""
    materialized: bool = False
    options: str | None = None
    """As written before AS: `WITH (security_barrier)`, MySQL's `SQL SECURITY INVOKER`."""
    elsewhere: tuple[tuple[Dialect, str], ...] = ()
    """The query as other databases read it, where it says nothing that only its own knows."""
    indexes: tuple[Index, ...] = ()
    comment: str | None = None
    identity: tuple[str, ...] = ()
    """The columns that tell its rows apart, where it groups by them."""

    def as_table(self) -> Table:
        """Return a table whose rows nobody writes."""
        return Table(
            name=self.name,
            columns=self.columns,
            origin=self.origin,
            indexes=self.indexes,
            comment=self.comment,
            is_view=True,
            identity=self.identity,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A statement that makes no table: data, a procedure, a grant, or one that nobody knows."""

    kind: str
    """`INSERT`, `CREATE FUNCTION`, …"""
    text: str
    """Its first line, shortened."""
    origin: Origin
    why: str
    count: int = 1
    """Neighbours of the same kind are one entry."""
    sql: str | None = None
    """The whole statement where the first revision repeats it: functions, triggers, composite
    types."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """An expression of a check, generated column or index, and the other databases that know it."""

    expression: str
    elsewhere: tuple[tuple[Dialect, str], ...] = ()
    """Missing are those that would not understand it, or understand something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The whole database, in the order of the documents."""

    dialect: Dialect | None
    """None: of a document that names none (DBML, Mermaid, JSON Schema)."""
    tables: tuple[Table, ...]
    enums: tuple[EnumType, ...] = ()
    domains: tuple[Domain, ...] = ()
    sequences: tuple[Sequence, ...] = ()
    views: tuple[View, ...] = ()
    namespaces: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    """PostgreSQL's CREATE EXTENSION."""
    skipped: tuple[Skipped, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    """Of SQL: of every expression."""

    @property
    def repeated(self) -> tuple[Skipped, ...]:
        """What makes no table and is part of the database all the same: routines, triggers."""
        return tuple(each for each in self.skipped if each.sql is not None)

    def table(self, name: Name) -> Table:
        """Return the table of this name; KeyError when there is none."""
        for table in self.tables:
            if table.name == name:
                return table
        raise KeyError(str(name))
