"""Find switches: PUT turns something on, DELETE turns it off, GET says whether it is.

`PUT` and `DELETE /projects/{id}/notifications` bring nothing, and `GET` of the same path answers
`{"enabled": true}`. Without such an answer it is a mark (`groups.is_mark`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.shapes import shape_of, types_of
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Sighting

_ON = frozenset({"active", "enabled", "isactive", "isenabled", "ison", "on"})
"""What a boolean is called that says whether a switch is on."""
_SWITCHING = frozenset({"get", "head", "put", "post", "delete"})


def switch_of(contract: Contract, group: Iterable[Sighting]) -> str | None:
    """Return the member of the answer that says whether the switch is on; None: it is none."""
    every = list(group)
    methods = {one.operation.method for one in every}
    if not ({"get", "delete"} <= methods <= _SWITCHING and methods & {"put", "post"}):
        return None
    if any(one.place.is_item or one.called is not None or one.required_queries for one in every):
        return None
    reads = [one for one in every if one.method == "get"]
    writes = [one for one in every if one.method in {"put", "post", "delete"}]
    if any(one.answer is None or one.answer.many for one in reads):
        return None
    if any(one.operation.body is not None for one in writes):
        return None
    told = {name for one in reads for name in _booleans(contract, one)}
    called = {name for name in told if bare(name) in _ON}
    return next(iter(called)) if len(called) == 1 else None


def _booleans(contract: Contract, one: Sighting) -> Iterable[str]:
    if one.answer is not None:
        for member in shape_of(contract, one.answer.schema).properties:
            if types_of(contract, member.schema) - {"null"} == {"boolean"}:
                yield member.name
