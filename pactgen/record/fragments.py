"""Operations of a path with a fragment, for which the path without it has room.

Location: pactgen/record/fragments.py. `/pets#name` is `/pets` to every client, because a fragment
is never sent (RFC 9110, section 4.2.5). Contracts of AWS write one behind every path that may have
a second operation; where the methods differ it is not needed, and tools that send requests look
for the operation where they went. Used by gaps.py, whose overlay moves them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Final

from pactgen.ir.behaviours import Custom

if TYPE_CHECKING:
    from pactgen.ir.contract import Operation
    from pactgen.ir.design import Design

SAID: Final = "No request carries a fragment: this is an operation of the path without it."
_TEMPLATE: Final = re.compile(r"\{[^{}]*\}")
_BESIDE_OPERATIONS: Final = frozenset({"parameters", "servers", "summary", "description"})


def movable(design: Design) -> tuple[Operation, ...]:
    """Return the operations that alone have their method and path, under one spelling.

    What answers 501 stays where the list of these names it.
    """
    rivals: Counter[tuple[str, str]] = Counter()
    spelled: dict[str, set[str]] = defaultdict(set)
    for one in design.contract.operations:
        path = _TEMPLATE.sub("{}", one.path)
        rivals[one.method, path] += 1
        spelled[path].add(one.path)
    found = []
    for endpoint in design.endpoints:
        one = endpoint.operation
        path = _TEMPLATE.sub("{}", one.path)
        is_alone = rivals[one.method, path] == len(spelled[path]) == 1
        if is_alone and one.suffix.startswith("#") and not isinstance(endpoint.behaviour, Custom):
            found.append(one)
    return tuple(found)


def move(paths: dict[str, Any], moving: Operation) -> None:
    """Put an operation where its requests go; path items that stand elsewhere are left alone."""
    item, target = paths.get(moving.key, {}), paths.get(moving.path, {})
    if moving.method not in item or "$ref" in item or "$ref" in target:
        return
    operation = item.pop(moving.method)
    shared, own = item.get("parameters") or [], operation.get("parameters") or []
    named = [(each.get("name"), each.get("in")) for each in own if "name" in each]
    others = [each for each in shared if (each.get("name"), each.get("in")) not in named]
    if others:
        operation["parameters"] = [*others, *(each for each in own if each not in others)]
    paths.setdefault(moving.path, target)[moving.method] = operation
    if item.keys() <= _BESIDE_OPERATIONS:
        del paths[moving.key]
