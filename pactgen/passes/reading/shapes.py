"""What a schema amounts to once its references and allOf are followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import ABSENT, Contract, Json, Property, Schema, schema_named
from pactgen.passes.reading.remembered import remembered
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 12
"""allOf chains longer than this are recursive in practice; the rest is not looked at."""
CHOICES = 3
"""Alternatives deeper than this are not looked at: there are too many of all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The object that a schema describes, flattened."""

    properties: tuple[Property, ...]
    component: str | None
    """The component schema that contributes the most properties."""
    nullable: bool

    def property(self, name: str) -> Property | None:
        """Return the property of this wire name, if there is one."""
        return next((member for member in self.properties if member.name == name), None)


def types_of(contract: Contract, schema: Schema, depth: int = 0) -> frozenset[str]:
    """Return the JSON type names that the schema allows; empty when it does not say."""
    if depth > MAX_DEPTH:
        return frozenset()
    named = schema_named(contract, schema)
    if schema.types:
        return frozenset(schema.types)
    if named.types:
        return frozenset(named.types)
    if named.const is not ABSENT:
        return frozenset({_type_of(named.const)})
    if named.enum:
        return frozenset(_type_of(value) for value in named.enum)
    if named.properties:
        return frozenset({"object"})
    parts = [types_of(contract, part, depth + 1) for part in named.all_of]
    told = [part for part in parts if part]
    if told:
        return frozenset.intersection(*told)
    options = [types_of(contract, part, depth + 1) for part in named.one_of or named.any_of]
    if options and all(options):
        return frozenset.union(*options)
    return frozenset()


def _type_of(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int():
            return "integer"
        case float():
            return "number"
        case str():
            return "string"
        case list():
            return "array"
        case _:
            return "object"


def is_object(contract: Contract, schema: Schema) -> bool:
    """Whether the schema describes a JSON object (and perhaps null), and nothing else."""
    return types_of(contract, schema) - {"null"} == {"object"}


def can_show(contract: Contract, shown: Schema, sent: Schema, depth: int = 0) -> bool:
    """Whether an answer may show a value that a body brings.

    They share a JSON type, or a value of those that both list, so do their elements, and no member
    must be shown that none can send. Of alternatives, one of each is enough, and of the members
    that a map would show. What says nothing of its type is open.
    """
    if depth > MAX_DEPTH or schema_named(contract, shown) is schema_named(contract, sent):
        return True
    options = _alternatives(contract, shown), _alternatives(contract, sent)
    if len(options[0]) + len(options[1]) > 2:
        pairs = ((one, other) for one in options[0] for other in options[1])
        return depth > CHOICES or any(can_show(contract, *pair, depth + 1) for pair in pairs)
    told = [_kinds(contract, shown), _kinds(contract, sent)]
    if not all(told):
        return True
    match sorted(told[0] & told[1]):
        case []:
            return False
        case ["array"]:
            items = items_of(contract, shown), items_of(contract, sent)
            if items[0] is None or items[1] is None:
                return True
            return can_show(contract, items[0], items[1], depth + 1)
        case ["object"]:
            return _can_show_members(contract, shown, sent, depth)
        case _:
            return not are_apart(contract, shown, sent)


def are_apart(contract: Contract, one: Schema, other: Schema) -> bool:
    """Whether both list their values and have none in common."""
    listed = listed_values(contract, one), listed_values(contract, other)
    return all(listed) and not any(value in listed[1] for value in listed[0])


def _kinds(contract: Contract, schema: Schema) -> frozenset[str]:
    """Return the JSON types without null; every integer is a number."""
    return frozenset(
        "number" if each == "integer" else each for each in types_of(contract, schema) - {"null"}
    )


def _alternatives(contract: Contract, schema: Schema) -> tuple[Schema, ...]:
    """Return the objects that an answer or a body may be one of; alone, the schema itself."""
    for part in _parts(contract, schema):
        if part.properties:
            break
        if options := _forms(contract, part):
            return options
    return (schema,)


def listed_values(contract: Contract, schema: Schema) -> tuple[Json, ...]:
    """Return the values that are allowed, none where they are not listed."""
    named = schema_named(contract, schema)
    return named.enum or (() if named.const is ABSENT else (named.const,))


def _can_show_members(contract: Contract, shown: Schema, sent: Schema, depth: int) -> bool:
    brought = shape_of(contract, sent)
    if not brought.properties:
        return True
    values = next((each.additional for each in _parts(contract, shown) if each.additional), None)
    if isinstance(values, Schema) and not shape_of(contract, shown).properties:
        members = (member.schema for member in brought.properties)
        return any(can_show(contract, values, member, depth + 1) for member in members)
    pairs = (
        (member, brought.property(member.name))
        for member in shape_of(contract, shown).properties
        if member.required
    )
    return all(
        other is not None and can_show(contract, member.schema, other.schema, depth + 1)
        for member, other in pairs
    )


def items_of(contract: Contract, schema: Schema) -> Schema | None:
    """Return the schema of the elements when the schema is an array."""
    if types_of(contract, schema) - {"null"} != {"array"}:
        return None
    for part in _parts(contract, schema):
        if part.items is not None:
            return part.items
    return None


@remembered
def shape_of(contract: Contract, schema: Schema) -> Shape:
    """Return what the schema has, and where it is one of several kinds, what any of them has."""
    shape = _own_shape(contract, schema)
    known = {member.name for member in shape.properties}
    added = (one for one in _members_of_kinds(contract, schema) if one.name not in known)
    return replace(shape, properties=(*shape.properties, *added))


@remembered
def _own_shape(contract: Contract, schema: Schema) -> Shape:
    """Merge the properties of the schema, what it refers to and its allOf, in document order."""
    merged: dict[str, Property] = {}
    required: dict[str, Schema] = {}
    weight: dict[str, int] = {}
    nullable = False
    for part in _parts(contract, schema):
        required |= {name: undescribed(part) for name in part.required_only}
        nullable = nullable or "null" in part.types
        for member in part.properties:
            known = merged.get(member.name)
            if known is None:
                merged[member.name] = member
            else:
                merged[member.name] = _narrower(contract, known, member)
    for name, size in _components(contract, schema, 0):
        weight.setdefault(name, size)
    component = max(weight, key=lambda name: weight[name], default=None)
    properties = tuple(
        replace(member, required=True)
        if member.name in required and not member.required
        else member
        for member in merged.values()
    )
    if properties:
        properties += tuple(
            Property(name=name, schema=told, required=True)
            for name, told in required.items()
            if name not in merged
        )
    return Shape(properties=properties, component=component, nullable=nullable)


def _members_of_kinds(contract: Contract, schema: Schema) -> tuple[Property, ...]:
    """Return what things of several kinds have: together with what only some of them have."""
    found = kinds_of(contract, schema)
    told: dict[str, list[Property]] = {}
    for kind in found:
        for member in _own_shape(contract, kind).properties:
            told.setdefault(member.name, []).append(member)
    return tuple(_joined(contract, members, len(found)) for members in told.values())


def _joined(contract: Contract, members: list[Property], kinds: int) -> Property:
    """Return the member that holds the values of all these; not all kinds need to have it."""
    required = len(members) == kinds and all(member.required for member in members)
    return Property(
        name=members[0].name,
        schema=_any_of(contract, [member.schema for member in members]),
        required=required,
    )


def _any_of(contract: Contract, schemas: list[Schema]) -> Schema:
    """Return the schema of what one of these allows: its values listed, its texts as long."""
    first = schemas[0]
    named = [schema_named(contract, schema) for schema in schemas]
    if all(each is named[0] for each in named):
        return first
    types = tuple(dict.fromkeys(type_ for each in named for type_ in each.types))
    listed = [listed_values(contract, each) for each in named]
    if all(listed):
        values = [value for each in listed for value in each]
        enum = tuple(value for at, value in enumerate(values) if value not in values[:at])
        return Schema(origin=first.origin, types=types, enum=enum)
    formats = {each.format for each in named}
    if len({types_of(contract, each) - {"null"} for each in named}) > 1 or len(formats) > 1:
        return Schema(origin=first.origin, any_of=tuple(schemas))
    lengths = [each.max_length for each in named]
    longest = max((length for length in lengths if length is not None), default=None)
    return replace(
        named[0],
        types=types,
        max_length=None if None in lengths else longest,
        pattern=None,
        enum=None,
        const=ABSENT,
        not_=None,
    )


def is_gone(shape: Shape) -> bool:
    """Whether it says that a row is no longer there: `{id, deleted: true}`."""
    told = shape.property("deleted")
    return told is not None and (True,) in (told.schema.enum, (told.schema.const,))


@remembered
def kinds_of(contract: Contract, schema: Schema) -> tuple[Schema, ...]:
    """Return the kinds of things of which the schema describes one, where each can be told.

    A member that all must have tells them when it lists other values for each kind, or for one of
    them no value that is listed for another; so does a member of its own that each kind must have.
    """
    forms = _present(contract, schema)
    shapes = [_own_shape(contract, form) for form in forms]
    told = _tag(contract, shapes) is not None or all(_has_its_own(one, shapes) for one in shapes)
    return forms if told and len(forms) > 1 else ()


def tag_of(contract: Contract, schema: Schema) -> str | None:
    """Return the name of the member whose value tells kinds of things apart, if there is one."""
    return _tag(contract, [_own_shape(contract, kind) for kind in kinds_of(contract, schema)])


def _tag(contract: Contract, shapes: list[Shape]) -> str | None:
    names = [member.name for member in shapes[0].properties] if len(shapes) > 1 else []
    return next((name for name in names if _tells_apart(contract, shapes, name)), None)


def _present(contract: Contract, schema: Schema) -> tuple[Schema, ...]:
    """Return the forms of what is there, those of its forms in their place."""
    leaves = {id(form): form for form in _leaves(contract, schema, frozenset())}
    return tuple(form for form in leaves.values() if not is_gone(_own_shape(contract, form)))


def _leaves(contract: Contract, schema: Schema, above: frozenset[int]) -> Iterator[Schema]:
    for form in forms_of(contract, schema):
        here = id(schema_named(contract, form))
        if here in above:
            continue
        inner = () if _own_shape(contract, form).properties else forms_of(contract, form)
        yield from _leaves(contract, form, above | {here}) if inner else (form,)


def _tells_apart(contract: Contract, shapes: list[Shape], name: str) -> bool:
    seen: list[Json] = []
    refused: list[tuple[Json, ...]] = []
    for shape in shapes:
        member = shape.property(name)
        values = () if member is None else listed_values(contract, member.schema)
        if member is not None and member.schema.not_ is not None and not values:
            refused.append(listed_values(contract, member.schema.not_))
            continue
        if member is None or not member.required or not values:
            return False
        if any(value in seen for value in values):
            return False
        seen += values
    return not refused or (len(refused) == 1 and all(value in refused[0] for value in seen))


def _has_its_own(shape: Shape, shapes: list[Shape]) -> bool:
    """Whether the kind must have a member that no other kind has."""
    others = {member.name for other in shapes if other is not shape for member in other.properties}
    return any(member.required and member.name not in others for member in shape.properties)


def undescribed(schema: Schema) -> Schema:
    """Return what the properties are that an object requires and does not describe."""
    return (
        schema.additional if isinstance(schema.additional, Schema) else Schema(origin=schema.origin)
    )


@remembered
def input_shape_of(contract: Contract, schema: Schema) -> Shape:
    """As `shape_of`, with what any of several alternatives may bring (oneOf, anyOf)."""
    shape = shape_of(contract, schema)
    merged = {member.name: member for member in shape.properties}
    for part in _parts(contract, schema):
        for option in _forms(contract, part):
            for member in shape_of(contract, option).properties:
                merged.setdefault(member.name, replace(member, required=False))
    return replace(shape, properties=tuple(_with_required(contract, schema, merged).values()))


def _with_required(
    contract: Contract, schema: Schema, members: dict[str, Property]
) -> dict[str, Property]:
    """Add what is required beside the alternatives, also where none of them describes it."""
    if not members:
        return members
    told = {name: part for part in _parts(contract, schema) for name in part.required_only}
    due = {
        name: replace(members[name], required=True)
        if name in members
        else Property(name=name, schema=undescribed(part), required=True)
        for name, part in told.items()
    }
    return members | due


def forms_of(contract: Contract, schema: Schema) -> tuple[Schema, ...]:
    """Return the objects of which the schema is one (oneOf, anyOf); none where it is one itself."""
    return next(filter(None, (_forms(contract, part) for part in _parts(contract, schema))), ())


def _forms(contract: Contract, part: Schema) -> tuple[Schema, ...]:
    told = part.one_of or part.any_of
    options = tuple(option for option in told if types_of(contract, option) != {"null"})
    several = len(options) > 1 and all(is_object(contract, option) for option in options)
    return options if several else ()


def _narrower(contract: Contract, one: Property, other: Property) -> Property:
    """Both parts of an allOf declare it: keep the one that says more about its type."""
    chosen = other if types_of(contract, other.schema) else one
    return replace(chosen, required=one.required or other.required)


def parts_of(contract: Contract, schema: Schema) -> Iterator[Schema]:
    """Yield the schema and everything that must hold with it."""
    return _parts(contract, schema)


def _parts(
    contract: Contract, schema: Schema, above: frozenset[str] = frozenset()
) -> Iterator[Schema]:
    """Yield the schema and everything that must hold with it, nothing below itself again."""
    if schema.ref is not None and schema.ref not in above:
        yield from _parts(contract, contract.schemas[schema.ref], above | {schema.ref})
    yield schema
    for part in schema.all_of:
        yield from _parts(contract, part, above)
    if not schema.properties:
        options = schema.one_of or schema.any_of
        for option in _only_object(contract, options):
            yield from _parts(contract, option, above)


def _only_object(contract: Contract, options: tuple[Schema, ...]) -> tuple[Schema, ...]:
    """`oneOf: [X, null]` is X, nullable."""
    told = tuple(option for option in options if types_of(contract, option) != {"null"})
    return told if len(told) == 1 else ()


def closes_itself(contract: Contract, schema: Schema) -> bool:
    """Whether a part is closed to properties that another part of the same object brings.

    `additionalProperties: false` sees the properties beside it, and none of an `allOf` (JSON
    Schema 2020-12, core, section 10.3.2.3): no object with both is valid.
    """
    parts = tuple(_parts(contract, schema))
    names = {member.name for part in parts for member in part.properties}
    return any(
        part.additional is False
        and not part.pattern_properties
        and not names <= {member.name for member in part.properties}
        for part in parts
    )


@remembered
def _members(contract: Contract, schema: Schema) -> int:
    """Count the properties; a base whose only kind is made of the base has an end as well."""
    return len({member.name for part in _parts(contract, schema) for member in part.properties})


def _components(contract: Contract, schema: Schema, depth: int) -> Iterator[tuple[str, int]]:
    """Yield the named schemas that the schema is made of, with how much each brings."""
    if depth > MAX_DEPTH:
        return
    if schema.ref is not None:
        target = contract.schemas[schema.ref]
        count = _members(contract, target) if depth < MAX_DEPTH // 2 else 0
        yield schema.ref, count
        if not target.properties and not target.all_of:
            yield from _components(contract, target, depth + 1)
        return
    for part in schema.all_of:
        yield from _components(contract, part, depth + 1)
    for part in _only_object(contract, schema.one_of or schema.any_of):
        yield from _components(contract, part, depth + 1)
