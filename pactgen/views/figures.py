"""What the database computes of the rows below a row: how many, their sum, the latest value.

Location: pactgen/views/figures.py. Used by the views of repository.py. A figure is read with its
row; where lists are also narrowed or ordered by it, it is a constant of the repository.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, code, identifier, string
from pactgen.ir.behaviours import ListRows
from pactgen.ir.figures import is_whole
from pactgen.ir.inputs import FilterRole, SortRole
from pactgen.passes.words.names import snake
from pactgen.values import dataclass, replace
from pactgen.views.access import endpoints_on, table_of
from pactgen.views.deletion import standing
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import Code, call, fluent, laid_out, parsed, prefixed
from pactgen.views.naming import table_import
from pactgen.views.once import once

if TYPE_CHECKING:
    from pactgen.ir.database import Condition, Derived, Table
    from pactgen.ir.design import Design, Endpoint, Resource


_ENDS: Final = MappingProxyType({"least": "func.min", "greatest": "func.max"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A constant of repository.py: what a figure of a row is computed by."""

    of: Derived
    name: str
    declaration: Emitted
    imports: tuple[Import, ...]


@once
def figures_of(design: Design, resource: Resource) -> tuple[Figure, ...]:
    """Return the figures by which lists of a resource are narrowed or ordered."""
    table = table_of(design, resource)
    asked = {name for endpoint in endpoints_on(design, resource) for name in _asked(endpoint)}
    return tuple(
        _constant(design, resource, table, each) for each in table.derived if each.name in asked
    )


def figure_of(design: Design, resource: Resource, name: str) -> Figure | None:
    """Return the constant that stands for a figure; None: it is none, or a column."""
    return next((one for one in figures_of(design, resource) if one.of.name == name), None)


def figure_query(design: Design, table: Table, each: Derived) -> tuple[Code, list[Import]]:
    """Return the scalar query for a figure of the rows of a table."""
    relation = each.relation
    if relation.through is not None:
        child = design.tables[relation.through.table]
        pairs = [(other, own) for other, own in relation.through.near]
    else:
        child = design.tables[relation.table]
        pairs = [(other, own) for own, other in relation.pairs]
    below = below_import(design, child) if child is table else None
    row = child.model if below is None else below.name
    equal = [
        f"{row}.{identifier(other)} == {table.model}.{identifier(own)}" for other, own in pairs
    ]
    equal += standing(child, row)
    if relation.through is not None and _asks_far(design, each):
        return _across(design, table, each, equal)
    if each.only is not None:
        equal.append(is_so(row, each.only))
    if each.figure == "mine":
        return _mine(design, table, child, each, equal)
    target = design.tables[relation.table]
    figure, needs = _selected(target, each, row if target is table else target.model)
    calls: list[Code] = [call("select", parsed(figure)), call(".where", *equal)]
    if each.figure == "latest":
        last = [f"{row}.{identifier(name)}.desc()" for name in each.latest_by]
        calls += [call(".order_by", *last), ".limit(1)"]
    needs += [table_import(design, table), below or table_import(design, child)]
    query: Code = fluent(*calls, ".scalar_subquery()")
    if each.taken_from is not None:
        query = prefixed(f"{table.model}.{identifier(each.taken_from)} - ", query)
    return query, needs


def _asks_far(design: Design, each: Derived) -> bool:
    """Tell whether a figure asks what the rows at the other end are, and not for links alone."""
    far = design.tables[each.relation.table]
    told = each.column is not None or each.only is not None or far.deletion is not None
    return told and each.figure != "mine"


def _kind_of(each: Derived) -> str:
    """Return what SQLAlchemy calls the expression of a figure."""
    if each.figure == "mine":
        return "Exists"
    return "ScalarSelect[Any]" if each.taken_from is None else "ColumnElement[Any]"


def counts_below(table: Table) -> bool:
    """Tell whether figures of a table are those of rows of its own: how many replies."""
    return any(
        each.is_computed and each.relation.through is None and each.relation.table == table.name
        for each in table.derived
    )


def below_import(design: Design, table: Table) -> Import:
    """Import what stands for the rows of a table that are below another one of its rows."""
    return replace(table_import(design, table), name=f"{snake(table.model)}_below")


