"""What is done to a map that rows keep: it is replaced, added to, emptied, or loses a member.

Location: pactgen/passes/behaviours/maps.py. Used by `design_endpoints`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.fills import Constant, Lacking
from pactgen.passes.behaviours.verdict import Verdict, custom

if TYPE_CHECKING:
    from pactgen.ir.database import Column
    from pactgen.ir.fills import Sets
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def map_column(one: Sighting, stored: Stored) -> Column | None:
    """Return the column that keeps the map as it is."""
    found = [each for each in stored.table.columns if each.wire_name == one.mapped]
    kept = found[0] if found and found[0].kind == "json" and not found[0].secret else None
    return None if kept is None or kept.name in stored.unstorable else kept


def joined_columns(one: Sighting, stored: Stored) -> tuple[str, ...]:
    """Return the column whose other members stay where PATCH brings some of a map."""
    column = map_column(one, stored) if one.mapped is not None and one.method == "patch" else None
    return () if column is None else (column.name,)


def of_map(one: Sighting, stored: Stored) -> Verdict:
    """Return what the operation does to the map of a row."""
    noun, column = stored.kept.name, map_column(one, stored)
    if column is None:
        return custom(f"`{one.mapped}` of a {noun} is kept in another form than it is brought in.")
    told = f"`{column.name}` of a {noun}"
    sets: Sets = ()
    if one.map_key is not None:
        why = f"It takes the member that `{one.map_key}` names out of {told}, if it is there."
        sets = ((column.name, Lacking()),)
    elif one.method == "delete":
        why = f"{told} has no members afterwards."
        sets = ((column.name, Constant(value={})),)
    elif one.method == "patch":
        why = f"What it brings is put into {told}; the other members stay."
    else:
        why = f"What it brings takes the place of {told}."
    return Verdict(name="update", resource=noun, why=why, level="LOW", sets=sets)
