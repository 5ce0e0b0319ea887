"""Filters that say which rows are not meant: `exclude_category_id=1`, `status_not=open`.

Location: pactgen/passes/endpoints/left_out.py. Used by assign_roles.py and yes_or_no.py. So does
`include_inactive`: without it, a list shows what is active alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import FilterOp, FilterRole, Role, UnusedRole
from pactgen.passes.endpoints.moments import tells_time
from pactgen.passes.reading.columns import storage_of
from pactgen.passes.reading.shapes import items_of
from pactgen.passes.reconcile.wording import (
    FLAG_WORDS,
    TIME_WORDS,
    Words,
    bare_of,
    essence,
    undone,
)
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.database import Column
    from pactgen.passes.tables import Stored

_BEFORE: Final = frozenset({"exclude", "excluding", "except", "not"})
_BEHIND: Final = frozenset({"not", "ne", "neq", "excluded"})
_SHOWS: Final = frozenset({"include", "including", "show", "with"})
_ASIDE: Final = frozenset(
    {
        "archived", "banned", "blocked", "canceled", "cancelled", "closed", "completed", "deleted",
        "deprecated", "discontinued", "done", "draft", "expired", "finished", "hidden", "inactive",
        "internal", "private", "read", "resolved", "retired", "returned", "sold", "suspended",
        "disabled", "test", "void", "voided",
    }
)  # fmt: skip
"""What lists leave out unless they are asked for it."""
_OPPOSITES: Final[dict[str, str]] = {
    "disabled": "enabled", "hidden": "visible", "draft": "published", "invisible": "visible",
}  # fmt: skip
"""What is not so, and is not called after it."""


def left_out(contract: Contract, stored: Stored, parameter: Parameter) -> Role | None:
    """Return the filter that keeps the other rows; None where the name denies nothing."""
    parts = snake(parameter.name).split("_")
    if parameter.location != "query" or len(parts) < 2:
        return None
    rest = parts[1:] if parts[0] in _BEFORE else parts[:-1] if parts[-1] in _BEHIND else []
    given = storage_of(contract, parameter.schema).kind
    if not rest or given == "boolean" or any(_is(one, parts) for one in stored.table.columns):
        return None
    found = [one for one in stored.table.columns if _is(one, rest) and not one.secret]
    several = items_of(contract, parameter.schema) is not None
    if len(found) != 1 or several:
        return UnusedRole(reason="It leaves out what no column tells by itself.")
    return FilterRole(column=found[0].name, op="ne")


def _is(column: Column, parts: Iterable[str]) -> bool:
    name = bare("".join(parts))
    return name in {bare(column.wire_name), bare(column.name), bare(column.stored_name)}


def shown_besides(stored: Stored, parameter: Parameter) -> FilterRole | None:
    """Return the filter that `include_inactive` lifts; what is marked as deleted stays so."""
    first, *rest = essence(parameter.name)
    if first not in _SHOWS or not rest:
        return None
    columns = [
        one for one in stored.table.columns if not one.secret and one.name != stored.table.deletion
    ]
    word = tuple(rest)
    aside = word if word[-1] in _ASIDE else ()
    ways: tuple[tuple[FilterOp, Words], ...] = (
        ("but_true", aside),
        ("but_false", _opposite(word)),
    )
    for op, spoken in ways:
        flags = [one for one in columns if one.kind == "boolean" and _flag(one) == spoken]
        if len(flags) == 1:
            return FilterRole(column=flags[0].name, op=op)
    times = [
        one
        for one in columns
        if tells_time(one) and one.nullable and essence(one.wire_name)[-1] in TIME_WORDS
        if aside and undone(bare_of(essence(one.wire_name), TIME_WORDS)) == undone(word)
    ]
    return FilterRole(column=times[0].name, op="but_set") if len(times) == 1 else None


def _flag(column: Column) -> Words:
    return bare_of(essence(column.wire_name), FLAG_WORDS)


def _opposite(word: Words) -> Words:
    """Return what is denied: `active` of `inactive`."""
    last = _OPPOSITES.get(word[-1], word[-1].removeprefix("in").removeprefix("un"))
    return (*word[:-1], last) if last != word[-1] else ()
