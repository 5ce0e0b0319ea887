"""One question after the other: which wire type is this schema, in this direction?

Location: pactgen/passes/model_wire/builder.py. Used by the passes that design endpoints. The
builder is mutable while a pass runs; what it returns is frozen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pactgen.decisions import Decision
from pactgen.ir.contract import ABSENT, Absent, Contract, Json, Property, Schema
from pactgen.ir.design import LedgerRow
from pactgen.ir.wire import (
    Choice,
    ListOf,
    MapOf,
    Mode,
    Named,
    Nullable,
    Scalar,
    TupleOf,
    UnionOf,
    WireAlias,
    WireField,
    WireModel,
    WireType,
)
from pactgen.passes.model_wire import choices
from pactgen.passes.model_wire.account import account
from pactgen.passes.model_wire.defaults import fitting_default
from pactgen.passes.model_wire.merging import Conflicts, merged, says_only
from pactgen.passes.model_wire.naming import SUFFIXES, Names, class_name, with_suffix
from pactgen.passes.model_wire.overlap import exclude_each_other, implied_types, tag
from pactgen.passes.model_wire.scalars import choice, listed, scalar
from pactgen.passes.model_wire.usage import children, splits, usage_of
from pactgen.passes.names import attribute_names, pascal, singular
from pactgen.source import Origin

_ANY = Scalar(kind="any")
_ALL_TYPES = 6
_LONG_NAME = 50
_TITLE_WORDS = 4
_MAX_REQUIRED_VARIANTS = 4

Ident = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a schema is met: the direction, and what an inline object there is called."""

    mode: Mode
    hint: str
    shared: bool
    """Both directions pass here, so that one class will do where they do not differ."""
    root: str
    """The name of the outermost schema, for parts that would get too long a name."""
    component: str | None = None
    """Set while a component schema itself is built."""

    def below(self, name: str) -> "_Place":
        """Return the place of a part called so; a partial input has complete parts."""
        mode: Mode = "write" if self.mode == "patch" else self.mode
        return replace(self, mode=mode, hint=self._name_below(name), component=None)

    def _name_below(self, name: str) -> str:
        """Say the whole way as long as that is readable, then less of it."""
        for start in (self.hint, self.root):
            if not name or len(start) + len(name) <= _LONG_NAME:
                return start + name
        return name


