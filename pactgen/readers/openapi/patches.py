"""Changes to a document tree: copies along the way to a node, never in place.

Location: pactgen/readers/openapi/patches.py. Used to apply repairs and overlays; what is served
stays as it was written.
"""

from __future__ import annotations

import posixpath
from enum import Enum
from typing import TYPE_CHECKING, Final

from pactgen.readers.positions import tokens
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pactgen.ir.contract import Json
    from pactgen.source import Origin


class Removed(Enum):
    """The type of `REMOVED`."""

    REMOVED = "removed"


REMOVED: Final = Removed.REMOVED
"""In place of a value: take the member away."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A new value for one node."""

    origin: Origin
    value: Json | Removed


def patched(tree: Json, steps: Sequence[str], value: Json | Removed) -> Json:
    """Return the tree with one node replaced; unchanged when the way to it does not exist."""
    if not steps:
        return tree if value is REMOVED else value
    step, rest = steps[0], steps[1:]
    if isinstance(tree, dict):
        return _in_mapping(tree, step, rest, value)
    if isinstance(tree, list) and step.isdecimal() and int(step) < len(tree):
        index = int(step)
        if not rest and value is REMOVED:
            return [*tree[:index], *tree[index + 1 :]]
        return [*tree[:index], patched(tree[index], rest, value), *tree[index + 1 :]]
    return tree


def _in_mapping(
    tree: dict[str, Json], step: str, rest: Sequence[str], value: Json | Removed
) -> Json:
    if not rest and value is REMOVED:
        return {name: item for name, item in tree.items() if name != step}
    if rest and step not in tree:
        return tree
    return {**tree, step: patched(tree.get(step), rest, value)}


def apply(tree: Json, patch: Patch) -> Json:
    """Return the tree with a patch applied."""
    return patched(tree, tokens(patch.origin.pointer), patch.value)


def grafted(node: Json, source: str, target: str) -> Json:
    """Return a node of one file as it reads in another: its relative references are adapted."""
    if source == target:
        return node
    if isinstance(node, list):
        return [grafted(item, source, target) for item in node]
    if not isinstance(node, dict):
        return node
    out: dict[str, Json] = {}
    for name, value in node.items():
        if name == "$ref" and isinstance(value, str):
            out[name] = _moved(value, source, target)
        else:
            out[name] = grafted(value, source, target)
    return out


def _moved(reference: str, source: str, target: str) -> str:
    location, mark, fragment = reference.partition("#")
    place = posixpath.join(posixpath.dirname(source), location) if location else source
    return posixpath.relpath(place, posixpath.dirname(target) or ".") + mark + fragment
