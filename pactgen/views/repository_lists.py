"""The methods of a repository that list and count rows.

Location: pactgen/views/repository_lists.py. Used by the view of repository.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, docstring, identifier, one_line
from pactgen.ir.figures import figure_column
from pactgen.ir.inputs import Input, SortRole, WindowRole
from pactgen.ir.wire import Choice, ListOf, Nullable, Scalar
from pactgen.values import dataclass
from pactgen.views.access import access_to, key_of, listings, table_of
from pactgen.views.arguments import (
    count_name,
    is_optional,
    list_arguments,
    select_arguments,
    value_of,
)
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.conditions import by_now, conditions_of, parent_conditions
from pactgen.views.cursors import cursor_imports, cursor_statements, keys_constant
from pactgen.views.deletion import standing
from pactgen.views.figures import figure_of
from pactgen.views.imports import Import
from pactgen.views.includes import included
from pactgen.views.layout import (
    WIDTH,
    Code,
    Group,
    call,
    columns,
    conditional,
    flat,
    laid_out,
    mapping,
    prefixed,
    signature,
    suffixed,
)
from pactgen.views.naming import words
from pactgen.views.related import includes_of_list, related_of_list
from pactgen.views.selecting import INDENT, assigned, named_first, read_page, select
from pactgen.views.sight import MODULE as SIGHT
from pactgen.views.sight import condition_name
from pactgen.views.types import resolved

if TYPE_CHECKING:
    from pactgen.ir.behaviours import ListRows, Window
    from pactgen.ir.contract import Json
    from pactgen.ir.design import Design, Endpoint, Resource
    from pactgen.ir.wire import WireType


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPart:
    """A method or constant of a repository, and what it must import."""

    imports: tuple[Import, ...]
    function: Function | None = None
    is_private: bool = False
    """It has no docstring."""
    constant: Emitted | None = None


def list_parts(design: Design, resource: Resource) -> tuple[ListPart, ...]:
    """Return everything that the lists of a resource need."""
    parts: list[ListPart] = []
    for endpoint, behaviour in listings(access_to(design, resource)):
        query = _query(design, resource, endpoint, behaviour)
        parts.append(_list(design, resource, endpoint, query))
        if behaviour.counts:
            parts += [_count(design, resource, endpoint), _select(design, endpoint, query)]
        parts += _orders(design, resource, endpoint)
        keys = keys_constant(design, endpoint)
        parts += [] if keys is None else [ListPart(constant=keys, imports=())]
    return tuple(parts)


# ---- listing and counting --------------------------------------------------------------------


def _list(design: Design, resource: Resource, endpoint: Endpoint, query: Query) -> ListPart:
    window = query.behaviour.window
    arguments = list_arguments(design, endpoint)
    model, package = resource.name, design.package
    paging = f"{package}.paging"
    given = [each.name for each in select_arguments(design, endpoint)]
    told = (query.behaviour.where, query.behaviour.below, query.behaviour.timed)
    match = " that match" if given or any(told) else ""
    imports = [each for one in arguments for each in one.annotation.imports]
    if query.behaviour.counts:
        chosen = call(f"self.{_select_name(design, endpoint)}", *given)
        selected = _with_options(_rows(resource), chosen, query.options)
        built: tuple[Statement, ...] = ()
    else:
        selected, built = query.whole, query.statements
        imports += query.imports
    rows = _rows(resource)
    if window is None:
        returns = f"Sequence[{model}]"
        imports.append(Import("collections.abc", "Sequence"))
        body = named_first(rows, selected, _all_of)
        summary = f"Return the {words(resource.plural)}{match}."
    else:
        returns = f"Slice[{model}]"
        imports += [Import(paging, name) for name in ("Slice", "Window", "fetch")]
        body = _window_statements(design, endpoint, window, rows, selected)
        if window.style == "cursor":
            imports += cursor_imports(design, endpoint)
        summary = f"Return one page of the {words(resource.plural)}{match}."
    parameters = ("self", *(each.declaration for each in arguments))
    return ListPart(
        function=function(
            signature(identifier(endpoint.function), parameters, returns),
            docstring(summary, fallback="Return the rows that match.", indent=INDENT),
            [*built, *body],
        ),
        imports=tuple(imports),
    )


def _with_options(rows: str, chosen: Group, options: str | None) -> Code:
    """Return `chosen.options(…)`; where not even its opening fits, `chosen` is what is broken."""
    if not options:
        return chosen
    opening = f"{flat(chosen)}.options"
    if INDENT + columns(f"{rows} = {opening}(") > WIDTH:
        return suffixed(chosen, f".options(*{options})")
    return call(opening, f"*{options}")


def _all_of(selected: Code) -> Code:
    return f"return (await self._session.scalars({flat(selected)})).all()"


def _window_statements(
    design: Design, endpoint: Endpoint, window: Window, rows: str, selected: Code
) -> list[Code]:
    size = window_value(design, endpoint, "size", str(window.default_size))
    if window.style == "cursor":
        cursor = window_value(design, endpoint, "cursor", "None")
        return cursor_statements(design, endpoint, size, cursor, selected)
    if window.style == "page":
        page = window_value(design, endpoint, "page", str(window.first_page))
        first = [] if window.first_page == 1 else [f"first={window.first_page}"]
        part = call("Window.numbered", page, size, *first)
    else:
        offset = window_value(design, endpoint, "offset", "")
        part = call("Window.at", size, *([offset] if offset else []))
    return read_page(rows, selected, part)


def window_value(design: Design, endpoint: Endpoint, part: str, otherwise: str) -> str:
    """Return the expression of a paging parameter, or of what stands in for it."""
    for each in endpoint.inputs:
        if isinstance(each.role, WindowRole) and each.role.part == part:
            value = value_of(endpoint, each)
            type_ = _number_type(design, each)
            is_text = isinstance(type_, Scalar) and type_.kind == "text"
            if part != "cursor" and (is_optional(each) or is_text):
                value = f"{value} or {otherwise or 0}"
            return f"int({value})" if part != "cursor" and _is_converted(type_) else value
    return otherwise


def _number_type(design: Design, each: Input) -> WireType:
    type_ = resolved(design, each.type)
    return resolved(design, type_.inner) if isinstance(type_, Nullable) else type_


def _is_converted(type_: WireType) -> bool:
    """Tell whether a number may have a fraction, or is a text: contracts call pages both."""
    match type_:
        case Scalar(kind="number" | "text") | Choice(values=(str(), *_)):
            return True
        case _:
            return False


def _count(design: Design, resource: Resource, endpoint: Endpoint) -> ListPart:
    arguments = select_arguments(design, endpoint)
    selected = call(f"self.{_select_name(design, endpoint)}", *(each.name for each in arguments))
    return ListPart(
        function=function(
            signature(
                count_name(design, endpoint),
                ("self", *(each.declaration for each in arguments)),
                "int",
            ),
            docstring(
                f"Return how many {words(resource.plural)} match in all.",
                fallback="Return how many rows match in all.",
                indent=INDENT,
            ),
            [call("return await count", "self._session", selected)],
        ),
        imports=(
            Import(f"{design.package}.paging", "count"),
            *(each for one in arguments for each in one.annotation.imports),
        ),
    )


# ---- selecting -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a list selects, in its order."""

    model: str
    behaviour: ListRows
    statements: tuple[Statement, ...]
    """What builds it condition by condition; nothing where one expression says all."""
    whole: Code
    """All of it, in its order."""
    options: str
    """What is read with the rows, where the same query also counts them; else it is in there."""
    imports: tuple[Import, ...]


