"""What changes can cost: rows, values, or a migration that the data refuses.

Location: pactgen/migrations/losses.py. What destroys is not written unless a person allows it by
its name; what the data may refuse loses nothing, and is told. Each says the way out: first expand,
then contract, so that no release loses anything.
Used by pactgen/stages/migrating.py.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pactgen.migrations import changes as c
from pactgen.migrations import signatures
from pactgen.migrations.conversions import conversion, family
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import Column, Name
    from pactgen.migrations.conversions import Conversion


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Something that a change may cost."""

    name: str
    """What `--allow-destructive` takes: `bookings`, `bookings.note`."""
    what: str
    way_out: str
    renamed: str = ""
    """How to say that it only has another name, where that can be."""
    destroys: bool = False
    """Values or rows are gone afterwards; else the data may refuse the revision."""
    unfilled: bool = False
    """A column must have a value that nothing says for the rows that are there."""


def losses(changes: tuple[c.Change, ...]) -> tuple[Loss, ...]:
    """Return what the changes may cost, each name once, in the order of the changes."""
    found: dict[tuple[str, str], Loss] = {}
    for change in changes:
        for loss in _of(change, changes):
            found.setdefault((loss.name, loss.what), loss)
    return tuple(found.values())


def _of(change: c.Change, changes: tuple[c.Change, ...]) -> Iterator[Loss]:  # noqa: C901, PLR0912 - one arm each
    match change:
        case c.DropTable():
            yield _table(change, changes)
        case c.DropColumn() if change.column.generated is None and not _says_one(change.column):
            yield _column(change, changes)
        case c.AddColumn(fill=c.EmptyTable()) | c.ChangeNullability(fill=c.EmptyTable()):
            column = change.column if isinstance(change, c.AddColumn) else change.after
            if not column.nullable:
                yield _no_fill(change.table, column)
        case c.ChangeType():
            yield from _type(change)
        case c.ChangeEnum():
            yield from _values(change)
        case c.ChangeValues():
            rule = f"{change.after.name} is no longer {' or '.join(change.gone)}"
            yield _refusal(change.table, (change.after.name,), rule)
        case c.AddUnique() if not _was_unique(change, changes):
            columns = ", ".join(change.key.columns)
            yield _refusal(change.table, change.key.columns, f"no two rows may share {columns}")
        case c.AddForeignKey() if not _referred(change, changes):
            what = f"{', '.join(change.key.columns)} must name a row of {change.key.table}"
            yield _refusal(change.table, change.key.columns, what)
        case c.AddCheck() if not _was_obeyed(change, changes):
            yield _refusal(change.table, (change.check.name or "",), change.check.expression)
        case c.AddExclusion() if not _is_new_table(change.table, changes):
            name = change.exclusion.name or ""
            yield _refusal(change.table, (name,), change.exclusion.text)
        case c.Unlink(forth=True):
            what = "are cleared" if change.nullable else "go with their rows"
            yield Loss(
                name=f"{change.table}.{change.key.columns[0]}",
                what=f"the references to rows of {change.key.table} that go: they {what}",
                way_out=f"keep the rows of {change.key.table}",
                destroys=True,
            )
        case _:
            return


def _table(change: c.DropTable, changes: tuple[c.Change, ...]) -> Loss:
    name = change.table.name
    if any(isinstance(one, c.AddTable) and one.table.name == name for one in changes):
        return Loss(
            name=str(name),
            what=f"all rows of {name}: its key changes and no value of the old one fits the new",
            way_out="keep the old key, add the new one as a unique property beside it, move the "
            "clients, then drop the old one",
            destroys=True,
        )
    return Loss(
        name=str(name),
        what=f"all rows of {name}",
        renamed="if it only has another name, say so with `x-pactgen-renamed-from` in its schema, "
        "or with `renames: {NewName: OldName}` in pactgen.yaml",
        way_out="else keep its operations, marked `deprecated: true`, until nobody needs the rows",
        destroys=True,
    )


def _column(change: c.DropColumn, changes: tuple[c.Change, ...]) -> Loss:
    name = f"{change.table}.{change.column.name}"
    candidates = [
        one.column.name
        for one in changes
        if isinstance(one, c.AddColumn)
        and one.table == change.table
        and signatures.of_type(one.column.type) == signatures.of_type(change.column.type)
    ]
    may_be = f" (or is it {' or '.join(candidates)} now?)" if candidates else ""
    stated = (
        f"if it is `{candidates[0]}` now, say so with "
        f"`x-pactgen-renamed-from: {change.column.name}` in that property, or with "
        f"`renames: {{{change.table}.{candidates[0]}: {change.column.name}}}` in pactgen.yaml"
        if candidates
        else ""
    )
    back = (
        f"; going back would also take every row of {change.table}, since no value is right for it"
        if isinstance(change.fill, c.EmptyTable)
        else ""
    )
    return Loss(
        name=name,
        what=f"every value of {name}{may_be}{back}",
        destroys=True,
        renamed=stated,
        way_out=f"{'else ' if stated else ''}keep it in the contract, optional and "
        "`deprecated: true`, until no client uses it, and drop it in a later release",
    )


