"""What a schema of the contract would say if it promised no more than the tables keep."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.ir.binding import Narrowing
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.shapes import types_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.ir.contract import Contract, Json, Property, Schema
    from pactgen.ir.database import ColumnKind
    from pactgen.ir.schema import Check, DataType, TypeKind

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


def bounded(found: Schema, check: Check, type_: DataType) -> Iterator[tuple[Narrowing, str]]:
    """Allow only numbers that a CHECK does, each end with what the contract allows beyond it.

    The number itself is left out by the next one that the column holds, where there is a next one.
    """
    step = _step(found, type_)
    least = _closed(check.minimum, step, is_open=check.open_minimum)
    most = _closed(check.maximum, -step, is_open=check.open_maximum)
    low, high = _least(found), _most(found)
    if check.open_minimum and _reaches(found.exclusive_minimum, check.minimum):
        least = None
    if check.open_maximum and _reaches(check.maximum, found.exclusive_maximum):
        most = None
    whole = "integer" in found.types
    if least is not None and (low is None or low < least):
        yield (
            _end(found, "minimum", least, exact=not check.open_minimum or whole),
            "as small as can be" if low is None else f"as small as {low:g}",
        )
    if most is not None and (high is None or high > most):
        yield (
            _end(found, "maximum", most, exact=not check.open_maximum or whole),
            "as large as can be" if high is None else f"as large as {high:g}",
        )


def _reaches(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one >= other


def _step(found: Schema, type_: DataType) -> Decimal:
    """Return the least difference of two numbers; 0 where they are as dense as floats."""
    if "integer" in found.types:
        return Decimal(1)
    has_scale = type_.kind == "numeric" and len(type_.arguments) > 1
    return Decimal(1).scaleb(-type_.arguments[1]) if has_scale else Decimal(0)


def _closed(bound: float | None, step: Decimal, *, is_open: bool) -> Decimal | None:
    """Return an end that belongs to what is allowed."""
    if bound is None or (is_open and not step):
        return None
    return Decimal(str(bound)) + (step if is_open else 0)


def _end(found: Schema, keyword: str, value: Decimal, *, exact: bool) -> Narrowing:
    plain: Json = int(value) if value == int(value) else float(value)
    return Narrowing(schema=found.origin, keyword=keyword, value=plain, exact=exact)


def _least(found: Schema) -> float | None:
    ends = [each for each in (found.minimum, found.exclusive_minimum) if each is not None]
    return max(ends, default=None)


def _most(found: Schema) -> float | None:
    ends = [each for each in (found.maximum, found.exclusive_maximum) if each is not None]
    return min(ends, default=None)


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
