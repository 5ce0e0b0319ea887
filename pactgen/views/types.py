"""Python annotations of inputs and answers, and the imports that they need.

Location: pactgen/views/types.py. Used by the views of router, service and repository.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, assert_never

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
from pactgen.values import dataclass
from pactgen.views.expressions import flat
from pactgen.views.imports import Import
from pactgen.views.naming import wire_import, wire_modules_by_name, wire_name
from pactgen.views.queries import parameter_expression
from pactgen.views.wire_types import TypePrinter

if TYPE_CHECKING:
    from pactgen.ir.design import Design
    from pactgen.ir.inputs import Input

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

_ONE_ANNOTATED = re.compile(r"Annotated\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
"""A type that is annotated as a whole, with brackets one level deep."""

PLAIN_IMPORTS = {
    "UUID": Import("uuid", "UUID"),
    "datetime": Import("datetime", "datetime"),
    "date": Import("datetime", "date"),
    "Any": Import("typing", "Any"),
}


@dataclass(frozen=True, slots=True)
class Annotation:
    """A type as code."""

    text: str
    imports: tuple[Import, ...] = ()

    def marked(self, *marks: str) -> tuple[str, ...]:
        """Return what stands inside `Annotated` when more is said about the type."""
        inner = _ONE_ANNOTATED.fullmatch(self.text)
        return (inner[1] if inner else self.text, *marks)

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


@cache
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
        case Scalar() | Choice() | TupleOf():
            return _wire(design, type_)
    assert_never(type_)


def request_type(design: Design, type_: WireType) -> Annotation:
    """Return the annotation by which a handler reads this type, with all that is checked."""
    return _wire(design, type_)


def parameter_type(design: Design, each: Input) -> Annotation:
    """Return the annotation of a path, header or cookie parameter, which arrives as text."""
    printer = _printer(design)
    expression = parameter_expression(printer, each, design.aliases)
    return Annotation(flat(expression), tuple(sorted(printer.imports)))


def _wire(design: Design, type_: WireType) -> Annotation:
    printer = _printer(design)
    expression = printer.expression(type_, plain=False)
    return Annotation(flat(expression), tuple(sorted(printer.imports)))


def _printer(design: Design) -> TypePrinter:
    return TypePrinter(package=design.package, homes=wire_modules_by_name(design))
