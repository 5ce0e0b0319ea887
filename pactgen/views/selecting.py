"""Statements of SQLAlchemy, put together call by call.

Location: pactgen/views/selecting.py. Used by the views of repository.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.layout import WIDTH, Code, call, flat, fluent, prefixed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

INDENT = 8
"""Of the statements in a method."""


def select(
    model: str,
    conditions: Iterable[Code] = (),
    *,
    options: str = "",
    order: Iterable[Code] = (),
    limit: int | None = None,
    again: bool = False,
) -> Code:
    """Return `select(Book).where(…).options(*…).order_by(…).limit(…)`, as far as it is asked for.

    Args:
        model: the class of the rows, or a column of it.
        conditions: that all hold.
        options: the constant that says what is read with the rows.
        order: what the rows are ordered by.
        limit: of how many rows.
        again: rows that are known already are read anew.
    """
    conditions, order = tuple(conditions), tuple(order)
    calls: list[Code] = [f"select({model})"]
    calls += [call(".where", *conditions)] if conditions else []
    calls += [f".options(*{options})"] if options else []
    calls += [call(".order_by", *order)] if order else []
    calls += [] if limit is None else [f".limit({limit})"]
    calls += [".execution_options(populate_existing=True)"] if again else []
    return chained(calls)


def narrowed(start: str, conditions: Iterable[Code]) -> Code:
    """Return the statement with a `where` behind it, if there are conditions."""
    conditions = tuple(conditions)
    head, dot, values = start.partition(").")
    calls: list[Code] = [f"{head})", f".{values}"] if dot else [start]
    return chained([*calls, call(".where", *conditions)] if conditions else calls)


def chained(calls: list[Code]) -> Code:
    """Return calls on what the one before returned; two are broken in the last one's brackets."""
    first, *others = calls
    match others:
        case []:
            return first
        case [only]:
            return prefixed(flat(first), only)
        case _:
            return fluent(*calls)


def fits(statement: Code) -> bool:
    """Tell whether a statement of a method fits on one line."""
    return len(" " * INDENT + flat(statement)) <= WIDTH


def assigned(variable: str, statement: Code) -> Code:
    """Return `books = select(…)`."""
    return prefixed(f"{variable} = ", statement)


def named_first(variable: str, statement: Code, used: Callable[[Code], Code]) -> list[Code]:
    """Return what uses a statement: as it stands where that fits on a line, else by a name."""
    whole = used(statement)
    return [whole] if fits(whole) else [assigned(variable, statement), used(variable)]


def read_page(rows: str, selected: Code, window: Code) -> list[Code]:
    """Return the statements that read the rows in a window.

    Args:
        rows: what a query is called that does not fit on the line which reads it.
        selected: the query.
        window: the expression of the window, which gets a name where it does not fit there.
    """
    whole = _fetch(selected, window)
    if fits(whole):
        return [whole]
    *named, read = named_first(rows, selected, lambda found: _fetch(found, "window"))
    return [*named, assigned("window", window), read]


def _fetch(selected: Code, window: Code) -> Code:
    return call("return await fetch", "self._session", selected, window)
