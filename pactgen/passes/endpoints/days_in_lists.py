"""A range over rows that have several days: `startDate` of events that take place on `dates`.

Location: pactgen/passes/endpoints/days_in_lists.py. Used by assign_roles.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.inputs import FilterRole
from pactgen.passes.reading.columns import effective, storage_of
from pactgen.passes.reading.shapes import items_of, shape_of
from pactgen.passes.words.names import singular, snake

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.database import Column
    from pactgen.passes.tables import Stored

_DAYS: Final = frozenset({"date", "day"})


def day_in_list(
    contract: Contract, stored: Stored, parameter: Parameter, rest: str, op: Literal["ge", "le"]
) -> FilterRole | None:
    """Return the filter of an end of a range that one of the days of a row must lie in.

    Args:
        contract: for the schemas of the rows.
        stored: the rows; with a schema document none, since its lists may be of anything.
        parameter: of a list, which means no column of one time.
        rest: its name without the word for the end: empty, a word for days, or the list's name.
        op: which end it is.
    """
    if storage_of(contract, parameter.schema).kind != "date" or stored.table.declared is not None:
        return None
    found = [one for one in stored.table.columns if _has_days(contract, stored, one)]
    if len(found) != 1 or rest not in {"", *_DAYS, singular(snake(found[0].wire_name))}:
        return None
    return FilterRole(column=found[0].name, op="any_from" if op == "ge" else "any_until")


def _has_days(contract: Contract, stored: Stored, column: Column) -> bool:
    """Whether every answer that shows a column shows it as a list of days."""
    if column.kind != "json" or column.secret:
        return False
    shown = (shape_of(contract, each) for each in stored.kept.representations)
    members = [one for each in shown if (one := each.property(column.wire_name)) is not None]
    items = [items_of(contract, one.schema) for one in members]
    return bool(items) and all(
        one is not None and effective(contract, one).format == "date" for one in items
    )
