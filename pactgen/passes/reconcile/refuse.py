"""Which operations this schema cannot serve, and why; who fills the columns of a new row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import binding, storage
from pactgen.ir.binding import Narrowing
from pactgen.ir.contract import ABSENT
from pactgen.ir.database import Generated
from pactgen.ir.inputs import AncestorRole, ScopeRole
from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.columns import is_read_only
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.reconcile.copied_values import callers_values, copied_values
from pactgen.passes.reconcile.fill import filler_of
from pactgen.passes.reconcile.name_columns import without_column
from pactgen.passes.reconcile.narrow import without_nothing
from pactgen.passes.reconcile.tables_of import fills_itself, primary_key
from pactgen.passes.resources.put_lists import puts_anew
from pactgen.passes.tables.drafts import members_of
from pactgen.passes.tables.fields import default_of
from pactgen.passes.words.names import attribute_names
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.binding import CopiedValue
    from pactgen.ir.contract import Body, Json, Property, Schema
    from pactgen.ir.inputs import KeyRole
    from pactgen.ir.schema import Column
    from pactgen.passes.reconcile.work import Work
    from pactgen.passes.resources.values import Sighting

MANY = 3


def fill_columns(work: Work) -> None:
    """Decide who gives each column of a new row its value."""
    for column in work.table.columns:
        draft = work.draft_of(column.name)
        kind = work.sheet.kind(column)
        supplied = draft is not None and draft.always_sent
        supplied = supplied or _is_put(work, column)
        made = filler_of(work.board.catalog, work.table, column, kind, supplied=supplied)
        if made is not None and made.beside:
            made = replace(made, beside=tuple(map(work.sheet.attribute, made.beside)))
        value = _stated(work, column)
        if made is None and value is ABSENT and draft is not None and not column.nullable:
            value = ABSENT if draft.always_sent else default_of(work.desk, draft)
        if made is None and value is not ABSENT and value is not None:
            made = Generated(kind="constant", value=value)  # type: ignore[arg-type]
            work.filled.append((work.sheet.attribute(column.name), value))  # type: ignore[arg-type]
        if made is None:
            continue
        work.fillers[column.name] = made
        if made.kind not in {"database", "constant", "tenant"}:
            work.desk.decisions.append(
                binding.filler(work.kept.name, column.name, made, (column.origin,))
            )


def _is_put(work: Work, column: Column) -> bool:
    """Whether callers choose this part of a key: the path of a PUT ends with it."""
    attribute = work.sheet.attribute(column.name)
    puts = {one.operation.label for one in work.kept.sightings if one.operation.method == "put"}
    return any(
        label in puts and isinstance(way, ScopeRole) and way.column == attribute
        for (label, _), way in work.ways.items()
    )


def _stated(work: Work, column: Column) -> Json | object:
    names = (column.name, work.sheet.attribute(column.name), work.sheet.wire_names.get(column.name))
    for name in names:
        if f"{work.kept.name}.{name}" in work.desk.config.defaults:
            return work.desk.config.defaults[f"{work.kept.name}.{name}"]
    return ABSENT


def refuse(work: Work) -> None:
    """Note the operations that would lose data, store half a row or show what is nowhere."""
    _report_missing(work)
    for label in work.alignment.shows_others:
        why = f"Its answer shows something else than rows of `{work.table.name}`."
        work.refused.setdefault(label, why)
    for label in work.alignment.strangers:
        why = f"Most of what its body carries is nowhere in `{work.table.name}`."
        work.refused.setdefault(label, why)
    for one in work.kept.sightings:
        if work.table.is_view and one.operation.method not in {"get", "head"}:
            why = f"`{work.table.name}` is a view: the database computes its rows."
            work.refused.setdefault(one.operation.label, why)
            continue
        reason = None
        if work.kept.links is None:
            reason = _cannot_show(work, one) or _cannot_take(work, one) or _cannot_make(work, one)
        if reason is not None:
            work.refused.setdefault(one.operation.label, reason)
        _note_incomplete(work, one)
    for one in (*work.kept.actions, *work.kept.views):
        reason = _cannot_show(work, one)
        if reason is not None:
            work.refused.setdefault(one.operation.label, reason)


def _report_missing(work: Work) -> None:
    for draft in work.missing.values():
        if draft.name not in work.mismatched:
            work.contradict(
                "schema-column-missing",
                draft.schema.origin,
                work.table.origin,
                property=draft.name,
                reading=without_column(draft),
            )
        if draft.inputs and not any(one.required for one in draft.inputs):
            why = f"Neither a column nor a relation of `{work.table.name}` can keep it."
            work.desk.decisions.append(
                storage.not_stored(work.kept.name, draft.name, why, draft.origins[:2])
            )


def _shows_rows(work: Work, shown: Schema) -> bool:
    """Whether an answer is what others show the rows as, or is called like it."""
    component = shape_of(work.desk.contract, shown).component
    return any(
        shown.origin == each.origin
        or (component is not None and component == shape_of(work.desk.contract, each).component)
        for each in work.kept.representations
    )


def _cannot_show(work: Work, one: Sighting) -> str | None:
    if one.answer is None or one.operation.method == "delete":
        return None
    if not _shows_rows(work, one.answer.schema):
        return None
    names = [
        member.name
        for member in _members(work, one.answer.schema)
        if member.required and member.name in work.missing and not member.schema.write_only
    ]
    return (
        f"Its answer must carry {_listed(names)}, and `{work.table.name}` has nothing like it."
        if names
        else None
    )


def _cannot_take(work: Work, one: Sighting) -> str | None:
    if one.body is None:
        return None
    lost = set(work.missing)
    written = {each.attribute for each in work.nested}
    lost |= {name for name, laid in work.laid.items() if laid.attribute not in written}
    names = [
        member.name
        for member in _members(work, one.body)
        if member.required
        and member.name in lost
        and not is_read_only(work.desk.contract, member.schema)
    ]
    if not names:
        return None
    return f"Callers must send {_listed(names)}, and `{work.table.name}` cannot keep it."


def _cannot_make(work: Work, one: Sighting) -> str | None:
    """A new row needs a value for every column that must have one."""
    makes = one.operation.method == "post" or puts_anew(one)
    if not makes or one.place.is_item or one.body is None:
        return None
    lacking = _lacking(work, one, one.body)
    copied = (*_copied(work, one, one.body, lacking), *_callers(work, one, lacking))
    taken = {each.column for each in copied}
    lacking = [each for each in lacking if work.sheet.attribute(each.name) not in taken]
    if not lacking:
        if copied:
            work.copied[one.operation.label] = copied
            work.desk.decisions.append(binding.copied(work.kept.name, one.operation, copied))
        _optional(work, one, one.body, taken)
        _optional_members(work, one, one.body)
        return None
    for column in lacking:
        work.contradict(
            "schema-not-filled",
            one.operation.origin,
            column.origin,
            column=column.name,
            operation=one.operation.label,
            reading="the operation answers 501",
        )
    names = _listed([column.name for column in lacking])
    return f"A row of `{work.table.name}` needs {names}, and nothing in the request brings it."


def _copied(
    work: Work, one: Sighting, body: Schema, lacking: list[Column]
) -> tuple[CopiedValue, ...]:
    """Return what a new row takes over from the rows that this request surely names."""
    if one.many:
        return ()
    brought = _brought(work, body)
    always = brought & {each.name for each in _members(work, body) if each.required}
    given = {work.sheet.attribute(work.columns[name].name) for name in always & set(work.columns)}
    given |= {way.column for way in _ways(work, one)}
    maybe = [
        column
        for name, column in work.columns.items()
        if name in brought - always and not column.nullable and not _is_filled(work, one, column)
    ]
    optional = copied_values(work, work.table, maybe, given)
    return (
        *copied_values(work, work.table, lacking, given),
        *(replace(each, optional=True) for each in optional),
    )


def _callers(work: Work, one: Sighting, lacking: list[Column]) -> tuple[CopiedValue, ...]:
    """Return what a new row takes over from the row of whoever makes it."""
    owner = work.owner
    if owner is None or one.operation.label not in owner.making or one.many:
        return ()
    return callers_values(work, lacking, owner.column, one.operation.texts)


def _ways(work: Work, one: Sighting) -> Iterator[KeyRole | ScopeRole]:
    """Yield what the path of an operation says of columns of its rows."""
    for (label, _), way in work.ways.items():
        if label == one.operation.label and not isinstance(way, AncestorRole):
            yield way


def _lacking(work: Work, one: Sighting, body: Schema) -> list[Column]:
    """Return the columns that must have a value and that this request does not bring."""
    given = {column.name for name, column in work.columns.items() if name in _brought(work, body)}
    attributes = {
        way.column
        for way in _ways(work, one)
        if not (isinstance(way, ScopeRole) and way.within is not None and not way.by_parent)
    }
    attributes |= {
        column
        for each in work.nested
        if each.items in {"row", "named", "key"}
        for _, column in each.members
    }
    owner = work.owner
    if owner is not None and one.operation.label in owner.making | owner.keeping:
        attributes.add(owner.column)
    queries = {parameter.name for parameter in one.operation.parameters}
    given |= {column.name for name, column in work.columns.items() if name in queries}
    attributes |= _gathered(work, body)
    return [
        column
        for column in work.table.columns
        if (not column.nullable or column.name in primary_key(work.table))
        and column.name not in given
        and not _is_filled(work, one, column)
        and work.sheet.attribute(column.name) not in attributes
    ]


def _is_filled(work: Work, one: Sighting, column: Column) -> bool:
    """Whether database or backend give the column its value: the tenant of whoever is calling."""
    made = work.fillers.get(column.name)
    if made is not None and made.kind == "tenant":
        return tells_caller(work.desk.contract, one.operation)
    return made is not None


def _gathered(work: Work, body: Schema) -> set[str]:
    """Return the columns that come as members of an object."""
    needed = attribute_names(member.name for member in _members(work, body)).values()
    return {
        column
        for name, each in work.sheet.gathered.items()
        if name in needed
        for _, column in each.members
    }


def _brought(work: Work, body: Schema) -> set[str]:
    return {
        member.name
        for member in _members(work, body)
        if not is_read_only(work.desk.contract, member.schema)
    }


def _note_incomplete(work: Work, one: Sighting) -> None:
    """Note a PUT that cannot make the row which it does not find."""
    is_put = one.operation.method == "put" and one.place.is_item
    if is_put and one.body is not None and _lacking(work, one, one.body):
        work.incomplete.add(one.operation.label)


def _optional(work: Work, one: Sighting, body: Schema, taken: set[str]) -> None:
    """Report columns that must have a value and that callers may leave out, or send as null."""
    brought = _brought(work, body)
    whole = one.operation.body
    if whole is not None and not whole.required:
        _optional_body(work, one, whole, brought)
    for member in _members(work, body):
        column = work.columns.get(member.name)
        narrows = without_nothing(work.desk.contract, member)
        if column is None or column.nullable or narrows is None or member.name not in brought:
            continue
        if work.sheet.attribute(column.name) in taken:
            continue
        if column.name in work.fillers or fills_itself(work.board.catalog, work.table, column):
            continue
        _report_lack(work, one, member, column, narrows)


def _optional_members(work: Work, one: Sighting, body: Schema) -> None:
    """Report objects, and members of them, that callers may leave out and columns need."""
    attributes = attribute_names(member.name for member in _members(work, body))
    for outer in _members(work, body):
        found = work.sheet.gathered.get(attributes[outer.name])
        needed = {} if found is None else dict(found.members)
        needed |= _named_in(work, attributes[outer.name])
        for inner in _members(work, outer.schema):
            column = _needed(work, needed.get(inner.name))
            if column is None:
                continue
            for member in (outer, inner):
                narrows = without_nothing(work.desk.contract, member)
                if narrows is not None:
                    _report_lack(work, one, member, column, narrows)


def _named_in(work: Work, attribute: str) -> dict[str, str]:
    """Return the members of an object that name the row which a column refers to."""
    found = (each for each in work.nested if each.attribute == attribute and each.items == "row")
    return {name: column for each in found for name, column in each.members}


def _report_lack(
    work: Work, one: Sighting, member: Property, column: Column, narrows: Narrowing
) -> None:
    """Report a member that callers may leave out, or send as null, and that a column needs."""
    work.contradict(
        "schema-not-null",
        member.schema.origin,
        column.origin,
        narrows=narrows,
        property=member.name,
        column=column.name,
        operation=one.operation.label,
        may="be null in" if member.required else "be left out of",
    )


def _needed(work: Work, attribute: str | None) -> Column | None:
    """Return the column of an attribute, if it must have a value that nothing else gives."""
    for column in work.table.columns:
        if work.sheet.attribute(column.name) == attribute and not column.nullable:
            given = column.name in work.fillers
            given = given or fills_itself(work.board.catalog, work.table, column)
            return None if given else column
    return None


def _optional_body(work: Work, one: Sighting, body: Body, brought: set[str]) -> None:
    """Report that no body at all may come, though some column needs what it brings."""
    for column in work.table.columns:
        filled = column.name in work.fillers
        filled = filled or fills_itself(work.board.catalog, work.table, column)
        draft = work.draft_of(column.name)
        if column.nullable or filled or draft is None or draft.name not in brought:
            continue
        work.contradict(
            "schema-not-null",
            body.origin,
            column.origin,
            narrows=Narrowing(schema=body.origin, keyword="required", value=True),
            property="body",
            column=column.name,
            operation=one.operation.label,
            may="be left out of",
        )
        return


def _members(work: Work, schema: Schema) -> tuple[Property, ...]:
    return members_of(work.desk, schema)


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:MANY])
    more = len(names) - MANY
    return f"{shown} and {more} more" if more > 0 else shown
