"""How a path template reads: collections, items and the parents they hang on."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAMETER = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Fixed segments and the parameter that follows them: `/teams/{teamId}`."""

    literals: tuple[str, ...]
    parameter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A path, taken apart."""

    steps: tuple[Step, ...]
    """Every parameter with the segments before it."""
    tail: tuple[str, ...]
    """Fixed segments after the last parameter; empty for the path of an item."""
    odd: bool
    """A segment mixes text and parameters (`{index}.ts`), or two parameters stand in a row."""

    @property
    def is_item(self) -> bool:
        """The path ends with the parameter that names one thing."""
        return not self.tail and bool(self.steps)

    @property
    def collection(self) -> tuple[tuple[str, ...], ...]:
        """The literals without parameters: what the paths of one collection have in common."""
        literals = tuple(step.literals for step in self.steps)
        return literals if self.is_item else (*literals, self.tail)

    @property
    def scopes(self) -> tuple[Step, ...]:
        """The parents: all parameters but the item's own."""
        return self.steps[:-1] if self.is_item else self.steps

    @property
    def noun(self) -> str:
        """The last fixed segment, or nothing for the root."""
        for literals in reversed(self.collection):
            if literals:
                return literals[-1]
        return ""


def place_of(path: str) -> Place:
    """Take a path template apart (OpenAPI 3.1, section 4.8.8 Paths Object)."""
    steps: list[Step] = []
    literals: list[str] = []
    odd = False
    for segment in path.strip("/").split("/"):
        if not segment:
            continue
        names = _PARAMETER.findall(segment)
        if not names:
            literals.append(segment)
            continue
        if segment != "{" + names[0] + "}" or (steps and not literals):
            odd = True
        for name in names:
            steps.append(Step(literals=tuple(literals), parameter=name))
            literals = []
    return Place(steps=tuple(steps), tail=tuple(literals), odd=odd)
