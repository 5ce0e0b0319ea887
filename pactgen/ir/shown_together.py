"""Tables whose rows are shown inside the rows of another table, however deep.

Location: pactgen/ir/shown_together.py. Used by the pass that finds such rows, so that none is shown
inside itself, and by the views of models, whose modules import each other in one direction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.database import Table


def shown_together(tables: Iterable[Table], table: Table) -> tuple[Table, ...]:
    """Return a table and those whose rows are read with rows of its feature, and so on.

    What a feature shows counts as a whole: its models are one module.
    """
    by_name = {one.name: one for one in tables}
    shown: dict[str, list[Table]] = {}
    for one in by_name.values():
        shown.setdefault(one.home, []).extend(
            by_name[each.table]
            for each in one.relations
            if each.table in by_name and each.table != one.name
        )
    waiting = [table]
    found: dict[str, Table] = {}
    while waiting:
        one = waiting.pop()
        if one.name not in found:
            found[one.name] = one
            waiting += shown.get(one.home, ())
    return tuple(found.values())
