"""Where a body holds the row: it is the row, or one of its members is.

Location: pactgen/views/bodies.py. Used by the views of service, and by the proof's script.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier
from pactgen.ir.wire import ListOf, Named, Nullable, UnionOf
from pactgen.values import dataclass
from pactgen.views.types import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.design import Design
    from pactgen.ir.messages import BodyInput
    from pactgen.ir.wire import WireField, WireModel, WireType

EACH = "each"
"""One of the rows, where a body is a list of them."""


def wrapping_field(design: Design, body: BodyInput) -> WireField | None:
    """Return the member that holds the row; None where the body is the row."""
    model = _model(design, body)
    fields = model.fields if model is not None and body.member is not None else ()
    return next((field for field in fields if field.attribute == body.member), None)


def row_fields(design: Design, body: BodyInput) -> tuple[WireField, ...]:
    """Return what the row may bring, whichever of several alternatives it is."""
    field = wrapping_field(design, body)
    found: dict[str, WireField] = {}
    for model in _models(design, body.type if field is None else field.type):
        for each in model.fields:
            found.setdefault(each.attribute, each)
    return tuple(found.values())


def row_models(design: Design, body: BodyInput) -> tuple[WireModel, ...]:
    """Return the classes that the row may be of."""
    field = wrapping_field(design, body)
    return tuple(_models(design, body.type if field is None else field.type))


def _models(
    design: Design, type_: WireType, above: frozenset[str] = frozenset()
) -> Iterator[WireModel]:
    """Yield the classes of a type; an alias may stand for lists of itself."""
    match type_:
        case Named(name=name) if name in design.models:
            yield design.models[name]
        case Named(name=name) if name in design.aliases and name not in above:
            yield from _models(design, design.aliases[name].type, above | {name})
        case Nullable(inner=inner):
            yield from _models(design, inner, above)
        case ListOf(item=item):
            yield from _models(design, item, above)
        case UnionOf(options=options):
            for option in options:
                yield from _models(design, option, above)
        case _:
            return


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How the row of a body is read."""

    expression: str
    statements: tuple[str, ...] = ()
    """What must come before, where it takes two steps."""
    is_optional: bool = False

    @property
    def condition(self) -> str:
        """The condition under which the row is there; "" for always."""
        return f"{self.expression} is not None" if self.is_optional else ""


def sent_row(design: Design, body: BodyInput) -> Sent:
    """Return what reads the row of a body."""
    name: str = identifier(body.name)
    field = wrapping_field(design, body)
    if _is_list(design, body.type if field is None else field.type):
        return Sent(expression=EACH)
    if field is None:
        return Sent(expression=name, is_optional=_may_miss(design, body))
    member = f"{name}.{identifier(field.attribute)}"
    may_be_null = not field.required or isinstance(resolved(design, field.type), Nullable)
    is_there = not _may_miss(design, body)
    if is_there and not may_be_null:
        return Sent(expression=member)
    value = member if is_there else f"{member} if {name} is not None else None"
    return Sent(expression="sent", statements=(f"sent = {value}",), is_optional=True)


def sent_rows(design: Design, body: BodyInput) -> str:
    """Return the expression of the list of rows that a body is, or holds."""
    name: str = identifier(body.name)
    field = wrapping_field(design, body)
    if field is None:
        return f"{name} or ()" if _may_miss(design, body) else name
    member = f"{name}.{identifier(field.attribute)}"
    return f"({member} if {name} is not None else ())" if _may_miss(design, body) else member


def _is_list(design: Design, type_: WireType) -> bool:
    type_ = resolved(design, type_)
    if isinstance(type_, Nullable):
        type_ = resolved(design, type_.inner)
    return isinstance(type_, ListOf)


def is_always_sent(design: Design, body: BodyInput, attribute: str) -> bool:
    """Tell whether each body has a value of this attribute, whichever of its forms it has."""
    fields = [
        {each.attribute: each for each in model.fields}.get(attribute)
        for model in row_models(design, body)
    ]
    has_value = all(
        each is not None and each.required and not isinstance(resolved(design, each.type), Nullable)
        for each in fields
    )
    return bool(fields) and has_value and not sent_row(design, body).is_optional


def _may_miss(design: Design, body: BodyInput) -> bool:
    """Tell whether the method may be given None instead of a body."""
    return not body.required or isinstance(resolved(design, body.type), Nullable)


def _model(design: Design, body: BodyInput) -> WireModel | None:
    return design.models.get(body.type.name) if isinstance(body.type, Named) else None
