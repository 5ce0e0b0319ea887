"""Name the columns of a table after the properties that show them, and find what has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import binding
from pactgen.passes.columns import combined
from pactgen.passes.reconcile.align_columns import SURE
from pactgen.passes.reconcile.kinds import fit_of, wire_storage
from pactgen.passes.reconcile.tables_of import primary_key
from pactgen.passes.reconcile.wording import essence
from pactgen.passes.tables.drafts import is_links, is_self
from pactgen.passes.tables.fields import SECRETS, is_secret
from pactgen.passes.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.schema import Column
    from pactgen.passes.reconcile.align_relations import Shown
    from pactgen.passes.reconcile.lay_shapes import Layer
    from pactgen.passes.reconcile.work import Work
    from pactgen.passes.tables.desk import Draft

HASHED = ("hash", "hashed", "digest", "encrypted")


def name_columns(work: Work) -> None:
    """Give each property its column."""
    work.sheet.reserved.update(draft.attribute for draft in work.drafts)
    for draft in work.drafts:
        match = work.alignment.matches.get(draft.name)
        column = match.column if match is not None else _hash_column(work, draft)
        if column is None or not _shows(work, draft, column):
            continue
        if match is not None and (match.why != SURE or draft.attribute != column.name):
            evidence = (*draft.origins[:2], column.origin)
            work.desk.decisions.append(
                binding.column(
                    work.kept.name,
                    draft.name,
                    str(work.table.name),
                    column.name,
                    match.why,
                    evidence,
                )
            )


def _shows(work: Work, draft: Draft, column: Column) -> bool:
    """Claim the column for the property; False where their types do not meet."""
    contract = work.desk.contract
    answer = None
    if draft.answers:
        answer = wire_storage(contract, draft.answers[0].schema, column.type)
    inputs = [wire_storage(contract, one.schema, column.type) for one in draft.inputs]
    stored, coerced, dropped = combined(answer, inputs)
    fit = fit_of(column.type, stored.kind)
    if fit == "never":
        work.contradict(
            "schema-type-mismatch",
            draft.schema.origin,
            column.origin,
            property=draft.name,
            shown=stored.kind,
            column=column.name,
            type=column.type.text,
        )
        return False
    if fit == "adapted":
        work.desk.decisions.append(
            binding.adapted(
                work.kept.name,
                draft.name,
                stored.kind,
                column.type.text,
                (draft.schema.origin, column.origin),
            )
        )
    work.columns[draft.name] = column
    work.sheet.claim(column.name, draft.attribute, draft.name, stored.kind)
    if coerced:
        work.coerced.add(column.name)
    if dropped:
        work.dropped.add(draft.attribute)
    if stored.kind == "text" and is_secret(work.desk, draft) and not draft.answers:
        work.secrets.add(column.name)
    return True


def _hash_column(work: Work, draft: Draft) -> Column | None:
    """`password` that no answer shows is kept in `password_hash`."""
    if draft.answers or bare(draft.name) not in SECRETS:
        return None
    mine = essence(draft.name)
    for column in work.table.columns:
        other = essence(column.name)
        if set(other) - set(mine) and set(other) - set(mine) <= set(HASHED):
            return column
    return None


def lay_relations(work: Work, layer: Layer) -> None:
    """Find what the properties without a column show of other tables."""
    for draft in work.drafts:
        if draft.name in work.columns:
            continue
        if _is_link(work, draft) or _is_key(work, draft):
            continue
        laid = layer.property(work.sheet, draft.name, draft.attribute, draft.schema)
        if laid is None:
            work.missing[draft.name] = draft
            continue
        work.laid[draft.name] = laid
        shown = laid.shown
        evidence = (*draft.origins[:2], shown.way.table.origin)
        work.desk.decisions.append(
            binding.relation(
                work.kept.name,
                draft.name,
                _told(shown),
                shown.why,
                evidence,
                figure=shown.figure != "rows",
            )
        )


def _is_link(work: Work, draft: Draft) -> bool:
    """Hypermedia that answers need not carry has no column."""
    return not draft.required and (is_links(work.desk.contract, draft) or is_self(draft))


def _is_key(work: Work, draft: Draft) -> bool:
    """A second name of the key: `bookingId` beside `id`, each in answers of its own."""
    keys = primary_key(work.table)
    if len(keys) != 1 or draft.inputs:
        return False
    column = work.table.column(keys[0])
    kind = wire_storage(work.desk.contract, draft.schema, column.type).kind
    names = {("id",), (*essence(work.kept.name), "id")}
    if essence(draft.name) not in names or work.sheet.kind(column) != kind:
        return False
    return work.sheet.also_called(column.name, draft.attribute, kind)


def _told(shown: Shown) -> str:
    """Say what a property shows."""
    way = shown.way
    target = f"`{way.table.name}`"
    by = f" through `{way.through.table}`" if way.through else ""
    match shown.figure:
        case "rows":
            return f"the rows of {target}{by}" if way.many else f"the row of {target}"
        case "value":
            return f"`{shown.column}` of the row of {target}"
        case "values":
            return f"`{shown.column}` of the rows of {target}{by}"
        case "count":
            return f"the number of rows of {target}{by}"
