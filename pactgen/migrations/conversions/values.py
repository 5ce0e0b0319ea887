"""What a conversion is, and which types hold the same kind of values.

Location: pactgen/migrations/conversions/values.py. Used by the other files of the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.ir.schema import DataType, TypeKind

Family = Literal[
    "int", "decimal", "float", "boolean", "text", "uuid", "date", "moment", "json", "other"
]

_FAMILIES: Final[dict[TypeKind, Family]] = {
    "smallint": "int",
    "integer": "int",
    "bigint": "int",
    "numeric": "decimal",
    "real": "float",
    "double": "float",
    "boolean": "boolean",
    "char": "text",
    "varchar": "text",
    "text": "text",
    "citext": "text",
    "enum": "text",
    "uuid": "uuid",
    "date": "date",
    "timestamp": "moment",
    "timestamptz": "moment",
    "json": "json",
    "jsonb": "json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """One SQL expression for each database, over `{c}`, the quoted column."""

    postgresql: str
    sqlite: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """SQL expressions over `{c}`, the quoted column; None where the database needs none."""

    keeps: bool
    """Every value survives, and the way back finds it."""
    widens: bool = False
    """So every client reads it; what does not `fit` is rare, and stops the revision."""
    rounds: bool = False
    """A number loses what stands behind its point."""
    postgresql: str | None = None
    sqlite: str | None = None
    sqlite_then: str | None = None
    """Once the column has its new type: while it is a number, every text of one becomes one."""
    fits: Both | None = None
    """Which values that are not null can be converted at all; None: all of them."""


KEPT: Final = Conversion(keeps=True)


def family(type_: DataType) -> Family:
    """Return the kind of values that a type holds."""
    return "other" if type_.dimensions else _FAMILIES.get(type_.kind, "other")


def in_utc(type_: DataType) -> str:
    """Return the moment of a column without its zone (PostgreSQL)."""
    return "{c} AT TIME ZONE 'UTC'" if type_.kind == "timestamptz" else "{c}"


def same(condition: str) -> Both:
    """Return a condition that both databases read alike."""
    return Both(postgresql=condition, sqlite=condition)
