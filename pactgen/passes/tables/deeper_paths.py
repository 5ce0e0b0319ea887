"""What paths say of the rows that they go on below: `{groupId}` of `/groups/{groupId}/learners`.

Location: pactgen/passes/tables/deeper_paths.py. Used by keys.py and fields.py.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.passes.reading.paths import place_in
from pactgen.passes.reading.remembered import remembered_last

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Parameter
    from pactgen.passes.resources.values import CollectionKey, Kept


def deeper_parameters(contract: Contract, kept: Kept) -> Iterator[Parameter]:
    """Yield the path parameters that name one of its rows on the way to something else."""
    known = _by_collection(contract)
    for key in kept.keys:
        yield from known.get(key, ())


@remembered_last
def _by_collection(contract: Contract) -> Mapping[CollectionKey, list[Parameter]]:
    found: defaultdict[CollectionKey, list[Parameter]] = defaultdict(list)
    for operation in contract.operations:
        place = place_in(operation)
        given = {one.name: one for one in operation.parameters if one.location == "path"}
        for at, step in enumerate(place.scopes):
            parameter = given.get(step.parameter)
            if parameter is not None and len(place.run(at)) == 1:
                above = tuple(each.literals for each in place.steps[: at + 1])
                found[above].append(parameter)
    return found
