"""Objects become classes or dictionaries.

Location: pactgen/passes/model_wire/objects.py. Used by the maker of types.
"""

from typing import TYPE_CHECKING, Literal, TypedDict

from pactgen.ir.contract import ABSENT, Absent, Json, Property, Schema
from pactgen.ir.wire import MapOf, Mode, Named, WireField, WireModel, WireType
from pactgen.passes.model_wire.defaults import fitting_default
from pactgen.passes.model_wire.naming import SUFFIXES, class_name, with_suffix
from pactgen.passes.model_wire.place import ANY, Ident, Place
from pactgen.passes.model_wire.usage import splits
from pactgen.passes.reading.shapes import undescribed
from pactgen.passes.words.names import attribute_names, pascal
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.passes.model_wire.types import Types


class _Spelled(TypedDict, total=False):
    element: str | None
    wrapped: bool


class Objects:
    """Makes the classes of one builder."""

    def __init__(self, types: "Types") -> None:
        """Keep the maker of the parts."""
        self._types = types
        self._inline: dict[tuple[Ident, Mode], str] = {}
        self._open: set[tuple[Ident, Mode]] = set()

    def object(self, schema: Schema, ident: Ident, place: Place) -> WireType:
        """Return the type of a merged object schema."""
        if not schema.properties and not schema.required_only:
            return self._map(schema, place)
        components = self._types.components
        key = place.component
        if key is not None and ident == (components.schema(key).origin,):
            name = components.name_of(key, place.mode)
            self._types.models[name] = self._model(name, schema, place)
            return Named(name=name)
        return self._inline_class(schema, ident, place)

    def _map(self, schema: Schema, place: Place) -> WireType:
        below = place.below("").called(f"{place.hint}Value")
        value: WireType = ANY
        most = schema.max_properties
        if isinstance(schema.additional, Schema):
            value = self._types.type_of(schema.additional, below)
        elif schema.additional is False and not schema.pattern_properties:
            most = 0
        if schema.pattern_properties:
            # What the properties are, the rule of the patterns says.
            value = ANY
        return MapOf(
            value=value,
            min_properties=schema.min_properties or None,
            max_properties=most,
            rules=self._types.rules(schema, place),
        )

    # ---- inline ---------------------------------------------------------------------------

    def _inline_class(self, schema: Schema, ident: Ident, place: Place) -> WireType:
        mode = place.mode
        apart = schema.origin in self._types.rows or splits(self._types.usage, schema)
        if place.shared and mode in {"read", "write"} and not apart:
            mode = "value"
        found = self._inline.get((ident, mode))
        if found is None and (ident, mode) in self._open:
            found = self._own_name(schema, replace(place, mode=mode))
        elif found is None:
            self._open.add((ident, mode))
            model = self._model("", schema, replace(place, mode=mode, component=None))
            self._open.discard((ident, mode))
            found = self._declared(schema, model, place, self._inline.get((ident, mode)))
        self._inline[ident, mode] = found
        return Named(name=found)

    def _own_name(self, schema: Schema, place: Place) -> str:
        """Return the name of a class that contains itself, before the class is complete."""
        wanted = [place.hint, with_suffix(place.hint, SUFFIXES[place.mode])]
        candidates = self._types.names.candidates(dict.fromkeys(wanted))
        name = next(each for each in candidates if not self._types.names.is_taken(each))
        self._types.names.take(name, schema.origin)
        return name

    def _declared(self, schema: Schema, model: WireModel, place: Place, name: str | None) -> str:
        """Declare a class under its own name, or one that fits; return the name."""
        if name is not None:
            self._types.models[name] = replace(model, name=name)
            return name
        suffix = SUFFIXES[model.mode] if place.shared and model.mode != "value" else ""
        wanted = [with_suffix(place.hint, suffix), with_suffix(place.hint, SUFFIXES[model.mode])]
        if schema.title and schema.title.isidentifier() and schema.title[0].isupper():
            # A title that looks like a class name was meant to be one.
            wanted.insert(0, with_suffix(class_name(schema.title), suffix))
        name = self._free_name(model, wanted)
        if name not in self._types.models:
            self._types.names.take(name, model.origin)
            self._types.models[name] = replace(model, name=name)
        return name

    def _free_name(self, model: WireModel, wanted: list[str]) -> str:
        """Return the first name that is free, or that a class of equal content has already."""
        for name in self._types.names.candidates(dict.fromkeys(wanted)):
            other = self._types.models.get(name)
            if other is not None and _same_content(other, model):
                return name
            if not self._types.names.is_taken(name):
                return name
        raise AssertionError(wanted)

    # ---- fields ---------------------------------------------------------------------------

    def _model(self, name: str, schema: Schema, place: Place) -> WireModel:
        members = (*schema.properties, *_undeclared(schema))
        attributes = attribute_names(member.name for member in members)
        parts = replace(place, in_row=self._types.named.is_body(place.component, schema.origin))
        fields = tuple(
            self._field(member, attributes[member.name], parts)
            for member in members
            if self._travels(member, place.mode)
        )
        extra_type = None
        if isinstance(schema.additional, Schema) and not schema.pattern_properties:
            extra_type = self._types.type_of(schema.additional, place.below("Value"))
        return WireModel(
            name=name,
            mode=place.mode,
            origin=schema.origin,
            fields=fields,
            description=schema.description,
            extra=_extra(schema, place.mode),
            extra_type=extra_type,
            min_properties=schema.min_properties or None,
            max_properties=schema.max_properties,
            rules=self._types.rules(schema, place),
        )

    def _travels(self, member: Property, mode: Mode) -> bool:
        if member.schema.false:
            return False
        if mode == "value":
            return True
        schema = self._types.merged(member.schema)
        if mode == "reference" and member.schema.origin in self._types.named.keys:
            return True
        return not (schema.write_only if mode == "read" else schema.read_only)

    def _field(self, member: Property, attribute: str, place: Place) -> WireField:
        below = self._at_home(member, place).below(pascal(member.name).rstrip("_"))
        type_ = self._types.type_of(member.schema, below)
        schema = self._types.merged(member.schema)
        # Who reads `readOnly` to the letter leaves the key out.
        required = member.required and not (place.mode == "reference" and schema.read_only)
        return WireField(
            wire_name=member.name,
            attribute=attribute,
            type=type_,
            required=required,
            default=ABSENT if required else self._default(schema, type_, place.mode),
            description=schema.description,
            deprecated=schema.deprecated,
            **self._spelled(schema, member, place.mode),
        )

    def _spelled(self, schema: Schema, member: Property, mode: Mode) -> _Spelled:
        """Return how XML spells a member of what bodies bring."""
        if mode == "read" or not self._types.reads_xml:
            return {}
        own = schema.xml_name if schema.xml_name != member.name else None
        return {"element": own, "wrapped": schema.wrapped and member.required}

    def _at_home(self, member: Property, place: Place) -> Place:
        """Call the parts of a merged component as the component itself calls them."""
        components = self._types.components
        owner = components.owner_of(member.schema.origin)
        if owner is None or owner == place.component:
            return place
        base = components.base(owner)
        return replace(place, hint=base, root=base, shared=components.is_shared(owner))

    def _default(self, schema: Schema, type_: WireType, mode: Mode) -> Json | Absent:
        """Return what stands in for a missing property; answers and partial inputs have none."""
        if mode in {"read", "patch"} or schema.default is ABSENT or schema.default is None:
            return ABSENT
        default = fitting_default(schema.default, type_, self._types.aliases)
        if default is ABSENT:
            self._types.notes.odd_default(schema)
        return default


def _undeclared(schema: Schema) -> list[Property]:
    """List the properties that are required and nowhere described."""
    return [
        Property(name=name, schema=undescribed(schema), required=True)
        for name in schema.required_only
    ]


def _extra(schema: Schema, mode: Mode) -> Literal["ignore", "forbid", "allow"]:
    if schema.additional is False:
        return "allow" if schema.pattern_properties and mode != "read" else "forbid"
    if isinstance(schema.additional, Schema):
        return "allow"
    return "allow" if schema.additional is True and mode == "value" else "ignore"


def _same_content(one: WireModel, two: WireModel) -> bool:
    said = (one.mode, one.extra, one.extra_type, one.rules)
    return said == (two.mode, two.extra, two.extra_type, two.rules) and [
        replace(field, description=None) for field in one.fields
    ] == [replace(field, description=None) for field in two.fields]
