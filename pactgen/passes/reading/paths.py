"""How a path template reads: collections, items and the parents they hang on."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.ir.contract import Operation

_PARAMETER = re.compile(r"\{([^{}]+)\}")
_SUFFIX = re.compile(r"^(?P<stem>.+)\.(?:json|\{(?P<name>_?format)\})$", re.IGNORECASE)
"""`issues.json`, `issues.{format}`: the segment and how its answer is written."""
_EDITION = re.compile(r"^(?P<v>v?)\{[^{}]*version[^{}]*\}$", re.IGNORECASE)
"""`v{version}`, `{api-version}` in front: the edition of the API, which names no thing of it."""
EDITION = re.compile(r"^(api|v\d+(\.\d+)*|v?\{.*\})$", re.IGNORECASE)
"""A segment that names no thing: `api`, `v2`, `v{version}`."""
_FRONT: tuple[list[str], ...] = ([], ["api"])
_VERB = re.compile(r"^(?P<stem>[^:]+):(?P<verb>[A-Za-z][A-Za-z0-9]*)$")
"""`{name}:cancel`, `users:batchGet`: a custom method (Google AIP-136)."""

_KEYED = re.compile(r"^(?P<name>\w+)\((?:\w+=)?'?(?P<key>\{[^{}]+\})'?\)$")
"""`Products({key})`, `Products(ID={key})`, `People('{name}')`: a row by its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Fixed segments and the parameter that follows them: `/teams/{teamId}`."""

    literals: tuple[str, ...]
    """Empty where the parameter continues the one before it: `{repo}` of `/{owner}/{repo}`."""
    parameter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A path, taken apart."""

    steps: tuple[Step, ...]
    """Every parameter with the segments before it."""
    tail: tuple[str, ...]
    """Fixed segments after the last parameter; empty for the path of an item."""
    odd: bool
    """A segment mixes text and parameters (`{index}.ts`)."""
    representation: str | None = None
    """The parameter that says how the answer is written: `format` of `/issues.{format}`."""
    is_open: bool = False
    """Another path goes on with the parameter that names one thing: the last one here is above."""

    @property
    def is_item(self) -> bool:
        """The path ends with the parameter that names one thing."""
        return not self.tail and bool(self.steps) and not self.is_open

    @property
    def collection(self) -> tuple[tuple[str, ...], ...]:
        """The literals without parameters: what the paths of one collection have in common."""
        literals = tuple(step.literals for step in self.steps)
        return literals if self.is_item else (*literals, self.tail)

    @property
    def literals(self) -> tuple[str, ...]:
        """All segments but the parameters."""
        return tuple(chain.from_iterable(self.collection))

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

    def goes_on(self, index: int) -> bool:
        """Whether the next parameter follows at once, so that only both name a thing."""
        return index + 1 < len(self.steps) and not self.steps[index + 1].literals

    def noun_before(self, index: int) -> str:
        """Return the fixed segment that says what a parameter names, or nothing."""
        literals = self.steps[self.run(index)[0]].literals
        return literals[-1] if literals else ""

    def run(self, index: int) -> tuple[int, ...]:
        """Return the parameters that name one thing together, the last of which is this one."""
        first = index
        while first > 0 and not self.steps[first].literals:
            first -= 1
        return tuple(range(first, index + 1))


def place_of(path: str) -> Place:
    """Take a path template apart (OpenAPI 3.1, section 4.8.8 Paths Object)."""
    steps: list[Step] = []
    literals: list[str] = []
    odd = False
    segments, representation = _segments(path)
    for segment in segments:
        edition = None if steps or segment == segments[-1] else _EDITION.match(segment)
        if edition is not None and (edition["v"] or literals in _FRONT):
            literals.append(segment)
            continue
        names = _PARAMETER.findall(segment)
        if not names:
            literals.append(segment)
            continue
        if segment != "{" + names[0] + "}":
            odd = True
        for name in names:
            steps.append(Step(literals=tuple(literals), parameter=name))
            literals = []
    return Place(steps=tuple(steps), tail=tuple(literals), odd=odd, representation=representation)


def place_in(operation: Operation) -> Place:
    """Take the path of an operation apart; one that shares it by conditions has no place there."""
    if operation.conditions or operation.hidden_by is not None or repeated(operation.path):
        return Place(steps=(), tail=(), odd=True)
    return place_of(operation.path)


def repeated(path: str) -> str | None:
    """Return the parameter that stands twice in a path."""
    names = _PARAMETER.findall(path)
    return next((name for name in names if names.count(name) > 1), None)


def _segments(path: str) -> tuple[list[str], str | None]:
    """Split the path; a suffix goes, a verb behind a colon is a segment of its own.

    So is a key in parentheses: `Products({key})` (OData 4.01, part 2, section 4.3.1).
    """
    segments: list[str] = []
    representation: str | None = None
    for segment in path.strip("/").split("/"):
        keyed = _KEYED.match(segment)
        if keyed is not None:
            segments += [keyed["name"], keyed["key"]]
            continue
        verb = _VERB.match(segment)
        segments += [verb["stem"], verb["verb"]] if verb else [segment]
    suffix = _SUFFIX.match(segments[-1])
    if suffix is not None:
        segments[-1] = suffix["stem"]
        representation = suffix["name"]
    return [segment for segment in segments if segment], representation
