"""What JSON Schema asserts about a value as a whole, beside its type.

Location: pactgen/passes/model_wire/rules.py. Used by the makers of objects, lists, scalars. Rules
are about what others send: answers are ours, and a partial input may leave out what a rule asks
for.
"""

from typing import TYPE_CHECKING

from pactgen.ir.contract import Conditional, Schema
from pactgen.ir.wire import (
    Contains,
    Has,
    Matching,
    NamesFit,
    Not,
    PatternsFit,
    Rule,
    Test,
    When,
    WireType,
)
from pactgen.passes.model_wire.merging import says_only
from pactgen.passes.model_wire.overlap import implied_types
from pactgen.passes.model_wire.patterns import for_python
from pactgen.passes.model_wire.place import ANY, Place
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.passes.model_wire.types import Types


class Rules:
    """Makes the rules of one builder."""

    def __init__(self, types: "Types") -> None:
        """Keep the maker of the types that values are compared with."""
        self._types = types

    def of(self, schema: Schema, place: Place) -> tuple[Rule, ...]:
        """Return the rules of a merged schema."""
        if place.mode == "read" or says_only(schema, *_NO_RULES):
            return ()
        found: list[Rule] = []
        if schema.not_ is not None:
            found.append(Not(test=self._test(schema.not_, schema, place, "Not")))
        if place.mode != "patch":
            found += self._demands(schema, place)
        found += self._items_and_names(schema, place)
        return tuple(found)

    def _demands(self, schema: Schema, place: Place) -> list[Rule]:
        """Return the rules that ask for more than is there."""
        found: list[Rule] = [
            When(condition=Has(names=(name,)), then=Has(names=names))
            for name, names in schema.dependent_required
            if names
        ]
        for name, below in schema.dependent_schemas:
            then = self._test(below, schema, place, "With")
            found.append(When(condition=Has(names=(name,)), then=then))
        found += [self._when(each, schema, place) for each in schema.conditions]
        for options, one_of in ((schema.any_of, False), (schema.one_of, True)):
            if only_require(options):
                tests = tuple(self._test(option, schema, place, "") for option in options)
                found.append(Matching(count="one" if one_of else "any", tests=tests))
        return found

    def _when(self, each: Conditional, schema: Schema, place: Place) -> When:
        then, otherwise = (
            None if part is None or says_only(part) else self._test(part, schema, place, hint)
            for part, hint in ((each.then, "Then"), (each.otherwise, "Else"))
        )
        condition = self._test(each.condition, schema, place, "If")
        return When(condition=condition, then=then, otherwise=otherwise)

    def _items_and_names(self, schema: Schema, place: Place) -> list[Rule]:
        found: list[Rule] = []
        for contained in schema.contains:
            item = self._type(contained.schema, place, "Item")
            found.append(Contains(item=item, least=contained.least, most=contained.most))
        if schema.property_names is not None:
            name = schema.property_names
            name = name if name.types or name.ref else replace(name, types=("string",))
            found.append(NamesFit(name=self._type(name, place, "Name")))
        patterns = tuple(
            (pattern, self._type(below, place, "Value"))
            for pattern, below in schema.pattern_properties
            if self._is_sayable(pattern, below)
        )
        if patterns:
            found.append(
                PatternsFit(
                    patterns=patterns,
                    declared=tuple(member.name for member in schema.properties),
                    rest=self._rest(schema, place),
                )
            )
        return found

    def _is_sayable(self, pattern: str, below: Schema) -> bool:
        sayable = for_python(pattern) is not None
        if not sayable:
            why = "Python's regular expressions cannot say one of the patterns"
            place = below.origin.parent()
            self._types.notes.give_up(place, "patternProperties", why, "HIGH")
        return sayable

    def _rest(self, schema: Schema, place: Place) -> WireType | None:
        if isinstance(schema.additional, Schema):
            return self._type(schema.additional, place, "Value")
        return None if schema.additional is False else ANY

    def _test(self, schema: Schema, whole: Schema, place: Place, hint: str) -> Test:
        """Return what a value is asked; a schema without a type is about values of the whole's."""
        tests: list[Test] = []
        if schema.required_only and says_only(schema, "required_only", "not_", "types"):
            tests.append(Has(names=schema.required_only))
        if schema.not_ is not None and says_only(schema, "required_only", "not_", "types"):
            tests.append(Not(test=self._test(schema.not_, whole, place, hint)))
        if says_only(schema, "any_of", "types") and only_require(schema.any_of):
            parts = tuple(self._test(part, whole, place, hint) for part in schema.any_of)
            tests.append(Matching(count="any", tests=parts))
        if not tests:
            types = schema.types or schema.enum is not None or schema.ref is not None
            narrowed = schema if types else replace(schema, types=implied_types(whole))
            return self._type(narrowed, place, hint)
        return tests[0] if len(tests) == 1 else Matching(count="all", tests=tuple(tests))

    def _type(self, schema: Schema, place: Place, hint: str) -> WireType:
        return self._types.type_of(schema, place.below(hint))


_NO_RULES = (
    "types", "format", "enum", "const", "ref", "all_of", "properties", "required_only",
    "additional", "min_properties", "max_properties", "items", "prefix_items", "min_items",
    "max_items", "unique_items", "min_length", "max_length", "pattern", "minimum", "maximum",
    "exclusive_minimum", "exclusive_maximum", "multiple_of", "discriminator", "unsupported",
    "false", "unevaluated_properties", "unevaluated_items",
)  # fmt: skip


def only_require(options: tuple[Schema, ...]) -> bool:
    """Tell whether options merely name properties that must, or must not, be there."""
    return bool(options) and all(_only_requires(option) for option in options)


def _only_requires(schema: Schema) -> bool:
    said = bool(schema.required_only or schema.not_ or schema.any_of)
    return (
        said
        and says_only(schema, "required_only", "not_", "any_of", "types")
        and (schema.not_ is None or _only_requires(schema.not_))
        and (not schema.any_of or only_require(schema.any_of))
    )
