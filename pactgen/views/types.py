"""Python annotations of inputs and answers, and the imports that they need.

Location: pactgen/views/types.py. Used by the views of router, service and repository.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from pactgen.emit import one_line, string
from pactgen.ir.wire import (
    Choice,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Scalar,
    ScalarKind,
    TupleOf,
    UnionOf,
    WireType,
)
from pactgen.views.imports import Import
from pactgen.views.naming import wire_import, wire_name

if TYPE_CHECKING:
    from pactgen.ir.design import Design

PLAIN: dict[ScalarKind, str] = {
    "boolean": "bool",
    "integer": "int",
    "int32": "int",
    "int64": "int",
    "number": "float",
    "uuid": "UUID",
    "timestamp": "datetime",
    "date": "date",
    "any": "Any",
    "null": "None",
}
"""What is not listed is text."""

PLAIN_IMPORTS = {
    "UUID": Import("uuid", "UUID"),
    "datetime": Import("datetime", "datetime"),
    "date": Import("datetime", "date"),
    "Any": Import("typing", "Any"),
}

PARAMETERS: dict[ScalarKind, str] = {
    "boolean": "BooleanParam",
    "integer": "IntegerParam",
    "int32": "Int32Param",
    "int64": "Int64Param",
    "number": "NumberParam",
    "uuid": "Uuid",
    "timestamp": "Timestamp",
    "date": "Date",
    "time": "Time",
    "duration": "Duration",
    "email": "Email",
    "uri": "Uri",
    "hostname": "Hostname",
    "ipv4": "Ipv4",
    "ipv6": "Ipv6",
    "base64": "Base64",
}
"""Names in wire.py; what is not listed is TextParam."""


@dataclass(frozen=True, slots=True)
class Annotation:
    """A type as code."""

    text: str
    imports: tuple[Import, ...] = ()

    def or_none(self) -> Annotation:
        """Return the type that may be None as well."""
        if "None" in self.text.split(" | "):
            return self
        return Annotation(f"{self.text} | None", self.imports)


def resolved(design: Design, type_: WireType) -> WireType:
    """Follow names of aliases."""
    while isinstance(type_, Named) and type_.name in design.aliases:
        type_ = design.aliases[type_.name].type
    return type_


def python_type(design: Design, type_: WireType) -> Annotation:
    """Return the type of the value that a service or a repository is given."""
    type_ = resolved(design, type_)
    match type_:
        case Scalar():
            return _plain(PLAIN.get(type_.kind, "str"))
        case Choice():
            kinds = dict.fromkeys(type(value).__name__ for value in type_.values)
            return Annotation(" | ".join("None" if kind == "NoneType" else kind for kind in kinds))
        case ListOf():
            item = python_type(design, type_.item)
            return Annotation(f"list[{item.text}]", item.imports)
        case Nullable():
            return python_type(design, type_.inner).or_none()
        case Named():
            return Annotation(wire_name(design, type_.name), (wire_import(design, type_.name),))
        case MapOf():
            return Annotation("dict[str, Any]", (PLAIN_IMPORTS["Any"],))
        case TupleOf() | UnionOf():
            return _plain("Any")
    assert_never(type_)


def _plain(name: str) -> Annotation:
    return Annotation(name, (PLAIN_IMPORTS[name],) if name in PLAIN_IMPORTS else ())


def body_type(design: Design, type_: WireType) -> Annotation:
    """Return the annotation by which a handler reads or answers this type."""
    match type_:
        case Named():
            return Annotation(wire_name(design, type_.name), (wire_import(design, type_.name),))
        case ListOf():
            item = body_type(design, type_.item)
            return Annotation(f"list[{item.text}]", item.imports)
        case MapOf():
            value = body_type(design, type_.value)
            return Annotation(f"dict[str, {value.text}]", value.imports)
        case Nullable():
            return body_type(design, type_.inner).or_none()
        case UnionOf():
            options = [body_type(design, option) for option in type_.options]
            texts = dict.fromkeys(option.text for option in options)
            return Annotation(" | ".join(texts), sum((each.imports for each in options), ()))
        case Choice():
            return _literal(type_)
        case Scalar() | TupleOf():
            return _wire_scalar(design, type_)
    assert_never(type_)


def _literal(choice: Choice) -> Annotation:
    if any(isinstance(value, float | list | dict) for value in choice.values):
        return _plain("Any")
    values = ", ".join(one_line(value) for value in choice.values)
    return Annotation(f"Literal[{values}]", (Import("typing", "Literal"),))


def _wire_scalar(design: Design, type_: Scalar | TupleOf) -> Annotation:
    wire = f"{design.package}.wire"
    if isinstance(type_, TupleOf):
        return Annotation("list[Json]", (Import(wire, "Json"),))
    match type_.kind:
        case "boolean" | "null":
            return Annotation(PLAIN[type_.kind])
        case "number":
            return Annotation("float")
        case "any":
            return Annotation("Json", (Import(wire, "Json"),))
        case "text" | "binary":
            return Annotation("Text", (Import(wire, "Text"),))
        case kind:
            name = PARAMETERS[kind].removesuffix("Param")
            return Annotation(name, (Import(wire, name),))


def parameter_type(design: Design, type_: WireType) -> Annotation:
    """Return the annotation of a path, header or cookie parameter, which arrives as text."""
    type_ = resolved(design, type_)
    wire = f"{design.package}.wire"
    match type_:
        case Scalar():
            name = PARAMETERS.get(type_.kind, "TextParam")
            plain = Annotation(name, (Import(wire, name),))
            bounds = _bounds(type_)
            if not bounds:
                return plain
            wanted = (Import("typing", "Annotated"), Import("pydantic", "Field"))
            text = f"Annotated[{name}, Field({', '.join(bounds)})]"
            return Annotation(text, (*plain.imports, *wanted))
        case Choice() if all(isinstance(value, str) for value in type_.values):
            return _literal(type_)
        case ListOf():
            item = parameter_type(design, type_.item)
            joined = Import(wire, "Joined")
            return Annotation(f"Joined[{item.text}]", (joined, *item.imports))
        case Nullable():
            return parameter_type(design, type_.inner)
        case Choice() | TupleOf() | MapOf() | Named() | UnionOf():
            return Annotation("TextParam", (Import(wire, "TextParam"),))
    assert_never(type_)


def _bounds(scalar: Scalar) -> list[str]:
    numbers = {
        "ge": scalar.minimum,
        "gt": scalar.exclusive_minimum,
        "le": scalar.maximum,
        "lt": scalar.exclusive_maximum,
        "multiple_of": scalar.multiple_of,
        "min_length": scalar.min_length,
        "max_length": scalar.max_length,
    }
    said = [f"{name}={number}" for name, number in numbers.items() if number is not None]
    if scalar.pattern is not None:
        said.append(f"pattern={string(scalar.pattern)}")
    return said
