"""What lasts from one time to another: `validOn=2024-02-01`, `Only what ends on or after this day`.

Location: pactgen/passes/endpoints/lasting_rows.py. Used by assign_roles.py. Rows have a time at
which they begin, and one at which they end, or none while they last.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import FilterOp, FilterRole
from pactgen.passes.endpoints.moments import tells_time
from pactgen.passes.reading.columns import storage_of
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.database import Column, Table

_EDGE: Final = re.compile(
    r"\b(?P<edge>starts?|begins?|ends?|finish(?:es)?|(?:start|begin|end|finish)ing)"
    r" (?P<on>(?:on|at) or )?(?P<way>after|before|by|from)\b"
)
_STARTS: Final = frozenset({"begin", "begins", "from", "since", "start", "starts"})
_ENDS: Final = frozenset(
    {"end", "ends", "expires", "expiry", "finish", "thru", "till", "to", "until"}
)
_TIMES: Final = frozenset({"at", "date", "day", "on", "time"})
_LASTS: Final = frozenset(
    {f"{word}{end}" for word in ("active", "effective", "inforce", "valid") for end in ("on", "at")}
    | {"asof", "asofdate", "effectivedate"}
)
"""What parameters are called that name a time at which things last."""


def lasting(contract: Contract, table: Table, parameter: Parameter) -> FilterRole | None:
    """Return the filter of a time at which rows last, or with which an end of theirs is compared.

    Args:
        contract: for the schema of the parameter.
        table: of the rows.
        parameter: of a list, which no column is called like.
    """
    kind = storage_of(contract, parameter.schema).kind
    if kind not in {"date", "timestamp"}:
        return None
    starts, ends = (
        [one for one in table.columns if one.kind == kind and _is_edge(one, words)]
        for words in (_STARTS, _ENDS)
    )
    told = [*_EDGE.finditer((parameter.description or "").lower())]
    if len(told) == 1:
        return _compared(told[0], starts, ends)
    if bare(parameter.name) not in _LASTS or len(starts) != 1 or len(ends) != 1:
        return None
    return FilterRole(column=starts[0].name, op="lasting", limit=ends[0].name)


def _compared(told: re.Match[str], starts: list[Column], ends: list[Column]) -> FilterRole | None:
    """Return what a description says of the beginning or of the end."""
    found = starts if told["edge"][0] in "sb" else ends
    if len(found) != 1:
        return None
    later = told["way"] in {"after", "from"}
    includes = told["on"] is not None or told["way"] in {"by", "from"}
    ops: dict[tuple[bool, bool], FilterOp] = {
        (True, True): "ge",
        (True, False): "gt",
        (False, True): "le",
        (False, False): "lt",
    }
    return FilterRole(column=found[0].name, op=ops[later, includes])


def _is_edge(column: Column, words: frozenset[str]) -> bool:
    """Whether it is a time that the row begins or ends at: `valid_from`, `end_date`, `to`."""
    spoken = [word for word in snake(column.wire_name).split("_") if word not in _TIMES]
    return tells_time(column) and bool(spoken) and (spoken[-1] in words or spoken[0] in words)
