"""What a copy begins with: `POST /documents/{id}/duplicate`.

Location: pactgen/passes/behaviours/copies.py. Used by transitions.py for verbs that no state of the
row is called after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.behaviours.verdict import Verdict, custom
from pactgen.passes.reading.columns import is_read_only
from pactgen.passes.reading.shapes import input_shape_of
from pactgen.passes.words.names import snake

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgen.ir.contract import Contract
    from pactgen.ir.database import Column
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_VERBS: Final = frozenset({"clone", "copy", "duplicate"})


def copied(
    contract: Contract, one: Sighting, stored: Stored, verb: str, brought: Collection[str]
) -> Verdict | None:
    """Return the new row that the verb makes of another one; None where it makes no copy.

    It has what a request may bring for a row, unless this one brings something else, and begins
    as every new row besides: with a key and times of its own, in the first state.
    """
    makes = one.method == "post" and one.answer is not None and not one.answer.many
    if snake(verb).partition("_")[0] not in _VERBS or not makes or not stored.kept.creations:
        return None
    columns = {column.name: column for column in stored.table.columns}
    strange = next((name for name in brought if name not in columns), None)
    if strange is not None:
        return custom(f"`{verb}` takes `{strange}`, which no column of a {stored.kept.name} keeps.")
    given = _brought_by_creations(contract, stored)
    below = next((name for name in given if name not in _wire_names(stored)), None)
    if below is not None:
        return custom(f"No column keeps the `{below}` of a {stored.kept.name}: a copy lacks it.")
    kept = [each for each in columns.values() if _is_kept(each, stored, given)]
    if any(each.secret or each.left_out for each in kept) or not kept:
        return custom(f"A copy of a {stored.kept.name} would lack what only its maker knows.")
    names = tuple(each.name for each in kept)
    if (alone := _told_once(stored, names, brought)) is not None:
        return custom(
            f"No two rows may have one `{alone}`, and no input of `{verb}` tells another."
        )
    why = (
        f"`{verb}` makes a new row with what the old one was given: "
        f"{', '.join(f'`{name}`' for name in names)}. The rest begins as in every new row."
    )
    return Verdict(name="create", resource=stored.kept.name, why=why, level="MEDIUM", copies=names)


def _brought_by_creations(contract: Contract, stored: Stored) -> dict[str, None]:
    """Return the names of what requests bring that make rows."""
    return {
        member.name: None
        for schema in stored.kept.creations
        for member in input_shape_of(contract, schema).properties
        if not is_read_only(contract, member.schema)
    }


def _wire_names(stored: Stored) -> set[str]:
    return {column.wire_name for column in stored.table.columns} | set(stored.unstorable)


def _is_kept(column: Column, stored: Stored, given: Collection[str]) -> bool:
    if column.primary_key or column.name == stored.lookup:
        return False
    if column.generated is not None and column.generated.kind in {"now", "uuid", "identity"}:
        return False
    return column.generated is None or column.wire_name in given


def _told_once(stored: Stored, names: Collection[str], brought: Collection[str]) -> str | None:
    """Return a unique column that two rows would share, the last one of several together."""
    every = {*names, *(scope.column for scope in stored.scopes)}
    alone = [(column.name,) for column in stored.table.columns if column.unique]
    for unique in (*alone, *stored.table.uniques):
        if every.issuperset(unique) and not set(unique) & set(brought):
            return unique[-1]
    return None
