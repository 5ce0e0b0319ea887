"""What the times of a row tell: when the thing itself takes place, or when its row was written.

Location: pactgen/passes/endpoints/moments.py. Used by the passes that read ranges, days and orders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.reconcile.wording import dates_rows, essence
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.database import Column, Table

TIMES: Final = frozenset({"timestamp", "date"})
"""Kinds of columns that tell a time."""
DAY_PATTERNS: Final = frozenset(
    {r"^\d{4}-\d{2}-\d{2}$", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", r"^\d{4}-\d\d-\d\d$"}
)
MONTH_PATTERNS: Final = frozenset(
    {
        r"^\d{4}-\d{2}$", "^[0-9]{4}-[0-9]{2}$", r"^\d{4}-\d\d$", r"^\d{4}-(0[1-9]|1[0-2])$",
        "^[0-9]{4}-(0[1-9]|1[0-2])$",
    }
)  # fmt: skip
_BEGINNINGS: Final = ("start", "begin", "depart", "scheduled", "from", "valid_from", "effective")
_OF_ROWS: Final = vocabulary.CREATED | vocabulary.UPDATED | vocabulary.DELETED


def tells_time(column: Column) -> bool:
    """Whether it is a moment or a day, or the number of seconds since 1970 that answers show."""
    declared = column.declared if column.kind in {"integer", "bigint"} else None
    return column.kind in TIMES or (declared is not None and declared.type.epoch is not None)


def is_own(column: Column) -> bool:
    """Whether the time is one of the thing, and not of its row."""
    return bare(column.wire_name) not in _OF_ROWS


def begins(column: Column) -> bool:
    """Whether the thing takes place from this time on."""
    return snake(column.wire_name).startswith(_BEGINNINGS)


def dates(column: Column, table: Table) -> bool:
    """Whether it is called after the rows themselves: the `order_date` of `orders`."""
    return dates_rows(column.wire_name, essence(table.name))


def tells_making(column: Column) -> bool:
    """Whether it is the time at which the row was made."""
    return bare(column.wire_name) in vocabulary.CREATED
