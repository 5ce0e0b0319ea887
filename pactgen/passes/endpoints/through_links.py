"""What the parameters of a path name, where links or marks tie the listed rows to it.

Location: pactgen/passes/endpoints/through_links.py. Used by `assign_roles`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.inputs import Role, ScopeRole, UnusedRole

if TYPE_CHECKING:
    from pactgen.ir.contract import Parameter
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def through_links(links: Stored, one: Sighting, parameter: Parameter) -> Role:
    """Return the column of the links, or marks, that holds what a parameter names."""
    return _of_mark(links, one, parameter) or _through(links, one, parameter)


def _of_mark(marks: Stored, one: Sighting, parameter: Parameter) -> ScopeRole | None:
    """Return the column of marks that holds what a path names: who made them, what bears them."""
    marked = next((each for each in marks.kept.marked if each.sighting is one), None)
    if marked is None or marks.owner is None:
        return None
    scope = marks.scopes[-1]
    name, parent = marks.owner.column, marks.owner.person
    if marked.backwards:
        name, parent = scope.column, scope.parent or parent
    named_by = _named_by(marks, name, parameter)
    return ScopeRole(column=name, parent=parent, named_by=named_by, through=marks.kept.name)


def _through(links: Stored, one: Sighting, parameter: Parameter) -> Role:
    """Return the column of the links that holds the parent."""
    if one in links.kept.views and links.kept.links is not None:
        return ScopeRole(
            column=links.lookup,
            parent=links.kept.links,
            named_by=_named_by(links, links.lookup, parameter),
            through=links.kept.name,
        )
    scope = links.scopes_in(one.place).get(parameter.name)
    if scope is None:
        return UnusedRole(reason="It names nothing that the contract describes.")
    named_by = scope.named_by
    if scope.parent is not None and not named_by:
        named_by = _named_by(links, scope.column, parameter)
    return ScopeRole(
        column=scope.column, parent=scope.parent, named_by=named_by, through=links.kept.name
    )


def _named_by(links: Stored, column: str, parameter: Parameter) -> tuple[tuple[str, str], ...]:
    """Return which column of what a column refers to the parameter is compared with."""
    target = links.table.column(column).references
    return () if target is None else ((parameter.name, target.column),)
