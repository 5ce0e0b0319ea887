"""Modules of the package that are there only when a feature uses them, and say its name only.

Location: pactgen/views/shared_modules.py. Used by plan.py; printed by row_keys.py.jinja,
csv_text.py.jinja, key_texts.py.jinja, whole_days.py.jinja and redaction.py.jinja.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgen.emit import Emitted, identifier
from pactgen.ir.inputs import FilterRole
from pactgen.views.access import resource_of
from pactgen.views.conditions import filtered_column, is_of_days
from pactgen.views.fills import is_table
from pactgen.views.known import known
from pactgen.views.owners import reads_owner_keys
from pactgen.views.service import read_keys
from pactgen.views.service_values import Writing, body_attributes, converted_columns

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedModuleView:
    """What such a module is told."""

    package: Emitted


def shared_module_view(design: Design) -> SharedModuleView:
    """Prepare such a module."""
    return SharedModuleView(package=identifier(design.package))


def draws_ordered_keys(design: Design) -> bool:
    """Tell whether models draw keys that begin with the time."""
    return design.schema is None and any(
        column.generated is not None and column.generated.ordered
        for table in design.tables.values()
        for column in table.columns
    )


def draws_forms(design: Design) -> bool:
    """Tell whether models draw texts of a form that the contract asks for."""
    return any(
        column.generated is not None and column.generated.kind == "form"
        for table in design.tables.values()
        for column in table.columns
    )


def answers_tables(design: Design) -> bool:
    """Tell whether any list is answered as comma-separated values."""
    return any(is_table(each) for each in design.endpoints)


def asks_for_days(design: Design) -> bool:
    """Tell whether any list is asked for the moments of a day."""
    return any(_asks_for_days(design, each) for each in design.endpoints)


def _asks_for_days(design: Design, endpoint: Endpoint) -> bool:
    resource = resource_of(design, endpoint)
    return resource is not None and any(
        is_of_days(design, filtered_column(design, resource, each.role), each, each.role.op)
        for each in endpoint.inputs
        if isinstance(each.role, FilterRole)
    )


def reads_keys(design: Design) -> bool:
    """Tell whether any service reads keys from texts."""
    services = any(read_keys(design, feature) for feature in design.features)
    return services or reads_owner_keys(design)


def leaves_out(design: Design) -> bool:
    """Tell whether anything that is written keeps less than bodies bring."""
    return any(
        column.left_out
        for each in design.endpoints
        if isinstance(each.behaviour, Writing)
        for column in converted_columns(
            design, known(resource_of(design, each)), body_attributes(design, each)
        )
    )
