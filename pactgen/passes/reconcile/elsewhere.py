"""What differs where the backend runs on another database than the schema is written for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import binding
from pactgen.ir.translation import RUNS_ON, TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.decisions import Decision
    from pactgen.ir.schema import Schema


def decisions_elsewhere(schema: Schema) -> Iterator[Decision]:
    """Say what the backend runs on, and which views have no rows there."""
    if schema.dialect is None:
        return
    if schema.dialect not in RUNS_ON and schema.tables:
        yield binding.other_database(TITLES[schema.dialect], schema.tables[0].origin)
    for view in schema.views:
        known = dict(view.elsewhere)
        lost = [TITLES[each] for each in RUNS_ON if each not in {schema.dialect, *known}]
        if view.columns and lost:
            yield binding.empty_view(str(view.name), " and ".join(lost), view.origin)
        if not view.columns:
            yield binding.unread_view(str(view.name), view.origin)
