"""Verbs that are true of whoever is calling, where rows count for how many: `favorite`, `like`.

Location: pactgen/passes/behaviours/personal_marks.py. Used by `design_endpoints`. One boolean of a
row would say of everybody what one of them said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.words.marks import counts_of, mark_in
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def of_one_person(contract: Contract, one: Sighting, stored: Stored, verb: str) -> str | None:
    """Return why one row cannot say it; None where it can."""
    mark = mark_in(verb)
    if mark is None or not tells_caller(contract, one.operation):
        return None
    counted = counts_of(mark)
    for column in stored.table.columns:
        if bare(column.wire_name) in counted and column.kind in {"integer", "bigint"}:
            return (
                f"`{verb}` is true of whoever is calling, and `{column.wire_name}` counts of how "
                f"many: a {stored.kept.name} alone cannot tell who they are."
            )
    return None
