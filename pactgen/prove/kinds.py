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
    """Return the tag of a base or of one of its kinds, and what a thing that has it must be.

    None where the schema is neither, or is a base that lists no values of its tag.
    """
    reference = _reference(schema)
    written = None if reference is None else document.at(reference)
    if reference is None or not isinstance(written, dict):
        return None
    if written.get("oneOf") or written.get("anyOf"):
        return None
    tag = _discriminator(written).get("propertyName")
    if isinstance(tag, str):
        return _one_kind_of(document, reference, tag, salt)
    return _kind_itself(document, reference)


def _one_kind_of(
    document: Document, reference: str, tag: str, salt: int
) -> tuple[str, Node] | None:
    base = document.at(reference)
    kinds = dict(_kinds(document, base, reference))
    listed = document.resolve((base.get("properties") or {}).get(tag, {})).get("enum") or ()
    values = [value for value in listed if value is not None]
    if not kinds or not values:
        return None
    value = values[salt % len(values)]
    return tag, _with_tag(kinds.get(value, reference), tag, value)


def _kind_itself(document: Document, reference: str) -> tuple[str, Node] | None:
    """Return a kind with its own value of the tag of the base that it extends, however far off."""
    waiting = [reference]
    for below in waiting:
        for part in document.at(below).get("allOf") or ():
            base = part.get("$ref") if isinstance(part, dict) else None
            if not isinstance(base, str) or base in waiting:
                continue
            waiting.append(base)
            tag = _discriminator(document.at(base)).get("propertyName")
            if isinstance(tag, str) and not any(_lists(document, each, tag) for each in waiting):
                values = {kind: value for value, kind in _kinds(document, document.at(base), base)}
                return tag, _with_tag(reference, tag, values[reference])
    return None


def _lists(document: Document, reference: str, tag: str) -> bool:
    """Whether a schema says itself which values its tag may have."""
    written = document.at(reference)
    parts = (written, *(part for part in written.get("allOf") or () if "$ref" not in part))
    tags = (document.resolve((part.get("properties") or {}).get(tag, {})) for part in parts)
    return any("enum" in each or "const" in each for each in tags)


def _with_tag(reference: str, tag: str, value: Node) -> Node:
    told = {"properties": {tag: {"enum": [value]}}, "required": [tag]}
    return {"allOf": [{"$ref": reference}, told]}


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
