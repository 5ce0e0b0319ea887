"""The published JSON Schemas of OpenAPI, rewritten so that their errors name the cause.

Location: pactgen/readers/openapi/metaschema.py. Used by `gate`.

`oneOf: [Parameter, Reference]` fails with all that is wrong with both. Rewritten as "if it has
`$ref` then Reference else Parameter", and `oneOf` over objects told apart by `in` or `type`
likewise, the same documents pass, and those that fail do so with one error for one fault.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Final

import jsonschema_rs
import orjson

from pactgen.readers.openapi.grammar import METHODS, Kind
from pactgen.readers.openapi.versions import Dialect

_REFERENCES: Final = frozenset({"#/definitions/Reference", "#/definitions/jsonReference"})
_HAS_REFERENCE: Final = {"type": "object", "required": ["$ref"]}
_COMPONENT_NAMES: Final = r"^[a-zA-Z0-9\.\-_]+$"
"""Names that 3.0 has for components: what other names hold is checked all the same."""
_CHOOSING: Final = ("in", "type", "flow")
_JSON_SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"
_WITH_CONDITIONS: Final = "http://json-schema.org/draft-07/schema#"
"""The first draft with `if`; the older metaschemas are written in the fourth."""
_DRAFT_4: Final = "http://json-schema.org/draft-04/schema"
_INLINE: Final = b"/definitions/draft-04"
_DEFINITIONS: Final[dict[Dialect, dict[Kind, str]]] = {
    Dialect.V20: {
        Kind.PATH_ITEM: "pathItem",
        Kind.OPERATION: "operation",
        Kind.PARAMETER: "parameter",
        Kind.RESPONSES: "responses",
        Kind.RESPONSE: "response",
        Kind.HEADER: "header",
        Kind.SCHEMA: "schema",
        Kind.INFO: "info",
        Kind.PATHS: "paths",
        Kind.TAG: "tag",
        Kind.ITEMS: "primitivesItems",
        Kind.EXTERNAL_DOCS: "externalDocs",
    },
    Dialect.V30: {
        Kind.INFO: "Info",
        Kind.SERVER: "Server",
        Kind.TAG: "Tag",
        Kind.COMPONENTS: "Components",
        Kind.PATHS: "Paths",
        Kind.PATH_ITEM: "PathItem",
        Kind.OPERATION: "Operation",
        Kind.PARAMETER: "Parameter",
        Kind.BODY: "RequestBody",
        Kind.MEDIA_TYPE: "MediaType",
        Kind.ENCODING: "Encoding",
        Kind.RESPONSES: "Responses",
        Kind.RESPONSE: "Response",
        Kind.HEADER: "Header",
        Kind.EXAMPLE: "Example",
        Kind.LINK: "Link",
        Kind.CALLBACK: "Callback",
        Kind.SECURITY_SCHEME: "SecurityScheme",
        Kind.SCHEMA: "Schema",
        Kind.DISCRIMINATOR: "Discriminator",
        Kind.XML: "XML",
        Kind.FLOWS: "OAuthFlows",
        Kind.EXTERNAL_DOCS: "ExternalDocumentation",
    },
}
_HYPHENATED: Final[dict[Kind, str]] = {
    Kind.INFO: "info",
    Kind.SERVER: "server",
    Kind.TAG: "tag",
    Kind.COMPONENTS: "components",
    Kind.PATHS: "paths",
    Kind.PATH_ITEM: "path-item",
    Kind.OPERATION: "operation",
    Kind.PARAMETER: "parameter",
    Kind.BODY: "request-body",
    Kind.MEDIA_TYPE: "media-type",
    Kind.ENCODING: "encoding",
    Kind.RESPONSES: "responses",
    Kind.RESPONSE: "response",
    Kind.HEADER: "header",
    Kind.EXAMPLE: "example",
    Kind.LINK: "link",
    Kind.CALLBACK: "callbacks",
    Kind.SECURITY_SCHEME: "security-scheme",
    Kind.SCHEMA: "schema",
    Kind.FLOWS: "oauth-flows",
    Kind.EXTERNAL_DOCS: "external-documentation",
    Kind.DISCRIMINATOR: "discriminator",
    Kind.XML: "xml",
}


@cache
def validator(dialect: Dialect, kind: Kind) -> jsonschema_rs.Validator | None:
    """Return what checks an object of this kind; None when the version does not know it."""
    schema = _metaschema(dialect)
    if kind is Kind.DOCUMENT:
        return _compiled(schema)
    name = _DEFINITIONS.get(dialect, _HYPHENATED).get(kind)
    holder = "$defs" if "$defs" in schema else "definitions"
    if name is None or name not in schema[holder]:
        return None
    part = {"$schema": schema["$schema"], "$ref": f"#/{holder}/{name}", holder: schema[holder]}
    return _compiled(part)


@cache
def members(dialect: Dialect, kind: Kind) -> frozenset[str]:
    """Return the names that an object of this kind may have, extensions aside."""
    schema = _metaschema(dialect)
    holder = "$defs" if "$defs" in schema else "definitions"
    name = _DEFINITIONS.get(dialect, _HYPHENATED).get(kind)
    part = schema if kind is Kind.DOCUMENT else schema[holder].get(name, {})
    found = _named(part, schema, set())
    return found | set(METHODS) if kind is Kind.PATH_ITEM else frozenset(found)


def _named(part: Any, schema: Any, seen: set[str]) -> frozenset[str]:  # noqa: ANN401
    """Collect property names from a schema and the parts that apply to the same object."""
    if not isinstance(part, dict):
        return frozenset()
    names = set(part.get("properties", {}))
    reference = part.get("$ref")
    if isinstance(reference, str) and reference.startswith("#/") and reference not in seen:
        seen.add(reference)
        target = schema
        for step in reference[2:].split("/"):
            target = target[step]
        names |= _named(target, schema, seen)
    inner = [part.get(word) for word in ("if", "then", "else")]
    inner += [item for word in ("allOf", "anyOf", "oneOf") for item in part.get(word, [])]
    inner += part.get("dependentSchemas", {}).values()
    return frozenset(names.union(*(_named(item, schema, seen) for item in inner)))


def _compiled(schema: dict[str, Any]) -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(schema, validate_formats=True, offline=True)


def _published(name: str, old: bytes = b"", new: bytes = b"") -> dict[str, Any]:
    """Return a metaschema as it was published, with the target of its references changed."""
    data = files("pactgen.readers.openapi").joinpath("metaschemas", f"{name}.json").read_bytes()
    schema: dict[str, Any] = orjson.loads(data.replace(old, new) if old else data)
    return schema


def _draft_4() -> dict[str, Any]:
    """Return the metaschema of JSON Schema, as a part of another document."""
    draft = _published("draft-04", b'"$ref": "#', b'"$ref": "#' + _INLINE)
    return {name: value for name, value in draft.items() if name not in {"id", "$schema"}}


@cache
def _metaschema(dialect: Dialect) -> dict[str, Any]:
    schema = _published(dialect.value, _DRAFT_4.encode() + b"#", b"#" + _INLINE)
    if dialect is Dialect.V20:
        schema["definitions"]["draft-04"] = _draft_4()
    if dialect.json_schema:
        base = _published(f"base-{dialect.value}")
        schema["$defs"] |= base["$defs"]
        schema["$defs"]["schema"] |= {
            "allOf": [{"$ref": _JSON_SCHEMA}],
            "properties": base["properties"],
        }
    rewritten: dict[str, Any] = _rewritten(schema, schema)
    if "definitions" in rewritten:
        rewritten["$schema"] = _WITH_CONDITIONS
        rewritten.pop("id", None)
    return rewritten


def _rewritten(node: Any, schema: dict[str, Any]) -> Any:  # noqa: ANN401
    if isinstance(node, list):
        return [_rewritten(item, schema) for item in node]
    if not isinstance(node, dict):
        return node
    out = {name: _rewritten(value, schema) for name, value in node.items()}
    named = out.get("patternProperties", {})
    if list(named) == [_COMPONENT_NAMES]:
        out["additionalProperties"] = out.pop("patternProperties")[_COMPONENT_NAMES]
    if out.get("exclusiveMinimum") is True:
        out["exclusiveMinimum"] = out.pop("minimum")
    if isinstance(out.get("oneOf"), list):
        chosen = _choice(out["oneOf"], schema)
        if chosen is not None:
            del out["oneOf"]
            out["allOf"] = [*out.get("allOf", []), chosen]
    return out


def _choice(branches: list[Any], schema: dict[str, Any]) -> dict[str, Any] | None:
    """Say which branch applies, if the branches can be told apart."""
    for branch in branches:
        if branch.get("$ref") in _REFERENCES:
            others = [item for item in branches if item is not branch]
            rest = others[0] if len(others) == 1 else _choice(others, schema) or {"anyOf": others}
            return {"if": _HAS_REFERENCE, "then": branch, "else": rest}
    for branch in branches:
        if branch.get("type") == "boolean" and len(branches) == 2:
            rest = branches[1 - branches.index(branch)]
            return {"if": {"type": "boolean"}, "then": {}, "else": rest}
    for name in _CHOOSING:
        values = [_values(branch, name, schema) for branch in branches]
        if all(values) and sum(map(len, values)) == len(set().union(*values)):
            return _by_member(name, branches, values)
    return None


def _by_member(name: str, branches: list[Any], values: list[set[str]]) -> dict[str, Any]:
    every = sorted(set().union(*values))
    return {
        "properties": {name: {"enum": every}},
        "required": [name],
        "allOf": [
            {
                "if": {"properties": {name: {"enum": sorted(own)}}, "required": [name]},
                "then": branch,
            }
            for own, branch in zip(values, branches, strict=True)
        ],
    }


def _values(branch: dict[str, Any], name: str, schema: dict[str, Any]) -> set[str]:
    """Return the values of a member for which a branch is meant."""
    reference = branch.get("$ref", "")
    if reference.startswith("#/definitions/"):
        branch = schema["definitions"][reference.removeprefix("#/definitions/")]
    enum = branch.get("properties", {}).get(name, {}).get("enum")
    if isinstance(enum, list):
        return set(enum)
    found = [
        _values(item, name, schema) for item in (*branch.get("oneOf", []), *branch.get("allOf", []))
    ]
    inner = [part for item in branch.get("allOf", []) for part in item.get("allOf", [])]
    found += [_values(item["then"], name, schema) for item in inner if "then" in item]
    return set().union(*found)
