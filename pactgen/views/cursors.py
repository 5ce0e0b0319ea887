"""Lists that are cut by cursors: by the keys of their order, else by how many rows come before.

Location: pactgen/views/cursors.py. Used by the views of repository.py and of the answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, code, identifier
from pactgen.ir.behaviours import ListRows
from pactgen.ir.inputs import SortRole
from pactgen.views.access import resource_of, table_of
from pactgen.views.columns import PYTHON_TYPES, python_imports
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import Code, call, laid_out, pack, prefixed
from pactgen.views.once import once
from pactgen.views.selecting import assigned, named_first, read_page

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint

BAD_REQUEST: Final = 400
ORDERED: Final = frozenset({"uuid", "text", "integer", "bigint", "double", "timestamp", "date"})
"""Kinds of columns whose values a cursor can carry."""


@once
def ordered_by_keys(design: Design, endpoint: Endpoint) -> bool:
    """Tell whether a cursor can name the last row by the columns that order the list.

    Not where the caller chooses the order, by what may be NULL, or by figures of other rows.
    """
    table = table_of(design, known(resource_of(design, endpoint)))
    columns = {each.name: each for each in table.columns if not each.nullable}
    chosen = any(isinstance(each.role, SortRole) for each in endpoint.inputs)
    return not chosen and all(
        name in columns and columns[name].kind in ORDERED for name, _ in listed(endpoint).order
    )


def listed(endpoint: Endpoint) -> ListRows:
    """Return the behaviour of an endpoint that lists rows; TypeError for another one."""
    if not isinstance(endpoint.behaviour, ListRows):
        raise TypeError(endpoint.operation_id)
    return endpoint.behaviour


def keys_constant(design: Design, endpoint: Endpoint) -> Emitted | None:
    """Return the constant that says by what a cursor names the last row of a page."""
    window = listed(endpoint).window
    if window is None or window.style != "cursor" or not ordered_by_keys(design, endpoint):
        return None
    resource = known(resource_of(design, endpoint))
    table = table_of(design, resource)
    keys: list[Code] = []
    for name, descending in listed(endpoint).order:
        kind = PYTHON_TYPES[table.column(name).kind]
        read = f"{kind}.fromisoformat" if kind in {"datetime", "date"} else kind
        down = ["descending=True"] if descending else []
        keys.append(call("OrderKey", f"{resource.name}.{identifier(name)}", read, *down))
    return code(laid_out(prefixed(f"{_name(endpoint)}: tuple[OrderKey, ...] = ", pack(*keys))))


def cursor_statements(
    design: Design, endpoint: Endpoint, size: str, cursor: str, selected: Code
) -> list[Code]:
    """Return the statements that read one page.

    Args:
        design: all of it.
        endpoint: lists rows.
        size: how many rows are asked for, as an expression.
        cursor: where the page starts, likewise.
        selected: the whole list, in its order.
    """
    after = _after(endpoint)
    refusal = [] if known(listed(endpoint).window).refuses is None else [_refusal(endpoint)]
    rows = identifier(known(resource_of(design, endpoint)).plural)
    if not ordered_by_keys(design, endpoint):
        offset = call("offset_in", cursor, *refusal)
        return read_page(rows, selected, call("Window.at", size, offset))
    behind = named_first(
        rows,
        selected,
        lambda found: assigned(rows, call(after, found, _name(endpoint), cursor, *refusal)),
    )
    return [*behind, *read_page(rows, rows, f"Window.at({size})")]


def cursor_imports(design: Design, endpoint: Endpoint) -> list[Import]:
    """Return what the constant and the statements need."""
    cursors = f"{design.package}.cursors"
    found = [Import(cursors, "offset_in")]
    if ordered_by_keys(design, endpoint):
        table = table_of(design, known(resource_of(design, endpoint)))
        columns = [table.column(name) for name, _ in listed(endpoint).order]
        found = [
            Import(cursors, "OrderKey"),
            Import(cursors, _after(endpoint)),
            *python_imports(columns),
        ]
    if known(listed(endpoint).window).refuses is not None:
        refusal = _refusal(endpoint)
        module = cursors if refusal == "CursorError" else f"{design.package}.errors"
        found.append(Import(module, refusal))
    return found


def next_function(design: Design, endpoint: Endpoint) -> str:
    """Name the function that says where the next page starts."""
    return "next_cursor" if ordered_by_keys(design, endpoint) else "next_offset"


def _after(endpoint: Endpoint) -> str:
    return "after_row" if known(listed(endpoint).window).by_key else "after"


def _refusal(endpoint: Endpoint) -> str:
    status = known(listed(endpoint).window).refuses
    return "CursorError" if status == BAD_REQUEST else "RuleError"


def _name(endpoint: Endpoint) -> str:
    return f"{identifier(endpoint.function).upper()}_KEYS"
