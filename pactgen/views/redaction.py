"""The view of redaction.py: what is left out of the objects that rows keep.

Location: pactgen/views/redaction.py. Used by plan.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgen.emit import Emitted, identifier
from pactgen.views.access import resource_of
from pactgen.views.known import known
from pactgen.views.service_values import Writing, body_attributes, converted_columns

if TYPE_CHECKING:
    from pactgen.ir.design import Design


@dataclass(frozen=True, slots=True, kw_only=True)
class RedactionView:
    """Everything that redaction.py prints."""

    package: Emitted


def has_redaction(design: Design) -> bool:
    """Tell whether anything that is written keeps less than bodies bring."""
    return any(
        column.left_out
        for each in design.endpoints
        if isinstance(each.behaviour, Writing)
        for column in converted_columns(
            design, known(resource_of(design, each)), body_attributes(design, each)
        )
    )


def redaction_view(design: Design) -> RedactionView:
    """Prepare redaction.py."""
    return RedactionView(package=identifier(design.package))
