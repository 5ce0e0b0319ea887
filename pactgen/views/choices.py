"""The view of choices.py, and what the router says of operations that share a path.

Location: pactgen/views/choices.py. Used by plan.py, skeleton.py and handlers.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, identifier, string
from pactgen.values import dataclass
from pactgen.views.imports import Import
from pactgen.views.layout import Code, call, laid_out

if TYPE_CHECKING:
    from pactgen.ir.contract import Condition
    from pactgen.ir.design import Design, Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesView:
    """Everything that choices.py prints."""

    package: Emitted
    location: Emitted


def shares_paths(design: Design) -> bool:
    """Tell whether conditions beside the path tell operations apart."""
    return any(each.operation.conditions for each in design.endpoints)


def choices_view(design: Design) -> ChoicesView:
    """Prepare choices.py."""
    return ChoicesView(
        package=code(identifier(design.package)),
        location=code(f"src/{design.package}/choices.py"),
    )


def choice_of(endpoint: Endpoint) -> Emitted:
    """Return the decorator that tells what a request carries to mean this operation."""
    sent = (_sent(each) for each in endpoint.operation.conditions)
    return code(laid_out(call("@when", *sent)) if endpoint.operation.conditions else "")


def choice_imports(design: Design, endpoint: Endpoint) -> tuple[Import, ...]:
    """Return what that decorator names."""
    module = f"{design.package}.choices"
    names = ("Sent", "when") if endpoint.operation.conditions else ()
    return tuple(Import(module, name) for name in names)


def _sent(condition: Condition) -> Code:
    values = (condition.location, condition.name, condition.value)
    return call("Sent", *(string(each) for each in values if each is not None))
