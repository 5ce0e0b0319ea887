"""Verbs that are true of whoever is calling, where rows count for how many: `favorite`, `like`.

Location: pactgen/passes/behaviours/personal_marks.py. Used by `design_endpoints`. One boolean of a
row would say of everybody what one of them said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def of_one_person(contract: Contract, one: Sighting, stored: Stored, verb: str) -> str | None:
    """Return why one row cannot say it; None where it can."""
    mark = bare(verb).removeprefix("un")
    if mark not in vocabulary.MARKS or not tells_caller(contract, one.operation):
        return None
    counted = {form for word in (mark, _past(mark)) for form in _counts(word)}
    for column in stored.table.columns:
        if bare(column.wire_name) in counted and column.kind in {"integer", "bigint"}:
            return (
                f"`{verb}` is true of whoever is calling, and `{column.wire_name}` counts of how "
                f"many: a {stored.kept.name} alone cannot tell who they are."
            )
    return None


def _past(mark: str) -> str:
    return f"{mark}d" if mark.endswith("e") else f"{mark}ed"


def _counts(word: str) -> Iterator[str]:
    """Yield what a number of marks is called: `likes`, `likesCount`, `favorited_count`."""
    for form in (word, f"{word}s", f"{word}rs", f"{word}ers", f"{word}es"):
        yield from (f"{form}count", f"{form}total", f"total{form}", f"num{form}", f"{form}num")
    yield from (f"{word}s", f"{word}es", f"{word}rs", f"{word}ers")
