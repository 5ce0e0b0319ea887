"""Who alone may call, of the people whom rows name: `The owner of the restaurant or an admin`.

Location: pactgen/passes/endpoints/told_people.py. Used by `design_endpoints`. Read are operations
that document a 403, whose sentence says that others are refused. Each of the people must be known:
by the role that their own row has, by a column of the row that the path names or of one that it
leads to, or by belonging to the same thing, as the recruiters of a company do. Else nothing is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import Bond, CallerRole, Hop, KeptRow, ScopeRole, WayIn
from pactgen.passes.endpoints.kept_rows import named_rows
from pactgen.passes.endpoints.told_members import OF_MEMBERS
from pactgen.passes.endpoints.ways_in import together, way_in
from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reconcile.wording import KEY_WORDS, bare_of, ends_with, essence, is_plural
from pactgen.passes.words.names import singular
from pactgen.passes.words.prose import sentences, unmarked
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.database import Column, Table
    from pactgen.ir.inputs import Input
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.reconcile.wording import Words
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_FORBIDDEN: Final = "403"
_FARTHEST: Final = 3
"""Rows between the one of the path and the one that names the caller."""
_EXCLUSIVE: Final = re.compile(
    r"\bonly\b|^(?:the )?(?:caller|user) (?:must|has to|needs to) be\b"
    r"|\b403 (?:otherwise|for)\b|\botherwise,? 403\b|\b403 to (?:all|any|every)"
    r"|\b(?:others|everybody else|everyone else|anybody else|anyone else|all others|nobody else)\b",
    re.IGNORECASE,
)
"""Of a sentence that says who may: others may not."""
_CLAUSES: Final = re.compile(r"[();:.]|\s[-\u2013\u2014]\s")
_LEAD: Final = re.compile(
    r"^(?:(?:the )?(?:caller|user) (?:must|has to|needs to) be |(?:it|this) (?:is )?)?"
    r"(?:(?:available|accessible|allowed|limited|open|reserved|restricted|visible) )?"
    r"(?:only )?(?:(?:by|for|to) )?(?:only )?"
)
_TAIL: Final = re.compile(
    r" (?:(?:may|can)\b(?! be\b)|(?:are|is) (?:able|allowed|permitted|entitled)\b"
    r"|ha(?:s|ve) access\b).*$"
    r"| only$"
)
_ALSO: Final = re.compile(r"(?<=\w), or (?:by )?(?:an?|any|the) [\w-]+$")
"""`Only the guest can see it, or an admin`."""
_RELATIVE: Final = re.compile(r" (?:who|that|which) [^,]*?(?=,| and | or |$)")
_APART: Final = re.compile(r",? (?:and|or) |, ")
_ARTICLE: Final = re.compile(r"^(?:an?|any|the|its|their|this|that|all|every|each) ")
_POSSESSIVE: Final = re.compile(r"^(?P<of>[\w-]+(?: [\w-]+)?)['\u2019]s? (?P<who>[\w-]+)$")
_PHRASE: Final = re.compile(r"[\w-]+(?: [\w-]+)?")
_MADE_IT: Final = frozenset({("owner",), ("author",), ("creator",)})
_GROUPED: Final = frozenset(
    {"colleague", "employee", "member", "people", "person", "staff", "user", "worker"}
)
"""What all are called that belong to something."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may: `the owner`, of the `restaurant`, of the `order`."""

    chain: tuple[Words, ...]
    definite: bool
    """`The owner`, and no `owners`."""


def told_gate(
    context: Context,
    one: Sighting,
    verdict: Verdict,
    stored: Stored | None,
    inputs: tuple[Input, ...],
    caller: Input | None,
) -> KeptRow | None:
    """Return which row must be tied to the caller; None where nothing tells it for sure."""
    people = context.people
    makes = caller is not None and verdict.name == "create" and isinstance(caller.role, ScopeRole)
    keeps = caller is not None and not makes and caller.role != CallerRole()
    if stored is None or people is None or keeps:
        return None
    refuses = one.operation.response(_FORBIDDEN) is not None
    if not refuses or not tells_caller(context.contract, one.operation):
        return None
    told = set(_people_alone(*one.operation.texts))
    if len(told) != 1:
        return None
    (persons,) = told
    for each in named_rows(context, stored, inputs):
        found = [tie_of(context, people, each.row.table, person) for person in persons]
        ties = [tie for tie in found if tie is not None]
        bonds = tuple(dict.fromkeys(tie for tie in ties if isinstance(tie, Bond)))
        if len(ties) == len(found) and bonds:
            ways = together([*(tie for tie in ties if isinstance(tie, WayIn)), *context.always])
            return KeptRow(
                resource=each.row.kept.name,
                named=each.named.name,
                key=each.key,
                bonds=bonds,
                unless=ways,
            )
    return None


# ---- who is spoken of ------------------------------------------------------------------------


def _people_alone(*texts: str | None) -> Iterator[tuple[Person, ...]]:
    """Yield the people of each sentence that lets in nobody else."""
    for sentence in sentences(*(OF_MEMBERS.sub("", text or "") for text in texts)):
        plain = unmarked(sentence)
        if not _EXCLUSIVE.search(plain):
            continue
        clauses = [each.strip(" ,") for each in _CLAUSES.split(plain)]
        told = [each for each in clauses if re.search(r"\bonly\b", each)] or clauses
        persons = persons_in(told[0]) if told else ()
        if persons:
            yield persons


