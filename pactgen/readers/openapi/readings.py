"""What a value of the wrong type or choice means: the readings, tried in order.

Location: pactgen/readers/openapi/readings.py. Used by `verdicts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import diagnostic
from pactgen.readers.openapi.addresses import read_scheme
from pactgen.readers.openapi.grammar import Kind
from pactgen.readers.openapi.patches import REMOVED, Patch, Removed
from pactgen.readers.openapi.values import found_type
from pactgen.readers.openapi.verdict import Verdict, address, assume, last_step, shown, subject
from pactgen.readers.positions import tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pactgen.ir.contract import Json
    from pactgen.readers.openapi.gate import Fault
    from pactgen.readers.positions import SourceMap

TYPE_NAMES: Final[dict[str, dict[str, str]]] = {
    "int": {"type": "integer"},
    "int32": {"type": "integer", "format": "int32"},
    "int64": {"type": "integer", "format": "int64"},
    "long": {"type": "integer", "format": "int64"},
    "float": {"type": "number", "format": "float"},
    "double": {"type": "number", "format": "double"},
    "decimal": {"type": "number"},
    "bool": {"type": "boolean"},
    "str": {"type": "string"},
    "text": {"type": "string"},
    "uuid": {"type": "string", "format": "uuid"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "date-time": {"type": "string", "format": "date-time"},
    "email": {"type": "string", "format": "email"},
    "file": {"type": "string", "format": "binary"},
    "binary": {"type": "string", "format": "binary"},
    "list": {"type": "array"},
    "map": {"type": "object"},
    "dict": {"type": "object"},
}
"""Names of types elsewhere that mean one thing."""
_EXPECTED: Final = {
    "array": "a list",
    "object": "a mapping",
    "string": "text",
    "boolean": "`true` or `false`",
    "integer": "a whole number",
    "number": "a number",
    "null": "null",
}


_DOCUMENTING: Final = frozenset(
    {
        "examples", "example", "externalDocs", "contact", "license", "links", "xml", "scopes",
        "host",
    }
)  # fmt: skip
_LISTS_OF_WORDS: Final = frozenset({"tags", "required", "enum", "consumes", "produces", "schemes"})
_LISTS_OF_OBJECTS: Final = frozenset(
    {"security", "servers", "allOf", "anyOf", "oneOf", "parameters"}
)
_LIST_HOLDERS: Final = tuple(f"/{name}" for name in (*_LISTS_OF_OBJECTS, "tags", "prefixItems"))
_TYPED: Final = frozenset({Kind.SCHEMA, Kind.ITEMS, Kind.PARAMETER, Kind.HEADER})
"""Objects that say what type a value has; in OpenAPI 3 only schemas do."""
_SAYING_NOTHING: Final = frozenset(
    {Kind.SCHEMA, Kind.RESPONSE, Kind.PATH_ITEM, Kind.MEDIA_TYPE, Kind.HEADER, Kind.EXAMPLE}
)
"""Objects that may be empty: null in their place is an empty one."""


def wrong_type(fault: Fault, sources: SourceMap) -> Verdict:
    """Judge a value of the wrong type."""
    for reading in _READINGS:
        verdict = reading(fault, sources)
        if verdict is not None:
            return verdict
    finding = diagnostic(
        "value-type",
        fault.origin,
        subject=subject(fault),
        expected=_expected(fault.detail),
        found=found_type(fault.value),
    )
    return Verdict(finding=finding)


def wrong_choice(fault: Fault) -> Verdict:
    """Judge a value that is none of those allowed."""
    for reading in _CHOICES:
        verdict = reading(fault)
        if verdict is not None:
            return verdict
    choices = [f"`{item}`" if isinstance(item, str) else str(item).lower() for item in fault.detail]
    finding = diagnostic(
        "value-choice",
        fault.origin,
        subject=subject(fault),
        found=shown(fault.value),
        expected=", ".join(choices),
    )
    return Verdict(finding=finding)


def _empty(fault: Fault, _: SourceMap) -> Verdict | None:
    """Read null: an object that may be empty is; any other member is not there."""
    if fault.value is not None or not fault.origin.pointer:
        return None
    listed = fault.origin.parent().pointer.endswith(_LIST_HOLDERS)
    is_object = fault.kind in _SAYING_NOTHING and not listed
    patch = Patch(fault.origin, {} if is_object else REMOVED)
    name = last_step(fault)
    reading = f"as an empty {fault.kind}" if is_object else f"as if `{name}` were not there"
    return assume(fault, "repair-null", patch, member=name, reading=reading)


def _null_type(fault: Fault, _: SourceMap | None = None) -> Verdict | None:
    """Read null among the names of types, or as one of several alternatives, as that type."""
    steps = tokens(fault.origin.pointer)
    listed = steps[-2:-1] == ["type"] and steps[-1].isdecimal()
    chosen = steps[-1:] == ["type"] and steps[-3:-2] in (["anyOf"], ["oneOf"])
    if fault.value is not None or not (listed or chosen):
        return None
    return assume(fault, "repair-null-type", Patch(fault.origin, "null"), subject=subject(fault))


def _boolean_schema(fault: Fault, _: SourceMap) -> Verdict | None:
    """Read a boolean in the place of a schema as JSON Schema has it: anything, or nothing."""
    if fault.kind is not Kind.SCHEMA or not isinstance(fault.value, bool):
        return None
    patch = Patch(fault.origin, {} if fault.value else {"not": {}})
    return assume(fault, "repair-other-dialect", patch, subject=subject(fault))


def _required_flag(fault: Fault, _: SourceMap) -> Verdict | None:
    """Read `required: true` of a property as an entry of the object's list."""
    if not isinstance(fault.value, bool) or fault.holder is not Kind.SCHEMA:
        return None
    steps = tokens(fault.origin.pointer)
    if steps[-1] != "required":
        return None
    reading = "as if it were not there"
    if fault.value and steps[-3:-2] == ["properties"]:
        reading = f"as `{steps[-2]}` among the `required` of the object"
    found = str(fault.value).lower()
    return assume(fault, "repair-required-flag", found=found, reading=reading)


