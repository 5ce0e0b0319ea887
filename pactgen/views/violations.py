"""The view of violations.py: what a broken constraint of the schema answers.

Location: pactgen/views/violations.py. Used by plan.py where a schema document was given; printed by
project/violations.py.jinja.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, identifier, string
from pactgen.ir.behaviours import CreateRow, ReplaceRow, UpdateRow
from pactgen.passes.reconcile.answer_references import (
    CONFLICT,
    REFERRING,
    reference_status,
    taken_status,
)
from pactgen.values import dataclass
from pactgen.views.layout import laid_out, mapping, prefixed

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class ViolationsView:
    """What violations.py prints."""

    location: Emitted
    package: Emitted
    references: Emitted
    taken: Emitted
    has_taken: bool
    """An operation describes another status than 409 for what is there already."""
    has_names: bool
    """Bodies name rows of other tables by what they are called."""


def violations_view(design: Design) -> ViolationsView:
    """Prepare the package's violations.py."""
    entries = [
        f"{string(endpoint.operation_id)}: {reference_status(endpoint)}"
        for endpoint in design.endpoints
        if isinstance(endpoint.behaviour, REFERRING) and reference_status(endpoint) != CONFLICT
    ]
    references = prefixed("REFERENCES: Mapping[str, int] = ", mapping(*entries))
    taken = [
        f"{string(endpoint.operation_id)}: {taken_status(endpoint)}"
        for endpoint in design.endpoints
        if isinstance(endpoint.behaviour, REFERRING) and taken_status(endpoint) != CONFLICT
    ]
    return ViolationsView(
        location=code(f"src/{design.package}/violations.py"),
        package=identifier(design.package),
        references=code(laid_out(references)),
        taken=code(laid_out(prefixed("TAKEN: Mapping[str, int] = ", mapping(*taken)))),
        has_taken=bool(taken),
        has_names=any(_names(endpoint) for endpoint in design.endpoints),
    )


def _names(endpoint: Endpoint) -> bool:
    """Tell whether it looks for rows that its body names, before the database does."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, CreateRow | ReplaceRow | UpdateRow):
        return False
    beside = isinstance(behaviour, CreateRow) and bool(behaviour.beside or behaviour.copied)
    return (
        beside
        or bool(behaviour.standing)
        or any(
            (one.called is not None and not one.makes and one.items != "key")
            or one.lenient is not None
            or one.named
            or one.copied
            for one in behaviour.nested
        )
    )
