"""The ledger of schemas: what becomes of each keyword.

Location: pactgen/passes/model_wire/account.py. Used by the builder, once for every schema that a
wire type was made of.
"""

from collections.abc import Iterator

from pactgen.ir.contract import ABSENT, Schema
from pactgen.ir.design import LedgerRow
from pactgen.passes.model_wire.patterns import translated
from pactgen.passes.model_wire.scalars import PARSED, kind_of

_ENFORCED = (
    ("types", "type"),
    ("enum", "enum"),
    ("properties", "properties"),
    ("items", "items"),
    ("prefix_items", "prefixItems"),
    ("min_items", "minItems"),
    ("max_items", "maxItems"),
    ("unique_items", "uniqueItems"),
    ("minimum", "minimum"),
    ("maximum", "maximum"),
    ("exclusive_minimum", "exclusiveMinimum"),
    ("exclusive_maximum", "exclusiveMaximum"),
    ("multiple_of", "multipleOf"),
    ("all_of", "allOf"),
    ("any_of", "anyOf"),
    ("one_of", "oneOf"),
)
_USED = (
    ("ref", "$ref"),
    ("read_only", "readOnly"),
    ("write_only", "writeOnly"),
    ("discriminator", "discriminator"),
)
_DOCUMENTED = (
    ("title", "title"),
    ("description", "description"),
    ("examples", "examples"),
    ("deprecated", "deprecated"),
)


def account(schema: Schema) -> Iterator[LedgerRow]:
    """List a row for each keyword of the schema itself."""
    for keyword in _enforced(schema):
        yield LedgerRow(origin=schema.origin, keyword=keyword, status="enforced")
    for field, keyword in _USED:
        if getattr(schema, field):
            yield LedgerRow(origin=schema.origin, keyword=keyword, status="used")
    if schema.default is not ABSENT:
        yield LedgerRow(origin=schema.origin, keyword="default", status="used")
    for field, keyword in _DOCUMENTED:
        if getattr(schema, field):
            yield LedgerRow(origin=schema.origin, keyword=keyword, status="documented")
    yield from _text(schema)
    yield from _refused(schema)


def _enforced(schema: Schema) -> Iterator[str]:
    for field, keyword in _ENFORCED:
        found = getattr(schema, field)
        if found is not None and found is not False and found != ():
            yield keyword
    if schema.const is not ABSENT:
        yield "const"
    if schema.additional is not None:
        yield "additionalProperties"
    if not schema.properties:
        yield from _sizes(schema)
    if schema.required_only or any(member.required for member in schema.properties):
        yield "required"


def _sizes(schema: Schema) -> Iterator[str]:
    if schema.min_properties is not None:
        yield "minProperties"
    if schema.max_properties is not None:
        yield "maxProperties"


def _text(schema: Schema) -> Iterator[LedgerRow]:
    kind = kind_of("string", schema.format)
    if schema.format is not None:
        known = kind != "text" or schema.format in {"int32", "int64", "float", "double", "password"}
        yield LedgerRow(
            origin=schema.origin,
            keyword="format",
            status="enforced" if known else "documented",
            why=None if known else f"no rule is known for the format {schema.format}",
        )
    by_format = "the format says more" if kind in PARSED else None
    if schema.min_length is not None:
        yield LedgerRow(origin=schema.origin, keyword="minLength", status="enforced", why=by_format)
    if schema.max_length is not None:
        yield LedgerRow(origin=schema.origin, keyword="maxLength", status="enforced", why=by_format)
    if schema.pattern is None:
        return
    if translated(schema.pattern) is None:
        yield LedgerRow(
            origin=schema.origin,
            keyword="pattern",
            status="unsupported",
            why="neither Rust's nor Python's regular expressions can say this",
            level="HIGH",
        )
    else:
        yield LedgerRow(origin=schema.origin, keyword="pattern", status="enforced", why=by_format)


def _refused(schema: Schema) -> Iterator[LedgerRow]:
    if schema.not_ is not None:
        yield LedgerRow(
            origin=schema.origin,
            keyword="not",
            status="unsupported",
            why="values that the contract excludes are taken",
            level="HIGH",
        )
    if schema.pattern_properties:
        yield LedgerRow(
            origin=schema.origin,
            keyword="patternProperties",
            status="unsupported",
            why="names of undeclared properties are not checked",
            level="MEDIUM",
        )
    for keyword in _sizes(schema) if schema.properties else ():
        yield LedgerRow(
            origin=schema.origin,
            keyword=keyword,
            status="unsupported",
            why="the properties of an object are checked, not counted",
            level="MEDIUM",
        )
    for keyword in schema.unsupported:
        yield LedgerRow(
            origin=schema.origin,
            keyword=keyword,
            status="unsupported",
            why="not among the keywords that wire types can check",
            level="HIGH",
        )
