"""Rows below a row that keep it from something: `Refused with 409 while it has orders under way`.

Location: pactgen/passes/endpoints/told_bars.py. Used by `design_endpoints`. Read are the sentences
of operations on one row that bring no body and name 409; the rows below must be those of one table,
and their states must be listed in the sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import Bar, KeyRole, ScopeRole
from pactgen.passes.endpoints.kept_rows import named_rows
from pactgen.passes.reconcile.kinds import kept_values
from pactgen.passes.reconcile.wording import ends_with, essence, without
from pactgen.passes.words.names import snake
from pactgen.passes.words.prose import whole_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.database import Column, Table
    from pactgen.ir.inputs import Input
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_CONFLICT: Final = "409"
_WHILE: Final = re.compile(r"\b409\b[^.;]*?\b(?:while|as long as)\b(?P<rest>[^.;]+)", re.IGNORECASE)
_NONE: Final = re.compile(
    r"\b(?:that|which) (?:has|have|lists?|holds?|contains?) no (?P<rows>\w+) (?:is|are) refused\b"
    r"[^.;]*\b409\b",
    re.IGNORECASE,
)


def told_bars(
    context: Context,
    one: Sighting,
    stored: Stored | None,
    inputs: tuple[Input, ...],
    caller: Input | None,
) -> tuple[Bar, ...]:
    """Return what must not be below the row of the path, or must be."""
    refuses = one.operation.response(_CONFLICT) is not None
    if stored is None or not refuses or one.operation.body is not None or not one.place.is_item:
        return ()
    rows = [
        each
        for each in named_rows(context, stored, inputs)
        if isinstance(each.named.role, KeyRole) and each.row is stored
    ]
    if len(rows) != 1:
        return ()
    role = None if caller is None else caller.role
    if isinstance(role, ScopeRole) and (role.through or role.within):
        return ()
    return tuple(
        Bar(
            resource=stored.kept.name,
            named=rows[0].named.name,
            key=rows[0].key,
            own=own,
            table=table.name,
            column=column,
            state=state,
            states=states,
            wants=wants,
            owner=role.column if isinstance(role, ScopeRole) else None,
        )
        for own, table, column, state, states, wants in dict.fromkeys(_told(context, one, stored))
    )


def bars_told(bars: Iterable[Bar]) -> str:
    """Say what keeps the row from it, for the decision."""
    return "".join(
        f" {'Without' if each.wants else 'With'} a row of `{each.table}`"
        f"{' that is ' + ' or '.join(each.states) if each.states else ''} it is answered 409."
        for each in bars
    )


_Found = tuple[str, "Table", str, str | None, tuple[str, ...], bool]


def _told(context: Context, one: Sighting, stored: Stored) -> Iterator[_Found]:
    for text in one.operation.texts:
        for plain in whole_sentences(text):
            held, lacks = _WHILE.search(plain), _NONE.search(plain)
            if held is not None:
                yield from _held(context, stored, held["rest"])
            elif lacks is not None:
                found = list(_below(context, stored, essence(lacks["rows"])))
                if len(found) == 1:
                    own, table, column = found[0]
                    yield own, table, column, None, (), True


def _held(context: Context, stored: Stored, said: str) -> Iterator[_Found]:
    """Yield the rows that a text names with their states: `orders under way (placed, accepted)`."""
    words = essence("_".join(re.findall(r"\w+", said)))
    found = [
        (own, table, column)
        for own, table, column in _below(context, stored, ())
        if any(word in words for word in {essence(table.model)[-1], essence(table.name)[-1]})
    ]
    if len(found) != 1:
        return
    own, table, column = found[0]
    told = [(each.name, states) for each in table.columns if (states := _states(table, each, said))]
    if len(told) == 1:
        yield own, table, column, told[0][0], told[0][1], False


def _states(table: Table, column: Column, said: str) -> tuple[str, ...]:
    """Return the values of a column that a text lists."""
    if column.declared is None or table.declared is None or column.kind != "text":
        return ()
    values = map(str, kept_values(column.declared, table.declared)[0])
    spoken = ((value, re.escape(snake(value).replace("_", " "))) for value in values)
    return tuple(
        value for value, words in spoken if re.search(rf"\b(?:{re.escape(value)}|{words})\b", said)
    )


def _below(
    context: Context, stored: Stored, called: tuple[str, ...]
) -> Iterator[tuple[str, Table, str]]:
    """Yield the tables whose rows refer to a row: its column, the table, and its column."""
    mine = essence(stored.table.name)
    for table in context.tables.values():
        names = {essence(table.name), without(essence(table.name), mine), essence(table.model)}
        if called and not any(ends_with(name, called) for name in names):
            continue
        for column in table.columns:
            target = column.references
            if (
                target is not None
                and target.table == stored.table.name
                and table is not stored.table
            ):
                yield target.column, table, column.name
