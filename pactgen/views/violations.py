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
    from collections.abc import Callable

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
    references, taken = (_others(design, each) for each in (reference_status, taken_status))
    return ViolationsView(
        location=code(f"src/{design.package}/violations.py"),
        package=identifier(design.package),
        references=_table("REFERENCES", references),
        taken=_table("TAKEN", taken),
        has_taken=bool(taken),
        has_names=any(_names(endpoint) for endpoint in design.endpoints),
    )


def _others(design: Design, status_of: Callable[[Endpoint], int]) -> list[str]:
    """Return the operations that answer another status than 409, with it."""
    told = (
        (endpoint.operation_id, status_of(endpoint))
        for endpoint in design.endpoints
        if isinstance(endpoint.behaviour, REFERRING)
    )
    return [f"{string(name)}: {status}" for name, status in told if status != CONFLICT]


def _table(name: str, entries: list[str]) -> Emitted:
    return code(laid_out(prefixed(f"{name}: Mapping[str, int] = ", mapping(*entries))))


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
