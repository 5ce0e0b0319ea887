"""What becomes of embedded objects and lists in bodies: rows of other tables, if they suffice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.decisions import binding
from pactgen.ir.binding import Narrowing, NestedWrite
from pactgen.ir.database import COMPUTED, Generated
from pactgen.passes.reading.columns import is_read_only, storage_of
from pactgen.passes.reading.shapes import is_object, items_of, shape_of
from pactgen.passes.reconcile.align_tables import shape_matches
from pactgen.passes.reconcile.called_rows import naming_column
from pactgen.passes.reconcile.copied_values import copied_values
from pactgen.passes.reconcile.fill import filler_of
from pactgen.passes.reconcile.kept_totals import kept_total, starts_at_nothing
from pactgen.passes.reconcile.kinds import fit_of, takes_fractions
from pactgen.passes.reconcile.named_members import named_members
from pactgen.passes.reconcile.tables_of import fills_itself, primary_key, reference_of
from pactgen.passes.reconcile.wording import PLACES, essence
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Property, Schema
    from pactgen.ir.database import Relation
    from pactgen.ir.schema import Column, Table
    from pactgen.passes.reconcile.align_columns import Match
    from pactgen.passes.reconcile.lay_shapes import Laid
    from pactgen.passes.reconcile.ways import Shown
    from pactgen.passes.reconcile.work import Work
    from pactgen.passes.tables.desk import Draft


def nested_writes(work: Work) -> tuple[NestedWrite, ...]:
    """Return the members of bodies that are kept in other tables."""
    found = []
    for draft in work.drafts:
        laid = work.laid.get(draft.name)
        if laid is None or not draft.inputs:
            continue
        told = len(work.contradictions)
        inner = draft.inner is not None
        write = None if inner else _write(work, laid, draft.inputs[0].schema)
        if write is not None and write.makes and any(map(_names_known, draft.inputs)):
            write = replace(write, makes=False)
        if write is not None:
            write = _with_total(work, write)
        origins = (draft.inputs[0].schema.origin, laid.shown.way.table.origin)
        if write is None:
            work.desk.decisions.append(binding.not_written(work.kept.name, draft.name, origins))
            if len(work.contradictions) == told:
                _report(work, draft, laid)
        else:
            found.append(write)
            work.desk.decisions.append(
                binding.nested_write(work.kept.name, draft.name, write, origins)
            )
    found += _brought_by_actions(work, {each.attribute for each in found})
    return tuple(found)


def _brought_by_actions(work: Work, known: set[str]) -> Iterator[NestedWrite]:
    """Yield the rows that actions name by their keys: `approve` brings who `decided_by` is."""
    for one in work.kept.actions:
        for member in () if one.body is None else shape_of(work.desk.contract, one.body).properties:
            laid = work.laid.get(member.name)
            if laid is None or laid.relation.many or laid.attribute in known:
                continue
            write = _keyed(work, laid, member.schema)
            if write is not None:
                known.add(laid.attribute)
                origins = (member.schema.origin, laid.shown.way.table.origin)
                work.desk.decisions.append(
                    binding.nested_write(work.kept.name, member.name, write, origins)
                )
                yield write


def _with_total(work: Work, write: NestedWrite) -> NestedWrite:
    """Keep what a list comes to, and fill it with nothing before the row has lines."""
    total = kept_total(work, write)
    if total is None:
        return write
    column = starts_at_nothing(work, total)
    if column is not None:
        work.fillers[column.name] = Generated(kind="constant", value=0)
        work.filled.append((total.column, 0))
    return replace(write, total=total)


def _names_known(one: Property) -> bool:
    """Whether a body may only name what is there: `Names of tags that exist`."""
    items = one.schema.items
    told = f"{one.schema.description or ''} {(items and items.description) or ''}"
    return re.search(r"\bexist(?:s|ing)?\b", told, re.IGNORECASE) is not None


def _report(work: Work, draft: Draft, laid: Laid) -> None:
    """Report what bodies bring and answers show from rows that cannot be made of it."""
    for one in draft.inputs:
        narrows = Narrowing(schema=one.schema.origin, keyword="readOnly", value=True)
        work.contradict(
            "schema-not-written",
            one.schema.origin,
            laid.shown.way.table.origin,
            narrows=narrows if draft.answers else None,
            property=draft.name,
            other=str(laid.shown.way.table.name),
            lack=_lack(laid.shown),
        )


def _lack(shown: Shown) -> str:
    match shown.figure:
        case "rows":
            return "it is not enough to make or to name one"
        case "values":
            return f"they are not referred to by `{shown.column}`"
        case "value":
            return "it is not unique, or that row is another thing"
        case "count" | "sum" | "average" | "least" | "greatest" | "mine":
            return "a number makes none"
        case "latest":
            return "it is not enough to make one"


def _write(work: Work, laid: Laid, schema: Schema) -> NestedWrite | None:
    if laid.shown.figure in COMPUTED or laid.shown.beside:
        return None
    relation, item = laid.relation, items_of(work.desk.contract, schema)
    if not relation.many:
        if not is_object(work.desk.contract, schema):
            return _keyed(work, laid, schema) or _named(work, laid, schema)
        below = None if relation.through is not None else _below(work, laid, relation, schema)
        return below or _one(work, laid, schema)
    if item is None:
        return None
    if not is_object(work.desk.contract, item):
        return _values(work, laid, relation, item)
    return _rows(work, laid, relation, item)


def _below(work: Work, laid: Laid, relation: Relation, schema: Schema) -> NestedWrite | None:
    """`address: {city: …}` becomes the one row of another table that refers to this one."""
    own = {name for key in work.table.foreign_keys for name in key.columns}
    if any(near in own for near, _ in laid.shown.way.pairs):
        return None
    found = _rows(work, laid, relation, schema)
    if found is None or found.numbered is not None or found.named or found.copied:
        return None
    return replace(found, single=True)


def _reference(work: Work, laid: Laid) -> tuple[str, str] | None:
    """Return the one column that refers to the row which is shown, and what it repeats of that."""
    pairs = laid.shown.way.pairs
    own = tuple(column for column, _ in pairs)
    refers = len(pairs) == 1 and any(key.columns == own for key in work.table.foreign_keys)
    return pairs[0] if refers else None


def _one(work: Work, laid: Laid, schema: Schema) -> NestedWrite | None:
    """`artist: {id: 3}` names the row that the foreign key refers to."""
    target = laid.shown.way.table
    matches, _ = shape_matches(work.desk.contract, work.board.catalog, target, schema)
    pair = _reference(work, laid)
    if pair is None:
        return None
    own, other = pair
    named = next((name for name, match in matches.items() if match.column.name == other), None)
    if named is None:
        return None
    return NestedWrite(
        attribute=laid.attribute,
        relation=laid.relation,
        items="row",
        members=((named, work.sheet.attribute(own)),),
        lenient=named if _may_lack(work, schema, named) else None,
    )


def _may_lack(work: Work, schema: Schema, name: str) -> bool:
    """Whether an object may leave out a member: only answers are sure to have what is readOnly."""
    member = shape_of(work.desk.contract, schema).property(name)
    if member is None or not member.required:
        return True
    return is_read_only(work.desk.contract, member.schema)


def _keyed(work: Work, laid: Laid, schema: Schema) -> NestedWrite | None:
    """`manager: 7` names the row that answers show as an object by its key."""
    target, pair = laid.shown.way.table, _reference(work, laid)
    if laid.shown.figure != "rows" or pair is None:
        return None
    own, other = pair
    kind = storage_of(work.desk.contract, schema).kind
    if fit_of(target.column(other).type, kind) != "same":
        return None
    key = work.board.sheet(target).attribute(other)
    return NestedWrite(
        attribute=laid.attribute,
        relation=laid.relation,
        items="key",
        members=((key, work.sheet.attribute(own)),),
        called=key,
    )


def _named(work: Work, laid: Laid, schema: Schema) -> NestedWrite | None:
    """`author: "jane"` names the row that the foreign key refers to by what it is called."""
    target, pair = laid.shown.way.table, _reference(work, laid)
    if pair is None:
        return None
    own, other = pair
    called = naming_column(
        work.desk.contract, work.board.catalog, target, schema, laid.shown.column
    )
    if called is None:
        return None
    sheet = work.board.sheet(target)
    return NestedWrite(
        attribute=laid.attribute,
        relation=laid.relation,
        items="named",
        members=((sheet.attribute(other), work.sheet.attribute(own)),),
        called=sheet.attribute(called),
    )


def _values(work: Work, laid: Laid, relation: Relation, item: Schema) -> NestedWrite | None:
    """A list of keys, or of the values of a child table's one column."""
    if relation.through is not None:
        far = relation.through.far
        called = None if _names_rows(work, laid, item) else _called(work, laid, item)
        if len(far) != 1 or (called is None and not _names_rows(work, laid, item)):
            return None
        join = work.board.catalog.tables[relation.through.table]
        given = {*_columns(relation.through.near), far[0][0]}
        unfilled = _unfilled(work, join, given)
        numbered = _counting(work, join, unfilled)
        if unfilled and numbered is None:
            return None
        return NestedWrite(
            attribute=laid.attribute,
            relation=relation,
            items="values",
            column=far[0][0],
            called=called,
            makes=called is not None and not _unfilled(work, laid.shown.way.table, {called}),
            numbered=numbered,
        )
    child = laid.shown.way.table
    sheet = work.board.sheet(child)
    if laid.shown.column is None or laid.shown.column in primary_key(child)[:1]:
        return None
    column = sheet.attribute(laid.shown.column)
    unfilled = _unfilled(work, child, {column, *(other for _, other in relation.pairs)})
    numbered = _counting(work, child, unfilled)
    if unfilled and numbered is None:
        return None
    return NestedWrite(
        attribute=laid.attribute,
        relation=relation,
        items="values",
        column=column,
        numbered=numbered,
    )