def _says_one(column: Column) -> bool:
    """Every row says the same in it: the `type` of resource objects."""
    is_alone = len(column.type.values) == 1 and column.type.kind != "set"
    return is_alone and not column.nullable and not column.type.dimensions


def _no_fill(table: Name, column: Column) -> Loss:
    return Loss(
        name=f"{table}.{column.name}",
        what=f"all rows of {table}: {column.name} must have a value, and none is right for them",
        way_out="make it optional first, fill the rows, then require it; or give it a `default`",
        destroys=True,
        unfilled=True,
    )


def _type(change: c.ChangeType) -> Iterator[Loss]:
    before, after = change.before, change.after
    name = f"{change.table}.{after.name}"
    how = conversion(before.type, after.type)
    if how is not None and how.keeps:
        return
    says = f"from {before.type.text} to {after.type.text}"
    beside = "add a property of the new type beside it, move the values, drop the old one"
    if how is None and isinstance(change.fill, c.EmptyTable):
        yield _no_fill(change.table, after)
    elif how is None:
        what = f"every value of {name}: nothing converts it {says}; rows get {_told(change.fill)}"
        yield Loss(name=name, what=what, way_out=beside, destroys=True)
    elif change.strict:
        yield _refusal(change.table, (after.name,), f"every {name} fits {after.type.text}")
    else:
        yield Loss(
            name=name,
            what=f"values of {name} that do not fit, {says}: {_left(how, change)}"
            f"{'; fractions are rounded' if how.rounds else ''}",
            way_out=f"{beside}; or keep the wider type",
            destroys=True,
        )


def _left(how: Conversion, change: c.ChangeType) -> str:
    """Say what is left of a value that does not fit."""
    if how.fits is not None:
        return f"they become {_told(change.fill)}"
    longest = change.after.type.arguments
    is_cut = family(change.after.type) == "text" and longest
    return f"only {longest[0]} characters are kept" if is_cut else "only what fits is kept"


def _told(fill: c.Fill | None) -> str:
    match fill:
        case c.FillValue():
            return f"`{json.dumps(fill.value, ensure_ascii=False)}`"
        case c.FillNow():
            return "the moment of the migration"
        case c.FillUuid():
            return "a random UUID each"
        case _:
            return "null"


def _values(change: c.ChangeEnum) -> Iterator[Loss]:
    kept = {*change.after.values, *(before for before, _ in change.renamed)}
    gone = [value for value in change.before.values if value not in kept]
    if gone:
        yield Loss(
            name=str(change.after.name),
            what=f"rows that hold {', '.join(gone)} of {change.after.name} stop the revision "
            "before it changes anything",
            way_out="change these rows first, then take the values out of the type",
        )


def _refusal(table: Name, columns: tuple[str, ...], rule: str) -> Loss:
    return Loss(
        name=f"{table}.{columns[0]}",
        what=f"rows of {table} that break the new rule stop the revision before it changes "
        f"anything: {rule}",
        way_out="put the rows right first, in a migration of your own or by hand",
    )


def _was_obeyed(change: c.AddCheck, changes: tuple[c.Change, ...]) -> bool:
    """Whether the rule held before, under another name or until its column was changed."""
    same = any(
        isinstance(one, c.DropCheck)
        and one.table == change.table
        and one.check.expression == change.check.expression
        for one in changes
    )
    return same or _is_new_table(change.table, changes)


def _was_unique(change: c.AddUnique, changes: tuple[c.Change, ...]) -> bool:
    """Whether the data is known to obey: it did under another name, or every value is new."""
    same = any(
        isinstance(one, c.DropUnique)
        and one.table == change.table
        and set(one.key.columns) <= set(change.key.columns)
        for one in changes
    )
    added = {
        one.column.name
        for one in changes
        if isinstance(one, c.AddColumn)
        and one.table == change.table
        and (one.fill is None or isinstance(one.fill, c.FillUuid | c.EmptyTable))
        and one.column.default is None
    }
    return same or bool(added & set(change.key.columns)) or _is_new_table(change.table, changes)


def _referred(change: c.AddForeignKey, changes: tuple[c.Change, ...]) -> bool:
    """Whether the data is known to obey: it did before, it is new, or it has just been cleared."""
    for one in changes:
        match one:
            case c.DropForeignKey() | c.Unlink():
                same = one.table == change.table and one.key.columns == change.key.columns
                if same and one.key.table == change.key.table:
                    return True
            case c.AddColumn():
                if one.table == change.table and one.column.name in change.key.columns:
                    return True
            case _:
                continue
    return _is_new_table(change.table, changes)


def _is_new_table(table: Name, changes: tuple[c.Change, ...]) -> bool:
    return any(isinstance(one, c.AddTable) and one.table.name == table for one in changes)