def _query(design: Design, resource: Resource, endpoint: Endpoint, behaviour: ListRows) -> Query:
    rows, model = _rows(resource), resource.name
    conditions = conditions_of(design, resource, endpoint)
    parents, needs = parent_conditions(design, resource, endpoint)
    roots = [] if behaviour.roots is None else [f"{model}.{identifier(behaviour.roots)}.is_(None)"]
    held = [_holds(model, column, value) for column, value in behaviour.where]
    if behaviour.below is not None:
        column, sign, limit = behaviour.below
        held.append(f"{model}.{identifier(column)} {sign} {model}.{identifier(limit)}")
    timed, needed = _timed(design, resource, behaviour)
    always = (
        *parents,
        *conditions.always,
        *roots,
        *held,
        *timed,
        *([f"{condition_name(design, endpoint.sight)}()"] if endpoint.sight else []),
        *standing(table_of(design, resource)),
    )
    related = related_of_list(design, resource, endpoint)
    options = "" if related is None else related.name
    asked = includes_of_list(design, resource, endpoint)
    if asked is not None:
        chosen = f"chosen({asked.name}, {included(endpoint)})"
        options = f"{options}, *{chosen}" if options else chosen
    beside = "" if behaviour.counts else options
    order: list[Code] = [
        _ordered(design, resource, column, descending=down) for column, down in behaviour.order
    ]
    sorted_first = _sort_first(design, endpoint)
    if sorted_first is not None:
        order = [sorted_first, *(f"{model}.{name}" for name in key_of(design, resource))]
    statements = [*conditions.statements(rows), *_sorting(design, resource, endpoint, behaviour)]
    if statements:
        start = assigned(rows, select(model, always, options=beside))
        statements = [start, *statements]
        whole: Code = call(f"{rows}.order_by", *order)
    else:
        whole = select(model, always, options=beside, order=order)
    return Query(
        model=model,
        behaviour=behaviour,
        statements=tuple(statements),
        whole=whole,
        options=options if behaviour.counts else "",
        imports=(
            Import("sqlalchemy", "select"),
            *needs,
            *needed,
            *conditions.imports,
            *_sight_imports(design, endpoint),
        ),
    )


