"""Numbers become other numbers: which ranges hold which.

Location: pactgen/migrations/conversions/numbers.py. A value out of range is none that fits; both
databases are asked, since SQLite would store it and PostgreSQL would stop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.migrations.conversions.values import KEPT, Both, Conversion, family, same

if TYPE_CHECKING:
    from pactgen.ir.schema import DataType, TypeKind

_BITS: Final[dict[TypeKind, int]] = {"smallint": 16, "integer": 32, "bigint": 64}
_EXACT: Final[dict[TypeKind, int]] = {"real": 24, "double": 53}
"""Integers of so many bits are the same number there."""
_LARGEST: Final[dict[TypeKind, str]] = {"real": "3.4e38", "double": "1.7e308"}


def of_numbers(before: DataType, after: DataType) -> Conversion:
    """Return how a number becomes one of another type."""
    match family(before), family(after):
        case "int", "int":
            low, high = limits(after)
            if low <= limits(before)[0] and limits(before)[1] <= high:
                return KEPT
            return Conversion(keeps=False, fits=same(f"{{c}} BETWEEN {low} AND {high}"))
        case "int", "float":
            exact = 2 ** _EXACT[after.kind]
            if _BITS[before.kind] - 1 <= _EXACT[after.kind]:
                return Conversion(keeps=True)
            fits = same(f"{{c}} BETWEEN {-exact} AND {exact}")
            return Conversion(keeps=False, widens=True, fits=fits)
        case "float", "float":
            kept = _EXACT[before.kind] <= _EXACT[after.kind]
            return Conversion(keeps=kept, fits=None if kept else finite(after))
        case _, "float":
            return Conversion(keeps=False, fits=finite(after))
        case _, "int":
            low, high = limits(after)
            return Conversion(
                keeps=False,
                rounds=True,
                postgresql="round({c})::bigint",
                sqlite="CAST(round({c}) AS INTEGER)",
                fits=same(f"round({{c}}) BETWEEN {low} AND {high}"),
            )
        case _:
            kept = _holds(before, after)
            return Conversion(keeps=kept, fits=None if kept else precise(after))


def limits(type_: DataType) -> tuple[int, int]:
    """Return the least and the greatest integer of a type."""
    bits = _BITS[type_.kind]
    return (0, 2**bits - 1) if type_.unsigned else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


def finite(type_: DataType, value: str = "{c}") -> Both:
    """Return the condition that a floating-point number is within its type's range."""
    return same(f"abs({value}) <= {_LARGEST[type_.kind]}")


def precise(type_: DataType, value: str = "{c}") -> Both | None:
    """Return the condition that a number has room in NUMERIC(precision, scale)."""
    if not type_.arguments:
        return None
    whole, scale = _digits(type_)
    return same(f"abs(round({value}, {scale})) < 1e{whole}")


def _digits(type_: DataType) -> tuple[int, int]:
    """Return the digits before and behind the point."""
    precision, scale = (*type_.arguments, 0)[:2]
    return precision - scale, scale


def _holds(before: DataType, after: DataType) -> bool:
    """Tell whether every number of one type is one of NUMERIC as well."""
    if family(before) == "float":
        return False
    if not after.arguments:
        return True
    whole, scale = _digits(after)
    if family(before) == "int":
        return max(len(str(abs(limit))) for limit in limits(before)) <= whole
    there = _digits(before) if before.arguments else None
    return there is not None and there[0] <= whole and there[1] <= scale
