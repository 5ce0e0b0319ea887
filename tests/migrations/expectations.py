"""What a value should be after its column got another type, apart from the code under test."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.ir.schema import Column, Schema, Table
    from tests.migrations.databases import Rows

LIMITS = {"integer": 2**31, "bigint": 2**63}
TRUTHS = {"1": True, "0": False, "t": True, "f": False, "y": True, "n": False} | {
    word: truth
    for truth, words in ((True, ("true", "yes", "on")), (False, ("false", "no", "off")))
    for word in words
}


class NoneFitsError(Exception):
    """The value has no counterpart."""


def converted(value: Any, before: Column, after: Column) -> Any:
    """Return the counterpart; LookupError where this page knows nothing of the two types."""
    start, end = before.type.kind, after.type.kind
    if end in LIMITS and start in {"integer", "bigint", "double"}:
        return _limited(round(value) if start != "double" else _half_up(value), end)
    if start == "varchar" and end in READERS:
        found = READERS[end](value.strip(" "))
        return _limited(found, end) if end in LIMITS else found
    if start == "varchar" and end == "varchar":
        return value[: after.type.arguments[0] if after.type.arguments else None]
    raise LookupError(start, end)


def _half_up(value: float) -> int:
    """Round as SQL does: away from zero in SQLite; PostgreSQL's rule for halves is another."""
    if value % 1 == 0.5:
        raise LookupError("halves")
    return round(value)


def _limited(value: int, kind: str) -> int:
    if -LIMITS[kind] <= value < LIMITS[kind]:
        return value
    raise NoneFitsError(value)


def _integer(text: str) -> int:
    if re.fullmatch(r"[-+]?[0-9]{1,18}", text) and len(text) <= 18:
        return int(text)
    raise NoneFitsError(text)


def _double(text: str) -> float:
    if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d{1,2})?", text, re.ASCII):
        return float(text)
    raise NoneFitsError(text)


def _boolean(text: str) -> bool:
    if text.lower() in TRUTHS:
        return TRUTHS[text.lower()]
    raise NoneFitsError(text)


def _uuid(text: str) -> UUID:
    bare = text.replace("-", "").lower()
    if re.fullmatch("[0-9a-f]{32}", bare):
        return UUID(bare)
    raise NoneFitsError(text)


def _date(text: str) -> date:
    if not re.match(r"\d{4}-\d\d-\d\d($|[T ])", text):
        raise NoneFitsError(text)
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise NoneFitsError(text) from None


def _moment(text: str) -> datetime:
    if len(text) <= 10:
        raise NoneFitsError(text)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise NoneFitsError(text) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


READERS: dict[str, Callable[[str], Any]] = {
    "integer": _integer,
    "bigint": _integer,
    "double": _double,
    "boolean": _boolean,
    "uuid": _uuid,
    "date": _date,
    "timestamptz": _moment,
}


def breaks(rows: Rows, old: Schema, new: Schema, rule: str) -> bool:
    """Tell whether rows really break what a revision demands of them.

    Whatever is renamed in these tests gets a longer name that begins with the former one.
    """
    if unique := re.match(r"no two rows of (\w+) may share (\w+);", rule):
        _, column = _former(old, unique[1], unique[2])
        after = _latter(new, unique[1], unique[2])
        values = _values(rows, old, unique[1], unique[2])
        given = [value for value in values if value is not None]
        stored = ([_stored(value, column, after, half) for value in given] for half in _HALVES)
        return any(len(each) != len(set(each)) for each in stored)
    if check := re.match(r'every row of (\w+) must obey (.*"(\w+)".* < (\S+)); viol', rule):
        values = _values(rows, old, check[1], check[3])
        sizes = [len(one) if "length" in check[2] else one for one in values if one is not None]
        return any(size >= float(check[4]) for size in sizes)
    fit = re.match(r"every (\w+)\.(\w+) must fit", rule)
    assert fit is not None, rule
    _, column = _former(old, fit[1], fit[2])
    after = _latter(new, fit[1], fit[2])
    return any(
        value is not None and _has_none(value, column, after)
        for value in _values(rows, old, fit[1], fit[2])
    )


def _has_none(value: Any, before: Column, after: Column) -> bool:
    try:
        converted(value, before, after)
    except NoneFitsError:
        return True
    return False


def _away(half: float) -> int:
    return math.floor(half + 0.5) if half > 0 else math.ceil(half - 0.5)


_HALVES: tuple[Callable[[float], int], ...] = (round, _away)
"""How PostgreSQL and SQLite round a half: to the even number, and away from zero."""


def _stored(value: Any, before: Column, after: Column, half: Callable[[float], int]) -> Any:
    """Return what the new column holds; values that stay as they are come as they are."""
    if before.type == after.type:
        return value
    if isinstance(value, float) and value % 1 == 0.5:
        return half(value)
    try:
        return converted(value, before, after)
    except LookupError:
        return value


def _latter(new: Schema, table: str, column: str) -> Column:
    return next(one for one in new.tables if str(one.name) == table).column(column)


def _former(old: Schema, table: str, column: str) -> tuple[Table, Column]:
    was = next(one for one in old.tables if table in {str(one.name), f"{one.name}_list"})
    return was, next(one for one in was.columns if column in {one.name, f"{one.name}s"})


def _values(rows: Rows, old: Schema, table: str, column: str) -> list[Any]:
    was, former = _former(old, table, column)
    return [row[former.name] for row in rows[str(was.name)].values()]
