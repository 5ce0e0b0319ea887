"""What is overdue, expired or yet to come: `overdue=true`, of rows that have a `due_date`.

Location: pactgen/passes/endpoints/passed_times.py. Used by yes_or_no.py. What is done is not
overdue: a text says which states are meant, or the states themselves leave no doubt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import FilterOp, FilterRole, Role, UnusedRole
from pactgen.passes.behaviours.transitions import states_of
from pactgen.passes.reconcile.wording import FLAG_WORDS, TIME_WORDS, Words, bare_of, essence
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.database import Column
    from pactgen.passes.tables import Stored

_OVERDUE: Final = frozenset({"overdue", "pastdue"})
_ASKS: Final[dict[str, tuple[FilterOp, tuple[Words, ...]]]] = {
    **dict.fromkeys(_OVERDUE, ("past", (("due",), ("payment", "due"), ("return", "due")))),
    "expired": (
        "past",
        (("expires",), ("expiry",), ("expiration",), ("expire",), ("valid", "until")),
    ),
    "upcoming": ("ahead", (("starts",), ("start",), ("begins",), ("scheduled",))),
}
"""What flags are called that compare a time with now, and what such times are."""
_DONE: Final = frozenset(
    {"archived", "cancelled", "canceled", "closed", "completed", "complete", "delivered", "done"}
    | {"finished", "paid", "refunded", "rejected", "resolved", "returned", "settled", "void"}
    | {"voided", "writtenoff", "lost"}
)
_UNDONE: Final = frozenset(
    {"active", "assigned", "blocked", "borrowed", "checkedout", "due", "inprogress", "inreview"}
    | {"issued", "new", "onhold", "open", "outstanding", "overdue", "partial", "partiallypaid"}
    | {"pending", "sent", "started", "todo", "unpaid"}
)
_DENIED: Final = re.compile(
    r"\b(?:not|never|n t) (?:(?:yet|been|already) )*(\w+)|\bun(paid|\w+ed)\b"
)
"""What a text says to be left to do."""


def passed(contract: Contract, stored: Stored, parameter: Parameter) -> Role | None:
    """Return the filter that a boolean is which compares a time with now."""
    return by_now(contract, stored, parameter.name, parameter.description or "")


def by_now(contract: Contract, stored: Stored, word: str, text: str) -> Role | None:
    """Return the filter that a word means which compares a time with now: `/invoices/overdue`."""
    asked = bare("".join(bare_of(essence(word), FLAG_WORDS | {"only"})))
    if asked not in _ASKS:
        return None
    op, times = _ASKS[asked]
    columns = [each for each in stored.table.columns if not each.secret]
    found = [each for each in columns if _is_time(each, times)]
    if len(found) != 1 or any(_mark(each) == asked for each in columns):
        return None
    if asked not in _OVERDUE:
        return FilterRole(column=found[0].name, op=op)
    undone = _undone(contract, stored, columns, text)
    if undone is None:
        return UnusedRole(reason="Nothing tells which of the rows are done, and not overdue.")
    return FilterRole(column=found[0].name, op=op, among=undone)


def _is_time(column: Column, times: Collection[Words]) -> bool:
    spoken = bare_of(essence(column.wire_name), TIME_WORDS)
    return column.kind in {"date", "timestamp"} and spoken in times


def _undone(
    contract: Contract, stored: Stored, columns: Collection[Column], text: str
) -> tuple[str, tuple[str, ...]] | None:
    """Return the column that tells what is left to do, and its values then: none, of a mark."""
    plain = re.sub(r"\W+", " ", text.lower())
    denied = {bare(word) for each in _DENIED.findall(plain) for word in each if word}
    told = {word: each.name for each in columns if (word := _mark(each))}
    marks = {word: name for word, name in told.items() if word in _DONE}
    named = [name for word, name in told.items() if word in denied]
    states = [each for each in states_of(contract, stored) if each[1]]
    if not states or len(named) == 1:
        sure = named or [*marks.values()]
        return (sure[0], ()) if len(sure) == 1 else None
    return _left(*states[0], {bare(word) for word in plain.split()}, denied)


def _mark(column: Column) -> str:
    """Return what a time or a flag says that was done: `returned` of `returned_at`."""
    spoken = essence(column.wire_name)
    if column.kind == "boolean":
        return "".join(bare_of(spoken, FLAG_WORDS))
    is_mark = column.kind in {"date", "timestamp"} and column.nullable
    return "".join(bare_of(spoken, TIME_WORDS)) if is_mark else ""


def _left(
    column: str, values: tuple[str, ...], spoken: set[str], denied: set[str]
) -> tuple[str, tuple[str, ...]] | None:
    """Return the states that the text names, else those in which something is left to do."""
    named = tuple(each for each in values if bare(each) in spoken - _DONE - {"overdue", "due"})
    left = tuple(each for each in values if bare(each) not in _DONE | denied)
    is_denied = bool(denied & {*map(bare, values)})
    if named and not is_denied:
        return column, named
    sure = is_denied or all(bare(each) in _UNDONE for each in left)
    return (column, left) if left and len(left) < len(values) and sure else None
