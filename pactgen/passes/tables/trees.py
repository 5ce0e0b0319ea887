"""Rows that are shown inside those above them: `children` of a category.

Location: pactgen/passes/tables/trees.py. Used by `design_tables`. Where a column names the row
above, what answers show below a row is read from there: a list beside it would stay empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import storage
from pactgen.ir.database import Relation
from pactgen.passes.reading.columns import alike
from pactgen.passes.reading.shapes import items_of, shape_of
from pactgen.passes.resources.groups import shown_components
from pactgen.passes.tables.drafts import drafts_of
from pactgen.passes.tables.relations import parent_words
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.database import Column
    from pactgen.passes.tables.desk import Desk, Draft, Stored


def with_tree(desk: Desk, stored: Stored) -> Stored:
    """Read the rows below a row from its own table, in place of a column that holds none."""
    above = _above(desk, stored)
    columns = {column.name: column for column in stored.table.columns}
    found = [] if above is None else [each for each in drafts_of(desk) if _is_below(desk, each)]
    lists = [each for each in found if columns.get(each.attribute) is not None]
    if above is None or len(lists) != 1 or columns[lists[0].attribute].kind != "json":
        return stored
    name = lists[0].attribute
    relation = Relation(
        name=name,
        table=stored.table.name,
        many=True,
        pairs=((stored.table.key.name, above.name),),
        order=(stored.table.key.name,),
    )
    rest = desk.read_elsewhere(stored, {name})
    desk.decisions.append(storage.tree(desk.kept.name, name, above.name, lists[0].origins))
    kept = (replace(each, index=True) if each is above else each for each in rest.table.columns)
    relations = (*rest.table.relations, relation)
    return replace(rest, table=replace(rest.table, columns=tuple(kept), relations=relations))


def _above(desk: Desk, stored: Stored) -> Column | None:
    """Return the column that names the row above, of which the rows at the top have none."""
    words, key = {bare(word) for word in parent_words(desk.kept.name)}, stored.table.key
    return next(
        (
            column
            for column in stored.table.columns
            if bare(column.wire_name) in words and column.nullable and alike(column.kind, key.kind)
        ),
        None,
    )


def _is_below(desk: Desk, draft: Draft) -> bool:
    """Whether it is a list of the same things, which no body brings."""
    shown = shown_components(desk.contract, desk.kept)
    if draft.inputs or not draft.answers or draft.inner is not None:
        return False
    items = [items_of(desk.contract, each.schema) for each in draft.answers]
    inner = {None if item is None else shape_of(desk.contract, item).component for item in items}
    return None not in inner and inner <= shown
