"""What columns of a row come to: the days between two, their product, what one leaves of another.

Location: pactgen/passes/reconcile/reckon.py. Used by `lay_shapes`. `nights` are the `days between
check-in and check-out`, `lineTotal` is `quantity times unit price`: the description tells it, or a
name that means nothing else beside just one quantity and one price.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.ir.database import Reckoned
from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.shapes import types_of
from pactgen.passes.reconcile.kinds import natural_kind
from pactgen.passes.reconcile.other_words import UNITS
from pactgen.passes.reconcile.wording import TIME_WORDS, Words, bare_of, essence, same, undone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import ColumnKind, Reckoning, Span
    from pactgen.ir.schema import Column, Table
    from pactgen.passes.reconcile.board import Sheet

MONEY: Final = frozenset({"cent", "pence", "eur", "gbp", "usd"})
"""Last words of an amount that say what it is told in."""
PIECES: Final = frozenset({"qty", "quantity"})
"""What columns are called that tell of how many pieces a line is."""
_ARTICLES: Final = frozenset({"a", "an", "its", "the", "their"})
_PLUS: Final = re.compile(
    r"(?:the )?(?P<start>[\w -]+?) (?:plus|\+) (?P<length>(?:the |its )?[\w -]+)", re.IGNORECASE
)
_SPANS: Final[Mapping[str, Span]] = MappingProxyType(
    {"night": "days", "day": "days", "hour": "hours", "minute": "minutes", "second": "seconds"}
)
_BETWEEN: Final = re.compile(
    r"(?:.*\b)?(?P<unit>nights?|days?|hours?|minutes?|seconds?)\b(?: \w+)? (?:between|from) "
    r"(?P<first>.+?) (?:and|to|until) (?P<last>.+)",
    re.IGNORECASE,
)
_GAP: Final = re.compile(
    r"(?:the )?(?:difference|duration|length|span|time)(?: between| from) (?P<first>.+?)"
    r" (?:and|to|until) (?P<last>.+?)(?:,? in (?P<unit>\w+))?",
    re.IGNORECASE,
)
_SIGNS: Final[tuple[tuple[Reckoning, str], ...]] = (
    ("product", r" times | multiplied (?:by|with) | ?[*\u00d7] ?| x "),
    ("difference", r" minus | less | ?[\u2212\u2013] ?| - "),
    ("sum", r" plus | ?\+ ?"),
)
_LINE: Final = frozenset(
    {
        ("amount",), ("extended", "price"), ("line", "amount"), ("line", "price"),
        ("line", "total"), ("row", "total"), ("subtotal",), ("total",), ("total", "price"),
    }
)  # fmt: skip
"""What rows call their quantity times their price."""
_PRICES: Final = frozenset({("price",), ("unit", "cost"), ("unit", "price"), ("unit",)})
_CHANGING: Final = frozenset(
    {
        "charge", "coupon", "delivery", "discount", "fee", "percent", "rebate", "shipping",
        "surcharge", "tax", "tip", "vat",
    }
)  # fmt: skip
"""Words of columns that change a total in a way that nobody tells."""


def reckoned_of(
    contract: Contract, sheet: Sheet, name: str, schema: Schema, attribute: str
) -> Reckoned | None:
    """Return what columns a property is reckoned of, and how; None where nothing tells it.

    Args:
        contract: for the schema.
        sheet: of the table.
        name: of the property.
        schema: of its values.
        attribute: what the mapped class calls it.
    """
    later = _later(contract, sheet, schema, attribute)
    if later is not None:
        return later
    types = types_of(contract, schema)
    wire = next(iter(types - {"null"})) if len(types - {"null"}) == 1 else ""
    said = (schema.description or "").replace("`", "").strip().rstrip(".")
    found = _span(sheet, name, said) if wire in {"integer", "number"} else None
    found = found or (_told(sheet, name, said) if wire in {"integer", "number", "string"} else None)
    if found is None:
        return None
    how, columns = found
    nullable = any(column.nullable for column in columns)
    kinds = [_kind(sheet, column, wire) for column in columns]
    if (nullable and "null" not in types) or not _fits(wire, how, {*kinds}, columns):
        return None
    for column, kind in zip(columns, kinds, strict=True):
        sheet.kinds.setdefault(column.name, kind)
    return Reckoned(
        name=attribute,
        how=how,
        columns=(sheet.attribute(columns[0].name), sheet.attribute(columns[1].name)),
        shown="text" if wire == "string" else "integer" if wire == "integer" else "double",
        nullable=nullable,
        digits=_digits(how, columns),
    )


def _later(contract: Contract, sheet: Sheet, schema: Schema, attribute: str) -> Reckoned | None:
    """`startsAt plus the duration`: a moment, and a number of minutes that tells how long."""
    said = (schema.description or "").replace("`", "").strip().rstrip(".")
    found = _PLUS.fullmatch(said)
    if found is None or storage_of(contract, schema).kind != "timestamp":
        return None
    start = _moment(sheet, essence(found["start"]))
    wanted = bare_of(essence(found["length"]), _ARTICLES)
    lengths = [
        (column, unit)
        for column in _numbers(sheet.table)
        for each in _called(sheet, column)
        if (unit := _SPANS.get(UNITS.get(each[-1], each[-1]))) is not None
        if same(each[:-1], wanted) or same(each, wanted)
    ]
    units = dict(lengths)
    if start is None or len(units) != 1 or sheet.kind(start) != "timestamp":
        return None
    ((length, unit),) = units.items()
    nullable = start.nullable or length.nullable
    kept = natural_kind(length.type)
    if kept not in {"integer", "bigint"} or (nullable and "null" not in types_of(contract, schema)):
        return None
    sheet.kinds.setdefault(start.name, "timestamp")
    sheet.kinds.setdefault(length.name, kept)
    return Reckoned(
        name=attribute,
        how="later",
        columns=(sheet.attribute(start.name), sheet.attribute(length.name)),
        shown="timestamp",
        nullable=nullable,
        digits=None,
        unit=unit,
    )


def _kind(sheet: Sheet, column: Column, wire: str) -> ColumnKind:
    """Return what a column is to Python; exact numbers that nobody is shown are digits."""
    is_free = column.name not in sheet.kinds and column.type.kind == "numeric"
    return "text" if is_free and wire == "string" else sheet.kind(column)


def _fits(
    wire: str, how: Reckoning, kinds: set[ColumnKind], columns: tuple[Column, Column]
) -> bool:
    """Whether the result is of the type that answers show."""
    if how not in {"product", "difference", "sum"}:
        return len(kinds) == 1 and kinds <= {"date", "timestamp"}
    exact = all(natural_kind(column.type) in {"integer", "bigint"} for column in columns)
    return {"integer": exact, "string": "text" in kinds}.get(wire, True)


def _digits(how: Reckoning, columns: tuple[Column, Column]) -> int | None:
    """Return how many digits behind the point are exact; None: the database keeps them all."""
    scales = [
        (*column.type.arguments, 0, 0)[1] if column.type.kind == "numeric" else 0
        for column in columns
        if natural_kind(column.type) in {"integer", "bigint"} or column.type.arguments
    ]
    if len(scales) < len(columns):
        return None
    return sum(scales) if how == "product" else max(scales)


# ---- times -----------------------------------------------------------------------------------


def _span(sheet: Sheet, name: str, said: str) -> tuple[Reckoning, tuple[Column, Column]] | None:
    """`Days between check-in and check-out`; `nights` where a row has no other two days."""
    found = _BETWEEN.fullmatch(said) or _GAP.fullmatch(said)
    if found is None:
        stay = [_moment(sheet, ("check", "in")), _moment(sheet, ("check", "out"))]
        if said or essence(name) != ("night",) or stay[0] is None or stay[1] is None:
            return None
        return "days", (stay[0], stay[1])
    unit = essence(found["unit"] or "") or essence(name)[-1:]
    how = _SPANS.get(UNITS.get(unit[-1], unit[-1])) if unit else None
    first, last = (_moment(sheet, essence(found[each])) for each in ("first", "last"))
    return None if how is None or first is None or last is None else (how, (first, last))


def _moment(sheet: Sheet, spoken: Words) -> Column | None:
    """Return the only time that is called so: `start` is the `started_at`."""
    wanted = undone(bare_of(spoken, TIME_WORDS | _ARTICLES))
    found = [
        column
        for column in sheet.table.columns
        if sheet.kind(column) in {"date", "timestamp"}
        if any(same(undone(bare_of(each, TIME_WORDS)), wanted) for each in _called(sheet, column))
    ]
    return found[0] if len(found) == 1 else None


# ---- numbers ---------------------------------------------------------------------------------


def _told(sheet: Sheet, name: str, said: str) -> tuple[Reckoning, tuple[Column, Column]] | None:
    """`Quantity times unit price`; what a line comes to where it has nothing else."""
    if not said:
        pair = _line(sheet, name)
        return None if pair is None else ("product", pair)
    formula = said.rpartition("=")[2].strip()
    for how, sign in _SIGNS:
        parts = re.split(sign, formula, flags=re.IGNORECASE)
        if len(parts) == len(("one", "other")):
            one, other = (_number(sheet, essence(each)) for each in parts)
            return None if one is None or other is None or one is other else (how, (one, other))
    return None


def _number(sheet: Sheet, spoken: Words) -> Column | None:
    """Return the only number that is called so: `unit price` is told in `unit_cents`."""
    wanted = bare_of(spoken, _ARTICLES)
    found = [
        column
        for column in _numbers(sheet.table)
        if any(_is_called(each, wanted) for each in _called(sheet, column))
    ]
    return found[0] if len(found) == 1 else None


def _is_called(column: Words, wanted: Words) -> bool:
    plain = bare_of(column, MONEY)
    return same(column, wanted) or same(plain, wanted) or (plain != column and _of(plain, wanted))


def _of(plain: Words, wanted: Words) -> bool:
    """Whether a column of cents is the price that is spoken of."""
    return wanted[-1] in {"amount", "price"} and same(plain, wanted[:-1])


def line_of(table: Table) -> tuple[Column, Column] | None:
    """Return the quantity and the price of a line, where it has one of each and nothing else."""
    numbers = _numbers(table)
    pieces = [column for column in numbers if essence(column.name)[-1] in PIECES]
    prices = [column for column in numbers if bare_of(essence(column.name), MONEY) in _PRICES]
    if len(pieces) != 1 or len(prices) != 1 or changes_totals(table):
        return None
    return pieces[0], prices[0]


def changes_totals(table: Table) -> bool:
    """Whether a table tells of something that is taken off, or comes on top."""
    return any(_CHANGING & {*essence(column.name)} for column in table.columns)


def _line(sheet: Sheet, name: str) -> tuple[Column, Column] | None:
    pair, spoken = line_of(sheet.table), essence(name)
    if pair is None or bare_of(spoken, MONEY) not in _LINE:
        return None
    said, told = ({*words} & MONEY for words in (spoken, essence(pair[1].name)))
    return pair if said <= told and ("cent" in said) == ("cent" in told) else None


def _numbers(table: Table) -> list[Column]:
    keys = {name for key in table.foreign_keys for name in key.columns}
    keys |= set(() if table.primary_key is None else table.primary_key.columns)
    return [
        column
        for column in table.columns
        if natural_kind(column.type) in {"integer", "bigint", "double"} and column.name not in keys
    ]


def _called(sheet: Sheet, column: Column) -> tuple[Words, ...]:
    """Return what a column is called, by the schema and by the contract."""
    wire = sheet.wire_names.get(column.name)
    return (essence(column.name), *([] if wire is None else [essence(wire)]))
