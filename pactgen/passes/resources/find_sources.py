"""Where rows come from that no operation makes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.decisions import Decision, storage
from pactgen.ir.behaviours import CreateRow, ReadSingleton, ReplaceRow, Rowless, WriteSingleton

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.behaviours import Behaviour
    from pactgen.ir.design import Endpoint, Resource


def find_sources(
    endpoints: tuple[Endpoint, ...], resources: Mapping[str, Resource]
) -> Iterator[Decision]:
    """Say of every resource that no operation fills that something else has to."""
    by_resource: dict[str | None, list[Endpoint]] = defaultdict(list)
    brought: set[str] = set()
    for one in endpoints:
        by_resource[_resource(one.behaviour)].append(one)
        if isinstance(one.behaviour, CreateRow) and one.behaviour.file is not None:
            brought.add(one.behaviour.file.resource)
    for name, resource in resources.items():
        own = by_resource[name]
        if own and name not in brought and not any(_makes(one.behaviour) for one in own):
            evidence = tuple(one.operation.origin for one in own)
            yield storage.filled_elsewhere(name, resource.table, own[0].operation_id, evidence)


def _resource(behaviour: Behaviour) -> str | None:
    return None if isinstance(behaviour, Rowless) else behaviour.resource


def _makes(behaviour: Behaviour) -> bool:
    match behaviour:
        case CreateRow() | WriteSingleton() | ReadSingleton(springs=True):
            return True
        case ReplaceRow(creates=creates):
            return creates
        case _:
            return False
