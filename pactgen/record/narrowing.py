"""A contract that promises no more than its schema document keeps.

Location: pactgen/record/narrowing.py. Used by `gaps`, whose overlay offers it to the architect, and
by the proof, whose requests the columns must be able to take. What stands in another file than the
contract's first is left as it is.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from pactgen.diagnostics import diagnostic
from pactgen.readers.positions import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.binding import Contradiction
    from pactgen.ir.design import Design

Steps = tuple[str, ...]


def narrowed(document: Mapping[str, Any], design: Design) -> dict[str, Any]:
    """Return a copy of the contract with every narrowing in it."""
    copied: dict[str, Any] = copy.deepcopy(dict(document))
    for one, steps in _narrowings(copied, design):
        told = one.narrows
        node = _at(copied, steps)
        if told is None or node is None:
            continue
        if told.keyword == "required" and isinstance(told.value, list):
            known = node.get("required") or []
            node["required"] = [*known, *(name for name in told.value if name not in known)]
        else:
            node[told.keyword] = copy.deepcopy(told.value)
    return copied


def narrowing_actions(document: Mapping[str, Any], design: Design) -> list[dict[str, Any]]:
    """Return the actions of an overlay that make the same of the contract."""
    actions: list[dict[str, Any]] = []
    known: set[tuple[Steps, str]] = set()
    for one, steps in _narrowings(document, design):
        told, node = one.narrows, _at(document, steps)
        if told is None or node is None:
            continue
        target = _target(document, steps)
        values: dict[str, Any] = dict(one.values)
        said = diagnostic(one.code, one.contract, **values).message
        written = (steps, told.keyword) in known or told.keyword in node
        if written and told.keyword != "required":
            actions.append({"target": f"{target}.{told.keyword}", "remove": True})
        known.add((steps, told.keyword))
        update = {told.keyword: copy.deepcopy(told.value)}
        actions.append({"target": target, "description": said, "update": update})
    return actions


def _narrowings(
    document: Mapping[str, Any], design: Design
) -> Iterator[tuple[Contradiction, Steps]]:
    """Yield each that the contract's first file can say, with the way to the schema."""
    seen = set()
    for one in design.contradictions:
        told = one.narrows
        if told is None or told.schema.file != design.contract.origin.file:
            continue
        key = (told.schema, told.keyword, str(told.value))
        steps = tuple(tokens(told.schema.pointer))
        if key not in seen and _at(document, steps) is not None:
            seen.add(key)
            yield one, steps


def _at(document: Mapping[str, Any], steps: Steps) -> dict[str, Any] | None:
    node: Any = document
    for step in steps:
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and step.isdecimal() and int(step) < len(node):
            node = node[int(step)]
        else:
            return None
    return node if isinstance(node, dict) and "$ref" not in node else None


def _target(document: Mapping[str, Any], steps: Steps) -> str:
    """Return the JSONPath (RFC 9535) of a node."""
    node: Any = document
    path = "$"
    for step in steps:
        if isinstance(node, list):
            path, node = f"{path}[{step}]", node[int(step)]
        else:
            path, node = f"{path}[{quoted(step)}]", node[step]
    return path


def quoted(name: str) -> str:
    """Quote a member name as JSONPath spells it."""
    return "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'"
