"""The methods of a repository that find the rows which bodies name by what they are called.

Location: pactgen/views/repository_named.py. Used by the views of repository.py and of the service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import docstring, identifier, string
from pactgen.ir.behaviours import CreateRow, ReplaceRow, UpdateRow
from pactgen.passes.words.names import singular
from pactgen.views.access import access_to, endpoints_on, table_of
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.columns import PYTHON_TYPES, python_imports
from pactgen.views.deletion import standing
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import Code, call, chain, prefixed, signature
from pactgen.views.naming import table_import, words

if TYPE_CHECKING:
    from pactgen.ir.binding import NestedWrite
    from pactgen.ir.design import Design, Resource

INDENT = 8


def name_method(nested: NestedWrite) -> str:
    """Name the method: `author_called`."""
    return f"{identifier(nested.attribute).rstrip('_')}_called"


def unknown_error(package: str) -> Import:
    """Return what is raised where no row is called so."""
    return Import(f"{package}.violations", "UnknownRowError")


def refusal(thing: str, called: str, value: str) -> Code:
    """Return the statement that says that no row is called so."""
    told = (f"thing={string(words(thing))}", f"column={string(words(called))}")
    return call("raise UnknownRowError", value, *told)


def refusal_of_unnamed(nested: NestedWrite, sent: str) -> list[Statement]:
    """Return the statements that refuse an object which does not say what row it stands for."""
    if nested.lenient is None:
        return []
    thing = singular(nested.attribute) if nested.relation.many else nested.attribute
    told = (f"thing={string(words(thing))}", f"column={string(nested.lenient)}")
    refused = call("raise UnknownRowError", "None", *told)
    return [f"if {sent}.get({string(nested.lenient)}) is None:", Nested(refused)]


def named_functions(design: Design, resource: Resource) -> tuple[Function, ...]:
    """Return a method for each member of bodies that names a row of another table."""
    return tuple(_function(design, each) for each in access_to(design, resource).named)


def named_imports(design: Design, resource: Resource) -> list[Import]:
    """Return what these methods need."""
    found: list[Import] = []
    for each in access_to(design, resource).named:
        table = design.tables[each.relation.table]
        found += [Import("sqlalchemy", "select"), table_import(design, table)]
        found += [unknown_error(design.package)]
        found += python_imports([table.column(each.members[0][0])])
    return found


def _function(design: Design, nested: NestedWrite) -> Function:
    table, called = design.tables[nested.relation.table], known(nested.called)
    key = table.column(nested.members[0][0])
    argument = "called"
    conditions = [chain("==", f"{table.model}.{identifier(called)}", argument), *standing(table)]
    selected = prefixed(
        "query = ", call(f"select({table.model}.{identifier(key.name)}).where", *conditions)
    )
    body: list[Statement] = [
        f"if {argument} is None:",
        Nested("return None"),
        selected,
        "found = await self._session.scalar(query)",
        "if found is None:",
        Nested(refusal(nested.attribute, called, argument)),
        "return found",
    ]
    return function(
        signature(
            name_method(nested),
            ("self", f"{argument}: str | None"),
            f"{PYTHON_TYPES[key.kind]} | None",
        ),
        docstring(
            f"Return the key of the {words(nested.attribute)} with this {words(called)}.",
            fallback="Return the key of the row that is called so.",
            indent=INDENT,
        ),
        body,
    )


def beside_method(column: str) -> str:
    """Name the method that looks for a row of the same table: `require_parent`."""
    return f"require_{identifier(column).removesuffix('_id')}"


def beside_functions(design: Design, resource: Resource) -> tuple[Function, ...]:
    """Return a method for each column that names a row which may not be there for the new one."""
    return (
        *(_beside(design, resource, own, above) for own, above in _besides(design, resource)),
        *(_standing(design, resource, column) for column in _standings(design, resource)),
    )


def beside_imports(design: Design, resource: Resource) -> list[Import]:
    """Return what these methods need."""
    table = table_of(design, resource)
    found: list[Import] = []
    for own, above in _besides(design, resource):
        found += [Import("sqlalchemy", "select"), unknown_error(design.package)]
        found += python_imports([table.column(own), table.column(above)])
    for column in _standings(design, resource):
        other = design.tables[known(table.column(column).references).table]
        found += [Import("sqlalchemy", "select"), unknown_error(design.package)]
        found += [table_import(design, other), *python_imports([table.column(column)])]
    return found


def _standings(design: Design, resource: Resource) -> tuple[str, ...]:
    behaviours = [each.behaviour for each in endpoints_on(design, resource)]
    kinds = CreateRow | ReplaceRow | UpdateRow
    told = [name for each in behaviours if isinstance(each, kinds) for name in each.standing]
    return tuple(dict.fromkeys(told))


def _standing(design: Design, resource: Resource, column: str) -> Function:
    own = table_of(design, resource).column(column)
    key = known(own.references)
    other = design.tables[key.table]
    kind, name = PYTHON_TYPES[own.kind], identifier(column)
    wanted = chain("==", f"{other.model}.{identifier(key.column)}", name)
    selected = call(
        f"select({other.model}.{identifier(key.column)}).where", wanted, *standing(other)
    )
    body: list[Statement] = [
        f"if {name} is None:",
        Nested("return"),
        prefixed("query = ", selected),
        "if await self._session.scalar(query) is None:",
        Nested(refusal(words(column.removesuffix("_id")), key.column, f"str({name})")),
    ]
    return function(
        signature(beside_method(column), ("self", f"{name}: {kind} | None"), "None"),
        docstring(
            f"Refuse a {words(column.removesuffix('_id'))} that is deleted.",
            fallback="Refuse a row that is deleted.",
            indent=INDENT,
        ),
        body,
    )


def _besides(design: Design, resource: Resource) -> tuple[tuple[str, str], ...]:
    behaviours = [each.behaviour for each in endpoints_on(design, resource)]
    told = [pair for each in behaviours if isinstance(each, CreateRow) for pair in each.beside]
    return tuple(dict.fromkeys(told))


def _beside(design: Design, resource: Resource, own: str, above: str) -> Function:
    table, model = table_of(design, resource), resource.name
    key = known(table.column(own).references).column
    kinds = [PYTHON_TYPES[table.column(name).kind] for name in (own, above)]
    conditions = [
        chain("==", f"{model}.{identifier(key)}", identifier(own)),
        chain("==", f"{model}.{identifier(above)}", identifier(above)),
    ]
    selected = prefixed("query = ", call(f"select({model}.{identifier(key)}).where", *conditions))
    body: list[Statement] = [
        f"if {identifier(own)} is None:",
        Nested("return"),
        selected,
        "if await self._session.scalar(query) is None:",
        Nested(refusal(resource.singular, key, f"str({identifier(own)})")),
    ]
    parameters = (f"{identifier(own)}: {kinds[0]} | None", f"{identifier(above)}: {kinds[1]}")
    return function(
        signature(beside_method(own), ("self", *parameters), "None"),
        docstring(
            f"Refuse a {words(resource.singular)} of another {words(above.removesuffix('_id'))}.",
            fallback="Refuse a row that belongs elsewhere.",
            indent=INDENT,
        ),
        body,
    )
