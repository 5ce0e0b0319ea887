"""The object that a schema describes, with allOf merged and references followed."""

from pactgen.ir.contract import Contract, Property, Schema
from pactgen.passes.model_wire.merging import merged
from pactgen.passes.model_wire.overlap import implied_types
from pactgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectShape:
    """A flat view of a schema."""

    properties: tuple[Property, ...]
    required: frozenset[str]
    """Also names that no property declares."""
    additional: Schema | bool | None
    nullable: bool
    is_object: bool


def flatten(contract: Contract, schema: Schema) -> ObjectShape:
    """Return the shape; of a nullable reference (`anyOf: [X, null]`) that of X."""
    whole = merged(contract, schema)
    nullable = "null" in whole.types
    options = whole.one_of or whole.any_of
    told = [option for option in options if merged(contract, option).types != ("null",)]
    if options and len(told) == 1 and not whole.properties:
        inner = flatten(contract, told[0])
        return ObjectShape(
            properties=inner.properties,
            required=inner.required,
            additional=inner.additional,
            nullable=inner.nullable or nullable or len(told) < len(options),
            is_object=inner.is_object,
        )
    required = {member.name for member in whole.properties if member.required}
    return ObjectShape(
        properties=whole.properties,
        required=frozenset(required | set(whole.required_only)),
        additional=whole.additional,
        nullable=nullable,
        is_object="object" in implied_types(whole),
    )
