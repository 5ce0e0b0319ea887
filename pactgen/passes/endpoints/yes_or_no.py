"""What a boolean of a query asks of rows that have no boolean of its name, or dress it otherwise.

Location: pactgen/passes/endpoints/yes_or_no.py. Used by assign_roles.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import FilterRole, Role, UnusedRole
from pactgen.passes.endpoints.left_out import shown_besides
from pactgen.passes.endpoints.moments import tells_time
from pactgen.passes.endpoints.passed_times import passed
from pactgen.passes.endpoints.scarce_rows import scarce_role
from pactgen.passes.reconcile.wording import (
    FLAG_WORDS,
    KEY_WORDS,
    TIME_WORDS,
    Words,
    bare_of,
    essence,
    undone,
)
from pactgen.passes.words.prose import asks_for_true
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract, Parameter
    from pactgen.ir.database import Column
    from pactgen.passes.tables import Stored

_MINE: Final = frozenset({"mine", "mineonly", "onlymine", "own", "ownonly", "owned", "onlyown"})
_WHOLE: Final = frozenset({"integer", "bigint"})
_QUESTION: Final = FLAG_WORDS | {"been"}
_AMOUNTS: Final = FLAG_WORDS | {
    "amount", "count", "hand", "have", "in", "item", "level", "number", "on", "piece", "qty",
    "quantity", "total", "unit", "with",
}  # fmt: skip
"""Words of a number of things, and of the question whether there are any."""
_LACKING: Final = re.compile(r"un(?P<stem>[a-z]{3,})ed")
_KEPT_AS: Final = KEY_WORDS | {"url", "uri", "path", "link", "file", "number", "address", "text"}
"""Last words of columns that say in what way a thing is kept."""
_DENIED: Final = re.compile(
    r"\b(?:not|never) (?:(?:yet|been|already) )*([a-z]+)\b|\bun([a-z]+ed|paid)\b"
    r"|\bwithout (?:an? |any |the |their )?([a-z]+)\b"
)
"""What a description says to be left to do."""


_ROOTS: Final = frozenset({("root",), ("root", "only"), ("only", "root"), ("top", "level")})
"""What rows are asked for that stand below none of their own kind."""


def yes_or_no(
    contract: Contract, stored: Stored, parameter: Parameter, told: frozenset[str]
) -> Role | None:
    """Return the filter that a boolean is; `told` are the types of the parameter."""
    if told != {"boolean"}:
        return None
    columns = [column for column in stored.table.columns if not column.secret]
    return (
        _is_mine(stored, parameter)
        or passed(contract, stored, parameter)
        or _is_shown(stored, parameter)
        or _is_set(columns, parameter)
        or _is_flag(columns, parameter)
        or _are_some(columns, parameter)
        or _is_unset(columns, parameter)
        or _has_one(columns, parameter)
        or _is_root(stored, columns, parameter)
        or _has_value(columns, parameter)
        or shown_besides(stored, parameter)
        or scarce_role(stored, parameter)
    )


def _is_mine(stored: Stored, parameter: Parameter) -> Role | None:
    """`mine=true` keeps what names whoever is calling; nothing else may be meant by it."""
    if bare(parameter.name) not in _MINE:
        return None
    if stored.owner is None:
        return UnusedRole(reason="No column tells whose the rows are.")
    return FilterRole(column=stored.owner.column, op="mine")


def _is_shown(stored: Stored, parameter: Parameter) -> Role | None:
    """`active=false` keeps what has a `deactivated_at`, where rows show that they are `active`."""
    spoken = bare_of(essence(parameter.name), FLAG_WORDS)
    found = [one for one in stored.table.marks if bare_of(essence(one.name), FLAG_WORDS) == spoken]
    if len(found) != 1 or _asks_alone(parameter):
        return None
    return FilterRole(column=found[0].column, op="unset" if found[0].unset else "set")


def _has_value(columns: Iterable[Column], parameter: Parameter) -> Role | None:
    """`has_image=true` keeps what has an `image_url`."""
    first, *rest = essence(parameter.name)
    found = [
        column.name
        for column in columns
        if column.nullable and not column.primary_key
        for spoken in (essence(column.wire_name),)
        if list(spoken) == rest or (list(spoken[:-1]) == rest and spoken[-1] in _KEPT_AS)
    ]
    return FilterRole(column=found[0], op="set") if first == "has" and len(found) == 1 else None


def _has_one(columns: Iterable[Column], parameter: Parameter) -> Role | None:
    """`assigned=true` keeps what has an assignee, `unassigned=true` what has none.

    So does `uncategorized=true` with what has no category.
    """
    spoken = bare_of(essence(parameter.name), _QUESTION)
    word = spoken[-1].removeprefix("un").removesuffix("ed")
    called = {(f"{word}ee",), (f"{word}ed", "to"), *_without(spoken[-1])}
    found = [
        column.name
        for column in columns
        if _refers(column) and column.nullable and len(spoken) == 1
        if called & {bare_of(essence(one), KEY_WORDS) for one in (column.name, column.stored_name)}
    ]
    if len(found) != 1:
        return None
    if not spoken[-1].startswith("un"):
        return FilterRole(column=found[0], op="set")
    return FilterRole(column=found[0], op="lacking" if _asks_alone(parameter) else "unset")


def _is_root(stored: Stored, columns: Iterable[Column], parameter: Parameter) -> Role | None:
    """`is_root=true` keeps what has no parent of its own kind, false what has one."""
    if bare_of(essence(parameter.name), FLAG_WORDS) not in _ROOTS:
        return None
    own = [
        column.name
        for column in columns
        if column.nullable and column.references is not None
        if column.references.table == stored.table.name
    ]
    if len(own) != 1:
        return None
    return FilterRole(column=own[0], op="lacking" if _asks_alone(parameter) else "unset")


def _refers(column: Column) -> bool:
    """Whether the column names a row of another table: by a key, or by what it is called."""
    return column.references is not None or essence(column.wire_name)[-1] in KEY_WORDS


def _without(word: str) -> Iterable[Words]:
    """Return what a row may lack: a group where it is `ungrouped`, a category."""
    found = _LACKING.fullmatch(word)
    if found is None:
        return ()
    stem = found["stem"].removesuffix("iz").removesuffix("is")
    return tuple((each,) for each in {found["stem"], f"{found['stem']}e", stem, f"{stem}y"})


def _asks_alone(parameter: Parameter) -> bool:
    """Whether false asks for nothing: it is the default, or `Only those that …`."""
    return parameter.schema.default is False or asks_for_true(parameter.description)


def _is_set(columns: Iterable[Column], parameter: Parameter) -> Role | None:
    """`closed=true` keeps what has a `closed_at`, or `close_date`, false what has none."""
    found = _done(columns, {undone(bare_of(essence(parameter.name), _QUESTION))})
    return FilterRole(column=found[0], op="set") if len(found) == 1 else None


def _is_unset(columns: Iterable[Column], parameter: Parameter) -> Role | None:
    """`open=true`, which is described as `not returned`, keeps what has no `returned_at`."""
    said = _DENIED.findall((parameter.description or "").lower())
    found = _done(columns, {undone((word,)) for words in said for word in words if word})
    return FilterRole(column=found[0], op="unset") if len(found) == 1 else None


def _done(columns: Iterable[Column], spoken: set[Words]) -> list[str]:
    """Return the columns that tell when such a thing was done."""
    return [
        column.name
        for column in columns
        if tells_time(column) and column.nullable
        if essence(column.wire_name)[-1] in TIME_WORDS
        if undone(bare_of(essence(column.wire_name), TIME_WORDS | FLAG_WORDS)) in spoken
    ]


def _is_flag(columns: Iterable[Column], parameter: Parameter) -> Role | None:
    """`active=true` keeps what `is_active`; one that is false unless sent asks for nothing then."""
    spoken = bare_of(essence(parameter.name), FLAG_WORDS)
    found = [
        column
        for column in columns
        if column.kind == "boolean" and bare_of(essence(column.wire_name), FLAG_WORDS) == spoken
    ]
    if len(found) != 1:
        return None
    return FilterRole(column=found[0].name, op="only" if _asks_alone(parameter) else "eq")


def _are_some(columns: Iterable[Column], parameter: Parameter) -> Role | None:
    """`inStock=true` keeps what has `units_in_stock`, false what has none left."""
    spoken = _things(essence(parameter.name))
    found = [
        column
        for column in columns
        if column.kind in _WHOLE and not column.primary_key and column.references is None
        if _things(essence(column.wire_name)) == spoken
    ]
    if len(found) != 1 or parameter.schema.default is False:
        return None
    return FilterRole(column=found[0].name, op="some")


def _things(spoken: Words) -> Words:
    return bare_of(spoken, _AMOUNTS)
