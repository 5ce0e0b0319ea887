"""Modules of the package that are there only when a feature uses them, and say its name only.

Location: pactgen/views/shared_modules.py. Used by plan.py; printed by the templates of such
modules (row_keys.py.jinja, cursors.py.jinja, page_links.py.jinja, …).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, identifier
from pactgen.ir.behaviours import ListRows, Summarize, UpdateRow
from pactgen.ir.fills import FromWindow, Redrawn
from pactgen.ir.inputs import FilterRole
from pactgen.values import dataclass
from pactgen.views.access import resource_of
from pactgen.views.admission import reads_kept_keys
from pactgen.views.answers import NEEDS_REQUEST
from pactgen.views.bars import reads_barred_keys
from pactgen.views.conditions import (
    DAY_LISTS,
    JSON_LISTS,
    PERIODS,
    conditions_of,
    filtered_column,
    is_of_days,
)
from pactgen.views.fills import all_leaves, is_table
from pactgen.views.known import known
from pactgen.views.owners import reads_owner_keys
from pactgen.views.service import read_keys
from pactgen.views.service_values import Writing, body_attributes, converted_columns
from pactgen.views.sight import reads_seen_keys
from pactgen.views.tenants import reads_member_keys
from pactgen.views.viewers import reads_viewer_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.database import Column
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
    ) or any(
        isinstance(fill, Redrawn)
        for endpoint in design.endpoints
        if isinstance(endpoint.behaviour, UpdateRow)
        for _, fill in endpoint.behaviour.sets
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
        each.role.op in PERIODS
        or is_of_days(design, filtered_column(design, resource, each.role), each, each.role.op)
        for each in endpoint.inputs
        if isinstance(each.role, FilterRole)
    )


def has_reports(design: Design) -> bool:
    """Tell whether any report tells months, days or years."""
    behaviours = (each.behaviour for each in design.endpoints)
    found = (each.grouping for each in behaviours if isinstance(each, Summarize))
    return any(each.period is not None for one in found if one is not None for each in one.by)


def reads_cursors(design: Design) -> bool:
    """Tell whether any list is cut by cursors."""
    lists = (each.behaviour for each in design.endpoints)
    windows = (each.window for each in lists if isinstance(each, ListRows))
    return any(each is not None and each.style == "cursor" for each in windows)


def links_pages(design: Design) -> bool:
    """Tell whether any answer shows the address of a page."""
    leaves = (leaf for each in design.endpoints for leaf in all_leaves(each.answer))
    figures = (leaf for leaf in leaves if isinstance(leaf, FromWindow))
    return any(each.is_link or each.figure in NEEDS_REQUEST for each in figures)


def tells_relationships(design: Design) -> bool:
    """Tell whether rows say what they belong to as resource objects do."""
    return any(each.linked for table in design.tables.values() for each in table.gathered)


def looks_into_lists(design: Design) -> bool:
    """Tell whether any list is filtered by what the JSON lists of its rows hold."""
    return _filters_with(design, JSON_LISTS)


def looks_for_days(design: Design) -> bool:
    """Tell whether any list is filtered by days that its rows have a list of."""
    return _filters_with(design, DAY_LISTS)


def _filters_with(design: Design, module: str) -> bool:
    return any(
        each.module == f"{design.package}.{module}"
        for endpoint in design.endpoints
        if (resource := resource_of(design, endpoint)) is not None
        for each in conditions_of(design, resource, endpoint).imports
    )


def reads_keys(design: Design) -> bool:
    """Tell whether any service reads keys from texts."""
    services = any(read_keys(design, feature) for feature in design.features)
    people = (
        reads_owner_keys,
        reads_member_keys,
        reads_viewer_keys,
        reads_kept_keys,
        reads_seen_keys,
        reads_barred_keys,
    )
    return services or any(reads(design) for reads in people)


def fills_inside(design: Design) -> bool:
    """Tell whether anything that is written gets members that bodies do not bring."""
    return any(column.filled for column in _written(design))


def leaves_out(design: Design) -> bool:
    """Tell whether anything that is written keeps less than bodies bring."""
    return any(column.left_out for column in _written(design))


def _written(design: Design) -> Iterator[Column]:
    """Yield the columns whose values are kept in another form than they arrive in."""
    for each in design.endpoints:
        if isinstance(each.behaviour, Writing):
            resource = known(resource_of(design, each))
            yield from converted_columns(design, resource, body_attributes(design, each))
