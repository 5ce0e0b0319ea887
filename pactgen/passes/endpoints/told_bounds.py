"""A bound that the description of a parameter tells of another member: `minSalary` of `salaryMax`.

Location: pactgen/passes/endpoints/told_bounds.py. Used by assign_roles.py. What a parameter is
called is a guess where its description names the member: `Only jobs whose salaryMax is at least
this amount`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import FilterRole
from pactgen.passes.endpoints.moments import tells_time
from pactgen.passes.endpoints.told_operators import NUMBERS
from pactgen.passes.reading.shapes import items_of, types_of
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.inputs import FilterOp
    from pactgen.passes.tables import Stored

_TOLD: Final = re.compile(
    r"`(?P<member>\w+)` (?:is|are|was|lies|must be)?\s*(?P<end>at least|no less than|not below"
    r"|(?:on or )?after"
    r"|(?:above|greater than|more than|higher than|over)(?P<or_above> or equal to)?"
    r"|at most|no more than|not above|(?:on or )?before"
    r"|(?:below|less than|lower than|under)(?P<or_below> or equal to)?)\b",
    re.IGNORECASE,
)
_LOWER: Final = frozenset({"at least", "no less than", "not below", "on or after"})
_UPPER: Final = frozenset({"at most", "no more than", "not above", "on or before"})


def told_bound(contract: Contract, stored: Stored, parameter: Parameter) -> FilterRole | None:
    """Return the filter by the only member that a description names with an end of a range."""
    found = list(_TOLD.finditer(parameter.description or parameter.schema.description or ""))
    told = types_of(contract, parameter.schema) - {"null"}
    if len(found) != 1 or items_of(contract, parameter.schema) or told == {"boolean"}:
        return None
    member = bare(found[0]["member"])
    columns = [
        column
        for column in stored.table.columns
        if bare(column.wire_name) == member and not column.secret
        if column.kind in NUMBERS or tells_time(column)
    ]
    counts = told <= {"integer", "number"}
    if len(columns) != 1 or counts != (columns[0].kind in NUMBERS):
        return None
    return FilterRole(column=columns[0].name, op=_operator(found[0]))


def _operator(found: re.Match[str]) -> FilterOp:
    end = found["end"].lower()
    if end in _LOWER or found["or_above"]:
        return "ge"
    if end in _UPPER or found["or_below"]:
        return "le"
    return "gt" if end.startswith(("above", "after", "greater", "more", "higher", "over")) else "lt"
