"""Values that a request must have deeper inside of what it brings.

Location: pactgen/prove/inside.py. Used by `requests` and the stages that call the backend.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.prove.documents import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """Values of members of an object, or of each object in a list."""

    members: Mapping[str, Node] = field(default_factory=dict)

    def holding(self, way: tuple[str, ...], value: Node) -> Inside:
        """Return these, with the value that is found by the names."""
        first, *others = way
        if others:
            known = self.members.get(first)
            inner = known if isinstance(known, Inside) else Inside()
            value = inner.holding(tuple(others), value)
        return Inside(members={**self.members, first: value})

    def put_into(self, made: Node) -> Node:
        """Return what was made with these values in it, deeper ones where there is room."""
        if isinstance(made, list):
            return [self.put_into(one) for one in made]
        if not isinstance(made, dict):
            return made
        told = {
            name: one.put_into(made.get(name)) if isinstance(one, Inside) else one
            for name, one in self.members.items()
            if name in made or not isinstance(one, Inside)
        }
        return {**made, **told}