class WireBuilder:
    """Collects the classes and aliases that the wire types of a contract need."""

    def __init__(
        self, contract: Contract, *, resources: Iterable[str] = (), reserved: Iterable[str] = ()
    ) -> None:
        """Look at the contract as a whole once.

        Args:
            contract: what was read.
            resources: keys of component schemas that represent a stored resource; their classes
                always carry the direction in their name (`BookingRead`).
            reserved: names of other classes, above all the mapped ones.
        """
        self._contract = contract
        self._usage = usage_of(contract)
        self._resources = frozenset(resources)
        self._names = Names(contract, reserved)
        self._models: dict[str, WireModel] = {}
        self._aliases: dict[str, WireAlias] = {}
        self._done: dict[tuple[str, Mode], WireType] = {}
        self._open: set[tuple[str, Mode]] = set()
        self._recursive: set[tuple[str, Mode]] = set()
        self._inline: dict[tuple[Ident, Mode, str], str] = {}
        self._ledger: dict[Origin, tuple[LedgerRow, ...]] = {}
        self._extra_rows: list[LedgerRow] = []
        self._conflicts = Conflicts(found=[])
        self._untyped: dict[Origin, None] = {}
        self._odd_defaults: dict[Origin, None] = {}
        self._modern = contract.dialect.startswith("3.") and not contract.dialect.startswith("3.0")

    # ---- questions ------------------------------------------------------------------------

    def read(self, schema: Schema, name_hint: str) -> WireType:
        """Return the type of an answer; writeOnly properties are left out."""
        return self._type(schema, self._root(schema, "read", name_hint))

    def write(self, schema: Schema, name_hint: str) -> WireType:
        """Return the type of a complete input; readOnly properties are left out."""
        return self._type(schema, self._root(schema, "write", name_hint))

    def patch(self, schema: Schema, name_hint: str) -> WireType:
        """Return the type of a partial input: as `write`, every property optional."""
        return self._type(schema, self._root(schema, "patch", name_hint))

    def value(self, schema: Schema, name_hint: str) -> WireType:
        """Return the type of a value that means the same in both directions."""
        return self._type(schema, self._root(schema, "value", name_hint))

    def parameter(self, schema: Schema, name_hint: str) -> WireType:
        """Return the type of a parameter, as it is after it was read from text."""
        return self.value(schema, name_hint)

    def models(self) -> Mapping[str, WireModel]:
        """Return the classes asked for so far, by name."""
        return dict(self._models)

    def aliases(self) -> Mapping[str, WireAlias]:
        """Return the named types that are no classes, by name."""
        return dict(self._aliases)

    def ledger(self) -> tuple[LedgerRow, ...]:
        """Return what became of each keyword of the schemas asked about."""
        return (*(row for rows in self._ledger.values() for row in rows), *self._extra_rows)

    def decisions(self) -> tuple[Decision, ...]:
        """Return the choices that were made on the way."""
        found = dict.fromkeys((schema.origin, keyword) for schema, keyword in self._conflicts.found)
        return (
            *self._names.decisions,
            *(choices.conflict(origin, keyword) for origin, keyword in found),
            *choices.untyped(tuple(self._untyped)),
            *choices.odd_defaults(tuple(self._odd_defaults)),
        )

    # ---- one schema -----------------------------------------------------------------------

    def _root(self, schema: Schema, mode: Mode, name_hint: str) -> _Place:
        name = class_name(name_hint)
        crowded = mode != "value" and self._names.is_reserved(name)
        hint = with_suffix(name, SUFFIXES[mode]) if crowded else name
        shared = splits(self._usage, schema) and mode == "value"
        return _Place(mode=mode, hint=hint, root=name, shared=shared)

    def _type(self, schema: Schema, place: _Place) -> WireType:
        key, null = self._referenced(schema)
        if key is not None:
            self._account(schema)
            return _or_null(self._component(key, place.mode), null)
        return self._inlined(schema, place)

    def _referenced(self, schema: Schema) -> tuple[str | None, bool]:
        """Return the component that the schema amounts to, and whether it adds null."""
        null = schema.types == ("null",)
        if schema.types and not null:
            return None, False
        if schema.ref is not None:
            return (schema.ref, null) if says_only(schema, "ref", "types") else (None, False)
        options = schema.one_of or schema.any_of or schema.all_of
        told = [option for option in options if option.types != ("null",)]
        if len(told) != 1 or (len(options) > 1 and options is schema.all_of):
            return None, False
        if not says_only(schema, "types", "discriminator", *_list_of(schema)):
            return None, False
        key, also = self._referenced(told[0])
        return key, null or also or len(told) < len(options)

    def _component(self, key: str, asked: Mode) -> WireType:
        mode = self._mode_of(key, asked)
        schema = self._contract.schemas[key]
        whole, null = self._without_null(merged(self._contract, schema, self._conflicts))
        if _is_leaf(whole):
            mode = "value"
        found = self._done.get((key, mode))
        if found is not None:
            return _or_null(found, null)
        if (key, mode) in self._open:
            self._recursive.add((key, mode))
            return _or_null(Named(name=self._name_of(key, mode)), null)
        self._account(schema)
        self._open.add((key, mode))
        aliased, also_null = self._referenced(schema)
        if aliased is not None:
            meant = self._component(aliased, asked)
            self._open.discard((key, mode))
            # Names that only name each other say nothing.
            meant = _ANY if (key, mode) in self._recursive else meant
            return _or_null(meant, null or also_null)
        place = _Place(
            mode=mode,
            hint=self._names.bases[key],
            root=self._names.bases[key],
            shared=key in self._usage.inputs and key in self._usage.outputs,
            component=key,
        )
        inner = self._shape(whole, (schema.origin,), place)
        self._open.discard((key, mode))
        if (key, mode) in self._recursive or _deserves_name(inner):
            inner = self._alias(key, mode, schema, inner)
        self._done[key, mode] = inner
        return _or_null(inner, null)

    def _alias(self, key: str, mode: Mode, schema: Schema, inner: WireType) -> WireType:
        name = self._name_of(key, mode)
        if inner == Named(name=name):
            return inner
        self._aliases[name] = WireAlias(
            name=name, origin=schema.origin, type=inner, description=schema.description
        )
        return Named(name=name)

    def _mode_of(self, key: str, asked: Mode) -> Mode:
        if asked in {"patch", "value"} or self._is_split(key):
            return asked
        inward, outward = key in self._usage.inputs, key in self._usage.outputs
        if inward == outward:
            return "value"
        return "write" if inward else "read"

    def _is_split(self, key: str) -> bool:
        usage = self._usage
        return (
            key in usage.split
            or key in self._resources
            or (key in usage.shown and key in usage.inputs)
            or self._names.is_reserved(self._names.bases[key])
        )

    def _name_of(self, key: str, mode: Mode) -> str:
        only_inward = key not in self._usage.outputs
        plain = (
            mode == "value"
            or (mode != "patch" and not self._is_split(key))
            or (mode == "write" and only_inward)
            or (mode == "patch" and only_inward and key not in self._usage.whole_inputs)
        )
        return self._names.of_component(key, mode, plain=plain)

    def _inlined(self, schema: Schema, place: _Place) -> WireType:
        self._account(schema)
        whole, null = self._without_null(merged(self._contract, schema, self._conflicts))
        return _or_null(self._shape(whole, _ident(schema), place), null)

    def _without_null(self, schema: Schema) -> tuple[Schema, bool]:
        """Take null out of a merged schema; the second value says whether it was there."""
        if schema.types == ("null",):
            rest = replace(schema, types=())
            alone = implied_types(rest) == () and listed(rest) is None
            return (schema, False) if alone and not (rest.one_of or rest.any_of) else (rest, True)
        values = listed(schema)
        if values is not None:
            left = tuple(value for value in values if value is not None)
            null = len(left) < len(values) or ("null" in schema.types and not self._modern)
            return replace(schema, enum=left or (None,), const=ABSENT, types=()), null and bool(
                left
            )
        null = "null" in schema.types
        if not null:
            return schema, False
        types = tuple(name for name in schema.types if name != "null")
        return replace(schema, types=types), True

    def _shape(self, schema: Schema, ident: Ident, place: _Place) -> WireType:
        values = listed(schema)
        if values is not None:
            return Scalar(kind="null") if values == (None,) else choice(values)
        if schema.one_of or schema.any_of:
            return self._union(schema, ident, place)
        if not schema.types and implied_types(schema):
            self._untyped.setdefault(schema.origin)
        types = tuple(
            name
            for name in implied_types(schema)
            if name != "integer" or "number" not in schema.types
        )
        if not types or len(types) >= _ALL_TYPES:
            return _ANY
        if len(types) == 1:
            return self._single(schema, types[0], ident, place)
        return UnionOf(options=tuple(self._single(schema, name, ident, place) for name in types))

    def _single(self, schema: Schema, name: str, ident: Ident, place: _Place) -> WireType:
        if name == "object":
            return self._object(schema, ident, place)
        return self._array(schema, place) if name == "array" else scalar(schema, name)

    def _array(self, schema: Schema, place: _Place) -> WireType:
        one = singular(place.hint)
        below = replace(place.below(""), hint=one if one != place.hint else f"{place.hint}Item")
        item = self._type(schema.items, below) if schema.items is not None else _ANY
        if not schema.prefix_items:
            return ListOf(
                item=item,
                min_items=schema.min_items or None,
                max_items=schema.max_items,
                unique=schema.unique_items,
            )
        closed = schema.items is not None and schema.items.false
        return TupleOf(
            prefix=tuple(
                self._type(part, place.below(f"Item{number}"))
                for number, part in enumerate(schema.prefix_items, 1)
            ),
            rest=None if closed else item,
            min_items=schema.min_items or None,
            max_items=schema.max_items,
        )

    # ---- objects --------------------------------------------------------------------------

    def _object(self, schema: Schema, ident: Ident, place: _Place) -> WireType:
        if not schema.properties and not schema.required_only:
            return self._map(schema, place)
        if place.component is not None and ident == (
            self._contract.schemas[place.component].origin,
        ):
            name = self._name_of(place.component, place.mode)
            self._models[name] = self._model(name, schema, place)
            return Named(name=name)
        return self._inline_object(schema, ident, place)

    def _map(self, schema: Schema, place: _Place) -> WireType:
        below = replace(place.below(""), hint=f"{place.hint}Value")
        value: WireType = _ANY
        most = schema.max_properties
        if isinstance(schema.additional, Schema):
            value = self._type(schema.additional, below)
        elif schema.pattern_properties:
            value = self._type(schema.pattern_properties[0][1], below)
        elif schema.additional is False:
            most = 0
        return MapOf(value=value, min_properties=schema.min_properties or None, max_properties=most)

    def _inline_object(self, schema: Schema, ident: Ident, place: _Place) -> WireType:
        mode = place.mode
        if place.shared and mode in {"read", "write"} and not splits(self._usage, schema):
            mode = "value"
        found = self._inline.get((ident, mode, place.hint))
        if found is not None:
            return Named(name=found)
        model = self._model("", schema, replace(place, mode=mode, component=None))
        name = self._inline_name(schema, model, place.hint, split=place.shared and mode != "value")
        self._inline[ident, mode, place.hint] = name
        if name not in self._models:
            self._names.take(name, ident)
            self._models[name] = replace(model, name=name)
        return Named(name=name)

    def _inline_name(self, schema: Schema, model: WireModel, hint: str, *, split: bool) -> str:
        """Return the first name that is free, or that a class of equal content has already."""
        suffix = SUFFIXES[model.mode] if split else ""
        wanted = [with_suffix(hint, suffix), with_suffix(hint, SUFFIXES[model.mode])]
        if schema.title and schema.title.isidentifier() and schema.title[0].isupper():
            # A title that looks like a class name was meant to be one.
            wanted.insert(0, with_suffix(class_name(schema.title), suffix))
        for name in self._names.candidates(dict.fromkeys(wanted)):
            other = self._models.get(name)
            if other is not None and _same_content(other, model):
                return name
            if not self._names.is_taken(name):
                return name
        raise AssertionError(hint)

    def _model(self, name: str, schema: Schema, place: _Place) -> WireModel:
        undeclared = [
            Property(name=name, schema=_undeclared(schema), required=True)
            for name in schema.required_only
        ]
        members = (*schema.properties, *undeclared)
        attributes = attribute_names(member.name for member in members)
        fields = tuple(
            self._field(member, attributes[member.name], place)
            for member in members
            if self._travels(member, place.mode)
        )
        extra_type = None
        if isinstance(schema.additional, Schema):
            extra_type = self._type(schema.additional, place.below("Value"))
        return WireModel(
            name=name,
            mode=place.mode,
            origin=schema.origin,
            fields=fields,
            description=schema.description,
            extra=_extra(schema, place.mode),
            extra_type=extra_type,
        )

    def _travels(self, member: Property, mode: Mode) -> bool:
        if member.schema.false:
            return False
        if mode == "value":
            return True
        schema = merged(self._contract, member.schema)
        return not (schema.write_only if mode == "read" else schema.read_only)

    def _field(self, member: Property, attribute: str, place: _Place) -> WireField:
        type_ = self._type(member.schema, place.below(pascal(member.name).rstrip("_")))
        schema = merged(self._contract, member.schema)
        default: Json | Absent = ABSENT
        if place.mode in {"write", "value"} and not member.required:
            default = fitting_default(schema.default, type_)
            if default is ABSENT and schema.default is not ABSENT and schema.default is not None:
                self._odd_defaults.setdefault(schema.origin)
        return WireField(
            wire_name=member.name,
            attribute=attribute,
            type=type_,
            required=member.required and place.mode != "patch",
            default=default,
            description=schema.description,
            deprecated=schema.deprecated,
        )

    # ---- unions ---------------------------------------------------------------------------

    def _union(self, schema: Schema, ident: Ident, place: _Place) -> WireType:
        exclusive = bool(schema.one_of)
        options = schema.one_of or schema.any_of
        rest = replace(
            schema, one_of=(), any_of=schema.any_of if exclusive else (), discriminator=None
        )
        told = [each for each in options if merged(self._contract, each).types != ("null",)]
        told = [each for each in told if not each.false]
        null = len(told) < len(options)
        if self._only_require(told) and (
            place.mode in {"read", "patch"} or len(told) > _MAX_REQUIRED_VARIANTS
        ):
            if place.mode != "read":
                self._give_up(schema, "oneOf" if exclusive else "anyOf")
            return self._shape(rest, ident, place)
        if not self._adds_nothing(rest, told):
            told = [Schema(origin=option.origin, all_of=(rest, option)) for option in told]
        below = replace(place, component=None)
        types = [
            self._type(option, replace(below, hint=place.hint + self._label(option, number)))
            for number, option in enumerate(told, 1)
        ]
        distinct = tuple(dict.fromkeys(types))
        if len(distinct) <= 1:
            return _or_null(distinct[0] if distinct else _ANY, null)
        hint = schema.discriminator.property_name if schema.discriminator else None
        named = all(isinstance(each, Named) and each.name not in self._aliases for each in distinct)
        attribute = tag(self._contract, tuple(told), place.mode, hint) if named else None
        union = UnionOf(
            options=distinct,
            discriminator=attribute,
            exclusive=exclusive
            and attribute is None
            and place.mode != "read"
            and not exclude_each_other(self._contract, told),
        )
        return _or_null(union, null)

    def _only_require(self, options: list[Schema]) -> bool:
        """Tell whether the options merely name properties that must be there."""
        return bool(options) and all(
            option.required_only and says_only(option, "required_only", "types", "unsupported")
            for option in options
        )

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
            return self._names.bases[special.ref]
        if len(special.required_only) == 1:
            return f"With{class_name(special.required_only[0])}"
        constant = _constant(merged(self._contract, special))
        return class_name(constant) if constant else f"Option{number}"

    # ---- account --------------------------------------------------------------------------

    def _account(self, schema: Schema) -> None:
        waiting = [schema]
        while waiting:
            node = waiting.pop()
            if node.origin in self._ledger:
                continue
            self._ledger[node.origin] = tuple(account(node))
            waiting.extend(node.all_of)
            if node.ref is not None and any(True for _ in children(node)):
                waiting.append(self._contract.schemas[node.ref])

    def _give_up(self, schema: Schema, keyword: str) -> None:
        self._extra_rows.append(
            LedgerRow(
                origin=schema.origin,
                keyword=keyword,
                status="unsupported",
                why="the options only list required properties; none of them is asked for",
                level="HIGH",
            )
        )


