"""Which column of the schema names whose a row is, where operations keep to the caller's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.decisions import ownership
from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.columns import alike
from pactgen.passes.reconcile.both_ends import doer_of
from pactgen.passes.reconcile.memberships import membership_roles, parent_roles, spoken_roles
from pactgen.passes.reconcile.tables_of import primary_key, reference_of
from pactgen.passes.reconcile.wording import KEY_WORDS, bare_of, essence, same
from pactgen.passes.resources.find_owners import NOBODYS, person_words
from pactgen.passes.resources.find_resources import makes_rows
from pactgen.passes.resources.values import Ownership
from pactgen.passes.tables.owners import evidence_of, owner_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.prose import says_own, sentences
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.schema import Column
    from pactgen.passes.reconcile.work import Work
    from pactgen.passes.resources.values import Sighting


_MADE_BY: Final = frozenset(
    f"{deed}by"
    for deed in (
        "added", "asked", "author", "booked", "bought", "created", "filed", "kept", "made",
        "ordered", "owned", "placed", "posted", "raised", "recorded", "reported", "requested",
        "sent", "started", "submitted", "uploaded", "written",
    )
) | frozenset(vocabulary.MAKERS)  # fmt: skip


def name_owner(work: Work, works: Mapping[str, Work]) -> None:
    """Find the column; where there is none, nothing tells which rows are the caller's.

    Args:
        work: the resource.
        works: all of them, by name.
    """
    told = work.kept.owned
    if told is not None and _told_column(work, works, told) is None:
        _list_mine(work, works.get(told.person), told)
        told = None
    owned = told or _made_by(work, works)
    person = None if owned is None else works.get(owned.person)
    if owned is None or person is None or len(primary_key(person.table)) != 1:
        return
    by_table = told is None
    removed = frozenset(
        one.operation.label for one in work.kept.sightings if _removes_own(work, one)
    )
    owned = replace(owned, keeping=owned.keeping | removed)
    if by_table or removed:
        known = replace(owned, keeping=owned.keeping | frozenset(work.mine))
        work.alignment = replace(work.alignment, kept=replace(work.kept, owned=known))
    column = _told_column(work, works, owned)
    if column is None:
        return
    _refuse_rivals(work, works, person, column)
    attribute = work.sheet.attribute(column.name)
    wire = work.sheet.wire_names.get(column.name, attribute)
    work.owner = owner_of(work.desk.contract, work.kept, owned, attribute, wire)
    evidence = (*evidence_of(work.kept, owned)[:2], column.origin)
    name, kept_to = work.kept.name, bool(owned.keeping)
    work.desk.decisions.append(
        ownership.told_by_table(name, attribute, owned.person, evidence, is_kept_to=kept_to)
        if by_table
        else ownership.owner(
            name,
            attribute,
            owned.person,
            evidence,
            sentence=owned.sentence,
            is_new=False,
            is_kept_to=kept_to,
        )
    )


def _told_column(work: Work, works: Mapping[str, Work], owned: Ownership) -> Column | None:
    """Return the column that names whose a row is; None where none does for sure."""
    person = works.get(owned.person)
    if person is None or len(primary_key(person.table)) != 1:
        return None
    others = frozenset(bare(name) for name in works if name != owned.person)
    return _owner(work, person, others)


def _list_mine(work: Work, person: Work | None, owned: Ownership) -> None:
    """Keep lists to the caller's rows by what the words of each, or another table, tell."""
    if person is not None and len(primary_key(person.table)) == 1:
        work.mine |= membership_roles(work, person, owned)
        work.mine |= spoken_roles(work, person, owned)
        work.mine |= parent_roles(work, person, owned)
    for label in owned.keeping - set(work.mine):
        why = f"No column of `{work.table.name}` tells which of its rows are the caller's."
        work.refused.setdefault(label, why)


def _made_by(work: Work, works: Mapping[str, Work]) -> Ownership | None:
    """Return who makes rows that must name somebody: `uploaded_by`, where no request tells it."""
    people = [one for one in works.values() if one.kept.account is not None]
    making = [one for one in work.kept.sightings if makes_rows(one, work.kept.sightings)]
    making += [one for one in work.kept.sightings if _ties_caller(work, one)]
    nobodys = work.desk.config.resource(work.kept.name).owner == NOBODYS
    if len(people) != 1 or people[0] is work or not making or work.kept.is_mark or nobodys:
        return None
    if not all(tells_caller(work.desk.contract, one.operation) for one in making):
        return None
    untold = [column for column in work.table.columns if _is_untold(work, column, people[0])]
    columns = [column.name for column in untold if _tells_maker(column)]
    columns = columns or [column.name for column in untold]
    if len(columns) != 1:
        return None
    every = [*work.kept.sightings, *work.kept.actions]
    are_theirs = _are_personal(work, columns[0], people[0]) and all(
        tells_caller(work.desk.contract, one.operation) for one in every
    )
    return Ownership(
        person=people[0].kept.name,
        keeping=frozenset(one.operation.label for one in every) if are_theirs else frozenset(),
        making=frozenset(one.operation.label for one in making),
        column=columns[0],
        sentence=None,
    )


def _removes_own(work: Work, one: Sighting) -> bool:
    """Whether what goes below a parent is the caller's: `DELETE /talks/{id}/registrations/me`."""
    goes = one.method == "delete" and bool(one.place.scopes) and not one.place.is_item
    if not goes or not tells_caller(work.desk.contract, one.operation):
        return False
    *_, last = one.operation.path.rstrip("/").split("/")
    return bare(last) in vocabulary.MINE or any(map(says_own, sentences(*one.operation.texts)))