def _other_dialect(fault: Fault, _: SourceMap) -> Verdict | None:
    """Read a keyword in the form that another version of OpenAPI gives it."""
    if fault.holder not in {*_TYPED, Kind.DISCRIMINATOR}:
        return None
    match last_step(fault):
        case "exclusiveMinimum" | "exclusiveMaximum":
            known = isinstance(fault.value, bool | int | float)
        case "type" | "items":
            known = isinstance(fault.value, list)
        case "discriminator":
            known = isinstance(fault.value, str | dict)
        case _:
            known = False
    return assume(fault, "repair-other-dialect", subject=subject(fault)) if known else None


def _number_as_text(fault: Fault, sources: SourceMap) -> Verdict | None:
    if "string" not in fault.detail or not isinstance(fault.value, int | float):
        return None
    literal = sources.literal(fault.origin) or str(fault.value)
    return assume(
        fault,
        "repair-number-as-text",
        Patch(fault.origin, literal),
        subject=subject(fault),
        found=found_type(fault.value),
        reading=literal,
    )


def _text_as_value(fault: Fault, _: SourceMap) -> Verdict | None:
    meant = _meant(fault.value, fault.detail) if isinstance(fault.value, str) else None
    if meant is None:
        return None
    return assume(
        fault,
        "repair-text-as-value",
        Patch(fault.origin, meant),
        subject=subject(fault),
        expected=_expected(fault.detail),
        reading=f"`{str(meant).lower()}`",
    )


def _meant(value: str, expected: tuple[str, ...]) -> bool | int | float | None:
    word = value.strip().lower()
    if "boolean" in expected and word in {"true", "yes", "on", "false", "no", "off"}:
        return word in {"true", "yes", "on"}
    digits = word.lstrip("+-")
    if {"integer", "number"} & set(expected) and digits.isascii() and digits.isdecimal():
        return int(word)
    whole, _, fraction = digits.partition(".")
    if "number" in expected and whole.isdecimal() and fraction.isdecimal():
        return float(word)
    return None


def _single(fault: Fault, _: SourceMap) -> Verdict | None:
    """Read one value where a list must be as a list of this one."""
    if fault.detail != ("array",):
        return None
    member, value = last_step(fault), fault.value
    is_word = member in _LISTS_OF_WORDS and isinstance(value, str | int | float | bool)
    is_object = member in _LISTS_OF_OBJECTS and isinstance(value, dict) and "$ref" not in value
    if not is_word and not is_object:
        return None
    return assume(
        fault,
        "repair-single-as-list",
        Patch(fault.origin, [value]),
        subject=subject(fault),
        found=found_type(value),
    )


def _empty_map(fault: Fault, _: SourceMap) -> Verdict | None:
    if fault.value != [] or "object" not in fault.detail:
        return None
    return assume(fault, "repair-empty-map", Patch(fault.origin, {}), subject=subject(fault))