def _or_null(inner: WireType, null: bool) -> WireType:  # noqa: FBT001
    if not null or isinstance(inner, Nullable) or inner in {_ANY, Scalar(kind="null")}:
        return inner
    return Nullable(inner=inner)


def _list_of(schema: Schema) -> tuple[str, ...]:
    """Name the one list of alternatives or parts that stands first."""
    return ("one_of",) if schema.one_of else ("any_of",) if schema.any_of else ("all_of",)


def _ident(schema: Schema) -> Ident:
    return (schema.origin, schema.ref, *(_ident(part) for part in schema.all_of))


def _is_leaf(schema: Schema) -> bool:
    """Tell whether the schema is the same in every direction: nothing stands below it."""
    return not any(True for _ in children(schema))


def _deserves_name(type_: WireType) -> bool:
    match type_:
        case UnionOf():
            return True
        case Choice():
            return len(type_.values) > 1
        case Scalar():
            return type_ != Scalar(kind=type_.kind)
        case _:
            return False


def _extra(schema: Schema, mode: Mode) -> Literal["ignore", "forbid", "allow"]:
    if schema.additional is False:
        return "forbid"
    if isinstance(schema.additional, Schema):
        return "allow"
    return "allow" if schema.additional is True and mode == "value" else "ignore"


def _undeclared(schema: Schema) -> Schema:
    if isinstance(schema.additional, Schema):
        return schema.additional
    return Schema(origin=schema.origin)


def _same_content(one: WireModel, two: WireModel) -> bool:
    return (one.mode, one.extra, one.extra_type) == (two.mode, two.extra, two.extra_type) and [
        replace(field, description=None) for field in one.fields
    ] == [replace(field, description=None) for field in two.fields]


def _is_telling(title: str) -> bool:
    """Tell whether a title is short enough to be part of a name."""
    words = title.split()
    return len(words) <= _TITLE_WORDS and all(word.isidentifier() for word in words)


def _constant(schema: Schema) -> str | None:
    """Return the value of the property that is always the same in this object."""
    for member in schema.properties:
        values = listed(member.schema)
        if values is not None and len(values) == 1 and _is_telling(str(values[0])):
            return str(values[0])
    return None
