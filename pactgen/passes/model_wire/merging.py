"""A schema without its `$ref` and `allOf`: all that it says, intersected.

Location: pactgen/passes/model_wire/merging.py. Used by the builder and by `flatten`.
"""

from collections.abc import Iterable
from functools import reduce
from typing import TypeVar

from pactgen.ir.contract import ABSENT, Contract, Json, Property, Schema
from pactgen.passes.reading.equality import same_value
from pactgen.values import dataclass, defaults, replace

N = TypeVar("N", int, float)
Additional = Schema | bool | None
_SEVERAL = 2
"""Parts, of which each may describe itself."""


@dataclass(slots=True)
class Conflicts:
    """Places where two parts of an `allOf` cannot both hold; the later one was believed."""

    found: list[tuple[Schema, str]]

    def add(self, schema: Schema, keyword: str) -> None:
        """Remember one."""
        self.found.append((schema, keyword))


def merged(contract: Contract, schema: Schema, conflicts: Conflicts | None = None) -> Schema:
    """Return an equal schema that has neither `ref` nor `all_of`; what is below stays as it is."""
    if schema.ref is None and not schema.all_of:
        return schema
    parts = _parts(contract, schema, frozenset())
    whole = reduce(lambda one, two: _both(contract, one, two, conflicts), parts)
    whole = replace(_settle_required(whole), origin=schema.origin)
    if whole.description is None or len(parts) < _SEVERAL:
        return whole
    return replace(whole, description=_description(contract, schema, frozenset()))


def _description(contract: Contract, schema: Schema, seen: frozenset[str]) -> str | None:
    """Return what is said of the whole: beside its parts, in one of its own, else of the first.

    A part that is a component of its own (`allOf: [Trip, LinksToStation]`) describes itself.
    """
    if schema.description is not None:
        return schema.description
    if schema.ref is not None:
        known = schema.ref in seen
        target = contract.schemas[schema.ref]
        return None if known else _description(contract, target, seen | {schema.ref})
    own = [part.description for part in schema.all_of if part.ref is None and part.description]
    if own:
        return own[-1]
    return _description(contract, schema.all_of[0], seen) if schema.all_of else None


def closed(schema: Schema) -> Schema:
    """Return a merged schema whose `unevaluated…` are said as those who know all parts say it."""
    additional, items = schema.unevaluated_properties, schema.unevaluated_items
    asked_elsewhere = schema.conditions or schema.dependent_schemas or schema.any_of
    if additional is True or schema.additional is not None:
        schema = replace(schema, unevaluated_properties=None)
    elif additional is not None and not asked_elsewhere:
        schema = replace(schema, additional=additional, unevaluated_properties=None)
    if items is None:
        return schema
    if isinstance(items, bool) or schema.items is not None:
        closes = items is False and schema.items is None
        rest = Schema(origin=schema.origin, false=True) if closes else schema.items
        return replace(schema, items=rest, unevaluated_items=None)
    return replace(schema, items=items, unevaluated_items=None)


def _parts(contract: Contract, schema: Schema, seen: frozenset[str]) -> list[Schema]:
    """List the schema's own keywords last: they stand outside and win where only one can."""
    parts: list[Schema] = []
    if schema.ref is not None and schema.ref not in seen:
        parts += _parts(contract, contract.schemas[schema.ref], seen | {schema.ref})
    for part in schema.all_of:
        parts += _parts(contract, part, seen)
    said = schema.ref is not None or schema.all_of
    return [*parts, replace(schema, ref=None, all_of=()) if said else schema]


