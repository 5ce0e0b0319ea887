"""Which time a parameter of a report asks for: the one that its months are those of.

Location: pactgen/passes/endpoints/report_roles.py. Used by `assign_roles`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import FilterOp, FilterRole, UnusedRole
from pactgen.passes.words.prose import plain_words
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Operation, Parameter
    from pactgen.ir.inputs import Role
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.tables import Stored

_OF_TIMES: Final[frozenset[FilterOp]] = frozenset({"day", "year", "month", "ge", "gt", "le", "lt"})
_ASKED: Final[dict[str, FilterOp]] = {
    "year": "year",
    "month": "month",
    **dict.fromkeys(("from", "fromdate", "since", "start", "startdate"), "ge"),
    **dict.fromkeys(("end", "enddate", "to", "todate", "until"), "le"),
}
"""What parameters ask of the time that a report is about, by their names."""


def by_time_of_report(
    operation: Operation, verdict: Verdict, stored: Stored, parameter: Parameter, role: Role
) -> Role:
    """`year=2024` of revenue by month asks for the year of the same time: `paid_at`."""
    time = None if verdict.grouping is None else verdict.grouping.time
    if time is None or parameter.location != "query":
        return role
    asked = _ASKED.get(bare(parameter.name))
    if isinstance(role, UnusedRole) and asked is not None:
        return FilterRole(column=time, op=_open(operation, parameter, asked))
    kinds = {each.name: each.kind for each in stored.table.columns}
    if not isinstance(role, FilterRole) or role.through or role.op not in _OF_TIMES:
        return role
    return replace(role, column=time) if kinds.get(role.column) == kinds[time] else role


def _open(operation: Operation, parameter: Parameter, asked: FilterOp) -> FilterOp:
    """Return what is asked of an end: `before `to`` leaves out the day itself."""
    told = plain_words(" ".join(filter(None, (*operation.texts, parameter.description))))
    name = re.escape(plain_words(parameter.name))
    leaves_out = re.search(rf"\bbefore (?:the )?(?:{name}|this (?:day|date|time))\b", told)
    return "lt" if asked == "le" and leaves_out else asked
