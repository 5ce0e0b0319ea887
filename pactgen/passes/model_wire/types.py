"""Schemas become wire types.

Location: pactgen/passes/model_wire/types.py. Used by the builder. One maker walks the schemas;
objects and unions, which need it in turn, have files of their own.
"""

from collections.abc import Iterable

from pactgen.ir.contract import ABSENT, Contract, Schema
from pactgen.ir.wire import (
    ListOf,
    Mode,
    Named,
    Rule,
    Scalar,
    TupleOf,
    UnionOf,
    WireAlias,
    WireModel,
    WireType,
)
from pactgen.passes.model_wire.components import Components, deserves_name, is_leaf, referenced
from pactgen.passes.model_wire.merging import closed, merged
from pactgen.passes.model_wire.named_rows import NamedRows
from pactgen.passes.model_wire.naming import SUFFIXES, Names, class_name, with_suffix
from pactgen.passes.model_wire.notes import Notes
from pactgen.passes.model_wire.objects import Objects
from pactgen.passes.model_wire.overlap import implied_types
from pactgen.passes.model_wire.place import ANY, Ident, Place, ident_of, or_null
from pactgen.passes.model_wire.rules import Rules
from pactgen.passes.model_wire.scalars import choice, listed, scalar
from pactgen.passes.model_wire.unions import Unions
from pactgen.passes.model_wire.usage import splits, usage_of
from pactgen.passes.reading.messages import is_xml
from pactgen.passes.words.names import singular
from pactgen.values import replace

_ALL_TYPES = 6


