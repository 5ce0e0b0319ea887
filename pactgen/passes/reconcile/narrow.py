"""What a schema of the contract would say if it promised no more than the tables keep."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.ir.binding import Narrowing
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.shapes import types_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.ir.contract import Contract, Json, Property, Schema
    from pactgen.ir.database import ColumnKind
    from pactgen.ir.schema import DataType, TypeKind

FORMS: Final[Mapping[ColumnKind, tuple[str, str]]] = MappingProxyType(
    {
        "uuid": ("format", "uuid"),
        "timestamp": ("format", "date-time"),
        "date": ("format", "date"),
        "integer": ("pattern", "^-?[0-9]{1,9}$"),
        "bigint": ("pattern", "^-?[0-9]{1,18}$"),
        "double": ("pattern", "^-?[0-9]{1,9}(\\.[0-9]+)?$"),
    }
)
"""What text must look like to be kept as this; a date alone is no moment."""
SPELLED: Final = frozenset({"time", "timetz", "interval", "inet", "cidr", "macaddr", "bit", "xml"})
"""Types whose text the database itself reads."""
RANGES: Final[Mapping[TypeKind, int]] = MappingProxyType({"smallint": 15, "integer": 31})
"""Bits beside the sign."""


def without_nothing(contract: Contract, member: Property) -> Narrowing | None:
    """Demand a member that may be left out, or forbid its null; None: neither is allowed."""
    schema = member.schema
    if not member.required:
        return Narrowing(schema=schema.origin.parent(2), keyword="required", value=[member.name])
    types = types_of(contract, schema)
    if "null" not in types:
        return None
    origin = effective(contract, schema).origin
    if contract.dialect.startswith("3.0"):
        return Narrowing(schema=origin, keyword="nullable", value=False)
    left = sorted(types - {"null"})
    value: Json = left[0] if len(left) == 1 else [*left]
    return Narrowing(schema=origin, keyword="type", value=value)


def to_values(found: Schema, kept: Iterable[object]) -> Narrowing | None:
    """Allow only what the column may hold; None: nothing of both would be left."""
    values: list[Json] = [each for each in kept if found.enum is None or each in found.enum]  # type: ignore[misc]
    if not values:
        return None
    if "null" in found.types and (found.enum is None or None in found.enum):
        values.append(None)
    return Narrowing(schema=found.origin, keyword="enum", value=values)


def to_length(found: Schema, length: int) -> Narrowing:
    """Allow only so many characters."""
    return Narrowing(schema=found.origin, keyword="maxLength", value=length)


def to_form(found: Schema, natural: ColumnKind) -> Narrowing | None:
    """Allow only text that can be kept as this kind; None: no keyword says it."""
    told = FORMS.get(natural)
    if told is None:
        return None
    return Narrowing(schema=found.origin, keyword=told[0], value=told[1])


def range_of(type_: DataType) -> tuple[Decimal, Decimal] | None:
    """Return the numbers that a column can hold, where it is no plain number of 64 bits."""
    if type_.kind == "numeric" and type_.arguments:
        precision, scale = (*type_.arguments, 0)[:2]
        most = Decimal(10**precision - 1).scaleb(-scale)
        return (Decimal(0) if type_.unsigned else -most, most)
    bits = RANGES.get(type_.kind)
    if bits is None:
        return None
    low, high = (0, 2 ** (bits + 1) - 1) if type_.unsigned else (-(2**bits), 2**bits - 1)
    return Decimal(low), Decimal(high)
