"""The methods of a repository that read the rows which links tie to a parent.

Location: pactgen/views/repository_linked.py. Used by the views of repository.py and service.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import docstring, identifier
from pactgen.passes.words.shorten import FUNCTION, keep_tail
from pactgen.views.access import (
    access_to,
    key_of,
    listings,
    lists_linked,
    resource_of,
    scopes,
    table_of,
)
from pactgen.views.arguments import list_arguments
from pactgen.views.blocks import Function, function
from pactgen.views.columns import PYTHON_TYPES, python_imports
from pactgen.views.deletion import standing
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import prefixed, signature
from pactgen.views.naming import model_import, words
from pactgen.views.related import related_of
from pactgen.views.selecting import INDENT, select

if TYPE_CHECKING:
    from pactgen.ir.database import Column
    from pactgen.ir.design import Design, Endpoint, Resource
    from pactgen.ir.inputs import ScopeRole


def linked_method(design: Design, resource: Resource, links: Resource) -> str:
    """Name the method of the repository of what is linked: that of a whole list, or its own."""
    listed = _listed(design, resource, links)
    if listed is not None:
        return identifier(listed.function)
    return keep_tail(f"linked_by_{identifier(links.plural)}", FUNCTION)


def _listed(design: Design, resource: Resource, links: Resource) -> Endpoint | None:
    """Return the operation that lists all that such links tie to a parent, and nothing less."""
    table = table_of(design, links)
    for endpoint, behaviour in listings(access_to(design, resource)):
        named = [_named(role, links) for _, role in scopes(endpoint)]
        whole = behaviour.window is None and not (behaviour.where or behaviour.below)
        given = [each.annotation.text for each in list_arguments(design, endpoint)]
        kept = [PYTHON_TYPES[table.column(name).kind] for name in named if name is not None]
        if whole and given and given == kept and len(kept) == len(named):
            return endpoint
    return None


def _named(role: ScopeRole, links: Resource) -> str | None:
    """Return the column of the links that names the parent of a list, where they tie it."""
    if role.through == links.name:
        return role.column
    within = role.within
    is_by_them = within is not None and within.table == links.table
    return within.where if within is not None and is_by_them and not within.also else None


def linked_functions(design: Design, resource: Resource) -> tuple[Function, ...]:
    """Return the methods that read what links tie to a parent, in the order of its keys."""
    return tuple(_linked(design, resource, each) for each in _unlisted(design, resource))


def _unlisted(design: Design, resource: Resource) -> list[Endpoint]:
    return [
        each
        for each in lists_linked(design, resource)
        if _listed(design, resource, known(resource_of(design, each))) is None
    ]


def linked_imports(design: Design, resource: Resource) -> list[Import]:
    """Return what they need."""
    found: list[Import] = []
    for endpoint in _unlisted(design, resource):
        found += [
            Import("collections.abc", "Sequence"),
            Import("sqlalchemy", "select"),
            model_import(design, known(resource_of(design, endpoint))),
            *python_imports(_above(design, endpoint)),
        ]
    return found


def _above(design: Design, endpoint: Endpoint) -> list[Column]:
    """Return the columns of the links that name the parent."""
    table = table_of(design, known(resource_of(design, endpoint)))
    shown = known(endpoint.links_shown).column
    return [table.column(role.column) for _, role in scopes(endpoint) if role.column != shown]


def _linked(design: Design, resource: Resource, endpoint: Endpoint) -> Function:
    links, rows = known(resource_of(design, endpoint)), identifier(resource.plural)
    column = table_of(design, links).column(known(endpoint.links_shown).column)
    above = _above(design, endpoint)
    related, model = related_of(design, resource), resource.name
    names = [identifier(each.name) for each in above]
    conditions = [f"{links.name}.{name} == {name}" for name in names]
    chosen = select(f"{links.name}.{identifier(column.name)}", conditions)
    referred = f"{model}.{identifier(known(column.references).column)}"
    found = select(
        model,
        [f"{referred}.in_(linked)", *standing(table_of(design, resource))],
        options="" if related is None else related.name,
        order=[f"{model}.{identifier(name)}" for name in key_of(design, resource)],
    )
    declared = [f"{identifier(each.name)}: {PYTHON_TYPES[each.kind]}" for each in above]
    method = linked_method(design, resource, links)
    return function(
        signature(method, ("self", *declared), f"Sequence[{model}]"),
        docstring(
            f"Return the {words(resource.plural)} that {words(links.plural)} tie to the parent.",
            fallback="Return the rows that are linked.",
            indent=INDENT,
        ),
        [
            prefixed("linked = ", chosen),
            prefixed(f"{rows} = ", found),
            f"return (await self._session.scalars({rows})).all()",
        ],
    )