def persons_in(clause: str) -> tuple[Person, ...]:
    """Return the people whom a clause lists; none where it speaks of something else."""
    also = _ALSO.search(clause)
    begins = clause if also is None else clause[: also.start()]
    rest = _RELATIVE.sub("", _TAIL.sub("", _LEAD.sub("", begins)))
    rest += "" if also is None else also[0]
    found = [_person(each.strip()) for each in _APART.split(rest)]
    persons = tuple(each for each in found if each is not None)
    return persons if len(persons) == len(found) else ()


def _person(text: str) -> Person | None:
    """Return somebody as a chain: `the order's customer`, `recruiters of the company`."""
    chain: list[Words] = []
    parts = text.split(" of ")
    first = _ARTICLE.sub("", parts[0])
    definite = parts[0].startswith(("the ", "its ", "their ")) and not is_plural(first)
    for part in parts:
        bare = _ARTICLE.sub("", part)
        owned = _POSSESSIVE.fullmatch(bare)
        nouns = [bare] if owned is None else [owned["who"], owned["of"]]
        if not all(_PHRASE.fullmatch(noun) for noun in nouns):
            return None
        chain += [essence(noun) for noun in nouns]
    return Person(chain=tuple(chain), definite=definite)


# ---- how they are known ----------------------------------------------------------------------


def tie_of(context: Context, people: Stored, table: Table, person: Person) -> Bond | WayIn | None:
    """Return what ties such a person to a row, or the role that lets them in."""
    noun, *of = person.chain
    if not of and not person.definite:
        return way_in(people, "_".join(noun))
    hops: tuple[Hop, ...] = ()
    at = table
    for each in reversed(of):
        way = _way_to(context, people, at, each)
        if way is None:
            return None
        hops += way
        at = context.tables[hops[-1].table] if way else at
    found = _named_in(context, people, at, noun)
    if found is not None:
        return Bond(column=found[1], hops=(*hops, *found[0]))
    if of:
        return _grouped(people, at, hops, noun)
    return way_in(people, "_".join(noun))


def _way_to(
    context: Context, people: Stored, table: Table, called: Words
) -> tuple[Hop, ...] | None:
    """Return the only shortest way to a row that is called so; an empty one: the row itself is."""
    if _is_called(context, table, called):
        return ()
    ends: list[tuple[Table, tuple[Hop, ...]]] = [(table, ())]
    for _ in range(_FARTHEST):
        further = [
            (context.tables[hop.table], (*hops, hop), column)
            for at, hops in ends
            for column, hop in _hops(context, at)
            if hop.table != people.table.name and hop.table not in {each.table for each in hops}
        ]
        found = [
            hops
            for at, hops, column in further
            if _is_called(context, at, called) or bare_of(essence(column), KEY_WORDS) == called
        ]
        if found:
            return found[0] if len(found) == 1 else None
        ends = [(at, hops) for at, hops, _ in further]
    return None


def _hops(context: Context, table: Table) -> Iterator[tuple[str, Hop]]:
    """Yield the rows that a row refers to, and by which column."""
    for column in table.columns:
        target = column.references
        if target is not None and target.table in context.tables and target.table != table.name:
            hop = Hop(column=column.name, table=target.table, referred=target.column)
            yield column.name, hop


def _is_called(context: Context, table: Table, called: Words) -> bool:
    names = {each.kept.name for each in context.stored.values() if each.table.name == table.name}
    spoken = (essence(name) for name in (*names, table.model, table.name))
    return any(ends_with(each, called) for each in spoken)


def _named_in(
    context: Context, people: Stored, table: Table, noun: Words
) -> tuple[tuple[Hop, ...], str] | None:
    """Return the column that names such a person, perhaps of the row that says more of them.

    The `courier` of a delivery is a row of couriers, which names its user.
    """
    persons = _persons_in(people, table)
    named = [each.name for each in persons if bare_of(essence(each.name), KEY_WORDS) == noun]
    if not named and noun in _MADE_IT:
        named = [each.name for each in persons] if len(persons) == 1 else []
    if named:
        return ((), named[0]) if len(named) == 1 else None
    beyond = [
        (hop, each.name)
        for column, hop in _hops(context, table)
        if bare_of(essence(column), KEY_WORDS) == noun and hop.table != people.table.name
        for each in _persons_in(people, context.tables[hop.table])
        if each.unique
    ]
    return ((beyond[0][0],), beyond[0][1]) if len(beyond) == 1 else None


def _persons_in(people: Stored, table: Table) -> list[Column]:
    """Return the columns that name people."""
    key = people.table.key.name
    return [
        each
        for each in table.columns
        if each.references is not None
        if each.references.table == people.table.name and each.references.column == key
    ]


def _grouped(people: Stored, table: Table, hops: tuple[Hop, ...], noun: Words) -> Bond | None:
    """Return the bond of those who belong to the same thing: `recruiters of the company`."""
    belonging = [
        each
        for each in people.table.columns
        if each.references is not None and each.references.table == table.name
    ]
    role = way_in(people, "_".join(noun))
    known = role is not None or (len(noun) == 1 and singular(noun[0]) in _GROUPED)
    if len(belonging) != 1 or not known or belonging[0].references is None:
        return None
    column = belonging[0].references.column
    if hops and hops[-1].referred == column:
        *hops_before, last = hops
        hops, column = tuple(hops_before), last.column
    return Bond(column=column, hops=hops, group=belonging[0].name, role=role)