def _ties_caller(work: Work, one: Sighting) -> bool:
    """Whether a row is made that joins what the path names with somebody, and no body says whom."""
    posts = one.method == "post" and one.operation.body is None and not one.place.is_item
    return posts and bool(one.place.scopes) and work.board.catalog.joins(work.table)


def _are_personal(work: Work, column: str, person: Work) -> bool:
    """Whether nobody is shown whose the rows are, and what tells them apart does so for each.

    The names of categories are unique for each user: a list of them all had some of them twice.
    """
    if bare(column) not in person_words(person.kept.name, ()):
        return False
    apart = [key.columns for key in work.table.uniques]
    apart += [
        tuple(part.column for part in index.parts if part.column is not None)
        for index in work.table.indexes
        if index.unique
    ]
    shown = work.draft_of(column) is not None or any(
        own == column for laid in work.laid.values() for own, _ in laid.shown.way.pairs
    )
    return not shown and any(column in key and len(key) > 1 for key in apart)


def _is_untold(work: Work, column: Column, person: Work) -> bool:
    """Whether a column must name one of the people, and no request tells whom."""
    key = reference_of(work.table, column.name)
    if column.nullable or key is None or str(key.table) != str(person.table.name):
        return False
    draft, attribute = work.draft_of(column.name), work.sheet.attribute(column.name)
    told = draft is not None and bool(draft.inputs)
    return not told and not any(
        getattr(way, "column", None) == attribute for way in work.ways.values()
    )


def _tells_maker(column: Column) -> bool:
    """Whether a column is called after whoever makes a row."""
    spoken = bare_of(essence(column.name), KEY_WORDS)
    return spoken[-1:] == ("by",) or spoken[-1:] in {(word,) for word in vocabulary.MAKERS}


def _owner(work: Work, person: Work, others: frozenset[str]) -> Column | None:
    """Return the column that is stated, that refers to the people, or that is called after them."""
    owned, key = work.kept.owned, primary_key(person.table)[0]
    fitting = [column for column in work.table.columns if _fits(work, column, person)]
    stated = None if owned is None else owned.column
    if stated is not None:
        named = work.columns.get(stated)
        names = (stated, *_kept_as(work, stated)) if named is None else (named.name,)
        return next((one for one in fitting if one.name in names), None)
    referring = [
        column
        for column in fitting
        if (found := reference_of(work.table, column.name)) is not None
        and str(found.table) == str(person.table.name)
        and found.referred == (key,)
    ]
    if len(referring) == 1:
        return None if _tells_deed(referring[0]) else referring[0]
    doer = doer_of(work.board.catalog, work.table, person.table) if work.kept.is_mark else None
    if doer is not None:
        return next((one for one in fitting if (one.name,) == doer.columns), None)
    words = person_words(person.kept.name, others)
    free = [one for one in fitting if reference_of(work.table, one.name) is None]
    by_name = {bare(one.name): one for one in (referring or free)}
    return next((by_name[word] for word in words if word in by_name), None)


def _tells_deed(column: Column) -> bool:
    """Whether a column names who did something with a row later: `checked_in_by` of a ticket."""
    return column.nullable and _tells_maker(column) and not _is_made_by(column)


def _is_made_by(column: Column) -> bool:
    """Whether a column is called after who made a row, or has it."""
    return bare(column.name).removesuffix("id") in _MADE_BY


def _refuse_rivals(work: Work, works: Mapping[str, Work], person: Work, column: Column) -> None:
    """Refuse the rows that are “mine” where a role names a person and another table does too.

    A repair has a `receptionist_id`, and mechanics are assigned to it: whose it is, nothing tells.
    """
    owned = work.kept.owned
    if owned is None or owned.column is not None or _is_owners(person, column):
        return
    kept = {str(each.table.name) for each in works.values()}
    rivals = (
        f"`{table.name}.{key.columns[0]}`"
        for name, table in sorted(work.board.catalog.tables.items())
        if name not in kept and work.board.catalog.references(table, str(work.table.name))
        for key in work.board.catalog.references(table, str(person.table.name))
        if not _tells_maker(table.column(key.columns[0]))
    )
    rival = next(rivals, None)
    if rival is None:
        return
    for label in owned.keeping:
        work.refused.setdefault(
            label, f"Both `{column.name}` and {rival} name people: which of them calls, none tells."
        )


def _is_owners(person: Work, column: Column) -> bool:
    """Whether a column is called after the people, or after whoever owns something."""
    return bare(column.name) in person_words(person.kept.name, ()) or _tells_maker(column)


def _kept_as(work: Work, shown: str) -> tuple[str, ...]:
    """Return the column of a property that shows the whole person: `author` is `author_id`."""
    laid = work.laid.get(shown)
    if laid is not None and not laid.shown.way.many:
        return tuple(own for own, _ in laid.shown.way.pairs)
    words = essence(shown)
    roles = (
        (key.columns[0], bare_of(essence(key.columns[0]), KEY_WORDS))
        for key in work.table.foreign_keys
        if len(key.columns) == 1
    )
    return tuple(column for column, role in roles if same(role, words))


def _fits(work: Work, column: Column, person: Work) -> bool:
    """Whether a column can hold the key of a person, and is not that of the row itself."""
    key = person.table.column(primary_key(person.table)[0])
    kind, wanted = work.sheet.kind(column), person.sheet.kind(key)
    is_key = primary_key(work.table) == (column.name,) and not work.kept.singleton
    return not is_key and (alike(kind, wanted) or (kind, wanted) == ("text", "uuid"))
