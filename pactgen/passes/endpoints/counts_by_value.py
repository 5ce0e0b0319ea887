"""Maps of whole numbers that are said to count rows: `Returns pet inventories by status`.

`/reports/vehicles-by-status` says it in its path.
Location: pactgen/passes/endpoints/counts_by_value.py. Used by design_endpoints.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import Schema
from pactgen.passes.endpoints.summaries import Reading, is_counted
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import shape_of, types_of
from pactgen.passes.reconcile.wording import essence
from pactgen.passes.words.names import snake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_BY: Final = re.compile(r"(?P<rows>[\w ]+?) (?:by|per|for each|in each) (?P<column>\w+)")


def counted_by_value(
    contract: Contract, one: Sighting, every: Mapping[str, Stored]
) -> Verdict | None:
    """Return the counts that an operation answers; None where nothing names one kind of row."""
    if one.operation.method != "get" or one.place.steps or not _is_map(contract, one):
        return None
    found = [
        (stored, reading)
        for stored, column in _named(one, every)
        if (reading := Reading(contract=contract, stored=stored, given=frozenset())).by_value(
            essence(column), ()
        )
    ]
    if len({stored.kept.name for stored, _ in found}) != 1:
        return None
    stored, reading = found[0]
    name = stored.kept.name
    return reading.verdict(f"It is said to count {name} rows, by a property that has values.")


def _is_map(contract: Contract, one: Sighting) -> bool:
    """Whether the answer is a map of whole numbers, and nothing else."""
    schema = answered_schema(one.operation)
    if schema is None or shape_of(contract, schema).properties:
        return False
    additional = effective(contract, schema).additional
    return isinstance(additional, Schema) and types_of(contract, additional) == {"integer"}


def _named(one: Sighting, every: Mapping[str, Stored]) -> Iterator[tuple[Stored, str]]:
    """Yield the resources that are named before what they are counted by, and the name of that."""
    called = snake(one.place.tail[-1]).replace("_", " ") if one.place.tail else None
    for text in filter(None, (*one.operation.texts, called)):
        for told in _BY.finditer(text):
            spoken = essence(told["rows"])
            for stored in filter(is_counted, every.values()):
                noun = essence(stored.kept.noun)
                width = len(noun)
                places = range(len(spoken) - width + 1)
                if noun and any(spoken[at : at + width] == noun for at in places):
                    yield stored, told["column"]
