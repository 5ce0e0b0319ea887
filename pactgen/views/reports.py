"""The method of a repository that reads a report: figures of rows, for each group of them.

Location: pactgen/views/reports.py. Used by the view of repository.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import docstring, identifier, string
from pactgen.ir.behaviours import Grouping, RowGroup, Summarize
from pactgen.ir.inputs import WindowRole
from pactgen.views.access import table_of
from pactgen.views.arguments import is_optional, report_arguments, value_of
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.conditions import conditions_of, parent_conditions
from pactgen.views.deletion import standing
from pactgen.views.figures import is_so
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import Code, call, prefixed, signature
from pactgen.views.naming import table_import, words
from pactgen.views.selecting import INDENT, chained
from pactgen.views.summaries import figure_code, figure_imports

if TYPE_CHECKING:
    from pactgen.ir.database import Table
    from pactgen.ir.design import Design, Endpoint, Resource

PERIODS: Final = "periods"
"""The module that knows the months of times."""


def report_method(design: Design, resource: Resource, endpoint: Endpoint) -> Function:
    """Return the method that reads figures of each group of the rows which the filters leave."""
    arguments = report_arguments(design, endpoint)
    parameters = ("self", *(each.declaration for each in arguments))
    return function(
        signature(identifier(endpoint.function), parameters, "Sequence[RowMapping]"),
        docstring(
            f"Return figures of the {words(resource.plural)}, for each group of them.",
            fallback="Return figures of the rows, for each group of them.",
            indent=INDENT,
        ),
        [
            *_selected(design, resource, endpoint),
            "return (await self._session.execute(groups)).mappings().all()",
        ],
    )


def report_imports(design: Design, resource: Resource, endpoint: Endpoint) -> list[Import]:
    """Return what a method that reads a report needs."""
    behaviour, grouping = _behaviour(endpoint)
    table, lines = table_of(design, resource), _lines(design, grouping)
    found = [Import("collections.abc", "Sequence"), Import("sqlalchemy", "RowMapping")]
    found += [Import("sqlalchemy", "select"), Import("sqlalchemy", "func")]
    found += [table_import(design, each) for each in _joined(design, table, grouping)]
    if any(down for _, down in grouping.order):
        found.append(Import("sqlalchemy", "desc"))
    periods = {each.period for each in grouping.by if each.period is not None}
    found += [Import(f"{design.package}.{PERIODS}", f"{each}_of") for each in sorted(periods)]
    for each in behaviour.figures:
        found += figure_imports(_base(table, lines, of_lines=each.of_lines), each)
    found += parent_conditions(design, resource, endpoint)[1]
    found += conditions_of(design, resource, endpoint).imports
    arguments = report_arguments(design, endpoint)
    return [*found, *(each for one in arguments for each in one.annotation.imports)]


def _behaviour(endpoint: Endpoint) -> tuple[Summarize, Grouping]:
    behaviour = endpoint.behaviour
    assert isinstance(behaviour, Summarize)  # noqa: S101 - access_to gives no others
    return behaviour, known(behaviour.grouping)


def _lines(design: Design, grouping: Grouping) -> Table | None:
    return None if grouping.lines is None else design.tables[grouping.lines[0]]


def _base(table: Table, lines: Table | None, *, of_lines: bool) -> Table:
    return known(lines) if of_lines else table


def _joined(design: Design, table: Table, grouping: Grouping) -> list[Table]:
    lines = _lines(design, grouping)
    hops = [design.tables[hop.table] for each in grouping.by for hop in each.through]
    return [table, *([] if lines is None else [lines]), *hops]


def _selected(design: Design, resource: Resource, endpoint: Endpoint) -> list[Statement]:
    """Build the query: what is shown, where it is from, which rows count, and their order."""
    behaviour, grouping = _behaviour(endpoint)
    table, lines = table_of(design, resource), _lines(design, grouping)
    bases = [_base(table, lines, of_lines=each.of_lines) for each in grouping.by]
    groups = list(zip(grouping.by, bases, strict=True))
    shown: list[Code] = [
        f"{_told(design, each, base)}.label({string(each.name)})" for each, base in groups
    ]
    shown += [
        figure_code(_base(table, lines, of_lines=each.of_lines), each) for each in behaviour.figures
    ]
    asked = conditions_of(design, resource, endpoint)
    parents, _ = parent_conditions(design, resource, endpoint)
    always = [*parents, *asked.always, *standing(table)]
    always += [each for one, base in groups if (each := _has_value(one, base)) is not None]
    always += [] if grouping.only is None else [is_so(table.model, grouping.only)]
    calls: list[Code] = [call("select", *shown), f".select_from({table.model})"]
    calls += _joins(design, table, grouping, groups)
    calls += [call(".where", *always)] if always else []
    calls.append(call(".group_by", *(_grouped(design, each, base) for each, base in groups)))
    order = (f"desc({string(name)})" if down else string(name) for name, down in grouping.order)
    calls.append(call(".order_by", *order))
    return [
        prefixed("groups = ", chained(calls)),
        *asked.statements("groups"),
        *_limited(endpoint),
    ]


def _joins(
    design: Design, table: Table, grouping: Grouping, groups: list[tuple[RowGroup, Table]]
) -> list[Code]:
    """Return the joins of the lines, and of what rows or lines refer to; each once."""
    found: dict[str, Code] = {}
    if grouping.lines is not None:
        name, up = grouping.lines
        lines = design.tables[name]
        key = known(lines.column(up).references).column
        equal = f"{lines.model}.{identifier(up)} == {table.model}.{identifier(key)}"
        found[equal] = call(".join", lines.model, equal)
    for each, base in groups:
        own = f"{base.model}.{identifier(each.column)}"
        for hop in each.through:
            target = design.tables[hop.table]
            equal = f"{target.model}.{identifier(hop.select)} == {own}"
            join = ".outerjoin" if each.lacks else ".join"
            found.setdefault(equal, call(join, target.model, equal))
            own = f"{target.model}.{identifier(hop.where)}"
    return list(found.values())


def _has_value(each: RowGroup, base: Table) -> str | None:
    """Return the test that leaves out rows without a group; None where each has one."""
    lacking = base.column(each.column).nullable and not each.through and not each.lacks
    return f"{base.model}.{identifier(each.column)}.is_not(None)" if lacking else None


def _told(design: Design, each: RowGroup, base: Table) -> str:
    """Return what a group has in common."""
    if each.period is not None:
        return f"{each.period}_of({base.model}.{identifier(each.column)})"
    if not each.through:
        return f"{base.model}.{identifier(each.column)}"
    last = each.through[-1]
    return f"{design.tables[last.table].model}.{identifier(last.where)}"


def _grouped(design: Design, each: RowGroup, base: Table) -> str:
    """Return what rows are grouped by; a period by its name, as its expression has parameters."""
    return string(each.name) if each.period is not None else _told(design, each, base)


def _limited(endpoint: Endpoint) -> list[Statement]:
    """Keep as many groups as are asked for."""
    sizes = [
        each
        for each in endpoint.inputs
        if isinstance(each.role, WindowRole) and each.role.part == "size"
    ]
    if not sizes:
        return []
    value = value_of(endpoint, sizes[0])
    limited = f"groups = groups.limit({value})"
    return [f"if {value} is not None:", Nested(limited)] if is_optional(sizes[0]) else [limited]
