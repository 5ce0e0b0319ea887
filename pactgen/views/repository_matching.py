"""The methods of a repository that count, or remove, the rows that the caller's inputs leave.

Location: pactgen/views/repository_matching.py. Used by the view of repository.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import docstring, identifier
from pactgen.ir.behaviours import ClearRows, ListValues
from pactgen.ir.inputs import FilterRole, SearchRole
from pactgen.views.access import clear_method, keys_column, table_of
from pactgen.views.arguments import Argument, is_optional, select_arguments, value_of
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.columns import PYTHON_TYPES, python_imports
from pactgen.views.conditions import conditions_of, parent_conditions
from pactgen.views.deletion import mark_of, standing
from pactgen.views.imports import Import
from pactgen.views.layout import Code, call, pack, prefixed, signature
from pactgen.views.naming import words
from pactgen.views.selecting import INDENT, assigned, narrowed
from pactgen.views.types import Annotation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.design import Design, Endpoint, Resource

KEYS = "keys"


def count_method(design: Design, resource: Resource, endpoint: Endpoint) -> Function:
    """Return the method that counts the rows which the filters leave."""
    arguments = select_arguments(design, endpoint)
    rows = identifier(resource.plural)
    start = f"select({resource.name})"
    return function(
        _signature(identifier(endpoint.function), arguments, "int"),
        docstring(
            f"Return how many {words(resource.plural)}{' match' if arguments else ' there are'}.",
            fallback="Return how many rows match.",
            indent=INDENT,
        ),
        [
            *_selected(design, resource, endpoint, start, rows),
            f"return await count(self._session, {rows})",
        ],
    )


def count_imports(design: Design, resource: Resource, endpoint: Endpoint) -> list[Import]:
    """Return what a method that counts needs."""
    needed = [Import("sqlalchemy", "select"), Import(f"{design.package}.paging", "count")]
    return [*needed, *_imports(design, resource, endpoint, select_arguments(design, endpoint))]


def values_method(design: Design, resource: Resource, endpoint: Endpoint) -> Function:
    """Return the method that lists the values which the rows have in a column."""
    behaviour = endpoint.behaviour
    assert isinstance(behaviour, ListValues)  # noqa: S101 - access_to gives no others
    arguments = select_arguments(design, endpoint)
    rows, column = identifier(resource.plural), identifier(behaviour.column)
    attribute = f"{resource.name}.{column}"
    narrowed = _selected(design, resource, endpoint, f"select({attribute})", rows)
    nullable = table_of(design, resource).column(behaviour.column).nullable
    if behaviour.in_lists:
        each = f"each for {column} in found for each in {column}{' or ()' if nullable else ''}"
        read: list[Statement] = [
            f"found = await self._session.scalars({rows})",
            f"return sorted({{{each}}})",
        ]
    else:
        ordered = f"{rows}.distinct().order_by({attribute})"
        known = "[each for each in found if each is not None]"
        read = [
            call("found = await self._session.scalars", ordered),
            f"return {known if nullable else 'found.all()'}",
        ]
    return function(
        _signature(identifier(endpoint.function), arguments, "Sequence[str]"),
        docstring(
            f"Return every {words(behaviour.column)} of {words(resource.plural)}, each once.",
            fallback="Return the values, each once.",
            indent=INDENT,
        ),
        [*narrowed, *read],
    )


def values_imports(design: Design, resource: Resource, endpoint: Endpoint) -> list[Import]:
    """Return what a method that lists values needs."""
    needed = [Import("sqlalchemy", "select"), Import("collections.abc", "Sequence")]
    return [*needed, *_imports(design, resource, endpoint, select_arguments(design, endpoint))]


def clear_function(design: Design, resource: Resource, endpoint: Endpoint) -> Function:
    """Return the method that removes the rows of the parent, or those that the inputs tell."""
    arguments = clear_arguments(design, endpoint)
    counts = isinstance(endpoint.behaviour, ClearRows) and endpoint.behaviour.counts
    rows = identifier(resource.plural)
    narrowed = _is_narrowed(design, resource, endpoint)
    which = " that the inputs name" if narrowed else " of the parent" if arguments else ""
    return function(
        _signature(
            identifier(clear_method(design, endpoint)), arguments, "int" if counts else None
        ),
        docstring(
            f"Delete {'the' if narrowed else 'all'} {words(resource.plural)}{which}"
            f"{', and say how many there were' if counts else ''}.",
            fallback="Delete the rows.",
            indent=INDENT,
        ),
        _deletion(design, resource, endpoint, rows),
    )


def clear_arguments(design: Design, endpoint: Endpoint) -> tuple[Argument, ...]:
    """Return the parameters of the method that removes rows."""
    column = keys_column(design, endpoint)
    if column is None:
        return select_arguments(design, endpoint)
    kind = PYTHON_TYPES[column.kind]
    needs = (Import("collections.abc", "Collection"), *python_imports([column]))
    named = Argument(KEYS, Annotation(f"Collection[{kind}]", needs))
    return (*select_arguments(design, endpoint), named)


def clear_imports(design: Design, resource: Resource, endpoint: Endpoint) -> list[Import]:
    """Return what a method that removes rows needs."""
    arguments = clear_arguments(design, endpoint)
    verb = "delete" if table_of(design, resource).deletion is None else "update"
    return [Import("sqlalchemy", verb), *_imports(design, resource, endpoint, arguments)]


def _imports(
    design: Design, resource: Resource, endpoint: Endpoint, arguments: Iterable[Argument]
) -> list[Import]:
    return [
        *parent_conditions(design, resource, endpoint)[1],
        *conditions_of(design, resource, endpoint).imports,
        *(each for one in arguments for each in one.annotation.imports),
    ]


def _signature(name: str, arguments: Iterable[Argument], returns: str | None) -> Code:
    declared = ("self", *(each.declaration for each in arguments))
    return signature(name, declared, returns or "None")


def _is_narrowed(design: Design, resource: Resource, endpoint: Endpoint) -> bool:
    asked = conditions_of(design, resource, endpoint).each
    return bool(asked) or keys_column(design, endpoint) is not None


def _always(design: Design, resource: Resource, endpoint: Endpoint) -> list[Code]:
    """Return the conditions that hold whatever the caller leaves out."""
    parents, _ = parent_conditions(design, resource, endpoint)
    column = keys_column(design, endpoint)
    keys = [] if column is None else [f"{resource.name}.{identifier(column.name)}.in_({KEYS})"]
    keys += standing(table_of(design, resource))
    asked = conditions_of(design, resource, endpoint)
    if _only_keys(design, resource, endpoint) is not None:
        return [*parents, *(each.expression for each in asked.each), *keys]
    return [*parents, *asked.always, *keys]


def _selected(
    design: Design, resource: Resource, endpoint: Endpoint, start: str, rows: str
) -> list[Statement]:
    """Build a statement condition by condition."""
    always = _always(design, resource, endpoint)
    begun: list[Statement] = [assigned(rows, narrowed(start, always))]
    if _only_keys(design, resource, endpoint) is not None:
        return begun
    return [*begun, *conditions_of(design, resource, endpoint).statements(rows)]


def _only_keys(design: Design, resource: Resource, endpoint: Endpoint) -> str | None:
    """Return the value without which nothing is named: the only filter, one of keys."""
    if not isinstance(endpoint.behaviour, ClearRows):
        return None
    filters = [each for each in endpoint.inputs if isinstance(each.role, FilterRole | SearchRole)]
    if len(filters) != 1 or not is_optional(filters[0]):
        return None
    role = filters[0].role
    is_key = isinstance(role, FilterRole) and role.column == table_of(design, resource).key.name
    return value_of(endpoint, filters[0]) if is_key else None


def _deletion(design: Design, resource: Resource, endpoint: Endpoint, rows: str) -> list[Statement]:
    counts = isinstance(endpoint.behaviour, ClearRows) and endpoint.behaviour.counts
    value = _only_keys(design, resource, endpoint)
    statements = _deleting(design, resource, endpoint, rows, counts=counts)
    asked = _only_asked(endpoint) if value is None else [value]
    leave = Nested("return 0" if counts else "return")
    match asked:
        case []:
            return statements
        case [one]:
            return [f"if {one} is None:", leave, *statements]
        case several:
            named = prefixed("asked = ", pack(*several))
            return [named, "if all(each is None for each in asked):", leave, *statements]


def _only_asked(endpoint: Endpoint) -> list[str]:
    """Return the values without all of which nothing goes."""
    if not isinstance(endpoint.behaviour, ClearRows) or not endpoint.behaviour.only_asked:
        return []
    asked = [each for each in endpoint.inputs if isinstance(each.role, FilterRole | SearchRole)]
    is_sent = any(not is_optional(each) for each in asked)
    return [] if is_sent else [value_of(endpoint, each) for each in asked]


def _removal(design: Design, resource: Resource) -> str:
    """Delete rows, or mark them as deleted."""
    table = table_of(design, resource)
    if table.deletion is None:
        return f"delete({resource.name})"
    column, value = mark_of(table)
    return f"update({resource.name}).values({column}={value})"


def _deleting(
    design: Design, resource: Resource, endpoint: Endpoint, rows: str, *, counts: bool
) -> list[Statement]:
    model, removal = resource.name, _removal(design, resource)
    plain = _only_keys(design, resource, endpoint) is not None
    plain = plain or not conditions_of(design, resource, endpoint).statements(rows)
    if not counts and plain:
        always = _always(design, resource, endpoint)
        return [call("await self._session.execute", narrowed(removal, always))]
    statements = _selected(design, resource, endpoint, removal, rows)
    if not counts:
        return [*statements, f"await self._session.execute({rows})"]
    key = table_of(design, resource).key.name
    removed = f"{rows}.returning({model}.{identifier(key)})"
    return [
        *statements,
        prefixed("removed = ", call("await self._session.scalars", removed)),
        "return len(removed.all())",
    ]