def _called(work: Work, laid: Laid, item: Schema) -> str | None:
    """Return the attribute by which the values of a list name rows of the other table."""
    target = laid.shown.way.table
    called = naming_column(work.desk.contract, work.board.catalog, target, item, laid.shown.column)
    return None if called is None else work.board.sheet(target).attribute(called)


def _names_rows(work: Work, laid: Laid, item: Schema) -> bool:
    """Whether the values are keys of the other table, also where answers show something else.

    Where they show one column, the keys are of another type: numbers beside names.
    """
    referred, shown = _referred(laid), laid.shown.column
    if referred is None or shown == referred:
        return shown == referred
    kind, table = storage_of(work.desk.contract, item).kind, laid.shown.way.table
    fits = fit_of(table.column(referred).type, kind)
    if shown is None:
        return fits != "never"
    return fits == "same" and fit_of(table.column(shown).type, kind) == "never"


def _referred(laid: Laid) -> str | None:
    through = laid.shown.way.through
    return None if through is None else through.far[0][1]


def _columns(pairs: tuple[tuple[str, str], ...]) -> set[str]:
    return {column for column, _ in pairs}


def _rows(work: Work, laid: Laid, relation: Relation, item: Schema) -> NestedWrite | None:
    """A list of objects: rows of the child table, or of the join table that name a far row."""
    contract, catalog, lenient = work.desk.contract, work.board.catalog, None
    if relation.through is None:
        table = laid.shown.way.table
        matches, _ = shape_matches(contract, catalog, table, item)
        sheet = work.board.sheet(table)
        given = {other for _, other in relation.pairs}
        identity = {
            column.name
            for column in table.columns
            if column.name in primary_key(table)
            and _fills_itself(work, table, column)
            and not _brings_key(work, item, table, column, matches)
        }
        members = {
            name: sheet.attribute(match.column.name)
            for name, match in matches.items()
            if match.column.name not in identity and match.column.generated is None
        }
    else:
        table = catalog.tables[relation.through.table]
        sheet = work.board.sheet(table)
        matches, _ = shape_matches(contract, catalog, table, item)
        given = _columns(relation.through.near)
        members = {name: sheet.attribute(match.column.name) for name, match in matches.items()}
        far = relation.through.far
        if len(far) == 1 and far[0][0] not in members.values():
            others, _ = shape_matches(contract, catalog, laid.shown.way.table, item)
            named = [name for name, match in others.items() if match.column.name == _referred(laid)]
            if not named:
                return None
            members[named[0]] = far[0][0]
        naming = [name for name, column in members.items() if len(far) == 1 and column == far[0][0]]
        lenient = next((name for name in naming if _may_lack(work, item, name)), None)
    members = {name: column for name, column in members.items() if column not in given}
    sheet.fractional |= {
        matches[one.name].column.name
        for one in shape_of(contract, item).properties
        if one.name in members
        and one.name in matches
        and takes_fractions(contract, one.schema, matches[one.name].column.type)
    }
    unfilled = _unfilled(work, table, {*given, *members.values()})
    calling = named_members(work, table, item, unfilled, set(members))
    filled = {each.column for each in calling}
    unfilled = [each for each in unfilled if sheet.attribute(each.name) not in filled]
    always = {one.name for one in shape_of(contract, item).properties if one.required}
    brought = {column for name, column in members.items() if name in always}
    copied = copied_values(work, table, unfilled, brought | filled)
    filled = {each.column for each in copied}
    unfilled = [each for each in unfilled if sheet.attribute(each.name) not in filled]
    left = _unfilled(work, table, {*given, *brought, *(each.column for each in calling), *filled})
    known = {column for name, column in members.items() if name not in always}
    maybe = [each for each in left if sheet.attribute(each.name) in known]
    taken_over = copied_values(work, table, maybe, brought | {each.column for each in calling})
    copied += tuple(replace(one, optional=True) for one in taken_over)
    numbered = _counting(work, table, unfilled)
    if unfilled and numbered is None:
        _report_unfilled(work, laid, table, item, unfilled)
        return None
    if not (members or calling) or _holds_more(work, item, {*matches, *members}):
        return None
    return NestedWrite(
        attribute=laid.attribute,
        relation=relation,
        items="rows",
        members=tuple(members.items()),
        named=calling,
        copied=copied,
        lenient=lenient,
        numbered=numbered,
    )


