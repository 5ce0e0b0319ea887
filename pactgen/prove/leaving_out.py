"""Instances without the members that their schema refuses, where nothing needs these.

A full instance holds every optional part; one of them that cannot be made takes no other along.

Location: pactgen/prove/leaving_out.py. Used by `instances.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    import jsonschema_rs

    from pactgen.prove.documents import Node

MOST: Final = 50
"""More members than these are not left out one by one."""


def without_wrong(validator: jsonschema_rs.Validator, instance: Node) -> Node:
    """Take the members that are wrong out of an instance; None where one must be there."""
    for _ in range(MOST):
        wrong = next(iter(validator.iter_errors(instance)), None)
        if wrong is None:
            return instance
        way = _to_member(wrong.instance_path)
        if not way:
            return None
        *outer, last = way
        holder = instance
        for step in outer:
            holder = holder[step]
        del holder[last]
    return None


def _to_member(path: Iterable[str | int]) -> list[str | int]:
    """Return the way to the innermost member of an object on a path; none where all are items."""
    way = list(path)
    while way and not isinstance(way[-1], str):
        way.pop()
    return way
