"""Does a column mark rows as deleted, instead of the rows being deleted?

Location: pactgen/passes/reconcile/mark_deletion.py. Used by `freeze` and `bind`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.passes.reconcile.kinds import kind_alone
from pactgen.passes.reconcile.wording import essence, undone
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import words
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.schema import Column, Table
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.reconcile.work import Work


def deletion_of(catalog: Catalog, table: Table, work: Work | None) -> Column | None:
    """Return the column that marks deleted rows; None: there is none, or clients write it.

    Links between rows are deleted: the same link may be made again.

    Args:
        catalog: the schema document.
        table: of it.
        work: the resource that the table keeps, if it keeps one.
    """
    if table.is_view or catalog.joins(table):
        return None
    if work is not None and not work.desk.config.resource(work.kept.name).soft_delete:
        return None
    for column in table.columns:
        if bare(column.name) in vocabulary.DELETED and _marks(column):
            draft = None if work is None else work.draft_of(column.name)
            return None if draft is not None and draft.inputs else column
    return None if work is None else _set_aside(table, work)


def _set_aside(table: Table, work: Work) -> Column | None:
    """Return the time that `DELETE` sets where nobody is shown it: `archived_at`.

    The operation says so ("archives the product"), or a key holds only as long as it is empty.
    """
    removals = [
        one.operation
        for one in work.kept.sightings
        if one.operation.method == "delete" and one.place.is_item
    ]
    said = {
        stem
        for one in removals
        for text in (one.operation_id or "", one.summary or "", one.description or "")
        for stem in undone(tuple(words(text)))
    }
    found = [
        column
        for column in table.columns
        if kind_alone(column.type) in {"timestamp", "date"}
        and _marks(column)
        and work.draft_of(column.name) is None
        and (standing_keys(table, column) or set(undone(essence(column.name)[:1])) & said)
    ]
    return found[0] if removals and len(found) == 1 else None


def standing_keys(table: Table, mark: Column | None) -> tuple[tuple[str, ...], ...]:
    """Return the columns whose values no two rows share that are not marked as deleted."""
    if mark is None:
        return ()
    name = mark.name.lower()
    told = {f"{name} is null", f"not {name}", f"{name} = false", f"{name} = 0", f"{name} is false"}
    return tuple(
        tuple(part.column for part in index.parts if part.column is not None)
        for index in table.indexes
        if index.unique
        and index.where is not None
        and _plain(index.where) in told
        and all(part.column is not None for part in index.parts)
    )


def _plain(condition: str) -> str:
    """Return a condition in small letters, without brackets, quotes and double spaces."""
    return " ".join(re.sub(r'[()"`\[\]]', " ", condition.lower()).split())


def _marks(column: Column) -> bool:
    """Tell whether it says nothing about a row as long as that is not deleted."""
    if column.generated is not None:
        return False
    match kind_alone(column.type):
        case "timestamp" | "date":
            return column.nullable and (column.default is None or column.default.kind == "null")
        case "boolean":
            return column.default is not None and column.default.value in {0, "0", "f", "false"}
        case _:
            return False
