"""Lists of the caller's own rows: what they leave out unless these are asked for.

Location: pactgen/views/mine.py. Used by the view of the conditions of lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.views.layout import call, pack

if TYPE_CHECKING:
    from pactgen.ir.design import Resource
    from pactgen.ir.inputs import FilterRole
    from pactgen.views.layout import Code


def unless_mine(resource: Resource, role: FilterRole) -> list[Code]:
    """Return what leaves out the rows that are listed to their owner alone."""
    if role.among is None:
        return []
    column, states = role.among
    return [call(f"{resource.name}.{identifier(column)}.not_in", pack(*map(string, states)))]
