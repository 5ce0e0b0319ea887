"""The view of merging.py, and the statements of a service that use it.

Location: pactgen/views/merging.py. Used by plan.py and by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, identifier, string
from pactgen.ir.behaviours import UpdateRow
from pactgen.values import dataclass
from pactgen.views.access import resource_of
from pactgen.views.blocks import Nested, Statement
from pactgen.views.bodies import row_fields, sent_row
from pactgen.views.finders import row_name
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import call, prefixed

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class MergingView:
    """Everything that merging.py prints."""

    package: Emitted


def has_merges(design: Design) -> bool:
    """Tell whether any change reaches into an object."""
    return any(_columns(each) for each in design.endpoints)


def merging_view(design: Design) -> MergingView:
    """Prepare merging.py."""
    return MergingView(package=identifier(design.package))


def merge_statements(design: Design, endpoint: Endpoint) -> list[Statement]:
    """Return the statements that merge what the body brings into what is stored."""
    columns = _columns(endpoint)
    if not columns or endpoint.body is None:
        return []
    row = row_name(endpoint, known(resource_of(design, endpoint)))
    sent = sent_row(design, endpoint.body)
    is_there = f"{sent.condition} and " if sent.is_optional else ""
    known_fields = {field.attribute for field in row_fields(design, endpoint.body)}
    statements: list[Statement] = []
    for column in columns:
        if column in known_fields:
            name = identifier(column)
            merged = call("merged", f"{row}.{name}", f"{sent.expression}.{name}")
            statements.append(f"if {is_there}{string(column)} in values:")
            statements.append(Nested(prefixed(f"values[{string(column)}] = ", merged)))
    return statements


def merge_imports(design: Design, endpoint: Endpoint) -> tuple[Import, ...]:
    """Return what these statements need."""
    needed = (Import(f"{design.package}.merging", "merged"),)
    return needed if merge_statements(design, endpoint) else ()


def _columns(endpoint: Endpoint) -> tuple[str, ...]:
    behaviour = endpoint.behaviour
    return behaviour.merged if isinstance(behaviour, UpdateRow) else ()
