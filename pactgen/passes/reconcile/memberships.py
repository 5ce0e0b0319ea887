"""`/me/teams`: rows that a table of members links to whoever is calling.

Location: pactgen/passes/reconcile/memberships.py. Used by `name_owner`, where no column of the rows
themselves tells for all lists whose they are. Of several that name people, the words of a list tell
which one it means: “Tickets requested by the current user”.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.decisions import ownership
from pactgen.ir.binding import Within
from pactgen.ir.inputs import ScopeRole
from pactgen.passes.reconcile.both_ends import role_of
from pactgen.passes.reconcile.wording import essence, essence_of_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.schema import ForeignKey, Table
    from pactgen.passes.reconcile.work import Work
    from pactgen.passes.resources.values import Ownership, Sighting

MEMBERS: Final = frozenset(
    {
        "assignment",
        "attendee",
        "enrollment",
        "enrolment",
        "member",
        "membership",
        "participant",
        "participation",
        "registration",
        "subscription",
    }
)
"""Words of tables that say who takes part in what."""
_STEM: Final = 3
"""Letters of a verb that may be told from what people are called: `request`, of a `requester`."""
_LINKING: Final = frozenset({"link", "map", "mapping", "rel", "relation", "x"})
"""Words of tables that say no more than that they join two others."""


def membership_roles(work: Work, person: Work, owned: Ownership) -> dict[str, ScopeRole]:
    """Return by operation how its list keeps to what the caller is a member of.

    Several tables that may tell it tell nothing, nor does one that says something else of people
    than that they belong: a `review`.
    """
    lists = list(_lists(work, owned))
    found = {
        one.operation.label: role
        for one in lists
        if (role := _role(work, person, one.place.noun)) is not None
    }
    if found:
        evidence = (*(one.operation.origin for one in lists[:2]), work.table.origin)
        role = next(iter(found.values()))
        join = "" if role.within is None else role.within.table
        work.desk.decisions.append(
            ownership.told_by_members(work.kept.name, join, owned.person, evidence)
        )
    return found


def spoken_roles(work: Work, person: Work, owned: Ownership) -> dict[str, ScopeRole]:
    """Return by operation which of several columns its words say to name the caller.

    A `requester` is who has requested, an `assignee` whom something is assigned to.
    """
    keys = work.board.catalog.references(work.table, str(person.table.name))
    found = {}
    for one in _lists(work, owned):
        said = set(re.findall(r"[a-z]+", " ".join(filter(None, one.operation.texts)).lower()))
        told = [key for key in keys if len(key.columns) == 1 and _done_by(key) & said]
        if len(told) == 1:
            column = work.sheet.attribute(told[0].columns[0])
            found[one.operation.label] = ScopeRole(column=column, parent=None)
            evidence = (one.operation.origin, work.table.column(told[0].columns[0]).origin)
            work.desk.decisions.append(
                ownership.told_by_words(work.kept.name, one.operation, column, evidence)
            )
    return found


def parent_roles(work: Work, person: Work, owned: Ownership) -> dict[str, ScopeRole]:
    """Return by operation how its list keeps to rows of what is the caller's: `of your orders`.

    Of the rows that theirs refer to, one table alone must name a person, and each of its rows must.
    """
    found = {}
    ways = [role for key in work.table.foreign_keys for role in _of_parent(work, person, key)]
    lists = list(_lists(work, owned)) if len(ways) == 1 else []
    for one in lists:
        name, role = ways[0]
        said = essence_of_text(" ".join(filter(None, one.operation.texts)))
        if set(work.board.catalog.words[name]) <= set(said):
            found[one.operation.label] = role
    if found:
        evidence = (*(one.operation.origin for one in lists[:2]), work.table.origin)
        name = work.kept.name
        work.desk.decisions.append(
            ownership.told_by_members(name, ways[0][0], owned.person, evidence)
        )
    return found


def _of_parent(work: Work, person: Work, key: ForeignKey) -> Iterator[tuple[str, ScopeRole]]:
    """Yield the table that a reference leads to, and how it tells whose a row is."""
    catalog, name = work.board.catalog, str(key.table)
    target = catalog.tables.get(name)
    if target is None or target in (work.table, person.table) or len(key.columns) != 1:
        return
    owners = catalog.references(target, str(person.table.name))
    owner = _only(owners)
    if owner is None or target.column(owner.columns[0]).nullable:
        return
    sheet = work.board.sheet(target)
    within = Within(
        table=name,
        select=sheet.attribute(key.referred[0]),
        where=sheet.attribute(owner.columns[0]),
    )
    yield name, ScopeRole(column=work.sheet.attribute(key.columns[0]), parent=None, within=within)


def _done_by(key: ForeignKey) -> set[str]:
    """Return what whoever a column names has done, or what was done to them."""
    *before, role = role_of(key)
    done = {word for word in before if word.endswith("ed")}
    stem = next((role.removesuffix(end) for end in ("er", "or", "ee") if role.endswith(end)), "")
    return done | {f"{role}ed", *([f"{stem}ed"] if len(stem) >= _STEM else [])}


def _lists(work: Work, owned: Ownership) -> Iterator[Sighting]:
    """Yield the lists that keep to the caller's rows."""
    for one in (*work.kept.sightings, *work.kept.views):
        listed = one.method == "get" and not one.place.is_item
        if listed and one.operation.label in owned.keeping and one.answer and one.answer.many:
            yield one


def _role(work: Work, person: Work, noun: str) -> ScopeRole | None:
    catalog = work.board.catalog
    joins = catalog.join_tables(str(work.table.name), str(person.table.name))
    told = [each for each in joins if _tells_members(work, person, each)]
    called = [each for each in joins if catalog.is_joined_as(each, person.table, essence(noun))]
    join = next(iter(called or told), None)
    if join is None or len(called or told) != 1 or work.table is person.table:
        return None
    near = _only(catalog.references(join, str(person.table.name)))
    far = _only(catalog.references(join, str(work.table.name)))
    if near is None or far is None:
        return None
    sheet = work.board.sheet(join)
    within = Within(
        table=str(join.name),
        select=sheet.attribute(far.columns[0]),
        where=sheet.attribute(near.columns[0]),
    )
    return ScopeRole(column=work.sheet.attribute(far.referred[0]), parent=None, within=within)


def _only(keys: tuple[ForeignKey, ...]) -> ForeignKey | None:
    return keys[0] if len(keys) == 1 and len(keys[0].columns) == 1 else None


def _tells_members(work: Work, person: Work, join: Table) -> bool:
    """Whether a table says of people no more than that they belong, or that they do."""
    words = work.board.catalog.words
    called = set(words[str(join.name)])
    ends = {*words[str(work.table.name)], *words[str(person.table.name)]}
    return bool(called & MEMBERS) or called <= ends | _LINKING
