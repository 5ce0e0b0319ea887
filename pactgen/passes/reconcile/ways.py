"""A way from one table to the rows of another, and what a property shows of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from pactgen.passes.reconcile.wording import essence
from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.ir.contract import Schema
    from pactgen.ir.database import Condition, Through
    from pactgen.ir.schema import Table
    from pactgen.passes.reconcile.wording import Words

_EITHER: Final = re.compile(r",? \w+ or not\b")
BELOW: Final = (("child",), ("children",), ("reply",), ("answer",), ("response",), ("descendant",))
"""What rows call those of their own table that refer to them."""
LEADERS: Final = frozenset({"boss", "lead", "leader", "manager", "supervisor"})
LED: Final = (("report",), ("direct", "report"), ("subordinate",))
"""What those are called that have such a one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way from a table to the rows of another."""

    table: Table
    """Where it leads."""
    many: bool
    pairs: tuple[tuple[str, str], ...]
    """Own column and the other's; empty with a join table."""
    through: Through | None = None
    names: tuple[Words, ...] = ()
    """What such a property would be called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a property shows of the rows at the end of a way."""

    way: Way
    figure: Literal[
        "rows", "value", "values", "count", "sum", "average", "least", "greatest", "latest", "mine"
    ]
    column: str | None = None
    beside: tuple[str, ...] = ()
    """Of a value: the columns that are told behind it as one text, a last name."""
    factor: str | None = None
    """Of a sum: the column that each value is multiplied by."""
    taken_from: str | None = None
    """Of a count or a sum: the row's own column that it leaves so much of."""
    latest_by: tuple[str, ...] = ()
    """Of the latest: the columns that tell which row that is."""
    otherwise: int | None = None
    """Of a value: what it is where there is no such row."""
    only: Condition | None = None
    """Of a count: which of the rows; its column is that of the database."""
    why: str


def words_of(schema: Schema) -> frozenset[str]:
    """Return the words that describe a value, of several also one: `Slugs of the queues`."""
    told = words_in(schema)
    return frozenset((*told, *(word for each in told for word in essence(each))))


def words_in(schema: Schema) -> tuple[str, ...]:
    """Return these words in their order; what is so `or not` is said of all."""
    said = _EITHER.sub("", (schema.description or "").lower())
    return tuple(re.findall(r"\w+", said))
