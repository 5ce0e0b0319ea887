"""A contract that promises no more than the backend and its schema document keep.

Location: pactgen/record/narrowing.py. Used by `gaps`, whose overlay offers it to the architect, and
by the proof, whose requests the columns must be able to take. What stands in another file than the
contract's first is left as it is.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Final

from pactgen.diagnostics import diagnostic
from pactgen.readers.positions import tokens
from pactgen.record.implied import implied, said_of_null, said_of_values
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Json
    from pactgen.ir.design import Design
    from pactgen.source import Origin

Steps = tuple[str, ...]
_AS_WRITTEN: Final = {"nullable": said_of_null, "enum": said_of_values}
"""Keywords of which the wording of the contract decides how they are said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Narrowing:
    """A keyword that the contract lacks, and where it belongs."""

    steps: Steps
    keyword: str
    value: Json
    said: str


def narrowed(document: Mapping[str, Any], design: Design) -> dict[str, Any]:
    """Return a copy of the contract with every narrowing in it."""
    copied: dict[str, Any] = copy.deepcopy(dict(document))
    for one in _narrowings(copied, design):
        node = _at(copied, one.steps)
        if node is None:
            continue
        if one.keyword == "required" and isinstance(one.value, list):
            known = node.get("required") or []
            node["required"] = [*known, *(name for name in one.value if name not in known)]
        else:
            node[one.keyword] = copy.deepcopy(one.value)
    return copied


def narrowing_actions(document: Mapping[str, Any], design: Design) -> list[dict[str, Any]]:
    """Return the actions of an overlay that make the same of the contract."""
    actions: list[dict[str, Any]] = []
    known: set[tuple[Steps, str]] = set()
    for one in _narrowings(document, design):
        node = _at(document, one.steps)
        if node is None:
            continue
        target = target_of(document, one.steps)
        written = (one.steps, one.keyword) in known or one.keyword in node
        if written and one.keyword != "required":
            actions.append({"target": f"{target}.{one.keyword}", "remove": True})
        known.add((one.steps, one.keyword))
        update = {one.keyword: copy.deepcopy(one.value)}
        actions.append({"target": target, "description": one.said, "update": update})
    return actions


def _narrowings(document: Mapping[str, Any], design: Design) -> Iterator[_Narrowing]:
    """Yield each that the contract's first file can say, with the way to the schema."""
    seen = set()
    for one, schema in _found(document, design):
        key = (one.steps, one.keyword, str(one.value))
        told_here = schema.file == design.contract.origin.file
        if told_here and key not in seen and _at(document, one.steps) is not None:
            seen.add(key)
            yield one


def _found(document: Mapping[str, Any], design: Design) -> Iterator[tuple[_Narrowing, Origin]]:
    for each in implied(design):
        steps = tuple(tokens(each.schema.pointer))
        node = _at(document, steps)
        told: tuple[str, Json] | None = (each.keyword, each.value)
        if each.keyword in _AS_WRITTEN:
            told = None if node is None else _AS_WRITTEN[each.keyword](node)
        if told is not None:
            yield (
                _Narrowing(steps=steps, keyword=told[0], value=told[1], said=each.said),
                each.schema,
            )
    for one in design.contradictions:
        narrows = one.narrows
        if narrows is None:
            continue
        values: dict[str, Any] = dict(one.values)
        found = _Narrowing(
            steps=tuple(tokens(narrows.schema.pointer)),
            keyword=narrows.keyword,
            value=narrows.value,
            said=diagnostic(one.code, one.contract, **values).message,
        )
        yield found, narrows.schema


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


def target_of(document: Mapping[str, Any], steps: Steps) -> str:
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
