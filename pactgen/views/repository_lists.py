"""The methods of a repository that list and count rows.

Location: pactgen/views/repository_lists.py. Used by the view of repository.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, docstring, identifier, one_line
from pactgen.ir.inputs import Input, SortRole, WindowRole
from pactgen.ir.wire import Choice
from pactgen.views.access import access_to, key_of, listings, table_of
from pactgen.views.arguments import (
    count_name,
    is_optional,
    list_arguments,
    select_arguments,
    value_of,
)
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.conditions import conditions_of, parent_conditions
from pactgen.views.cursors import cursor_imports, cursor_statements, keys_constant
from pactgen.views.deletion import standing
from pactgen.views.figures import figure_of
from pactgen.views.imports import Import
from pactgen.views.layout import (
    WIDTH,
    Code,
    Group,
    call,
    conditional,
    flat,
    laid_out,
    mapping,
    prefixed,
    signature,
    suffixed,
)
from pactgen.views.naming import words
from pactgen.views.related import related_of_list
from pactgen.views.types import resolved

if TYPE_CHECKING:
    from pactgen.ir.behaviours import ListRows, Window
    from pactgen.ir.contract import Json
    from pactgen.ir.design import Design, Endpoint, Resource

INDENT = 8


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
            parts.append(_count(design, resource, endpoint))
        if not query.stands_alone:
            parts.append(_select(design, endpoint, query))
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
    match = " that match" if given or query.behaviour.where else ""
    selected: Code = call(f"self.{_select_name(endpoint)}", *given)
    imports = [each for one in arguments for each in one.annotation.imports]
    if query.stands_alone:
        selected = query.expression
        imports += query.imports
    elif query.options:
        selected = suffixed(selected, f".options(*{query.options})")
    if window is None:
        returns = f"Sequence[{model}]"
        imports.append(Import("collections.abc", "Sequence"))
        found = flat(selected)
        body: list[Statement] = [f"return (await self._session.scalars({found})).all()"]
        if len(" " * INDENT + str(body[0])) > WIDTH:
            rows = _rows(resource)
            body = [
                prefixed(f"{rows} = ", selected),
                f"return (await self._session.scalars({rows})).all()",
            ]
        summary = f"Return the {words(resource.plural)}{match}."
    else:
        returns = f"Slice[{model}]"
        imports += [Import(paging, name) for name in ("Slice", "Window", "fetch")]
        body = _window_statements(design, endpoint, window, selected)
        if window.style == "cursor":
            imports += cursor_imports(design, endpoint)
        summary = f"Return one page of the {words(resource.plural)}{match}."
    parameters = ("self", *(each.declaration for each in arguments))
    return ListPart(
        function=function(
            signature(identifier(endpoint.function), parameters, returns),
            docstring(summary, fallback="Return the rows that match.", indent=INDENT),
            body,
        ),
        imports=tuple(imports),
    )


def _window_statements(
    design: Design, endpoint: Endpoint, window: Window, selected: Code
) -> list[Statement]:
    size = window_value(endpoint, "size", str(window.default_size))
    if window.style == "cursor":
        cursor = window_value(endpoint, "cursor", "None")
        return cursor_statements(design, endpoint, size, cursor, selected)
    if window.style == "page":
        page = window_value(endpoint, "page", str(window.first_page))
        first = [] if window.first_page == 1 else [f"first={window.first_page}"]
        part = call("Window.numbered", page, size, *first)
    else:
        offset = window_value(endpoint, "offset", "")
        part = call("Window.at", size, *([offset] if offset else []))
    return [
        prefixed("window = ", part),
        call("return await fetch", "self._session", selected, "window"),
    ]


def window_value(endpoint: Endpoint, part: str, otherwise: str) -> str:
    """Return the expression of a paging parameter, or of what stands in for it."""
    for each in endpoint.inputs:
        if isinstance(each.role, WindowRole) and each.role.part == part:
            value = value_of(endpoint, each)
            if part == "cursor" or not is_optional(each):
                return value
            return f"{value} or {otherwise or 0}"
    return otherwise


def _count(design: Design, resource: Resource, endpoint: Endpoint) -> ListPart:
    arguments = select_arguments(design, endpoint)
    selected = call(f"self.{_select_name(endpoint)}", *(each.name for each in arguments))
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
    expression: str
    """The whole query on one line; empty where statements build it."""
    options: str
    """What is read with the rows, where the same query also counts them; else it is in there."""
    statements: tuple[Statement, ...]
    imports: tuple[Import, ...]

    @property
    def stands_alone(self) -> bool:
        """Tell whether it needs no method of its own."""
        return bool(self.expression) and not self.behaviour.counts


def _query(design: Design, resource: Resource, endpoint: Endpoint, behaviour: ListRows) -> Query:
    rows, model = _rows(resource), resource.name
    conditions = conditions_of(design, resource, endpoint)
    statements = [*conditions.statements(rows), *_sorting(design, resource, endpoint, behaviour)]
    parents, needs = parent_conditions(design, resource, endpoint)
    related = related_of_list(design, resource, endpoint)
    if related is not None and not behaviour.counts:
        statements.append(f"{rows} = {rows}.options(*{related.name})")
    roots = [] if behaviour.roots is None else [f"{model}.{identifier(behaviour.roots)}.is_(None)"]
    held = [_holds(model, column, value) for column, value in behaviour.where]
    always = (*parents, *conditions.always, *roots, *held, *standing(table_of(design, resource)))
    start = flat(call(f"select({model}).where", *always)) if always else f"select({model})"
    order: list[Code] = [
        _ordered(design, resource, column, descending=down) for column, down in behaviour.order
    ]
    sorted_first = _sort_first(design, endpoint)
    if sorted_first is not None:
        order = [sorted_first, *(f"{model}.{name}" for name in key_of(design, resource))]
    whole = f"{start}.order_by({', '.join(map(flat, order))})"
    longest = max(f"{rows} = {whole}", f"return {whole}", key=len)
    on_one_line = not statements and len(" " * INDENT + longest) <= WIDTH
    return Query(
        model=model,
        behaviour=behaviour,
        expression=whole if on_one_line else "",
        options=related.name if related is not None and behaviour.counts else "",
        statements=(
            *_started(rows, model, always),
            *statements,
            call(f"return {rows}.order_by", *order),
        ),
        imports=(Import("sqlalchemy", "select"), *needs, *conditions.imports),
    )


def _holds(model: str, column: str, value: Json) -> str:
    """Return the condition that a column of the row holds a value."""
    attribute = f"{model}.{identifier(column)}"
    return (
        f"{attribute}.is_({value})"
        if isinstance(value, bool)
        else f"{attribute} == {one_line(value)}"
    )


def _select(design: Design, endpoint: Endpoint, query: Query) -> ListPart:
    arguments = select_arguments(design, endpoint)
    parameters = ("self", *(each.declaration for each in arguments))
    body: list[Statement] = (
        [f"return {query.expression}"] if query.expression else list(query.statements)
    )
    return ListPart(
        function=function(
            _plain(_select_name(endpoint), parameters, f"Select[{query.model}]"), code(""), body
        ),
        is_private=True,
        imports=(
            Import("sqlalchemy", "Select"),
            *query.imports,
            *(each for one in arguments for each in one.annotation.imports),
        ),
    )


def _started(rows: str, model: str, always: tuple[Code, ...]) -> list[Statement]:
    """Begin the query: on one line where the conditions that always hold fit on it."""
    if not always:
        return [f"{rows} = select({model})"]
    whole = flat(call(f"{rows} = select({model}).where", *always))
    if len(" " * INDENT + whole) <= WIDTH:
        return [whole]
    return [f"{rows} = select({model})", call(f"{rows} = {rows}.where", *always)]


def _ordered(design: Design, resource: Resource, column: str, *, descending: bool) -> str:
    """Return what rows are ordered by: a column, or a figure of other rows."""
    down = ".desc()" if descending else ""
    return f"{_attribute(design, resource, column)}{down}"


def _attribute(design: Design, resource: Resource, column: str) -> str:
    figure = figure_of(design, resource, column)
    return f"{resource.name}.{identifier(column)}" if figure is None else figure.name


def _plain(name: str, parameters: tuple[str, ...], returns: str) -> Group:
    return Group(
        before=f"def {name}",
        brackets="()",
        items=parameters,
        style="definition",
        after=f" -> {returns}:",
    )


def _select_name(endpoint: Endpoint) -> str:
    return f"_select_{identifier(endpoint.function)}"


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
        entries.append(f"{one_line(word)}: {attribute}")
    figures = any(figure_of(design, resource, column) for _, column, _ in field.role.fields)
    kinds = [Import("sqlalchemy", "UnaryExpression")]
    if direction is not None:
        kinds = [Import("sqlalchemy.orm", "InstrumentedAttribute")]
        kinds += [Import("sqlalchemy", "ScalarSelect")] if figures else []
    kind = " | ".join(f"{each.name}[Any]" for each in kinds)
    start = f"{_orders_name(endpoint)}: Mapping[str, {kind}] = "
    imports = (*kinds, Import("collections.abc", "Mapping"), Import("typing", "Any"))
    return [ListPart(constant=code(laid_out(prefixed(start, mapping(*entries)))), imports=imports)]


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


def _directed(design: Design, endpoint: Endpoint, direction: Input, column: str) -> Code:
    type_ = resolved(design, direction.type)
    values = type_.values if isinstance(type_, Choice) else ("desc",)
    down = [each for each in values if str(each).lower().startswith(("desc", "-"))] or ["desc"]
    asked = f"{value_of(endpoint, direction)} == {one_line(down[0])}"
    return conditional(f"{column}.desc()", asked, f"{column}.asc()")