def _sight_imports(design: Design, endpoint: Endpoint) -> list[Import]:
    """Return the condition that the rows are there for whoever is calling."""
    if endpoint.sight is None:
        return []
    return [Import(f"{design.package}.{SIGHT}", condition_name(design, endpoint.sight))]


def _timed(
    design: Design, resource: Resource, behaviour: ListRows
) -> tuple[list[Code], list[Import]]:
    """Return the condition that a time of the rows has passed, or has not."""
    if behaviour.timed is None:
        return [], []
    test, imports = by_now(design, resource, behaviour.timed)
    return [test], imports


def _holds(model: str, column: str, value: Json) -> str:
    """Return the condition that a column of the row holds a value."""
    attribute = f"{model}.{identifier(column)}"
    return (
        f"{attribute}.is_({value})"
        if value is None or isinstance(value, bool)
        else f"{attribute} == {one_line(value)}"
    )


def _select(design: Design, endpoint: Endpoint, query: Query) -> ListPart:
    """Return the method that both listing and counting start from."""
    arguments = select_arguments(design, endpoint)
    parameters = ("self", *(each.declaration for each in arguments))
    name = _select_name(design, endpoint)
    return ListPart(
        function=function(
            signature(name, parameters, f"Select[{query.model}]", opening="def"),
            code(""),
            [*query.statements, prefixed("return ", query.whole)],
        ),
        is_private=True,
        imports=(
            Import("sqlalchemy", "Select"),
            *query.imports,
            *(each for one in arguments for each in one.annotation.imports),
        ),
    )


def _ordered(design: Design, resource: Resource, column: str, *, descending: bool) -> str:
    """Return what rows are ordered by: a column, or a figure of other rows."""
    down = ".desc()" if descending else ""
    return f"{_attribute(design, resource, column)}{down}"


def _attribute(design: Design, resource: Resource, column: str) -> str:
    figure = figure_of(design, resource, column)
    return f"{resource.name}.{identifier(column)}" if figure is None else figure.name


def _select_name(design: Design, endpoint: Endpoint) -> str:
    """Return `_select_authors` beside `list_authors` and `count_authors`."""
    return f"_select_{count_name(design, endpoint).removeprefix('count_')}"


def _rows(resource: Resource) -> str:
    return identifier(resource.plural)


# ---- sorting ---------------------------------------------------------------------------------


def _sort_inputs(endpoint: Endpoint) -> tuple[Input | None, Input | None]:
    """Return the inputs that say by which column, and in which direction."""
    field: Input | None = None
    direction: Input | None = None
    for each in endpoint.inputs:
        if isinstance(each.role, SortRole):
            if each.role.part == "field":
                field = each
            else:
                direction = each
    return field, direction


def _orders_name(endpoint: Endpoint) -> str:
    return f"{identifier(endpoint.function).upper()}_SORTS"


def _orders(design: Design, resource: Resource, endpoint: Endpoint) -> list[ListPart]:
    """Return the constant that says what the words of a sort parameter mean."""
    field, direction = _sort_inputs(endpoint)
    if field is None or not isinstance(field.role, SortRole):
        return []
    entries = []
    for word, column, descending in field.role.fields:
        attribute = _attribute(design, resource, column)
        if direction is None:
            attribute += ".desc()" if descending else ".asc()"
            attribute += ".nulls_last()" if _lacks(design, resource, field.role, column) else ""
        entries.append(f"{one_line(word)}: {attribute}")
    found = (figure_of(design, resource, column) for _, column, _ in field.role.fields)
    figures = [each.of for each in found if each is not None]
    kinds = [Import("sqlalchemy", "UnaryExpression")]
    if direction is not None:
        kinds = [Import("sqlalchemy.orm", "InstrumentedAttribute")]
        plain = all(each.taken_from is None for each in figures)
        figure = Import("sqlalchemy", "ScalarSelect" if plain else "ColumnElement")
        kinds += [figure] if figures else []
    kind = " | ".join(f"{each.name}[Any]" for each in kinds)
    start = f"{_orders_name(endpoint)}: Mapping[str, {kind}] = "
    if len(start) >= WIDTH:
        start = f"{_orders_name(endpoint)}: Mapping[\n    str, {kind}\n] = "
    imports = (*kinds, Import("collections.abc", "Mapping"), Import("typing", "Any"))
    return [ListPart(constant=code(laid_out(prefixed(start, mapping(*entries)))), imports=imports)]