def _across(
    design: Design, table: Table, each: Derived, equal: list[str]
) -> tuple[Code, list[Import]]:
    """Return the scalar query for a figure of the rows at the other end of a join table."""
    through, target = known(each.relation.through), design.tables[each.relation.table]
    join = design.tables[through.table]
    far = [
        f"{target.model}.{identifier(other)} == {join.model}.{identifier(own)}"
        for own, other in through.far
    ]
    far += standing(target, target.model)
    if each.only is not None:
        far.append(is_so(target.model, each.only))
    figure, needs = _selected(target, each, target.model)
    needs += [table_import(design, one) for one in (table, join, target)]
    select = call("select", parsed(figure))
    return fluent(select, call(".where", *equal, *far), ".scalar_subquery()"), needs


def _mine(
    design: Design, table: Table, child: Table, each: Derived, equal: list[str]
) -> tuple[Code, list[Import]]:
    """Return the test whether one of those rows names whoever is calling."""
    named = f"{child.model}.{identifier(known(each.column))} == VIEWER"
    imports = [
        Import("sqlalchemy", "select"),
        Import(f"{design.package}.viewers", "VIEWER"),
        table_import(design, table),
        table_import(design, child),
    ]
    start = f"select({child.model}.{identifier(child.key.name)})"
    return fluent(start, call(".where", *equal, named), ".exists()"), imports


def _asked(endpoint: Endpoint) -> set[str]:
    """Return the names of columns and figures by which rows are picked or ordered."""
    behaviour = endpoint.behaviour
    found = {column for column, _ in behaviour.order} if isinstance(behaviour, ListRows) else set()
    for each in endpoint.inputs:
        match each.role:
            case FilterRole(column=column, through=()):
                found.add(column)
            case SortRole(fields=fields):
                found |= {column for _, column, _ in fields}
            case _:
                pass
    return found


def _constant(design: Design, resource: Resource, table: Table, each: Derived) -> Figure:
    # Not in capitals: linters take a comparison with those for one the wrong way round.
    name = f"{identifier(resource.singular)}_{identifier(each.name)}"
    query, needs = figure_query(design, table, each)
    typed = _kind_of(each)
    start = f"{name}: {typed} = "
    return Figure(
        of=each,
        name=name,
        declaration=code(laid_out(prefixed(start, query), indent=0)),
        imports=(
            *needs,
            Import("sqlalchemy", typed.partition("[")[0]),
            *([] if each.figure == "mine" else [Import("typing", "Any")]),
        ),
    )


def is_so(row: str, only: Condition) -> str:
    """Return the test of a state or a mark; a row without a state is in none of them."""
    column = f"{row}.{identifier(only.column)}"
    if only.of_time:
        return f"{column}.{'is_' if only.denied else 'is_not'}(None)"
    if isinstance(only.value, bool):
        return f"{column}.is_({not only.denied})"
    if only.others:
        test = "not_in" if only.denied else "in_"
        return f"{column}.{test}(({', '.join(string(str(each)) for each in only.values)}))"
    return f"{column} {'!=' if only.denied else '=='} {string(only.value)}"


def _selected(table: Table, each: Derived, row: str) -> tuple[str, list[Import]]:
    """Return what is selected of the other rows; a sum of none is zero."""
    needs = [Import("sqlalchemy", "select")]
    if each.figure in {"value", "latest"}:
        return f"{row}.{identifier(known(each.column))}", needs
    needs.append(Import("sqlalchemy", "func"))
    if each.figure in _ENDS:
        return f"{_ENDS[each.figure]}({row}.{identifier(known(each.column))})", needs
    if each.column is None:
        return "func.count()", needs
    names = [name for name in (each.column, each.factor) if name is not None]
    product = " * ".join(f"{row}.{identifier(name)}" for name in names)
    if is_whole(table, each):
        return f"func.coalesce(func.sum({product}), 0)", needs
    if each.as_text:
        kept = f"{row}.{identifier(names[0])}.type"
        return f"func.coalesce(func.sum({product}), 0, type_={kept})", needs
    needs.append(Import("sqlalchemy", "Float"))
    if each.figure == "average":
        return f"func.avg({product}, type_=Float)", needs
    return f"func.coalesce(func.sum({product}), 0, type_=Float)", needs
