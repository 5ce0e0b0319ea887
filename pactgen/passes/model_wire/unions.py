"""oneOf and anyOf.

Location: pactgen/passes/model_wire/unions.py. Used by the maker of types.
"""

from typing import TYPE_CHECKING

from pactgen.ir.contract import Schema
from pactgen.ir.wire import Named, Nullable, UnionOf, WireType
from pactgen.passes.model_wire.intersections import narrowed
from pactgen.passes.model_wire.merging import merged, says_only
from pactgen.passes.model_wire.naming import class_name
from pactgen.passes.model_wire.overlap import exclude_each_other, implied_types, tag
from pactgen.passes.model_wire.place import ANY, Ident, Place, or_null
from pactgen.passes.model_wire.rules import only_require
from pactgen.passes.model_wire.scalars import listed
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.passes.model_wire.types import Types

_TITLE_WORDS = 4


class Unions:
    """Makes the unions of one builder."""

    def __init__(self, types: "Types") -> None:
        """Keep the maker of the options."""
        self._types = types
        self._contract = types.contract

    def union(self, schema: Schema, ident: Ident, place: Place) -> WireType:
        """Return the type of a merged schema that has alternatives."""
        options = schema.one_of or schema.any_of
        told = [each for each in options if not self._is_null(each) and not each.false]
        told = [left for each in told if (left := narrowed(self._contract, each))] or told
        null = any(self._is_null(each) for each in options)
        rest = _beside(schema)
        if only_require(options) and "object" in implied_types(rest):
            return self._ruled(schema, options, ident, place)
        if not self._adds_nothing(rest, told):
            told = [Schema(origin=option.origin, all_of=(rest, option)) for option in told]
        types: list[WireType] = []
        for number, option in enumerate(told, 1):
            below = place.called(place.hint + self._label(option, number))
            type_ = self._types.type_of(option, below)
            if isinstance(type_, Nullable):
                # Null is told once, beside the union; two options with null exclude it.
                null = not (null and schema.one_of)
                type_ = type_.inner
            if type_ not in types:
                types.append(type_)
        if len(types) <= 1:
            return or_null(types[0] if types else ANY, null=null)
        return or_null(self._united(schema, told, types, place), null=null)

    def _united(
        self, schema: Schema, told: list[Schema], types: list[WireType], place: Place
    ) -> UnionOf:
        hint = schema.discriminator.property_name if schema.discriminator else None
        classes = all(
            isinstance(each, Named) and each.name not in self._types.aliases for each in types
        ) and not any(self._has_options(each) for each in told)
        discriminator = tag(self._contract, tuple(told), place.mode, hint) if classes else None
        # An answer is ours; only what others send is counted against each option. Where a tag is
        # to tell the options apart, values that fit several by their shape are meant to be sent.
        told_apart = hint is not None or discriminator is not None
        counted = bool(schema.one_of) and not told_apart and place.mode != "read"
        return UnionOf(
            options=tuple(types),
            discriminator=discriminator,
            exclusive=counted and not exclude_each_other(self._contract, told),
        )

    def _ruled(
        self, schema: Schema, options: tuple[Schema, ...], ident: Ident, place: Place
    ) -> WireType:
        """Return an object whose options only say which properties must be there."""
        if place.mode == "patch":
            self._types.notes.give_up(
                options[0].origin.parent(),
                "oneOf" if schema.one_of else "anyOf",
                "a partial update may leave out the properties that the options ask for",
                "MEDIUM",
            )
        if schema.one_of and schema.any_of and not only_require(schema.any_of):
            return self._types.shape(replace(schema, one_of=()), ident, place)
        return self._types.single(schema, ident, place)

    def _has_options(self, option: Schema) -> bool:
        """Tell whether an option is a union itself, also one that is in the making."""
        whole = merged(self._contract, option)
        options = [each for each in whole.one_of or whole.any_of if not self._is_null(each)]
        return len(options) > 1 and not only_require(tuple(options))

    def _is_null(self, option: Schema) -> bool:
        return merged(self._contract, option).types == ("null",)

    def _adds_nothing(self, rest: Schema, options: list[Schema]) -> bool:
        """Tell whether what stands beside the options is said by each of them as well."""
        if says_only(rest):
            return True
        if not says_only(rest, "types"):
            return False
        types = [implied_types(merged(self._contract, option)) for option in options]
        return all(each and set(each) <= set(rest.types) for each in types)

    def _label(self, option: Schema, number: int) -> str:
        """Return what tells an option apart from the others of its union."""
        special = option.all_of[-1] if option.all_of else option
        if special.title and _is_telling(special.title):
            return class_name(special.title)
        if special.ref is not None:
            return self._types.components.base(special.ref)
        constant = _constant(merged(self._contract, special))
        return class_name(constant) if constant else f"Option{number}"


def _beside(schema: Schema) -> Schema:
    """Return what holds whichever option does."""
    any_of = schema.any_of if schema.one_of else ()
    rest = replace(schema, one_of=(), any_of=any_of, discriminator=None)
    return rest if schema.one_of else replace(rest, unevaluated_properties=None)


def _is_telling(title: str) -> bool:
    """Tell whether a title is short enough to be part of a name."""
    words = title.split()
    return 0 < len(words) <= _TITLE_WORDS and all(word.isidentifier() for word in words)


def _constant(schema: Schema) -> str | None:
    """Return the value of the property that is always the same in this object."""
    for member in schema.properties:
        values = listed(member.schema)
        if values is not None and len(values) == 1 and _is_telling(str(values[0])):
            return str(values[0])
    return None
