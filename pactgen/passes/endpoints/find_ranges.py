"""Which column does an end of a range mean, or a day: `from`, `min_price`, `born_before`, `date`?

Location: pactgen/passes/endpoints/find_ranges.py. Used by `assign_roles`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import FilterRole
from pactgen.passes.endpoints.described_orders import UNITS
from pactgen.passes.endpoints.moments import (
    TIMES,
    begins,
    dates,
    is_own,
    tells_making,
    tells_time,
)
from pactgen.passes.reading.shapes import types_of
from pactgen.passes.reconcile.kinds import natural_kind
from pactgen.passes.reconcile.wording import bare_of, essence
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import singular, snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.database import Column, Table

_OF_TIME: Final = frozenset({"at", "on", "date", "time", "day", "datetime"})
_DAYS: Final = frozenset({"date", "day", "on", "ondate", "fordate"})
_EDGES: Final = frozenset({"begin", "beginning", "end", "ends", "from", "start", "starts", "to"})
"""What texts call the ends of any range."""
_AFTER: Final = _OF_TIME | {"after", "before", "from", "since", "until"}
_OF_PERIODS: Final = frozenset({"in", "month", "of", "year"})
_COUNTED: Final = frozenset({"count", "number", "rating", "score", "total"})
_CHANGED: Final = frozenset({"changed", "edited", "modified", "updated"})
_MADE: Final = frozenset({"added", "created", "inserted"})
_YEAR: Final = "year"
_LEAST_BASE: Final = 4
"""Letters of a verb that may begin a noun: `rent`, `rental`."""
_BIRTH: Final = frozenset(
    {"birthdate", "dateofbirth", "birthday", "birth", "dob", "birthyear", "yearofbirth"}
)


def times_of(table: Table, description: str | None = None) -> list[Column]:
    """Return the columns that a range without a name may mean, the likeliest first.

    What the description says to have happened then comes first of all. What every row has, and
    tells about the thing itself, comes before when the row was made: the appointments from one day
    to another are those that start then. So does what is called after the thing: `order_date`.
    """
    times = [column for column in table.columns if tells_time(column)]
    called = [one for one in times if _is_spoken_of(one, description or "")]
    if len(called) == 1:
        return called
    said = set(re.findall(r"[a-z]+", (description or "").lower()))
    spoken = [one for one in times if _happened(one) & said]
    if len(spoken) == 1 or (not spoken and said & _CHANGED):
        return spoken
    dated = [one for one in times if dates(one, table)]
    own = dated or [one for one in times if is_own(one) and not one.nullable]
    starts = [one for one in own if snake(one.wire_name).startswith("start")]
    made = [one for one in times if tells_making(one)]
    if len(own) == 1 or len(starts) == 1:
        return [*(starts or own), *made]
    if made:
        return made
    told = [one for one in times if is_own(one)]
    return told if len(told) == 1 else []


def ranged_by(table: Table, name: str, description: str | None = None) -> list[Column]:
    """Return the columns that a range of this name may mean: those called so, else the only one.

    `hired` is `hired_on`, `price` is `unit_price` where no other column ends so, or where the
    description of the parameter says so.
    """
    exact = [one for one in table.columns if _stem(one.wire_name) == _stem(name)]
    exact = exact or [one for one in table.columns if _counts_in_units(one, name)]
    if exact or name in _OF_TIME:
        return exact or times_of(table, description)
    done = [one for one in table.columns if _stem(name) in _happened(one)]
    done = done or [one for one in table.columns if _begins_alike(_stem(name), one, table)]
    if len(done) == 1:
        return done
    if bare(name) == "born":
        return [one for one in table.columns if bare(one.wire_name) in _BIRTH]
    ending = [one for one in table.columns if snake(one.wire_name).endswith(f"_{name}")]
    ending = ending or [one for one in table.columns if _ends_before_unit(one, name)]
    if not ending and name == _YEAR:
        ending = [one for one in table.columns if snake(one.wire_name).startswith(f"{_YEAR}_")]
    if not ending and name.endswith("ed"):  # the year in which it was published
        ending = [one for one in table.columns if bare(one.wire_name) == _YEAR]
    if len(ending) > 1:
        told = f" {snake(description or '').replace('_', ' ')} "
        ending = [one for one in ending if f" {snake(one.wire_name).replace('_', ' ')} " in told]
    return ending if len(ending) == 1 else []


def in_period(contract: Contract, table: Table, parameter: Parameter) -> FilterRole | None:
    """Return the filter of `year=2024`, or of `month=3`; None where another thing may be meant."""
    period = snake(parameter.name).split("_")[-1]
    if period not in {"year", "month"} or types_of(contract, parameter.schema) != {"integer"}:
        return None
    column = _period_of(table, parameter.name, parameter.description)
    if column is None:
        return None
    return FilterRole(column=column.name, op="year" if period == "year" else "month")


def has_room(contract: Contract, table: Table, parameter: Parameter) -> FilterRole | None:
    """Return the filter of `guests=4`, which asks for what has room for so many: `max_guests`.

    Where rows have a least number, too, a number between both is meant, and that is no one column.
    """
    if types_of(contract, parameter.schema) != {"integer"}:
        return None
    wanted = essence(parameter.name)
    numbers = [one for one in table.columns if one.kind in {"integer", "bigint"}]
    most = [one for one in numbers if essence(one.wire_name) == ("max", *wanted)]
    least = [one for one in numbers if essence(one.wire_name) == ("min", *wanted)]
    return FilterRole(column=most[0].name, op="ge") if len(most) == 1 and not least else None


def _period_of(table: Table, name: str, description: str | None) -> Column | None:
    """Return the time whose year or month a parameter asks for: `year`, `publishedYear`.

    Of several times that say something of the thing itself, the description must tell one.
    """
    words = [word for word in snake(name).split("_") if word not in _OF_PERIODS]
    times = [one for one in table.columns if _is_calendar(one)]
    if words:
        found = [one for one in ranged_by(table, "_".join(words), description) if one in times]
        return found[0] if len(found) == 1 else None
    called = [one for one in times if _is_spoken_of(one, description or "")]
    said = set(re.findall(r"[a-z]+", (description or "").lower()))
    done = [one for one in times if _happened(one) & said]
    own = [one for one in times if is_own(one)]
    own = [one for one in own if begins(one)] or own
    made = [one for one in times if tells_making(one)]
    for some in (called, done, own or made):
        if some:
            return some[0] if len(some) == 1 else None
    return None


def _is_calendar(column: Column) -> bool:
    """Whether the database keeps it as a day or a moment, and not as a number or a text."""
    kept = column.declared is None or natural_kind(column.declared.type) in TIMES
    return column.kind in TIMES and kept


def _is_spoken_of(column: Column, text: str) -> bool:
    """Whether a text has the words of a column one after the other: `Check-in on or after`.

    A word alone must be followed by what is said of times: `due on`, `invoice date`.
    """
    words = [word for word in snake(column.wire_name).split("_") if word not in _OF_TIME]
    told = re.findall(r"[a-z]+", snake(text).replace("_", " "))
    if not words or set(words) <= _EDGES:
        return False
    width = len(words)
    for at in range(len(told) - width + 1):
        if told[at : at + width] == words and (width > 1 or set(told[at + 1 : at + 2]) & _AFTER):
            return True
    return False


def _counts_in_units(column: Column, name: str) -> bool:
    """`duration` is `duration_ms`: they differ in what it is measured in; `pages`, `page_count`."""
    spoken = essence(column.wire_name)
    number = column.kind in {"integer", "bigint", "double"}
    return number and len(spoken) > 1 and bare_of(spoken, UNITS | _COUNTED) == essence(name)


def _ends_before_unit(column: Column, name: str) -> bool:
    """`price` ends `nightly_price_cents`, whose last word is what it is measured in."""
    spoken, wanted = bare_of(essence(column.wire_name), UNITS), essence(name)
    number = column.kind in {"integer", "bigint", "double"}
    return number and len(spoken) > len(wanted) and spoken[-len(wanted) :] == wanted


def lies_on(table: Table, name: str) -> Column | None:
    """Return the moment that a day of this name is about: the one called so, else the start.

    `departure_date` is the day of `departure_time`; `date` alone is that of what every row tells
    about the thing itself, where there is one or it begins then, else of when the row was made.
    """
    times = [column for column in table.columns if column.kind == "timestamp"]
    called = [one for one in times if _stem(one.wire_name) == _stem(name)]
    if called or bare(name) not in _DAYS:
        return called[0] if len(called) == 1 else None
    own = [one for one in times if is_own(one)]
    starts = [one for one in own if begins(one)]
    made = [one for one in times if tells_making(one)]
    for some in (own, starts, made if not own else []):
        if len(some) == 1:
            return some[0]
    return None


def _happened(column: Column) -> frozenset[str]:
    """Return what happens at this time, as descriptions say it: `starting` at `start_date`."""
    name, stem = bare(column.wire_name), _stem(column.wire_name)
    if column.kind in {"integer", "bigint"} and name.endswith(_YEAR) and name != _YEAR:
        stem = name.removesuffix(_YEAR)
    elif not tells_time(column):
        return frozenset()
    for known, said in ((vocabulary.UPDATED, _CHANGED), (vocabulary.CREATED, _MADE)):
        if name in known:
            return said
    if stem.endswith("ed"):
        return frozenset({stem})
    base = stem.removesuffix("e")
    return frozenset({f"{stem}ed", f"{base}ed", f"{stem}{stem[-1:]}ed", f"{base}ing"})


def _begins_alike(done: str, column: Column, table: Table) -> bool:
    """Whether it is the day of what was done: rentals are `rented` on their `rental_date`."""
    base = done.removesuffix("ed")
    long = base != done and len(base) >= _LEAST_BASE
    return (
        long
        and tells_time(column)
        and dates(column, table)
        and _stem(column.wire_name).startswith(base)
    )


def _stem(name: str) -> str:
    """Return a name without the words by which times are called: `starts_at` is `start`."""
    words = snake(name).split("_")
    kept = [word for word in words if word not in _OF_TIME] or words
    return "".join(singular(word) for word in kept)
