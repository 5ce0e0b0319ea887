"""The view of repository.py: the SQL that the operations of all features need of its tables.

Location: pactgen/views/repository.py. Used by plan.py; printed by repository.py.jinja.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, docstring, identifier, string
from pactgen.ir.behaviours import Health, SetMark
from pactgen.values import dataclass
from pactgen.views.access import (
    Access,
    Lookup,
    access_to,
    argument_names,
    endpoints_on,
    get_method,
    key_of,
    lists_linked,
    scopes,
    stored_resources,
    table_of,
)
from pactgen.views.blocks import Function, Statement, function
from pactgen.views.columns import PYTHON_TYPES, python_imports
from pactgen.views.deletion import mark_imports, mark_of, standing
from pactgen.views.figures import figures_of
from pactgen.views.guards import flushed, stale_imports
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import (
    Code,
    call,
    chain,
    flat,
    fluent,
    listing,
    prefixed,
    signature,
)
from pactgen.views.modules import Module, feature_module
from pactgen.views.naming import (
    model_import,
    repository_class,
    row_variable,
    subject_of,
    words,
)
from pactgen.views.related import (
    Related,
    includes_of_list,
    includes_of_reader,
    related_of,
    related_of_list,
    related_of_reader,
)
from pactgen.views.reports import report_imports, report_method
from pactgen.views.repository_copied import copied_functions, copied_imports
from pactgen.views.repository_linked import linked_functions, linked_imports
from pactgen.views.repository_lists import ListPart, list_parts
from pactgen.views.repository_matching import (
    clear_function,
    clear_imports,
    count_imports,
    count_method,
    values_imports,
    values_method,
)
from pactgen.views.repository_named import (
    beside_functions,
    beside_imports,
    named_functions,
    named_imports,
)
from pactgen.views.repository_nested import nested_parts, removals
from pactgen.views.selecting import INDENT, select
from pactgen.views.summaries import summary_imports, summary_method
from pactgen.views.transitions import locked_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.database import Column
    from pactgen.ir.design import Design, Feature, Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryClass:
    """The repository of one table."""

    name: Emitted
    rows: Emitted
    lists: tuple[Function, ...]
    selects: tuple[Function, ...]
    lookups: tuple[Function, ...]
    clears: tuple[Function, ...]
    adds: tuple[Function, ...]
    changes: tuple[Function, ...]
    locks: tuple[Function, ...]
    nested: tuple[Function, ...]
    rereads: tuple[Function, ...]
    removes: tuple[Function, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryView:
    """Everything that repository.py prints."""

    module: Module
    subject: Emitted
    constants: tuple[Emitted, ...]
    classes: tuple[RepositoryClass, ...]
    pings: bool


def repository_view(design: Design, feature: Feature) -> RepositoryView:
    """Prepare repository.py of a feature."""
    resources = stored_resources(design, feature)
    pings = any(isinstance(each.behaviour, Health) for each in feature.endpoints)
    parts = {resource.name: list_parts(design, resource) for resource in resources}
    figures = [each for resource in resources for each in figures_of(design, resource)]
    related = _related(design, resources)
    nested = [part for each in resources for part in nested_parts(design, each)]
    imports = [Import("sqlalchemy.ext.asyncio", "AsyncSession")]
    imports += [Import("sqlalchemy", "text")] if pings else []
    imports += [each for some in parts.values() for part in some for each in part.imports]
    imports += [each for resource in resources for each in _imports(design, resource)]
    imports += [each for figure in figures for each in figure.imports]
    imports += [each for one in related for each in one.imports]
    imports += [each for part in nested for each in part.imports]
    imports += [each for one in resources for each in named_imports(design, one)]
    imports += [each for one in resources for each in beside_imports(design, one)]
    imports += [each for one in resources for each in copied_imports(design, one)]
    imports += [each for one in resources for each in linked_imports(design, one)]
    return RepositoryView(
        module=feature_module(design.package, feature.package, "repository.py", imports),
        subject=code(subject_of(design, feature)),
        constants=(
            *(each.declaration for each in figures),
            *(
                part.constant
                for some in parts.values()
                for part in some
                if part.constant is not None
            ),
            *(each.declaration for each in related),
            *(part.constant for part in nested if part.constant is not None),
        ),
        classes=tuple(_class(design, each, parts[each.name]) for each in resources),
        pings=pings,
    )


def _class(design: Design, resource: Resource, parts: tuple[ListPart, ...]) -> RepositoryClass:
    access = access_to(design, resource)
    return RepositoryClass(
        name=code(repository_class(design, resource)),
        rows=code(words(resource.plural)),
        lists=(
            *(each.function for each in parts if each.function and not each.is_private),
            *(count_method(design, resource, endpoint) for endpoint in access.counts),
            *(summary_method(design, resource, endpoint) for endpoint in access.summaries),
            *(report_method(design, resource, endpoint) for endpoint in access.reports),
            *(values_method(design, resource, endpoint) for endpoint in access.values),
        ),
        selects=tuple(each.function for each in parts if each.function and each.is_private),
        lookups=tuple(_get(design, resource, lookup) for lookup in access.lookups),
        clears=tuple(clear_function(design, resource, endpoint) for endpoint in access.clears),
        adds=(_writer(design, resource, "add", "Insert"),) if access.adds else (),
        changes=(_writer(design, resource, "change", "Write these columns of"),)
        if access.changes
        else (),
        removes=(_remove(design, resource),) if access.removes else (),
        locks=_lock(design, resource),
        nested=(
            *named_functions(design, resource),
            *beside_functions(design, resource),
            *copied_functions(design, resource),
            *linked_functions(design, resource),
            *(part.function for part in nested_parts(design, resource)),
        ),
        rereads=(_reread(design, resource),) if _rereads(design, resource) else (),
    )


def _related(design: Design, resources: tuple[Resource, ...]) -> tuple[Related, ...]:
    """Return the constants that say what is read together with rows."""
    found: dict[str, Related] = {}
    for resource in resources:
        single = related_of(design, resource)
        access = access_to(design, resource)
        lists = [related_of_list(design, resource, each) for each in access.lists]
        reads_single = bool(access.lookups) or access.adds or access.changes
        reads_single = reads_single or bool(lists_linked(design, resource))
        lists += [includes_of_list(design, resource, each) for each in access.lists]
        for lookup in access.lookups:
            if lookup.includes:
                lists.append(related_of_reader(design, resource, lookup))
                lists.append(includes_of_reader(design, resource, lookup))
        for each in lists:
            found |= {} if each is None else {each.name: each}
        if single is not None and reads_single:
            found[single.name] = single
    return tuple(found.values())


def _figure_imports(design: Design, resource: Resource, access: Access) -> Iterator[Import]:
    for endpoint in access.summaries:
        yield from summary_imports(design, resource, endpoint)
    for endpoint in access.reports:
        yield from report_imports(design, resource, endpoint)


def _imports(design: Design, resource: Resource) -> list[Import]:
    access = access_to(design, resource)
    key, table = key_of(design, resource), table_of(design, resource)
    found = [model_import(design, resource)]
    for lookup in access.lookups:
        found += python_imports(_columns(design, resource, lookup))
        found += [Import("collections.abc", "Iterable")] if lookup.includes else []
        if lookup.columns != key or len(key) > 1 or table.deletion is not None:
            found.append(Import("sqlalchemy", "select"))
    for endpoint in access.clears:
        found += clear_imports(design, resource, endpoint)
    for endpoint in access.counts:
        found += count_imports(design, resource, endpoint)
    found += _figure_imports(design, resource, access)
    for endpoint in access.values:
        found += values_imports(design, resource, endpoint)
    if access.removes or access.clears:
        found += mark_imports(table, design.package)
    related = _rereads(design, resource) and related_of(design, resource) is not None
    if related or locked_columns(endpoints_on(design, resource)):
        found.append(Import("sqlalchemy", "select"))
    if access.changes or access.removes:
        found += stale_imports(design, resource)
    if access.adds and _counted(design, resource):
        found += [Import("sqlalchemy", "func"), Import("sqlalchemy", "select")]
    if access.changes:
        found += [
            Import("collections.abc", "Mapping"),
            Import("typing", "Any"),
            Import(f"{design.package}.database", "assign"),
        ]
    return found


def _columns(design: Design, resource: Resource, lookup: Lookup) -> list[Column]:
    return [table_of(design, resource).column(name) for name in lookup.columns]


def _get(design: Design, resource: Resource, lookup: Lookup) -> Function:
    columns = _columns(design, resource, lookup)
    names = argument_names(resource, lookup)
    declared = [
        f"{name}: {PYTHON_TYPES[column.kind]}" for name, column in zip(names, columns, strict=True)
    ]
    declared += ["asked: str | Iterable[str] | None"] if lookup.includes else []
    return function(
        signature(
            get_method(design, resource, lookup),
            ("self", *declared),
            f"{resource.name} | None",
        ),
        docstring(
            f"Return the {words(resource.singular)}, or nothing.",
            fallback="Return the row, or nothing.",
            indent=INDENT,
        ),
        _get_body(design, resource, lookup, names),
    )


def _get_body(
    design: Design, resource: Resource, lookup: Lookup, names: tuple[str, ...]
) -> list[Statement]:
    model, key = resource.name, key_of(design, resource)
    kept = standing(table_of(design, resource))
    options = _options(design, resource, lookup)
    shown = [f"options={options}"] if options else []
    again = bool(options) and _stands_beside(design, resource)
    shown += ["populate_existing=True"] if again else []
    if lookup.columns == key and len(key) == 1 and not kept:
        return [call("return await self._session.get", model, *names, *shown)]
    if lookup.order:
        return _first_in_order(design, resource, lookup, names)
    if not lookup.columns:
        order = [f"{model}.{key[-1]}"]
        first = select(model, kept, options=options, again=again, order=order, limit=1)
        return [call("return await self._session.scalar", first)]
    conditions = [*_equal(model, lookup, names), *kept]
    found = select(model, conditions, options=options, again=again)
    return [call("return await self._session.scalar", found)]


def _options(design: Design, resource: Resource, lookup: Lookup) -> str:
    """Return what is read with a row; "" for nothing."""
    if not lookup.includes:
        related = related_of(design, resource)
        return "" if related is None else related.name
    shown = related_of_reader(design, resource, lookup)
    chosen = f"chosen({includes_of_reader(design, resource, lookup).name}, asked)"
    return chosen if shown is None else f"[*{shown.name}, *{chosen}]"


def _equal(model: str, lookup: Lookup, names: tuple[str, ...]) -> list[Code]:
    """Return the conditions that the columns of a row have the values of the arguments."""
    return [
        chain("==", f"{model}.{column}", name)
        for column, name in zip(lookup.columns, names, strict=True)
    ]


def _first_in_order(
    design: Design, resource: Resource, lookup: Lookup, names: tuple[str, ...]
) -> list[Statement]:
    """Return the statement that reads one of several rows: the first in an order."""
    model, related = resource.name, related_of(design, resource)
    first = select(
        model,
        [*_equal(model, lookup, names), *standing(table_of(design, resource))],
        options="" if related is None else related.name,
        order=[f"{model}.{name}{'.desc()' if down else ''}" for name, down in lookup.order],
        limit=1,
    )
    return [call("return await self._session.scalar", first)]


def _stands_beside(design: Design, resource: Resource) -> bool:
    """Tell whether a row is read that is known already, and shows too little or what was so.

    A parent may have brought it along, with less beside it; a mark changes what it shows.
    """
    by_parent = any(
        role.by_parent for each in endpoints_on(design, resource) for _, role in scopes(each)
    )
    behaviours = (each.behaviour for each in design.endpoints)
    return by_parent or any(
        isinstance(each, SetMark) and each.target == resource.name for each in behaviours
    )


def _remove(design: Design, resource: Resource) -> Function:
    """Delete a row, and before it the rows that only its own body made; or mark it."""
    row = row_variable(resource)
    if table_of(design, resource).deletion is not None:
        return _mark(design, resource, row)
    return function(
        signature("remove", ("self", f"{row}: {resource.name}"), "None"),
        docstring(
            f"Delete the {words(resource.singular)}, so that a broken constraint shows here.",
            fallback="Delete the row, so that a broken constraint shows here.",
            indent=INDENT,
        ),
        [
            *removals(design, resource, row),
            f"await self._session.delete({row})",
            *flushed(design, resource),
        ],
    )


def _mark(design: Design, resource: Resource, row: str) -> Function:
    column, value = mark_of(table_of(design, resource))
    return function(
        signature("remove", ("self", f"{row}: {resource.name}"), "None"),
        docstring(
            f"Mark the {words(resource.singular)} as deleted; the row stays.",
            fallback="Mark the row as deleted; it stays.",
            indent=INDENT,
        ),
        [f"{row}.{column} = {value}", *flushed(design, resource)],
    )


def _rereads(design: Design, resource: Resource) -> bool:
    """Tell whether what was written has to be read again: the database has a say in it."""
    access = access_to(design, resource)
    has_a_say = design.schema is not None or related_of(design, resource) is not None
    return has_a_say and (access.adds or access.changes)


def _reread(design: Design, resource: Resource) -> Function:
    row, model = row_variable(resource), resource.name
    related = related_of(design, resource)
    body: list[Statement]
    if related is None:
        body = [f"await self._session.refresh({row})", f"return {row}"]
    else:
        same = [f"{model}.{name} == {row}.{name}" for name in key_of(design, resource)]
        query = fluent(
            f"select({model})",
            call(".where", *same),
            f".options(*{related.name})",
            ".execution_options(populate_existing=True)",
        )
        body = [
            prefixed("query = ", query),
            "return (await self._session.scalars(query)).one()",
        ]
    return function(
        signature("_read_again", ("self", f"{row}: {model}"), model),
        docstring(
            "Read what the database made of it, and what answers show with it.",
            fallback="Read the row again.",
            indent=INDENT,
        ),
        body,
    )


def _lock(design: Design, resource: Resource) -> tuple[Function, ...]:
    """Return the method by which actions on one row wait for each other."""
    columns = locked_columns(endpoints_on(design, resource))
    if not columns:
        return ()
    row = row_variable(resource)
    names = listing(*map(string, columns))
    model = resource.name
    keys = [f"{model}.{name}" for name in key_of(design, resource)]
    same = [f"{model}.{name} == {row}.{name}" for name in key_of(design, resource)]
    body: list[Statement] = [
        call(f"query = {flat(call('select', *keys))}.where", *same),
        "(await self._session.execute(query.with_for_update())).one()",
        call("await self._session.refresh", row, names),
    ]
    return (
        function(
            signature("lock", ("self", f"{row}: {resource.name}"), "None"),
            docstring(
                f"Let nobody else change the {words(resource.singular)}, and read how it is now.",
                fallback="Let nobody else change the row, and read how it is now.",
                indent=INDENT,
            ),
            body,
        ),
    )


def _numbers(design: Design, resource: Resource) -> list[Statement]:
    """Return the statements that count a new row among those beside it: the lines of an order."""
    row, model = row_variable(resource), resource.name
    statements: list[Statement] = []
    for column in _counted(design, resource):
        same = [f"{model}.{name} == {row}.{name}" for name in known(column.generated).beside]
        last = f"select(func.max({model}.{identifier(column.name)}))"
        statements += [
            prefixed("last = ", call(f"{last}.where", *same)),
            f"{row}.{identifier(column.name)} = (await self._session.scalar(last) or 0) + 1",
        ]
    return statements


def _counted(design: Design, resource: Resource) -> list[Column]:
    return [
        column
        for column in table_of(design, resource).columns
        if column.generated is not None and column.generated.beside
    ]


def _writer(design: Design, resource: Resource, name: str, verb: str) -> Function:
    row, model = row_variable(resource), resource.name
    values = ("values: Mapping[str, Any]",) if name == "change" else ()
    first = f"self._session.add({row})" if name == "add" else f"assign({row}, values)"
    again = f"await self._read_again({row})" if _rereads(design, resource) else row
    numbers = _numbers(design, resource) if name == "add" else []
    flush = ["await self._session.flush()"] if name == "add" else flushed(design, resource)
    body: list[Statement] = [*numbers, first, *flush, f"return {again}"]
    return function(
        signature(name, ("self", f"{row}: {model}", *values), model),
        docstring(
            f"{verb} the {words(resource.singular)}, so that a broken constraint shows here.",
            fallback=f"{verb} the row, so that a broken constraint shows here.",
            indent=INDENT,
        ),
        body,
    )
