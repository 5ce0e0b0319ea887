"""The method of a repository that reads figures of rows: counts, sums, averages, in one query.

Location: pactgen/views/summaries.py. Used by the view of repository.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import docstring, identifier, string
from pactgen.ir.behaviours import RowFigure, Summarize
from pactgen.ir.figures import WHOLE
from pactgen.views.access import table_of
from pactgen.views.arguments import select_arguments
from pactgen.views.blocks import Function, Statement, function
from pactgen.views.conditions import conditions_of, parent_conditions
from pactgen.views.deletion import standing
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import Code, call, fluent, parsed, prefixed, signature, suffixed
from pactgen.views.naming import table_import, words
from pactgen.views.selecting import INDENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.database import ColumnKind, Table
    from pactgen.ir.design import Design, Endpoint, Resource

_FUNCTIONS: Final[Mapping[str, str]] = {
    "sum": "func.sum",
    "average": "func.avg",
    "least": "func.min",
    "greatest": "func.max",
}


def summary_method(design: Design, resource: Resource, endpoint: Endpoint) -> Function:
    """Return the method that reads figures of the rows which the filters leave."""
    arguments = select_arguments(design, endpoint)
    parameters = ("self", *(each.declaration for each in arguments))
    return function(
        signature(identifier(endpoint.function), parameters, "RowMapping"),
        docstring(
            f"Return figures of the {words(resource.plural)}, by name.",
            fallback="Return figures of the rows, by name.",
            indent=INDENT,
        ),
        [
            *_selected(design, resource, endpoint),
            "return (await self._session.execute(figures)).mappings().one()",
        ],
    )


def summary_imports(design: Design, resource: Resource, endpoint: Endpoint) -> list[Import]:
    """Return what a method that reads figures needs."""
    table = table_of(design, resource)
    others = [table_of(design, design.resources[each.of]) for each in _figures(endpoint) if each.of]
    found = [Import("sqlalchemy", "select"), Import("sqlalchemy", "func")]
    found.append(Import("sqlalchemy", "RowMapping"))
    found += [table_import(design, each) for each in others]
    for each in _figures(endpoint):
        found += figure_imports(_table(design, table, each), each)
    found += parent_conditions(design, resource, endpoint)[1]
    found += conditions_of(design, resource, endpoint).imports
    arguments = select_arguments(design, endpoint)
    return [*found, *(each for one in arguments for each in one.annotation.imports)]


def figure_imports(table: Table, each: RowFigure) -> list[Import]:
    """Return what the expression of a figure needs."""
    found = [Import("sqlalchemy", "Float")] if _has_fraction(table, each) else []
    return [*found, Import("sqlalchemy", "BigInteger")] if _is_wide(table, each) else found


def figure_code(table: Table, each: RowFigure) -> Code:
    """Spell a figure of the rows of a table, under its name."""
    label = f".label({string(each.name)})"
    if not _is_wide(table, each):
        return parsed(_figure(table, each, label))
    start, cast, _ = _figure(table, each).partition(".cast(")
    return fluent(parsed(start), f"{cast}BigInteger)", label)


def _figures(endpoint: Endpoint) -> tuple[RowFigure, ...]:
    behaviour = endpoint.behaviour
    return behaviour.figures if isinstance(behaviour, Summarize) else ()


def _selected(design: Design, resource: Resource, endpoint: Endpoint) -> list[Statement]:
    """Build the query, condition by condition."""
    table, figures = table_of(design, resource), _figures(endpoint)
    query: Code = call("select", *(_told(design, table, each) for each in figures))
    if all(each.column is None and each.only is None for each in figures if each.of is None):
        query = suffixed(query, f".select_from({resource.name})")
    asked = conditions_of(design, resource, endpoint)
    parents, _ = parent_conditions(design, resource, endpoint)
    always = [*parents, *asked.always, *standing(table)]
    narrowed = [call("figures = figures.where", *always)] if always else []
    return [prefixed("figures = ", query), *narrowed, *asked.statements("figures")]


def _table(design: Design, table: Table, each: RowFigure) -> Table:
    return table if each.of is None else table_of(design, design.resources[each.of])


def _has_fraction(table: Table, each: RowFigure) -> bool:
    """Tell whether it is no whole number, of which each database has a type of its own."""
    sums = each.figure == "sum" and not _kinds(table, each) <= WHOLE
    return sums or each.figure == "average"


def _is_wide(table: Table, each: RowFigure) -> bool:
    """Tell whether it is a sum of 64 bits, which PostgreSQL answers as a NUMERIC."""
    return each.figure == "sum" and "bigint" in _kinds(table, each) <= WHOLE


def _kinds(table: Table, each: RowFigure) -> set[ColumnKind]:
    """Return the kinds of the columns whose values, or products, are added."""
    return {table.column(name).kind for name in (each.column, each.factor) if name is not None}


def _told(design: Design, table: Table, each: RowFigure) -> Code:
    """Spell a figure of the rows of the operation, or of others, by a query of their own."""
    label = f".label({string(each.name)})"
    if each.of is None:
        return _figure(table, each, label)
    other = _table(design, table, each)
    calls: list[Code] = [call("select", _figure(other, each)), f".select_from({other.model})"]
    kept = standing(other)
    calls += [call(".where", *kept)] if kept else []
    return fluent(*calls, ".scalar_subquery()", label)


def _figure(table: Table, each: RowFigure, label: str = "") -> str:
    """Spell a figure of rows; a sum of none is zero."""
    if each.distinct:
        return f"func.count({table.model}.{identifier(table.key.name)}.distinct()){label}"
    if each.figure == "count":
        only = "" if each.only is None else f".filter({_is_so(table, each)})"
        return f"func.count(){only}{label}"
    names = [name for name in (each.column, each.factor) if name is not None]
    column = " * ".join(f"{table.model}.{identifier(name)}" for name in names)
    label = f".cast(BigInteger){label}" if _is_wide(table, each) else label
    as_float = ", type_=Float" if _has_fraction(table, each) else ""
    if each.or_zero or each.figure == "sum":
        return f"func.coalesce({_FUNCTIONS[each.figure]}({column}), 0{as_float}){label}"
    return f"{_FUNCTIONS[each.figure]}({column}{as_float}){label}"


def _is_so(table: Table, each: RowFigure) -> str:
    """Return the test of a state or a mark."""
    only = known(each.only)
    column = f"{table.model}.{identifier(only.column)}"
    return column if isinstance(only.value, bool) else f"{column} == {string(only.value)}"
