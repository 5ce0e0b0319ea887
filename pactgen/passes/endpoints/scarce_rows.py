"""What runs low: `/parts/low-stock`, `?low_stock=true`, `/parts/low-stock?threshold=5`.

Location: pactgen/passes/endpoints/scarce_rows.py. Used by `pick_rows` and `assign_roles`. Rows say
how many there are in one column and how many there should be in another; whether those that have
just as many belong to them is told by a text, or by what the limit is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.contract import ABSENT
from pactgen.ir.inputs import FilterRole
from pactgen.passes.reconcile.wording import essence
from pactgen.passes.words.scarcity import (
    ASKED,
    AT_OR_BELOW,
    BELOW,
    LIMITS,
    NO_LIMITS,
    NO_STOCKS,
    REORDERED,
    SCARCE,
    STOCKS,
)
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgen.ir.contract import Parameter
    from pactgen.ir.database import Column
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_NUMBERS: Final = frozenset({"integer", "bigint", "double"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scarcity:
    """The columns that are compared, and how."""

    column: str
    sign: Literal["<", "<="]
    limit: str


def asks_for_scarce(name: str) -> bool:
    """Whether a list or a flag is called like what runs low: `low-stock`, `needsReorder`."""
    return SCARCE.fullmatch(" ".join(essence(name))) is not None


def scarcity_of(stored: Stored, texts: Iterable[str | None]) -> Scarcity | None:
    """Return which rows run low; None where no two columns tell it, or no text at which limit."""
    numbers = _numbers(stored)
    limits = [one for one in numbers if _says(one, LIMITS) and not _says(one, NO_LIMITS - LIMITS)]
    stock = _stock(numbers, limits)
    if len(limits) != 1 or stock is None:
        return None
    limit = limits[0]
    declared = (each.declared for each in (stock, limit))
    told = " ".join(filter(None, (*texts, *(each.comment for each in declared if each))))
    if AT_OR_BELOW.search(told) or (not BELOW.search(told) and _says(limit, REORDERED)):
        return Scarcity(column=stock.name, sign="<=", limit=limit.name)
    return Scarcity(column=stock.name, sign="<", limit=limit.name) if BELOW.search(told) else None


def scarce_role(stored: Stored, parameter: Parameter) -> FilterRole | None:
    """Return the filter that `low_stock=true` is."""
    found = scarcity_of(stored, (parameter.description,))
    if found is None or not asks_for_scarce(parameter.name):
        return None
    op: Literal["under", "up_to"] = "under" if found.sign == "<" else "up_to"
    return FilterRole(column=found.column, op=op, limit=found.limit)


def threshold_role(one: Sighting, stored: Stored, parameter: Parameter) -> FilterRole | None:
    """Return the filter that the number is which a list of what runs low is asked with."""
    if one.picks is None or not asks_for_scarce(one.picks) or parameter.location != "query":
        return None
    always = parameter.required or parameter.schema.default is not ABSENT
    stock = _stock(_numbers(stored), ())
    if not always or stock is None or not {*essence(parameter.name)} & ASKED:
        return None
    told = " ".join(filter(None, (parameter.description, *one.operation.texts)))
    strict = BELOW.search(told) is not None and AT_OR_BELOW.search(told) is None
    return FilterRole(column=stock.name, op="lt" if strict else "le")


def _numbers(stored: Stored) -> list[Column]:
    return [
        one
        for one in stored.table.columns
        if one.kind in _NUMBERS and not (one.primary_key or one.references or one.secret)
    ]


def _stock(numbers: Iterable[Column], limits: Collection[Column]) -> Column | None:
    left = [one for one in numbers if one not in limits and not _says(one, NO_STOCKS)]
    for words in STOCKS:
        found = [one for one in left if _says(one, words)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _says(column: Column, words: Collection[str]) -> bool:
    return any(
        word in words for name in (column.name, column.stored_name) for word in essence(name)
    )