def _lacks(design: Design, resource: Resource, role: SortRole, column: str) -> bool:
    """Tell whether rows may have no value in what they are ordered by, and come last then."""
    table, figure = table_of(design, resource), figure_of(design, resource, column)
    if figure is not None:
        return role.nulls_last and figure_column(figure.of, design.tables).nullable
    return role.nulls_last and table.column(column).nullable


def _is_total(design: Design, field: Input) -> bool:
    """Tell whether every word that the caller may say means an order."""
    type_ = resolved(design, field.type)
    if not isinstance(type_, Choice) or not isinstance(field.role, SortRole):
        return False
    return set(type_.values) <= {word for word, _, _ in field.role.fields}


def _sort_first(design: Design, endpoint: Endpoint) -> str | None:
    """Return the expression to order by when the caller always says one."""
    field, direction = _sort_inputs(endpoint)
    if field is None or direction is not None or is_optional(field):
        return None
    if not _is_total(design, field):
        return None
    return f"{_orders_name(endpoint)}[{value_of(endpoint, field)}]"


def _sorting(
    design: Design, resource: Resource, endpoint: Endpoint, behaviour: ListRows
) -> list[Statement]:
    """Return the statements that apply an order that the caller may ask for."""
    field, direction = _sort_inputs(endpoint)
    rows = _rows(resource)
    if _sort_first(design, endpoint) is not None:
        return []
    if field is None and direction is not None:
        column = _ordered(design, resource, behaviour.order[0][0], descending=False)
        return [call(f"{rows} = {rows}.order_by", _directed(design, endpoint, direction, column))]
    if field is None:
        return []
    asked = value_of(endpoint, field)
    orders = _orders_name(endpoint)
    if not _is_total(design, field):
        said = f'{asked} or ""' if is_optional(field) else asked
        order: Code = "order"
        if direction is not None:
            order = _directed(design, endpoint, direction, "order")
        looked: list[Statement] = [
            f"order = {orders}.get({said})",
            "if order is not None:",
            Nested(call(f"{rows} = {rows}.order_by", order)),
        ]
        if isinstance(resolved(design, field.type), Choice):
            return looked
        if isinstance(resolved(design, field.type), ListOf):
            looked[0] = f"order = {orders}.get(word)"
            several = f"{asked} or ()" if is_optional(field) else asked
            return [f"for word in {several}:", *map(Nested, looked)]
        if _holds_commas(field):
            return looked
        several = f"({said})" if is_optional(field) else said
        looked[0] = f"order = {orders}.get(word.strip())"
        return [f'for word in {several}.split(","):', *map(Nested, looked)]
    sort: Code = f"{orders}[{asked}]"
    statements: list[Statement] = []
    if direction is not None:
        statements = [f"column = {sort}"]
        sort = _directed(design, endpoint, direction, "column")
    statements.append(call(f"{rows} = {rows}.order_by", sort))
    if not is_optional(field):
        return statements
    return [
        f"if {asked} is not None:",
        *(Nested(each) for each in statements if not isinstance(each, Nested)),
    ]


def _holds_commas(field: Input) -> bool:
    """Whether a comma is part of a word: `name,desc`."""
    role = field.role
    return isinstance(role, SortRole) and any("," in word for word, _, _ in role.fields)


def _directed(design: Design, endpoint: Endpoint, direction: Input, column: str) -> Code:
    type_ = resolved(design, direction.type)
    if isinstance(type_, Scalar) and type_.kind == "boolean":
        asked = value_of(endpoint, direction)
        return conditional(f"{column}.desc()", asked, f"{column}.asc()")
    values = type_.values if isinstance(type_, Choice) else ("desc",)
    down = [each for each in values if str(each).lower().startswith(("desc", "-"))] or ["desc"]
    asked = f"{value_of(endpoint, direction)} == {one_line(down[0])}"
    return conditional(f"{column}.desc()", asked, f"{column}.asc()")
