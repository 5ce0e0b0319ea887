"""Schema objects of every dialect to `Schema`: the words of OpenAPI 3.1.

Location: pactgen/readers/openapi/lower_schema.py. Uses `context`; used by the other `lower_…`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from pactgen.ir.contract import ABSENT, Discriminator, Property, Schema
from pactgen.readers.openapi.defaults import as_json, with_default
from pactgen.readers.openapi.instance import uncompilable
from pactgen.readers.openapi.literals import literal_body
from pactgen.readers.openapi.lower_rules import RULES, lower_rules
from pactgen.readers.openapi.nulls import allows_null, or_null
from pactgen.readers.openapi.values import (
    Node,
    count,
    extensions,
    flag,
    fragment_step,
    listing,
    mapping,
    number,
    prose,
    text,
    texts,
    unique,
)
from pactgen.readers.openapi.versions import Dialect
from pactgen.source import Origin
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Json
    from pactgen.readers.openapi.context import Context

_TEXTS: Final = frozenset({"format", "title", "pattern"})
_FLAGS: Final = {
    "uniqueItems": "unique_items",
    "readOnly": "read_only",
    "writeOnly": "write_only",
    "deprecated": "deprecated",
}
_COUNTS: Final = {
    "minProperties": "min_properties",
    "maxProperties": "max_properties",
    "minItems": "min_items",
    "maxItems": "max_items",
    "minLength": "min_length",
    "maxLength": "max_length",
}
_LISTS: Final = {"allOf": "all_of", "anyOf": "any_of", "oneOf": "one_of"}
_ANNOTATIONS: Final = frozenset(
    {
        "$ref", "$schema", "$id", "$anchor", "$defs", "$comment", "definitions", "nullable",
        "externalDocs", "xml", "example", "examples", "contentEncoding", "contentMediaType",
        "contentSchema", "type", "properties", "required", "minimum", "maximum", "multipleOf",
        "exclusiveMinimum", "exclusiveMaximum", "enum", "const", "default", "items",
        "prefixItems", "additionalProperties", "patternProperties", "not", "discriminator",
        "description", "then", "else", "minContains", "maxContains", *RULES, *_TEXTS, *_FLAGS,
        *_COUNTS, *_LISTS,
    }
)  # fmt: skip
"""Keywords that a field holds, or that assert nothing."""


def lower_schema(value: Json, origin: Origin, context: Context) -> Schema:
    """Lower one schema; schemas that it names are queued, those inside it are lowered with it."""
    if value is False:
        return Schema(origin=origin, false=True)
    if not isinstance(value, dict) or not value:
        return Schema(origin=origin)
    out: dict[str, Any] = {}
    reference = value.get("$ref")
    if isinstance(reference, str):
        out["ref"] = context.schema_key(reference, origin.child("$ref"))
        if len(value) == 1 or not context.dialect.json_schema:
            return Schema(origin=origin, **out)
    _plain(value, out)
    _values(value, out, origin, context)
    for words, lower in _PARTS:
        if not words.isdisjoint(value):
            lower(value, out, origin, context)
    unsupported = _unsupported(value)
    if "pattern" in out and not _read_pattern(out, origin.child("pattern"), context):
        unsupported = (*unsupported, "pattern")
    if unsupported:
        out["unsupported"] = unsupported
    schema = Schema(origin=origin, **out)
    if allows_null(value, context.dialect):
        schema = or_null(schema)
    if schema.enum == (None,) or schema.const is None:
        schema = replace(schema, types=("null",))
    if schema.default is ABSENT:
        return schema
    return with_default(schema, partial(_named, context), context.repair)


def _named(context: Context, key: str) -> Schema | None:
    """Return a named schema, lowered before its turn if need be."""
    if key not in context.schemas:
        waiting = [item for item in context.pending if context.key(item.origin) == key]
        if not waiting:
            return None
        context.pending.remove(waiting[0])
        context.schemas[key] = lower_schema(waiting[0].node, waiting[0].origin, context)
    return context.schemas[key]


def lower_pending(context: Context) -> None:
    """Lower every schema that a reference named, and those that they name in turn."""
    while context.pending:
        target = context.pending.pop()
        key = context.key(target.origin)
        if key not in context.schemas:
            context.schemas[key] = lower_schema(target.node, target.origin, context)


def _plain(node: Node, out: dict[str, Any]) -> None:
    for word, value in node.items():
        if word in _TEXTS:
            if isinstance(value, str):
                out[word] = value
        elif word in _FLAGS:
            if flag(value):
                out[_FLAGS[word]] = True
        elif word in _COUNTS:
            out[_COUNTS[word]] = count(value)
        elif word == "description":
            out[word] = prose(value)
    if "contentEncoding" in node or "contentMediaType" in node:
        encoded = text(node.get("contentEncoding")) in {"base64", "base64url"}
        out.setdefault("format", "byte" if encoded else "binary")


def _values(node: Node, out: dict[str, Any], origin: Origin, context: Context) -> None:
    kinds = node.get("type")
    if kinds == "file" and context.dialect is Dialect.V20:
        kinds, out["format"] = "string", "binary"
    if kinds is not None:
        out["types"] = (kinds,) if isinstance(kinds, str) else texts(kinds)
    if node.get("enum"):
        values = listing(node["enum"])
        out["enum"] = unique(values)
        if len(out["enum"]) < len(values):
            again = next(item for item in values if values.count(item) > 1)
            context.repair(
                "repair-duplicates", origin.child("enum"), subject="`enum`", value=as_json(again)
            )
    for word in ("const", "default"):
        if word in node:
            out[word] = node[word]
    found = extensions(node)
    if found:
        out["extensions"] = found


def _numbers(node: Node, out: dict[str, Any], origin: Origin, context: Context) -> None:
    """Set the bounds; the booleans of OpenAPI 3.0 move the bound to its exclusive form."""
    for bound, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        limit, strict = number(node.get(bound)), node.get(exclusive)
        name = f"exclusive_{bound}"
        if strict is True:
            out[name] = limit
            if limit is None:
                context.repair("repair-exclusive", origin.child(exclusive), word=exclusive)
            continue
        if limit is not None:
            out[bound] = limit
        if number(strict) is not None:
            out[name] = number(strict)
    if "multipleOf" in node:
        out["multiple_of"] = number(node["multipleOf"])


def _examples(node: Node, out: dict[str, Any], _origin: Origin, _context: Context) -> None:
    found = [node[word] for word in ("example", "x-example") if word in node]
    more = node.get("examples")
    if isinstance(more, list):
        found += more
    if found:
        out["examples"] = tuple(found)


def _object(node: Node, out: dict[str, Any], origin: Origin, context: Context) -> None:
    properties = mapping(node.get("properties"))
    flagged = (name for name, value in properties.items() if flag(mapping(value).get("required")))
    required = (*texts(node.get("required")), *flagged)
    if properties:
        names = frozenset(required)
        place = origin.child("properties")
        out["properties"] = tuple(
            Property(
                name=name,
                schema=lower_schema(value, place.child(name), context),
                required=name in names,
            )
            for name, value in properties.items()
        )
    missing = tuple(dict.fromkeys(name for name in required if name not in properties))
    if missing:
        out["required_only"] = missing
    additional = node.get("additionalProperties")
    if isinstance(additional, bool):
        out["additional"] = additional
    elif additional is not None:
        place = origin.child("additionalProperties")
        out["additional"] = lower_schema(additional, place, context)
    patterns = mapping(node.get("patternProperties"))
    if patterns:
        place = origin.child("patternProperties")
        out["pattern_properties"] = tuple(
            (pattern, lower_schema(value, place.child(pattern), context))
            for pattern, value in patterns.items()
            if not _bad_pattern(pattern, place.child(pattern), context)
        )


def _read_pattern(out: dict[str, Any], origin: Origin, context: Context) -> bool:
    """Put in the pattern that is meant; tell whether it can be enforced, and report where not."""
    pattern = out.pop("pattern")
    body = literal_body(pattern)
    if body is not None:
        reading = f"as `{body}`" if body else "as if it were not there: its flags have no equal"
        context.repair("repair-pattern-literal", origin, pattern=pattern, reading=reading)
        pattern = body
    if body == "" or _bad_pattern(pattern, origin, context):
        return False
    out["pattern"] = pattern
    return True


def _bad_pattern(pattern: str, origin: Origin, context: Context) -> bool:
    """Tell whether a pattern cannot be compiled, and report it."""
    reason = uncompilable(pattern)
    if reason is not None:
        context.repair("repair-pattern", origin, pattern=pattern, reason=reason)
    return reason is not None


def _array(node: Node, out: dict[str, Any], origin: Origin, context: Context) -> None:
    items = node.get("items")
    if isinstance(items, list):
        out["prefix_items"] = _several(items, origin.child("items"), context)
        context.repair("repair-other-dialect", origin.child("items"), subject="`items`")
    elif items is not None:
        out["items"] = lower_schema(items, origin.child("items"), context)
    prefix = node.get("prefixItems")
    if isinstance(prefix, list):
        out["prefix_items"] = _several(prefix, origin.child("prefixItems"), context)


def _composition(node: Node, out: dict[str, Any], origin: Origin, context: Context) -> None:
    for word, name in _LISTS.items():
        parts = node.get(word)
        if isinstance(parts, list):
            out[name] = _several(parts, origin.child(word), context)
            if not parts:
                context.repair("repair-empty-list", origin.child(word), subject=f"`{word}`")
    if "not" in node:
        out["not_"] = lower_schema(node["not"], origin.child("not"), context)
    if "discriminator" in node:
        place = origin.child("discriminator")
        found = _discriminator(node["discriminator"], place, context)
        if found is not None:
            out["discriminator"] = found


def _asserted(node: Node, out: dict[str, Any], origin: Origin, context: Context) -> None:
    lower_rules(node, out, origin, partial(lower_schema, context=context))


def _spelled(node: Node, out: dict[str, Any], origin: Origin, context: Context) -> None:
    del origin, context
    said = mapping(node["xml"])
    out["xml_name"] = text(said.get("name"))
    out["wrapped"] = flag(said.get("wrapped"))


_PARTS: Final = (
    (frozenset({"xml"}), _spelled),
    (
        frozenset(
            {"minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum", "multipleOf"},
        ),
        _numbers,
    ),
    (frozenset({"example", "x-example", "examples"}), _examples),
    (
        frozenset({"properties", "required", "additionalProperties", "patternProperties"}),
        _object,
    ),
    (frozenset({"items", "prefixItems"}), _array),
    (frozenset({*_LISTS, "not", "discriminator"}), _composition),
    (RULES, _asserted),
)
"""What lowers a part of a schema, and the keywords without which there is no such part."""


def _several(parts: list[Json], origin: Origin, context: Context) -> tuple[Schema, ...]:
    return tuple(
        lower_schema(part, origin.child(index), context) for index, part in enumerate(parts)
    )


def _discriminator(value: Json, origin: Origin, context: Context) -> Discriminator | None:
    """Lower a discriminator; a value of its mapping is a component's name or a reference."""
    if isinstance(value, str):
        return Discriminator(property_name=value)
    node = mapping(value)
    name = text(node.get("propertyName"))
    if name is None:
        return None
    mapped: list[tuple[str, str]] = []
    for word, reference in mapping(node.get("mapping")).items():
        if not isinstance(reference, str):
            continue
        place = origin.child("mapping", word)
        key = _mapped(reference, place, context)
        if key is None:
            context.repair("repair-mapping", place, value=word, reference=reference)
        else:
            mapped.append((word, key))
    return Discriminator(property_name=name, mapping=tuple(mapped))


def _mapped(reference: str, origin: Origin, context: Context) -> str | None:
    components = mapping(mapping(mapping(context.root.tree).get("components")).get("schemas"))
    if reference in components:
        return context.schema_key(
            "#/components/schemas/" + fragment_step(reference), Origin(context.root.name)
        )
    return context.schema_key(reference, origin) if context.leads(reference, origin) else None


def _unsupported(node: Node) -> tuple[str, ...]:
    """List keywords that assert something, or are unknown, and that no field of `Schema` holds."""
    return tuple(word for word in node if word not in _ANNOTATIONS and not word.startswith("x-"))
