"""Kinds that extend a base with a discriminator, as the document has them: what tells which.

A base without `oneOf` means any schema that takes it into its `allOf` (OpenAPI, Discriminator
Object): a value of its tag asks for what that kind asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.prove.documents import Document, Node

_PLACE: Final = "#/components/schemas/"
_SPELLED: Final = "x-ms-discriminator-value"


def tagged(document: Document, schema: Node, salt: int) -> tuple[str, Node] | None:
    """Return the tag of a base, and what a thing with one of its values must be.

    None where the schema is no such base, or lists no values of its tag.
    """
    reference = _reference(schema)
    base = None if reference is None else document.at(reference)
    if reference is None or not isinstance(base, dict) or base.get("oneOf") or base.get("anyOf"):
        return None
    tag = _discriminator(base).get("propertyName")
    if not isinstance(tag, str):
        return None
    kinds = dict(_kinds(document, base, reference))
    listed = document.resolve((base.get("properties") or {}).get(tag, {})).get("enum") or ()
    values = [value for value in listed if value is not None]
    if not kinds or not values:
        return None
    value = values[salt % len(values)]
    kind = {"$ref": kinds.get(value, reference)}
    told = {"properties": {tag: {"enum": [value]}}, "required": [tag]}
    return tag, {"allOf": [kind, told]}


def _discriminator(base: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the discriminator of a base, which Swagger 2.0 only names."""
    told = base.get("discriminator") or {}
    return {"propertyName": told} if isinstance(told, str) else told


def _reference(schema: Node) -> str | None:
    """Return what a schema refers to, where it says nothing more of values."""
    if not isinstance(schema, dict):
        return None
    parts = schema.get("allOf")
    if isinstance(parts, list) and len(parts) == 1 and "properties" not in schema:
        return _reference(parts[0])
    reference = schema.get("$ref")
    return reference if isinstance(reference, str) else None


def _kinds(
    document: Document, base: Mapping[str, Any], reference: str
) -> Iterator[tuple[Node, str]]:
    """Yield the values of the tag, each with the reference of its kind, the nearest kinds first."""
    mapping = _discriminator(base).get("mapping") or {}
    told = {_PLACE + key.removeprefix(_PLACE): value for value, key in mapping.items()}
    waiting = [reference]
    for above in waiting:
        for kind in document.extended_by.get(above, ()):
            if kind in waiting:
                continue
            waiting.append(kind)
            name = kind.removeprefix(_PLACE)
            yield told.get(kind) or document.at(kind).get(_SPELLED) or name, kind
