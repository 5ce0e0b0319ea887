"""Flatten `allOf` and references into one schema, as far as an instance maker needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.prove.documents import BrokenReferenceError, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_HOPS: Final = 32
TIGHTER: Final[Mapping[str, Callable[[Node, Node], Node]]] = {
    "minimum": max,
    "minLength": max,
    "minItems": max,
    "minProperties": max,
    "maximum": min,
    "maxLength": min,
    "maxItems": min,
    "maxProperties": min,
}


def merged(schema: Node, target: Callable[[str], Node], hops: int = 0) -> dict[str, Node]:
    """Return a schema without `$ref` and `allOf` at its top that asks at least as much."""
    if hops > MAX_HOPS:
        raise BrokenReferenceError("references go in a circle")
    if schema is True or schema is False:
        return {} if schema else {"enum": []}
    if not isinstance(schema, dict):
        return {}  # a fault that the reader told of: nothing is known of such values
    own = {key: value for key, value in schema.items() if key not in {"$ref", "allOf"}}
    parts: list[Node] = []
    if isinstance(schema.get("$ref"), str):
        parts.append(target(schema["$ref"]))
    parts += schema.get("allOf") or []
    out: dict[str, Node] = {}
    for part in [*(merged(part, target, hops + 1) for part in parts), own]:
        out = both(out, part)
    return out


def both(left: Mapping[str, Node], right: Mapping[str, Node]) -> dict[str, Node]:
    """Join two flat schemas into one whose instances satisfy both."""
    out = dict(left)
    for key, value in right.items():
        if key not in out:
            out[key] = value
        elif key == "properties":
            out[key] = _joined_properties(out[key], value)
        elif key == "required":
            out[key] = list(dict.fromkeys([*out[key], *value]))
        elif key == "enum":
            out[key] = [item for item in out[key] if item in value]
        elif key == "type":
            out[key] = _common_type(out[key], value)
        elif key in TIGHTER:
            out[key] = TIGHTER[key](out[key], value)
        elif key in {"oneOf", "anyOf"} and out[key] != value:
            out[key] = [{"allOf": [one, two]} for one in out[key] for two in value]
        else:
            out[key] = value
    return out


def _joined_properties(left: Mapping[str, Node], right: Mapping[str, Node]) -> dict[str, Node]:
    joined = dict(left)
    for name, schema in right.items():
        if name in joined and joined[name] != schema:
            joined[name] = {"allOf": [joined[name], schema]}
        else:
            joined[name] = schema
    return joined


def _common_type(left: Node, right: Node) -> Node:
    ours = left if isinstance(left, list) else [left]
    theirs = right if isinstance(right, list) else [right]
    common = [kind for kind in ours if kind in theirs]
    if not common and "integer" in ours + theirs and "number" in ours + theirs:
        return "integer"
    return common[0] if len(common) == 1 else common
