"""The WHERE of a list: filters and searches as SQLAlchemy spells them.

Location: pactgen/views/conditions.py. Used by the view of repository.py. Databases are stricter
than JSON about types, so a parameter that has another type than its column is brought to that of
the column, or the column to that of the parameter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import identifier, string
from pactgen.ir.figures import figure_column
from pactgen.ir.inputs import FilterOp, FilterRole, Input, SearchRole
from pactgen.ir.wire import ListOf, Nullable, WireType
from pactgen.values import dataclass, replace
from pactgen.views.access import scopes, table_of
from pactgen.views.arguments import argument_type, is_optional, value_of
from pactgen.views.blocks import Nested, Statement
from pactgen.views.columns import PYTHON_TYPES
from pactgen.views.figures import figure_of
from pactgen.views.imports import Import
from pactgen.views.json_columns import member_to_match
from pactgen.views.known import known
from pactgen.views.layout import Code, call, chain, comprehension, condition, prefixed
from pactgen.views.mine import unless_mine
from pactgen.views.naming import model_import, table_import
from pactgen.views.schema_types import element_test
from pactgen.views.types import python_type, resolved

if TYPE_CHECKING:
    from pactgen.ir.binding import Within
    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Design, Endpoint, Resource

LIFTED: Final = frozenset({"but_true", "but_false", "but_set"})
"""What is asked for unless the parameter is true."""
FLAGS: Final = frozenset({"only", "lacking", "under", "up_to", "past", "ahead", "mine"})
"""What is asked for where the parameter is true, and not at all where it is false."""
SIGNS: dict[FilterOp, str] = {"eq": "==", "ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
DAYS = "whole_days"
PERIODS: Final[frozenset[FilterOp]] = frozenset({"year", "month"})
"""The module that knows them."""
JSON_LISTS = "json_lists"
"""The module that tests what they hold."""
DAY_LISTS = "day_lists"
"""The module that looks for a day in them."""
_RANGE: Final[tuple[FilterOp, FilterOp]] = ("any_from", "any_until")
"""The two ends that one day of a list must lie between."""
CAST = (Import("sqlalchemy", "String"), Import("sqlalchemy", "cast"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One `where`, and whether it holds only when the caller gave a value."""

    expression: Code
    value: str
    is_optional: bool
    is_flag: bool = False
    """It holds when the value is true."""
    is_lifted: bool = False
    """It holds unless the value is true."""
    anything: tuple[str, ...] = ()
    """Values with which it does not."""
    other: str | None = None
    """Another value, which the condition holds with as well."""

    @property
    def depends(self) -> bool:
        """Whether it holds for some requests only."""
        return self.is_optional or self.is_lifted or bool(self.anything)

    @property
    def asked(self) -> Code:
        """The line that asks whether it does."""
        if self.is_lifted:
            return f"if not {self.value}:"
        given = self.value if self.is_flag else f"{self.value} is not None"
        if self.other is not None:
            return condition("or", given, f"{self.other} is not None")
        values = [string(value) for value in self.anything]
        meant = f"{self.value} not in {{{', '.join(values)}}}"
        if len(values) == 1:
            meant = f"{self.value} != {values[0]}"
        return condition(
            "and", *([given] if self.is_optional else []), *([meant] if values else [])
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """All conditions of a list."""

    each: tuple[Condition, ...]
    imports: tuple[Import, ...]

    @property
    def always(self) -> tuple[Code, ...]:
        """The conditions that every request makes."""
        return tuple(each.expression for each in self.each if not each.depends)

    def statements(self, rows: str) -> list[Statement]:
        """Print those that depend on what the caller gave, one after the other."""
        printed: list[Statement] = []
        for each in self.each:
            if each.depends:
                narrowed = call(f"{rows} = {rows}.where", each.expression)
                printed += [each.asked, Nested(narrowed)]
        return printed


def conditions_of(design: Design, resource: Resource, endpoint: Endpoint) -> Conditions:
    """Return the conditions that the caller's filters and searches stand for."""
    found: list[Condition] = []
    imports: list[Import] = []
    for each in endpoint.inputs:
        value = value_of(endpoint, each)
        if isinstance(each.role, FilterRole) and each.role.op in _RANGE:
            ends = _ends(endpoint, each.role)
            if each is not next(one for one in ends if one is not None):
                continue
            one, needs = _in_days(design, resource, endpoint, each.role, ends)
        elif isinstance(each.role, FilterRole):
            expression, needs = _filter(design, resource, endpoint, each, each.role)
            one = Condition(
                expression=expression,
                value=value,
                is_optional=each.role.op in FLAGS or is_optional(each),
                is_flag=each.role.op in FLAGS,
                is_lifted=each.role.op in LIFTED,
                anything=each.role.anything,
            )
        elif isinstance(each.role, SearchRole):
            expression, needs = _search(design, resource, each.role, value)
            one = Condition(expression=expression, value=value, is_optional=is_optional(each))
        else:
            continue
        found.append(one)
        imports += needs
        if isinstance(each.role, FilterRole) and each.role.op == "mine":
            tests = unless_mine(resource, each.role)
            found += [
                Condition(expression=test, value=value, is_optional=False, is_lifted=True)
                for test in tests
            ]
    return Conditions(each=tuple(found), imports=tuple(imports))


def _filter(
    design: Design, resource: Resource, endpoint: Endpoint, each: Input, role: FilterRole
) -> tuple[Code, list[Import]]:
    if role.op == "lasting" and role.limit is not None:
        return _lasting(design, resource, endpoint, each, role.column, role.limit)
    if role.op in {"past", "ahead"}:
        return by_now(design, resource, role)
    if role.op == "mine":
        own = f"{resource.name}.{identifier(role.column)}"
        return f"{own} == VIEWER", [Import(f"{design.package}.viewers", "VIEWER")]
    if role.limit is not None:
        left, right = (f"{resource.name}.{identifier(one)}" for one in (role.column, role.limit))
        return chain("<" if role.op == "under" else "<=", left, right), []
    if not role.through:
        attribute = f"{resource.name}.{identifier(role.column)}"
        figure = figure_of(design, resource, role.column)
        attribute = attribute if figure is None else figure.name
        column = filtered_column(design, resource, role)
        table = table_of(design, resource)
        return _compared(design, table, column, attribute, endpoint, each, role.op)
    if role.op == "all_of":
        return _all_of(design, resource, endpoint, each, role)
    last = role.through[-1]
    table = design.tables[last.table]
    expression, imports = _compared(
        design,
        table,
        table.column(last.where),
        f"{table.model}.{identifier(last.where)}",
        endpoint,
        each,
        role.op,
    )
    wheres = [f"{resource.name}.{identifier(role.column)}"]
    wheres += [
        f"{design.tables[hop.table].model}.{identifier(hop.where)}" for hop in role.through[:-1]
    ]
    for where, hop in zip(reversed(wheres), reversed(role.through), strict=True):
        expression, needs = _named(design, hop, where, expression)
        imports += needs
    return expression, imports


def _all_of(
    design: Design, resource: Resource, endpoint: Endpoint, each: Input, role: FilterRole
) -> tuple[Code, list[Import]]:
    """Ask for rows that other rows tie to each of the values."""
    last, values = role.through[-1], value_of(endpoint, each)
    table, item = design.tables[last.table], _item(design, each.type)
    kind = python_type(design, item or each.type).text.removesuffix(" | None")
    attribute = f"{table.model}.{identifier(last.where)}"
    left, right, imports = matched(table.column(last.where), attribute, "each", kind)
    expression: Code = chain("==", left, right)
    wheres = [f"{resource.name}.{identifier(role.column)}"]
    wheres += [
        f"{design.tables[hop.table].model}.{identifier(hop.where)}" for hop in role.through[:-1]
    ]
    for where, hop in zip(reversed(wheres), reversed(role.through), strict=True):
        expression, needs = _named(design, hop, where, expression)
        imports += needs
    imports.append(Import("sqlalchemy", "and_"))
    tests = prefixed("*", comprehension(expression, f"for each in {values}"))
    return call("and_", "true()", tests), [*imports, Import("sqlalchemy", "true")]


def _ends(endpoint: Endpoint, role: FilterRole) -> tuple[Input | None, Input | None]:
    """Return the parameters that ask for a range of the days in a list: its first, its last day."""
    asked = {
        each.role.op: each
        for each in endpoint.inputs
        if isinstance(each.role, FilterRole) and each.role.column == role.column
    }
    return asked.get(_RANGE[0]), asked.get(_RANGE[1])


def _in_days(
    design: Design,
    resource: Resource,
    endpoint: Endpoint,
    role: FilterRole,
    ends: tuple[Input | None, Input | None],
) -> tuple[Condition, list[Import]]:
    """Ask for what has a day in its list that lies between both ends, as far as they are told."""
    given = [each for each in ends if each is not None]
    values = ["None" if each is None else value_of(endpoint, each) for each in ends]
    attribute = f"{resource.name}.{identifier(role.column)}"
    first, *others = (value_of(endpoint, each) for each in given)
    found = Condition(
        expression=call("has_day", attribute, *values),
        value=first,
        is_optional=all(is_optional(each) for each in given),
        other=others[0] if others else None,
    )
    return found, [Import(f"{design.package}.{DAY_LISTS}", "has_day")]


def by_now(design: Design, resource: Resource, role: FilterRole) -> tuple[Code, list[Import]]:
    """Ask for what has a time behind it, or ahead."""
    column = table_of(design, resource).column(role.column)
    now = "utc_now().date()" if column.kind == "date" else "utc_now()"
    sign = "<" if role.op == "past" else ">" if column.kind == "timestamp" else ">="
    test = chain(sign, f"{resource.name}.{identifier(role.column)}", now)
    imports = [Import(f"{design.package}.database", "utc_now")]
    if role.among is None:
        return test, imports
    name, values = role.among
    state = f"{resource.name}.{identifier(name)}"
    match values:
        case [] if table_of(design, resource).column(name).kind == "boolean":
            left: Code = call(f"{state}.is_not", "True")
        case []:
            left = call(f"{state}.is_", "None")
        case [value]:
            left = chain("==", state, string(value))
        case _:
            left = call(f"{state}.in_", f"({', '.join(map(string, values))})")
    return call("and_", test, left), [*imports, Import("sqlalchemy", "and_")]


def _lasting(
    design: Design, resource: Resource, endpoint: Endpoint, each: Input, start: str, end: str
) -> tuple[Code, list[Import]]:
    """Ask for what has begun at a time and has not ended by then."""
    table = table_of(design, resource)
    value, kind = value_of(endpoint, each), python_type(design, each.type).text
    tests: list[Code] = []
    imports = [Import("sqlalchemy", "and_")]
    for name in (start, end):
        attribute = f"{resource.name}.{identifier(name)}"
        column = table.column(name)
        left, right, needs = matched(column, attribute, value, kind.removesuffix(" | None"))
        late = ">=" if column.kind == "date" else ">"
        test = chain("<=" if name == start else late, left, right)
        if name == end and column.nullable:
            test = call("or_", f"{attribute}.is_(None)", test)
            imports.append(Import("sqlalchemy", "or_"))
        tests.append(test)
        imports += needs
    return call("and_", *tests), imports


def _compared(
    design: Design,
    table: Table,
    column: Column,
    attribute: str,
    endpoint: Endpoint,
    each: Input,
    op: FilterOp,
) -> tuple[Code, list[Import]]:
    """Compare a column, or a figure, with the value of a parameter."""
    value = value_of(endpoint, each)
    item = _item(design, each.type)
    if op in {"has", "has_any"}:
        member = member_to_match(design, table, column)
        function = "holds" if member is None else "mentions"
        home = JSON_LISTS
        if column.declared is not None and member is None:
            function, home = element_test(column), "columns"
        arguments = [attribute] if member is None else [attribute, string(member)]
        origin = Import(f"{design.package}.{home}", function)
        if op == "has_any":
            tested = call(function, *arguments, "each.strip()")
            return _has_any(tested, f'{value}.split(",")', origin)
        tested = call(function, *arguments, value if item is None else "each")
        return (tested, [origin]) if item is None else _has_any(tested, value, origin)
    asked = _asked(attribute, value, op)
    if asked is not None:
        return asked, []
    if op == "among":
        left, needs = _as_text(attribute, column)
        values = comprehension("each.strip()", f'for each in {value}.split(",")')
        return call(f"{left}.in_", values), needs
    if op in {"alike", "begins", "contains"}:
        return _in_any_case(attribute, column, value, op)
    kind = python_type(design, item or each.type).text.removesuffix(" | None")
    if op in PERIODS:
        return _in_period(design.package, column, attribute, value, op)
    if is_of_days(design, column, each, op):
        return _of_days(design.package, attribute, value, kind, op)
    left, right, imports = matched(column, attribute, value, kind)
    if item is not None:
        listed: Code = value
        if right != value:
            listed = comprehension(right.replace(value, "each"), f"for each in {value}")
        return call(f"{left}.in_", listed), imports
    if op == "ne":
        return call(f"{left}.is_distinct_from", right), imports
    return chain(SIGNS.get(op, "=="), left, right), imports


def _in_any_case(
    attribute: str, column: Column, value: str, op: FilterOp
) -> tuple[Code, list[Import]]:
    """Compare texts, or their beginnings or parts, in whatever case."""
    left, imports = _as_text(attribute, column)
    if op == "alike":
        compared = chain("==", f"func.lower({left})", f"func.lower({value})")
        return compared, [*imports, Import("sqlalchemy", "func")]
    method = "istartswith" if op == "begins" else "icontains"
    return call(f"{left}.{method}", value, "autoescape=True"), imports


def _asked(attribute: str, value: str, op: FilterOp) -> Code | None:
    """Return what yes or no asks of a column; None where the filter compares."""
    match op:
        case "only":
            return call(f"{attribute}.is_", "True")
        case "lacking" | "but_set":
            return call(f"{attribute}.is_", "None")
        case "but_true":
            return call(f"{attribute}.is_not", "True")
        case "but_false":
            return call(f"{attribute}.is_not", "False")
        case "unset":
            return chain("==", f"{attribute}.is_(None)", value)
        case "some":
            return chain("==", f"({attribute} > 0)", value)
        case "set":
            return chain("==", f"{attribute}.is_not(None)", value)
        case _:
            return None


def filtered_column(design: Design, resource: Resource, role: FilterRole) -> Column:
    """Return the column that a filter compares, of whatever table."""
    if not role.through:
        figure = figure_of(design, resource, role.column)
        if figure is None:
            return table_of(design, resource).column(role.column)
        return figure_column(figure.of, design.tables)
    last = role.through[-1]
    return design.tables[last.table].column(last.where)


def is_of_days(design: Design, column: Column, each: Input, op: FilterOp) -> bool:
    """Tell whether a parameter is a whole day, and the column a moment."""
    if column.kind != "timestamp" or _item(design, each.type) is not None:
        return False
    return op == "day" or (
        op in SIGNS and python_type(design, each.type).text.removesuffix(" | None") == "date"
    )


def _in_period(
    package: str, column: Column, attribute: str, value: str, op: FilterOp
) -> tuple[Code, list[Import]]:
    """Ask for a year, or for a month of any year."""
    days = "days_of_year" if column.kind == "date" else "moments_of_year"
    function = "in_month" if op == "month" else days
    return call(function, attribute, value), [Import(f"{package}.{DAYS}", function)]


def _of_days(
    package: str, moment: str, value: str, kind: str, op: FilterOp
) -> tuple[Code, list[Import]]:
    """Compare a moment with a whole day: `until` the third is until its end."""
    if op in {"day", "eq"}:
        day = f"{value}.date()" if kind == "datetime" else value
        return call("on_day", moment, day), [Import(f"{package}.{DAYS}", "on_day")]
    edge = "start_of" if op in {"ge", "lt"} else "end_of"
    return chain(SIGNS[op], moment, f"{edge}({value})"), [Import(f"{package}.{DAYS}", edge)]


def parent_conditions(
    design: Design, resource: Resource, endpoint: Endpoint
) -> tuple[list[Code], list[Import]]:
    """Return the conditions that keep to the rows of the parents in the path."""
    found: list[Code] = []
    imports: list[Import] = []
    for each, role in scopes(endpoint):
        if role.through is not None:
            continue
        column = table_of(design, resource).column(role.column)
        attribute = f"{resource.name}.{identifier(column.name)}"
        if role.within is not None:
            expression, needs = _within(design, (each, endpoint), role.within, attribute)
            found.append(expression)
            imports += needs
            continue
        kind = argument_type(design, each).text
        left, right, needs = matched(column, attribute, identifier(each.name), kind)
        found.append(chain("==", left, right))
        imports += needs
    linked, needs = _linked(design, resource, endpoint)
    return [*found, *linked], [*imports, *needs]


def _linked(
    design: Design, resource: Resource, endpoint: Endpoint
) -> tuple[list[Code], list[Import]]:
    """Return the condition that keeps to the rows which links tie to the parents."""
    roles = [(each, role) for each, role in scopes(endpoint) if role.through is not None]
    if not roles:
        return [], []
    links = design.resources[known(roles[0][1].through)]
    table = table_of(design, links)
    imports = [model_import(design, links), Import("sqlalchemy", "select")]
    conditions: list[Code] = []
    for each, role in roles:
        attribute = f"{links.name}.{identifier(role.column)}"
        kind = argument_type(design, each).text
        left, right, needs = matched(
            table.column(role.column), attribute, identifier(each.name), kind
        )
        conditions.append(chain("==", left, right))
        imports += needs
    named = next(
        column
        for column in table.columns
        if column.references is not None
        and column.references.table == resource.table
        and column.name not in {role.column for _, role in roles}
    )
    target = known(named.references).column
    chosen = call(f"select({links.name}.{identifier(named.name)}).where", *conditions)
    return [call(f"{resource.name}.{identifier(target)}.in_", chosen)], imports


def _within(
    design: Design, told: tuple[Input, Endpoint], within: Within, attribute: str
) -> tuple[Code, list[Import]]:
    """Keep to the rows that another table names."""
    between = design.tables[within.table]
    if within.of is not None:
        where = f"{between.model}.{identifier(within.where)}"
        named, needs = _within(design, told, within.of, where)
        expression, more = _named(design, within, attribute, named)
        return expression, [*needs, *more]
    each, endpoint = told
    by_name = {one.parameter.name: one for one in endpoint.inputs}
    compared = [*((by_name[name], column) for name, column in within.also), (each, within.where)]
    conditions: list[Code] = []
    imports: list[Import] = []
    for one, column in compared:
        where = f"{between.model}.{identifier(column)}"
        kind = argument_type(design, one).text
        left, right, more = matched(between.column(column), where, identifier(one.name), kind)
        conditions.append(f"{left} == {right}")
        imports += more
    expression, more = _named(design, within, attribute, *conditions)
    return expression, [*imports, *more]


def _named(
    design: Design, within: Within, attribute: str, *conditions: Code
) -> tuple[Code, list[Import]]:
    """Return that a column is among what the rows of another table name."""
    between = design.tables[within.table]
    selected = call(f"select({between.model}.{identifier(within.select)}).where", *conditions)
    needs = [Import("sqlalchemy", "select"), table_import(design, between)]
    return call(f"{attribute}.in_", selected), needs


def _item(design: Design, type_: WireType) -> WireType | None:
    """Return the type of the elements, when the parameter is a list."""
    type_ = resolved(design, type_)
    if isinstance(type_, Nullable):
        type_ = resolved(design, type_.inner)
    return type_.item if isinstance(type_, ListOf) else None


def _has_any(tested: Code, values: str, origin: Import) -> tuple[Code, list[Import]]:
    """Return that one of several values is held."""
    each = replace(comprehension(tested, f"for each in {values}"), before="*", brackets="()")
    any_of = call("or_", "false()", each)
    return any_of, [origin, Import("sqlalchemy", "or_"), Import("sqlalchemy", "false")]


def matched(column: Column, attribute: str, value: str, kind: str) -> tuple[str, str, list[Import]]:
    """Bring column and value to the same type."""
    stored = PYTHON_TYPES[column.kind]
    match stored, kind:
        case ("datetime", "date"):
            return f"func.date({attribute})", value, [Import("sqlalchemy", "func")]
        case ("date", "datetime"):
            return attribute, f"{value}.date()", []
        case ("str", "str") | ("bool", "bool") | ("UUID", "UUID"):
            return attribute, value, []
        case ("datetime", "datetime") | ("date", "date") | ("float", "int" | "float"):
            return attribute, value, []
        case ("int", "int"):
            return attribute, value, []
        case ("int", "float"):
            needs = [Import("sqlalchemy", "Double"), Import("sqlalchemy", "cast")]
            return f"cast({attribute}, Double)", value, needs
        case ("str", _) if kind == "Any" or "datetime" in kind:
            sent = f"str(to_jsonable_python({value}))"
            return attribute, sent, [Import("pydantic_core", "to_jsonable_python")]
        case ("str", _):
            return attribute, f"str({value})", []
        case ("bool", "str"):
            return attribute, f'({value} == "true")', []
        case ("UUID", "str"):
            # Databases spell a UUID with hyphens or without, callers in capitals as well.
            plain = f'func.replace(cast({attribute}, String), "-", "")'
            digits = f'{value}.replace("-", "").lower()'
            return plain, digits, [*CAST, Import("sqlalchemy", "func")]
        case (_, "str"):
            return f"cast({attribute}, String)", value, list(CAST)
        case _:
            return f"cast({attribute}, String)", f"str({value})", list(CAST)


TEXTS: Final = frozenset({"char", "varchar", "text", "citext"})
"""Kinds of a schema document that are text to the database, too."""


def _as_text(attribute: str, column: Column) -> tuple[str, list[Import]]:
    kept = column.declared is None or column.declared.type.kind in TEXTS
    if column.kind == "text" and kept:
        return attribute, []
    return f"cast({attribute}, String)", list(CAST)


def _search(
    design: Design, resource: Resource, role: SearchRole, value: str
) -> tuple[Code, list[Import]]:
    """Look for a text in the row, and in those that its relations lead to."""
    table = table_of(design, resource)
    found, imports = _containing(resource.name, table, role.columns, value)
    for relation, names in role.through:
        other = design.tables[next(one.table for one in table.relations if one.name == relation)]
        inner, needs = _containing(other.model, other, names, value)
        beside, more = _any_of(inner)
        found.append(call(f"{resource.name}.{identifier(relation)}.has", beside))
        imports += [table_import(design, other), *needs, *more]
    whole, needs = _any_of(found)
    return whole, [*imports, *needs]


def _containing(
    owner: str, table: Table, names: tuple[str, ...], value: str
) -> tuple[list[Code], list[Import]]:
    """Return the tests whether columns have a text in them, in whatever case."""
    found: list[Code] = []
    imports: list[Import] = []
    for name in names:
        left, needs = _as_text(f"{owner}.{identifier(name)}", table.column(name))
        found.append(call(f"{left}.icontains", value, "autoescape=True"))
        imports += needs
    return found, imports


def _any_of(tests: list[Code]) -> tuple[Code, list[Import]]:
    if len(tests) == 1:
        return tests[0], []
    return call("or_", *tests), [Import("sqlalchemy", "or_")]
