"""The view of failures.py: how the contract says that each operation fails.

Location: pactgen/views/failures.py. Used by plan.py; printed by failures.py.jinja.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from pactgen.emit import Emitted, code, docstring, string
from pactgen.ir.failures import (
    ErrorChoice,
    ErrorConst,
    ErrorEach,
    ErrorObject,
    ErrorPart,
    ErrorShape,
    ErrorValue,
)
from pactgen.values import dataclass
from pactgen.views.imports import Import
from pactgen.views.layout import (
    Code,
    boxed,
    call,
    comprehension,
    laid_out,
    mapping,
    prefixed,
    signature,
)
from pactgen.views.literals import json_code
from pactgen.views.modules import Module, module

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.design import Design

UNPROCESSABLE = 422

PARTS = {
    "status": "failure.status.value",
    "status_text": "str(failure.status.value)",
    "code": "failure.code",
    "title": "failure.title",
    "detail": "failure.detail",
    "type": "failure.type",
    "instance": "failure.instance",
    "address": "absolute(failure.instance)",
    "method": "failure.method",
    "request_id": "failure.request_id",
    "now": "failure.now",
    "field": "fault.field",
    "field_path": "list(fault.location)",
    "field_message": "fault.message",
    "field_code": "fault.code",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeView:
    """A function that writes the body of a failure, and the constant that names it."""

    signature: Emitted
    docstring: Emitted
    body: Emitted
    constant: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class FailuresView:
    """Everything that failures.py prints."""

    module: Module
    shapes: tuple[ShapeView, ...]
    has_shapes: bool
    default: Emitted
    by_operation: Emitted
    invalid_input: Emitted


def failures_view(design: Design) -> FailuresView:
    """Prepare failures.py."""
    problems = f"{design.package}.problems"
    written = tuple(shape for shape in design.failures.shapes if shape.body is not None)
    imports = [
        Import("collections.abc", "Mapping"),
        Import("typing", "Final"),
        Import(problems, "Shape"),
    ]
    if written:
        imports.append(Import(problems, "Failure"))
    if len(written) < len(design.failures.shapes):
        imports.append(Import(problems, "PROBLEM"))
    shapes = tuple(_shape(shape, shape.body) for shape in written if shape.body is not None)
    uses = "problems.py"
    if any("absolute(" in shape.body for shape in shapes):
        imports.append(Import(f"{design.package}.public_address", "absolute"))
        uses += ", public_address.py"
    return FailuresView(
        module=module(design.package, "failures.py", uses, imports),
        shapes=shapes,
        has_shapes=bool(written),
        default=code(laid_out(boxed(DEFAULT_SHAPE, _default(design)))),
        by_operation=code(laid_out(prefixed(BY_OPERATION, mapping(*_by_operation(design))))),
        invalid_input=code(laid_out(prefixed(INVALID_INPUT, mapping(*_invalid_input(design))))),
    )


DEFAULT_SHAPE = "DEFAULT_SHAPE: Final[Shape | None] = "
BY_OPERATION = "BY_OPERATION: Final[Mapping[str, Mapping[str, Shape]]] = "
INVALID_INPUT = "INVALID_INPUT: Final[Mapping[str, int]] = "


def _shape(shape: ErrorShape, value: ErrorValue) -> ShapeView:
    choices = tuple(_choices(value))
    body = laid_out(prefixed("return ", _value(value, choices)), indent=4)
    if "failure." not in body:
        body = f"    del failure\n{body}"
    body = "\n".join((*(laid_out(_chosen(choices, each), indent=4) for each in choices), body))
    writes = signature(shape.name, ("failure: Failure",), "object", opening="def")
    return ShapeView(
        signature=code(laid_out(writes)),
        docstring=docstring(
            f"Write the contract's `{shape.name.removesuffix('_shape')}`.",
            fallback="Write the body.",
            indent=4,
        ),
        body=code(body),
        constant=code(laid_out(_declared(shape))),
    )


def _declared(shape: ErrorShape) -> Code:
    made = call("Shape", shape.name, string(shape.media_type))
    return prefixed(f"{shape.name.upper()}: Final = ", made)


def _choices(value: ErrorValue) -> Iterator[ErrorChoice]:
    """Yield what depends on the status."""
    match value:
        case ErrorChoice():
            yield value
        case ErrorObject(members=members):
            for _, member in members:
                yield from _choices(member)
        case _:
            return


def _table(choices: tuple[ErrorChoice, ...], one: ErrorChoice) -> str:
    place = choices.index(one)
    return f"codes_{place + 1}" if place else "codes"


def _chosen(choices: tuple[ErrorChoice, ...], one: ErrorChoice) -> Code:
    """Say which value is sent with which status."""
    entries = (f"{status}: {string(value)}" for status, value in one.by_status)
    return prefixed(f"{_table(choices, one)} = ", mapping(*entries))


def _value(value: ErrorValue, choices: tuple[ErrorChoice, ...]) -> Code:
    match value:
        case ErrorPart():
            return _part(value)
        case ErrorConst():
            return json_code(value.value)
        case ErrorChoice():
            otherwise = json_code(value.otherwise)
            return call(f"{_table(choices, value)}.get", "failure.status.value", otherwise)
        case ErrorObject():
            return mapping(
                *(
                    prefixed(f"{string(name)}: ", _value(member, choices))
                    for name, member in value.members
                )
            )
        case ErrorEach():
            return comprehension(_value(value.item, choices), "for fault in failure.each")
    assert_never(value)


def _part(part: ErrorPart) -> str:
    text = PARTS[part.part]
    if part.max_length is not None:
        text += f"[:{part.max_length}]"
    if part.min_length is not None and part.min_length > 1:
        text += f".ljust({part.min_length})"
    return text


def _constant(design: Design, name: str) -> str:
    shape = next(each for each in design.failures.shapes if each.name == name)
    return "PROBLEM" if shape.body is None else name.upper()


def _default(design: Design) -> str:
    name = design.failures.default
    return "None" if name is None else _constant(design, name)


def _by_operation(design: Design) -> list[Code]:
    return [
        prefixed(
            f"{string(operation)}: ",
            mapping(*(f"{string(status)}: {_constant(design, name)}" for status, name in shapes)),
        )
        for operation, shapes in design.failures.by_operation.items()
    ]


def _invalid_input(design: Design) -> list[Code]:
    return [
        f"{string(endpoint.operation_id)}: {endpoint.invalid_status}"
        for endpoint in design.endpoints
        if endpoint.invalid_status != UNPROCESSABLE
    ]
