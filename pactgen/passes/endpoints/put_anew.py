"""Whether the rows that are there can go for those of a list that is put in their place.

Location: pactgen/passes/endpoints/put_anew.py. Used by `design_endpoints`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.inputs import AncestorRole, ScopeRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from pactgen.ir.database import Table
    from pactgen.ir.inputs import Role
    from pactgen.passes.tables import Stored


def not_anew(
    stored: Stored,
    roles: Iterable[tuple[str, Role]],
    brought: Collection[str],
    tables: Iterable[Table],
) -> str | None:
    """Return why the rows that are there cannot be taken away for those of a list; None: they can.

    Args:
        stored: the rows.
        roles: of the parameters, each with where it stands.
        brought: attributes of the body.
        tables: all of them.
    """
    told = [role for place, role in roles if place == "path"]
    own = [role for role in told if isinstance(role, ScopeRole)]
    far = any(role.through or (role.within and not role.by_parent) for role in own)
    if not own or far or any(not isinstance(role, AncestorRole | ScopeRole) for role in told):
        return "Its rows do not refer to the row that its path names."
    if stored.table.deletion is not None:
        return "Rows that are removed are kept and marked: those of a new list may be among them."
    if stored.table.key.generated is not None and stored.table.key.name in brought:
        return "It brings keys that the backend gives: which rows stay, no document tells."
    referred = (
        column.references.table == stored.table.name
        for table in tables
        for column in table.columns
        if column.references is not None
    )
    if any(referred):
        return "Other rows refer to them: what becomes of those, no document tells."
    return None
