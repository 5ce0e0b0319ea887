"""Which rows a body may name: those of the parent in its path, and none that is deleted.

A reply to a comment of another post is no reply: the comment is not there, as far as the post goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.inputs import ScopeRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pactgen.ir.database import Column, Table
    from pactgen.ir.inputs import Input
    from pactgen.passes.tables import Stored


def beside_of(
    stored: Stored, inputs: Iterable[Input], brought: Collection[str]
) -> tuple[tuple[str, str], ...]:
    """Return the columns that name such rows, each with the column of the common parent.

    Args:
        stored: the table of the new row.
        inputs: the parameters, of which some name parents.
        brought: attributes of the body.
    """
    table = stored.table
    if table.declared is None or len(table.keys) != 1:
        return ()
    scopes = [
        each.role.column
        for each in inputs
        if isinstance(each.role, ScopeRole) and (each.role.within is None or each.role.by_parent)
    ]
    known = {column.name: column for column in table.columns}
    above = [name for name in scopes if name in known and _refers(known[name], table.name) is False]
    own = [one.name for one in table.columns if one.name in brought and _refers(one, table.name)]
    return tuple((name, above[0]) for name in own) if len(above) == 1 else ()


def _refers(column: Column, table: str) -> bool | None:
    """Tell whether it refers to its own table; None: it refers to none."""
    return None if column.references is None else column.references.table == table


def standing_of(
    stored: Stored, brought: Collection[str], tables: Mapping[str, Table]
) -> tuple[str, ...]:
    """Return the columns that name rows of other tables which may be there for nobody.

    Those are marked as deleted, or belong to another tenant.
    """
    return tuple(
        column.name
        for column in stored.table.columns
        if column.name in brought
        and column.references is not None
        and column.references.table != stored.table.name
        and hides(tables[column.references.table])
    )


def hides(table: Table) -> bool:
    """Whether rows that the database has may not be there for whoever is calling."""
    return table.deletion is not None or table.tenant is not None