def _holds_more(work: Work, item: Schema, known: set[str]) -> bool:
    """Whether elements bring lists of objects of their own, which no column keeps."""
    contract = work.desk.contract
    lists = (
        items_of(contract, one.schema)
        for one in shape_of(contract, item).properties
        if one.name not in known and not is_read_only(contract, one.schema)
    )
    return any(each is not None and is_object(contract, each) for each in lists)


def _brings_key(
    work: Work, item: Schema, table: Table, column: Column, matches: Mapping[str, Match]
) -> bool:
    """Whether callers must say the key of each row, and the database draws none of its own."""
    name = next((name for name, match in matches.items() if match.column is column), None)
    return (
        name is not None
        and not _may_lack(work, item, name)
        and not fills_itself(work.board.catalog, table, column)
    )


def _counting(work: Work, table: Table, unfilled: list[Column]) -> str | None:
    """Return the only column that lacks a value, if it says which element of the list it is."""
    if len(unfilled) != 1:
        return None
    column = unfilled[0]
    spoken = essence(column.name)
    counts = column.name in primary_key(table) or bool({spoken[0], spoken[-1]} & PLACES)
    whole = work.board.sheet(table).kind(column) in {"integer", "bigint"}
    free = reference_of(table, column.name) is None
    return work.board.sheet(table).attribute(column.name) if counts and whole and free else None


def _unfilled(work: Work, table: Table, given: set[str]) -> list[Column]:
    """Return the columns that a new row needs and that neither body, database nor backend gives."""
    sheet = work.board.sheet(table)
    return [
        column
        for column in table.columns
        if not column.nullable
        and sheet.attribute(column.name) not in given
        and not _fills_itself(work, table, column)
    ]


def _fills_itself(work: Work, table: Table, column: Column) -> bool:
    """Whether database or backend give a column its value, whatever else is in the list."""
    kind = work.board.sheet(table).kind(column)
    made = filler_of(work.board.catalog, table, column, kind, supplied=False)
    return made is not None and not made.beside


def _report_unfilled(
    work: Work, laid: Laid, table: Table, item: Schema, unfilled: list[Column]
) -> None:
    """Report the columns for want of which no row can be made."""
    for column in unfilled:
        work.contradict(
            "schema-not-filled",
            item.origin,
            column.origin,
            table=str(table.name),
            column=column.name,
            operation=f"{laid.name} of {work.kept.name}",
            reading="what bodies say of it is checked, then dropped",
        )