def _documentation(fault: Fault, _: SourceMap) -> Verdict | None:
    if last_step(fault) not in _DOCUMENTING:
        return None
    return assume(fault, "repair-documentation", subject=subject(fault))


_READINGS: Final[tuple[Callable[[Fault, SourceMap], Verdict | None], ...]] = (
    _null_type,
    _empty,
    _required_flag,
    _boolean_schema,
    _other_dialect,
    _number_as_text,
    _text_as_value,
    _single,
    _empty_map,
    _documentation,
)


def _expected(types: tuple[str, ...]) -> str:
    return " or ".join(_EXPECTED[name] for name in sorted(types, key=list(_EXPECTED).index))


def _type_name(fault: Fault) -> Verdict | None:
    """Read the names that types have elsewhere."""
    value = fault.value
    if last_step(fault) != "type" or not isinstance(value, str):
        return None
    if fault.holder not in _TYPED:
        return None
    known = value.lower() in _EXPECTED and value != value.lower()
    reading = {"type": value.lower()} if known else TYPE_NAMES.get(value.lower())
    if reading is None:
        return None
    words = " with ".join(f"{name} `{word}`" for name, word in reading.items())
    return assume(fault, "repair-type-name", *_siblings(fault, reading), found=value, reading=words)


def _any_type(fault: Fault) -> Verdict | None:
    """Read `type: any` as a schema that says no type."""
    if last_step(fault) != "type" or str(fault.value).lower() != "any":
        return None
    patch = Patch(fault.origin, REMOVED)
    return assume(fault, "repair-type-name", patch, found=fault.value, reading="any type")


def _schema_as_type(fault: Fault) -> Verdict | None:
    """Read a schema that stands below `type` as a part of the schema around it."""
    value = fault.value
    if fault.holder is not Kind.SCHEMA or last_step(fault) != "type":
        return None
    if not isinstance(value, dict) or not {"type", "$ref"} & set(value):
        return None
    found = {"type": REMOVED, **value}
    return assume(fault, "repair-schema-as-type", *_siblings(fault, found))


def _scheme_type(fault: Fault) -> Verdict | None:
    """Read `type: bearer` as the http scheme of that name."""
    if fault.holder is not Kind.SECURITY_SCHEME or fault.value not in ["basic", "bearer"]:
        return None
    return assume(
        fault,
        "repair-type-name",
        *_siblings(fault, {"type": "http", "scheme": fault.value}),
        found=fault.value,
        reading=f"type `http` with scheme `{fault.value}`",
    )


def _type_of_later(fault: Fault) -> Verdict | None:
    """Read a list of types, and the type null, as OpenAPI 3.1 has them."""
    if fault.holder is not Kind.SCHEMA or last_step(fault) != "type":
        return None
    if not isinstance(fault.value, list) and fault.value != "null":
        return None
    return assume(fault, "repair-other-dialect", subject=subject(fault))


def _object_outside(fault: Fault) -> Verdict | None:
    """Read objects outside of a body, which 2.0 cannot spell, as the text that travels."""
    outside = fault.holder in {Kind.ITEMS, Kind.PARAMETER, Kind.HEADER}
    if not outside or last_step(fault) != "type" or fault.value != "object":
        return None
    patch = Patch(fault.origin, "string")
    return assume(fault, "repair-object-outside", patch, kind=fault.holder.a)


def _path_flag(fault: Fault) -> Verdict | None:
    if fault.holder is not Kind.PARAMETER or last_step(fault) != "required":
        return None
    return assume(fault, "repair-path-parameter-required")


def _scheme(fault: Fault) -> Verdict | None:
    """Read how Swagger 2.0 says that requests travel: only the base path matters to a backend."""
    if fault.holder is not Kind.DOCUMENT or tokens(fault.origin.pointer)[0] != "schemes":
        return None
    return address(fault, read_scheme(fault.value))


def _siblings(fault: Fault, members: Mapping[str, Json | Removed]) -> list[Patch]:
    """Set members of the object in which the faulty member stands."""
    holder = fault.origin.parent()
    return [Patch(holder.child(name), value) for name, value in members.items()]


_CHOICES: Final[tuple[Callable[[Fault], Verdict | None], ...]] = (
    _null_type,
    _object_outside,
    _type_name,
    _any_type,
    _schema_as_type,
    _scheme_type,
    _type_of_later,
    _path_flag,
    _scheme,
)