def _both(contract: Contract, one: Schema, two: Schema, conflicts: Conflicts | None) -> Schema:
    return replace(
        two,
        types=_types(one, two, conflicts),
        format=two.format or one.format,
        title=two.title or one.title,
        xml_name=two.xml_name or one.xml_name,
        wrapped=two.wrapped or one.wrapped,
        description=two.description or one.description,
        enum=_enum(one, two, conflicts),
        const=one.const if two.const is ABSENT else two.const,
        default=one.default if two.default is ABSENT else two.default,
        examples=two.examples or one.examples,
        properties=_properties(contract, one, two),
        required_only=tuple(dict.fromkeys((*one.required_only, *two.required_only))),
        additional=_additional(contract, one.additional, two.additional),
        pattern_properties=(*one.pattern_properties, *two.pattern_properties),
        min_properties=_highest(one.min_properties, two.min_properties),
        max_properties=_lowest(one.max_properties, two.max_properties),
        items=_schema(contract, one.items, two.items),
        prefix_items=two.prefix_items or one.prefix_items,
        min_items=_highest(one.min_items, two.min_items),
        max_items=_lowest(one.max_items, two.max_items),
        unique_items=one.unique_items or two.unique_items,
        min_length=_highest(one.min_length, two.min_length),
        max_length=_lowest(one.max_length, two.max_length),
        pattern=_pattern(one.pattern, two.pattern),
        minimum=_highest(one.minimum, two.minimum),
        maximum=_lowest(one.maximum, two.maximum),
        exclusive_minimum=_highest(one.exclusive_minimum, two.exclusive_minimum),
        exclusive_maximum=_lowest(one.exclusive_maximum, two.exclusive_maximum),
        multiple_of=two.multiple_of or one.multiple_of,
        any_of=_unions(one.any_of, two.any_of, one_of=False),
        one_of=_unions(one.one_of, two.one_of, one_of=True),
        not_=_neither(one.not_, two.not_),
        conditions=(*one.conditions, *two.conditions),
        dependent_required=(*one.dependent_required, *two.dependent_required),
        dependent_schemas=(*one.dependent_schemas, *two.dependent_schemas),
        contains=(*one.contains, *two.contains),
        property_names=_schema(contract, one.property_names, two.property_names),
        unevaluated_properties=_additional(
            contract, one.unevaluated_properties, two.unevaluated_properties
        ),
        unevaluated_items=_additional(contract, one.unevaluated_items, two.unevaluated_items),
        discriminator=two.discriminator or one.discriminator,
        read_only=one.read_only or two.read_only,
        write_only=one.write_only or two.write_only,
        deprecated=one.deprecated or two.deprecated,
        extensions={**one.extensions, **two.extensions} if one.extensions else two.extensions,
        unsupported=tuple(dict.fromkeys((*one.unsupported, *two.unsupported))),
        false=one.false or two.false,
    )


def _types(one: Schema, two: Schema, conflicts: Conflicts | None) -> tuple[str, ...]:
    if not one.types or not two.types:
        return one.types or two.types
    if two.types == ("null",) or one.types == ("null",):
        # `nullable: true` beside a reference says "or null", not "nothing but null".
        return tuple(dict.fromkeys((*one.types, *two.types)))
    both = tuple(name for name in two.types if name in one.types)
    if "number" in one.types and "integer" in two.types and "integer" not in both:
        both = (*both, "integer")
    if "integer" in one.types and "number" in two.types and "integer" not in both:
        both = (*both, "integer")
    if not both and conflicts is not None:
        conflicts.add(two, "type")
    return both or two.types


def _enum(one: Schema, two: Schema, conflicts: Conflicts | None) -> tuple[Json, ...] | None:
    if one.enum is None or two.enum is None:
        return two.enum if one.enum is None else one.enum
    both = tuple(value for value in two.enum if any(same_value(value, it) for it in one.enum or ()))
    if not both and conflicts is not None:
        conflicts.add(two, "enum")
    return both or two.enum


def _properties(contract: Contract, one: Schema, two: Schema) -> tuple[Property, ...]:
    found = {member.name: member for member in one.properties}
    for member in two.properties:
        before = found.get(member.name)
        found[member.name] = member if before is None else _property(contract, before, member)
    return tuple(found.values())


def _property(contract: Contract, one: Property, two: Property) -> Property:
    schema = _schema(contract, one.schema, two.schema) or two.schema
    return replace(two, schema=schema, required=one.required or two.required)


def _schema(contract: Contract, one: Schema | None, two: Schema | None) -> Schema | None:
    """Return a schema that asks for both; it is merged when somebody looks inside."""
    if one is None or two is None or one == two:
        return two or one
    if one.ref is not None and one.ref == two.ref:
        return two
    for general, special in ((one, two), (two, one)):
        if _is_implied(contract, general, special):
            return special
    return Schema(origin=two.origin, all_of=(one, two))