class Types:
    """Makes types, and remembers the classes and aliases that they name."""

    def __init__(
        self,
        contract: Contract,
        *,
        rows: Iterable[Schema],
        reserved: Iterable[str],
        named: NamedRows,
    ) -> None:
        """Look at the contract as a whole once."""
        shown = tuple(rows)
        resources = frozenset(key for each in shown if (key := referenced(each)[0]) is not None)
        self.contract = contract
        self.rows = frozenset(each.origin for each in shown if referenced(each)[0] is None)
        """Where the inline ones stand."""
        self.named = named
        self.usage = usage_of(contract)
        self.reads_xml = any(
            is_xml(media.content_type)
            for operation in contract.operations
            if operation.body is not None
            for media in operation.body.media
        )
        self.names = Names(contract, reserved)
        self.components = Components(contract, self.usage, self.names, resources)
        self.notes = Notes()
        self.models: dict[str, WireModel] = {}
        self.aliases: dict[str, WireAlias] = {}
        self._objects = Objects(self)
        self._unions = Unions(self)
        self._rules = Rules(self)
        self._whole: dict[str, tuple[Schema, bool]] = {}
        self._done: dict[tuple[str, Mode], WireType] = {}
        self._open: set[tuple[str, Mode]] = set()
        self._recursive: set[tuple[str, Mode]] = set()
        self._modern = contract.dialect.startswith("3.") and not contract.dialect.startswith("3.0")

    def outermost(self, schema: Schema, mode: Mode, name_hint: str) -> Place:
        """Return the place of a schema that a pass asks about."""
        name = class_name(name_hint)
        crowded = mode != "value" and self.names.is_reserved(name)
        return Place(
            mode=mode,
            hint=with_suffix(name, SUFFIXES[mode]) if crowded else name,
            root=name,
            shared=splits(self.usage, schema) and mode == "value",
        )

    def type_of(self, schema: Schema, place: Place) -> WireType:
        """Return the type of a schema."""
        key, null = referenced(schema)
        place = self._naming(schema, place)
        if key is not None:
            return or_null(self._component(key, place.mode), null=null)
        whole, null = self._without_null(self.merged(schema))
        return or_null(self.shape(whole, ident_of(schema), place), null=null)

    def _naming(self, schema: Schema, place: Place) -> Place:
        """Return the place in which an object inside an input says which row it stands for.

        A readOnly key is what the server gives to a row, and cannot be sent with a new one. Inside
        another object it is how a request tells the rows apart that are there already.
        """
        if place.mode != "write" or not place.in_row or not self.named.keys:
            return place
        members = self.merged(schema).properties
        names = any(each.schema.origin in self.named.keys for each in members)
        return replace(place, mode="reference") if names else place

    def merged(self, schema: Schema) -> Schema:
        """Return the schema without references and `allOf`."""
        whole = closed(merged(self.contract, schema, self.notes.conflicts))
        if whole.unevaluated_properties is not None:
            why = "which of the alternatives looked at a property is not remembered"
            word = "unevaluatedProperties"
            self.notes.give_up(schema.origin.child(word), word, why, "MEDIUM")
        return whole

    def rules(self, schema: Schema, place: Place) -> tuple[Rule, ...]:
        """Return what a merged schema asserts beside its type."""
        return self._rules.of(schema, place)

    # ---- components -----------------------------------------------------------------------

    def _component(self, key: str, asked: Mode) -> WireType:
        if key not in self._whole:
            self._whole[key] = self._without_null(self.merged(self.components.schema(key)))
        whole, null = self._whole[key]
        mode = "value" if is_leaf(whole) else self.components.mode_of(key, asked)
        if (key, mode) not in self._done:
            if (key, mode) in self._open:
                self._recursive.add((key, mode))
                return or_null(Named(name=self.components.name_of(key, mode)), null=null)
            self._open.add((key, mode))
            self._done[key, mode] = self._built(key, mode, asked, whole)
            self._open.discard((key, mode))
        return or_null(self._done[key, mode], null=null)

    def _built(self, key: str, mode: Mode, asked: Mode, whole: Schema) -> WireType:
        schema = self.components.schema(key)
        aliased, null = referenced(schema)
        if aliased is not None:
            meant = or_null(self._component(aliased, asked), null=null)
            # Names that only name each other say nothing.
            return ANY if (key, mode) in self._recursive else meant
        base = self.components.base(key)
        place = Place(
            mode=mode,
            hint=base,
            root=base,
            shared=self.components.is_shared(key),
            component=key,
            form=key in self.usage.forms,
        )
        inner = self.shape(whole, (schema.origin,), place)
        if (key, mode) not in self._recursive and not deserves_name(inner):
            return inner
        named = Named(name=self.components.name_of(key, mode))
        if inner != named:
            self.aliases[named.name] = WireAlias(
                name=named.name, origin=schema.origin, type=inner, description=schema.description
            )
        return named

    # ---- shapes ---------------------------------------------------------------------------

    def _without_null(self, schema: Schema) -> tuple[Schema, bool]:
        """Take null out of a merged schema; the second value says whether it was there."""
        null = "null" in schema.types
        values = listed(schema)
        if values is not None:
            left = tuple(value for value in values if value is not None)
            taken = len(left) < len(values) or (null and not self._modern)
            alone = replace(schema, enum=left or (None,), const=ABSENT, types=())
            return alone, taken and bool(left)
        if not null:
            return schema, False
        rest = replace(schema, types=tuple(name for name in schema.types if name != "null"))
        if not rest.types and not (implied_types(rest) or rest.one_of or rest.any_of):
            return schema, False
        return rest, True

    def shape(self, schema: Schema, ident: Ident, place: Place) -> WireType:
        """Return the type of a merged schema from which null was taken."""
        values = listed(schema)
        if values is not None:
            if schema.not_ is not None or schema.conditions:
                why = "it is not asked about values that are listed"
                self.notes.give_up(schema.origin.child("not"), "not", why, "HIGH")
            return Scalar(kind="null") if values == (None,) else choice(values)
        if schema.one_of or schema.any_of:
            return self._unions.union(schema, ident, place)
        types = implied_types(schema)
        if types and not schema.types:
            self.notes.untyped(schema)
        if "number" in types:
            types = tuple(name for name in types if name != "integer")
        if not types or len(types) >= _ALL_TYPES:
            rules = self.rules(schema, place)
            return replace(ANY, rules=rules) if rules else ANY
        options = tuple(self._single(schema, name, ident, place) for name in types)
        return options[0] if len(options) == 1 else UnionOf(options=options)

    def single(self, schema: Schema, ident: Ident, place: Place) -> WireType:
        """Return the type of an object whose alternatives are rules and no types."""
        return self._objects.object(schema, ident, place)

    def _single(self, schema: Schema, name: str, ident: Ident, place: Place) -> WireType:
        if name == "object":
            return self._objects.object(schema, ident, place)
        if name == "array":
            return self._array(schema, place)
        made, rules = scalar(schema, name), self.rules(schema, place)
        made = replace(made, rules=rules) if rules else made
        return Scalar(kind="file") if place.form and made.kind == "binary" else made

    def _array(self, schema: Schema, place: Place) -> WireType:
        one = singular(place.hint)
        below = place.below("").called(one if one != place.hint else f"{place.hint}Item")
        item = self.type_of(schema.items, below) if schema.items is not None else ANY
        least, most = schema.min_items or None, schema.max_items
        if not schema.prefix_items:
            return ListOf(
                item=item,
                min_items=least,
                max_items=most,
                unique=schema.unique_items,
                rules=self.rules(schema, place),
            )
        prefix = tuple(
            self.type_of(part, place.below(f"Item{number}"))
            for number, part in enumerate(schema.prefix_items, 1)
        )
        ends = schema.items is not None and schema.items.false
        return TupleOf(
            prefix=prefix,
            rest=None if ends else item,
            min_items=least,
            max_items=most,
            rules=self.rules(schema, place),
        )
