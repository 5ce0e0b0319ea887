"""What services do with marks: a row says that something is so, for whoever is calling.

Location: pactgen/views/service_marks.py. Used by the view of service.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.access import repository_of, resource_of
from pactgen.views.finders import finder_of, look_up, row_name
from pactgen.views.known import known
from pactgen.views.layout import call

if TYPE_CHECKING:
    from pactgen.ir.behaviours import SetMark
    from pactgen.ir.design import Design, Endpoint
    from pactgen.views.blocks import Statement


def mark_statements(design: Design, endpoint: Endpoint, behaviour: SetMark) -> list[Statement]:
    """Make the row that says so, or remove it; what is so already stays so."""
    resource = known(resource_of(design, endpoint))
    finder, row = known(finder_of(design, endpoint)), row_name(endpoint, resource)
    repository = repository_of(design, endpoint)
    if not behaviour.on:
        removed = call(f"await {repository}.remove", row)
        return look_up(design, finder, row, otherwise=removed, is_there=True)
    beside = [f"{key.column}={key.stored}" for key in finder.keys]
    added = call(f"await {repository}.add", call(resource.name, *beside))
    return look_up(design, finder, row, otherwise=added)
