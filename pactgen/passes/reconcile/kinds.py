"""What a column of the schema is to Python, and whether a property of another type can show it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from pactgen.passes.reading.columns import Storage, alike, storage_of
from pactgen.passes.reading.shapes import types_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import ColumnKind
    from pactgen.ir.schema import Check, Column, DataType, Table, TypeKind
    from pactgen.source import Origin

Fit = Literal["same", "adapted", "never"]

NATURAL: Final[Mapping[TypeKind, ColumnKind]] = MappingProxyType(
    {
        "smallint": "integer",
        "integer": "integer",
        "bigint": "bigint",
        "numeric": "double",
        "real": "double",
        "double": "double",
        "money": "double",
        "boolean": "boolean",
        "uuid": "uuid",
        "date": "date",
        "timestamp": "timestamp",
        "timestamptz": "timestamp",
        "json": "json",
        "jsonb": "json",
    }
)
"""Everything else travels as text."""

ADAPTED: Final = frozenset(
    {
        ("boolean", "integer"),
        ("boolean", "bigint"),
        ("integer", "boolean"),
        ("bigint", "boolean"),
        ("integer", "text"),
        ("bigint", "text"),
        ("double", "text"),
        ("double", "integer"),
        ("double", "bigint"),
        ("integer", "double"),
        ("bigint", "double"),
        ("uuid", "text"),
        ("timestamp", "text"),
        ("timestamp", "date"),
        ("date", "text"),
        ("date", "timestamp"),
        ("text", "uuid"),
        ("text", "timestamp"),
        ("text", "date"),
        ("text", "json"),
    }
)
"""Column and property: pairs between which every value of the column has one reading."""


RANGES: Final = frozenset(
    {"int4range", "int8range", "numrange", "daterange", "tsrange", "tstzrange"}
)
"""Types of PostgreSQL whose values go from one end to another."""


_FORMS: Final = frozenset({"uuid", "timestamp", "date"})
_NO_TEXTS: Final = frozenset(
    {"bit", "cidr", "inet", "interval", "macaddr", "time", "timetz", "tsvector", "xml"}
)
"""Columns that travel as texts of their own form, which is none of a day or of a UUID."""


def is_range(declared: DataType) -> bool:
    """Whether a value goes from one end to another: `[2024-01-01,2024-01-03)`."""
    return declared.kind == "other" and declared.text.lower() in RANGES


def natural_kind(declared: DataType) -> ColumnKind:
    """Return the kind that needs no conversion; arrays travel as JSON lists."""
    return "json" if declared.dimensions else NATURAL.get(declared.kind, "text")


def kind_alone(declared: DataType) -> ColumnKind:
    """Return the kind of a column that nobody is shown."""
    return "timestamp" if declared.epoch else natural_kind(declared)


def is_untold(declared: DataType) -> bool:
    """Whether nobody can say what it is: a column that a view computes."""
    return declared.kind == "other" and not declared.text


def fit_of(declared: DataType, wire: ColumnKind) -> Fit:
    """Say whether a property of this kind can show the column."""
    natural = natural_kind(declared)
    if is_untold(declared):
        return "same"
    if alike(natural, wire):
        return "same"
    if {"boolean": declared.truth, "timestamp": declared.epoch}.get(wire):
        return "adapted"
    if natural == "text" and wire == "json" and declared.kind not in {"text", "varchar"}:
        return "never"
    if wire in _FORMS and declared.kind in _NO_TEXTS:
        return "never"
    return "adapted" if (natural, wire) in ADAPTED else "never"


def wire_storage(contract: Contract, schema: Schema, declared: DataType) -> Storage:
    """Return how a property wants the column: one without a type takes it as it is.

    A `number` that a column of integers keeps is one of them.
    """
    natural = natural_kind(declared)
    if types_of(contract, schema) - {"null"}:
        whole = takes_fractions(contract, schema, declared)
        return Storage(kind=natural) if whole else storage_of(contract, schema)
    return Storage(kind="text" if natural in {"uuid", "timestamp", "date"} else natural)


def takes_fractions(contract: Contract, schema: Schema, declared: DataType) -> bool:
    """Whether a property may be a fraction, and the column keeps integers alone."""
    whole = natural_kind(declared) in {"integer", "bigint"} and declared.epoch is None
    return whole and storage_of(contract, schema).kind == "double"


def kept_values(column: Column, table: Table) -> tuple[tuple[str | int | float, ...], Origin]:
    """Return all that a column may hold, and where that is said; nothing: all of its type.

    Values are spelled as the contract does.
    """
    shown = column.type.spellings
    if column.type.kind == "enum" and not column.type.dimensions:
        return tuple(shown.get(each, each) for each in column.type.values), column.origin
    for check in rules_of(column, table):
        if check.values:
            values = (shown.get(str(each), each) for each in check.values)
            return tuple(values), check.origin
    return (), column.origin


def rules_of(column: Column, table: Table) -> tuple[Check, ...]:
    """Return what is refused of a column: by CHECKs of its table, and by its domain."""
    return (*(check for check in table.checks if check.column == column.name), *column.rules)