def _is_implied(contract: Contract, general: Schema, special: Schema) -> bool:
    """Tell whether the general schema asks for nothing that the special one does not."""
    if general.read_only or general.write_only:
        return False
    chosen, offered = options_of(contract, special), options_of(contract, general)
    if chosen and all(is_one_of(each, offered) for each in chosen):
        return True
    if not says_only(general, "types"):
        return False
    types = merged(contract, special).types
    return not general.types or (bool(types) and set(types) <= set(general.types))


def options_of(
    contract: Contract, schema: Schema, seen: frozenset[str] = frozenset()
) -> tuple[Schema, ...]:
    """Return what a schema is a choice of and nothing else, choices inside of it opened up.

    A reference to what is no choice is its own single option; an inline schema has none.
    """
    if schema.ref is not None and schema.ref not in seen and says_only(schema, "ref"):
        below = options_of(contract, contract.schemas[schema.ref], seen | {schema.ref})
        return below or (schema,)
    choices = schema.one_of or schema.any_of
    said = "one_of" if schema.one_of else "any_of"
    if not choices or not says_only(schema, said, "types", "discriminator"):
        return ()
    opened = [options_of(contract, each, seen) or (each,) for each in choices]
    return tuple(option for below in opened for option in below)


def is_one_of(schema: Schema, options: Iterable[Schema]) -> bool:
    """Tell whether a schema is literally one of these."""
    told = schema.ref or schema.origin
    return any(told == (each.ref or each.origin) for each in options)


def _additional(contract: Contract, one: Additional, two: Additional) -> Additional:
    if one is False or two is False:
        return False
    if isinstance(one, Schema) and isinstance(two, Schema):
        return _schema(contract, one, two)
    return one if isinstance(one, Schema) else two if two is not None else one


def _neither(one: Schema | None, two: Schema | None) -> Schema | None:
    """Return what must not hold when neither may."""
    if one is None or two is None:
        return two or one
    return Schema(origin=two.origin, any_of=(one, two))


def _unions(
    one: tuple[Schema, ...], two: tuple[Schema, ...], *, one_of: bool
) -> tuple[Schema, ...]:
    if not one or not two or one == two:
        return one or two
    choice = Schema(origin=two[0].origin, one_of=two) if one_of else None
    choice = choice or Schema(origin=two[0].origin, any_of=two)
    return tuple(Schema(origin=option.origin, all_of=(option, choice)) for option in one)


def _pattern(one: str | None, two: str | None) -> str | None:
    if one is None or two is None or one == two:
        return two or one
    return rf"^(?=[\s\S]*?(?:{one}))(?=[\s\S]*?(?:{two}))"


def _highest(one: N | None, two: N | None) -> N | None:
    return max(one, two) if one is not None and two is not None else two if one is None else one


def _lowest(one: N | None, two: N | None) -> N | None:
    return min(one, two) if one is not None and two is not None else two if one is None else one


def _settle_required(schema: Schema) -> Schema:
    """Mark properties as required that another part of the `allOf` asks for."""
    if not schema.required_only:
        return schema
    asked = frozenset(schema.required_only)
    declared = frozenset(member.name for member in schema.properties)
    return replace(
        schema,
        properties=tuple(
            replace(member, required=True) if member.name in asked else member
            for member in schema.properties
        ),
        required_only=tuple(name for name in schema.required_only if name not in declared),
    )


_CONSTRAINTS = tuple(
    (name, default)
    for name, default in defaults(Schema).items()
    if name
    not in {
        "origin", "title", "description", "default", "examples", "read_only", "write_only",
        "deprecated", "extensions",
    }
)  # fmt: skip
"""The fields that restrict values, with what they hold when the keyword is not there."""


def says_only(schema: Schema, *names: str) -> bool:
    """Tell whether no other field than these restricts anything; annotations do not count."""
    return all(getattr(schema, name) == default or name in names for name, default in _CONSTRAINTS)
