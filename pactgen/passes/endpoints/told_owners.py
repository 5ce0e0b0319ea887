"""Whose a row must be for whoever changes or removes it: `Only the author may edit`.

Location: pactgen/passes/endpoints/told_owners.py. Used by `design_endpoints` and
`kept_rows`. Read are operations that document a 403 and whose tokens tell who is calling; the rows
must have one column that names the person who is spoken of. Where others may as well (`or a
moderator`), the rows of people must say who they are (`ways_in`), else nobody is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import CallerRole, WayIn
from pactgen.passes.endpoints.ways_in import (
    spelled,
    together,
    ways_in,
    without_others,
)
from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reconcile.wording import KEY_WORDS, bare_of, essence
from pactgen.passes.resources.find_owners import person_words
from pactgen.passes.words.prose import plain_words, sentences
from pactgen.passes.words.vocabulary import MAKERS, OWNED_BY, OWNERS, bare
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Operation
    from pactgen.ir.database import Column
    from pactgen.ir.inputs import Input
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_FORBIDDEN: Final = "403"
_CHANGES: Final = frozenset({"replace", "update", "delete"})
_THE: Final = r"(?:the|its|their|an?|this)"
_CALLED: Final = r"(?:(?P<whose>(?:\w+ ){1,2})s )?(?:\w+ (?!may|can|of|is|s ))?(?P<noun>\w+)"
_WHO: Final = rf"{_THE} {_CALLED}"
_DID: Final = r"(?: (?:who|whom|that|whose|the)(?: \w+){1,5}?)?"
"""`Only the customer who has made it may`."""
_NAMED: Final = (
    rf"\bonly {_WHO}(?: of (?:{_THE} )?\w+)?{_DID} (?:may|can|is|are|has)\b",
    rf"\bonly\b.*\bby {_WHO}",
    r"\bonly (?P<noun>\w+?)s (?:may|can|are)\b",
    rf"\bmust be {_WHO}",
    r"^(?P<noun>\w+) only\b",
    rf"\bonly (?:for |to )?{_WHO}$",
    rf"\b(?:by|for|to) {_WHO} only\b",
)
_REFUSED: Final = (
    rf"\bnot {_WHO}",
    r"\bnot (?P<noun>owner|author|creator)\b",
)
_OF: Final = rf"(?: of (?:{_THE} )?(?:\w+ s )?(?P<thing>\w+))?"
_THE_ONE: Final = rf"(?:the|its|their|this) {_CALLED}"
_END: Final = r"(?= (?:and|for|in|of|or|to|who)\b|$)"
_OPEN: Final = r"(?:accessible|available|limited|open|reserved|restricted|visible)"
_ALONE: Final = (
    rf"\bonly {_THE_ONE}{_OF}{_DID} (?:(?:may|can)\b(?! be\b)|has\b|is (?:able|allowed)\b)",
    rf"\bonly be \w+ by {_THE_ONE}{_OF}{_END}",
    rf"^only (?:for |to |by )?{_THE_ONE}{_OF}$",
    r"^(?P<noun>\w+) only$",
    rf"\bmust be {_THE_ONE}{_OF}{_END}",
    rf"\b{_OPEN} (?:only )?(?:for|to) {_THE_ONE}{_OF}(?: only)?$",
)
_NOT_THE_ONE: Final = (rf"\bnot {_THE_ONE}{_OF}{_END}",)
_PARTS: Final = re.compile(r"[;:]\s|\s[-\u2013\u2014]\s|\s\(")
_ONLY: Final = re.compile(r"\bonly\b", re.IGNORECASE)
_OWN: Final = re.compile(
    r"\bonly(?: \w+)? (?:your|their|his|her|one s) own\b"
    r"|\b(?:another|(?:some|any)(?:one|body) else|other) (?:\w+ )?s \w+"
)
_NOT_OWN: Final = re.compile(
    r"\bnot (?:yours|your(?: own)?|own|owned by you|belong(?:ing)? to (?:you|the caller))\b"
    r"|\b(?:belongs?|belonging|owned) (?:to|by) (?:another|a different|some(?:one|body) else)\b"
)
"""Of a refusal, which says whose the row was not."""


def told_owner(
    context: Context, one: Sighting, verdict: Verdict, stored: Stored | None
) -> CallerRole | None:
    """Return the column that must name the caller; None where nothing tells it."""
    works = verdict.name in _CHANGES and not (verdict.of_caller or verdict.creates or one.many)
    if stored is None or context.person is None or not works:
        return None
    if not tells_caller(context.contract, one.operation):
        return None
    told = told_of(context, one.operation)
    if told is None or of_others(context, told, stored):
        return None
    spoken = set(_spoken(*told.sentences))
    nouns = spoken - {""} or spoken
    named = {column_naming(context, context.person, stored, noun) for noun in nouns} - {None}
    return CallerRole(column=named.pop(), unless=told.unless) if len(named) == 1 else None


def of_others(context: Context, told: Told, stored: Stored) -> bool:
    """Whether it is told of something else than the row: `only the owner of the team's league`."""
    things = {bare(each.thing) for each in people_alone(*told.sentences) if each.thing}
    others = {bare(name) for name in context.stored if name != stored.kept.name}
    return bool(things & others)


def kept_to(context: Context, one: Sighting, caller: Input | None) -> str:
    """Say whose the row must be, and who else is let in; or that nobody knows who that is."""
    role = None if caller is None else caller.role
    if isinstance(role, CallerRole) and role.column is not None:
        ways = "".join(f", or the caller's {spelled(each)}" for each in role.unless)
        whose = f"`{role.column}` must name the caller{ways}"
        return f" {whose}, as it is described: others are answered 403."
    unknown = context.person is not None and told_of(context, one.operation) is None
    if not unknown or not any(map(_ONLY.search, sentences(*one.operation.texts))):
        return ""
    return " Who may do it beside the owner, no row of people says: nobody is refused."


def tells_owner(sentence: str) -> bool:
    """Whether a sentence says that a row must be the caller's."""
    plain = plain_words(sentence)
    return any(_nouns(_NAMED, plain)) or _OWN.search(plain) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """Who alone may do something: the `organizer`, perhaps of the `event`."""

    noun: str
    thing: str | None = None


def people_alone(told: list[str], refused: list[str]) -> Iterator[Alone]:
    """Yield who the one person is that alone may: `the organizer`, not `organizers`."""
    for each in (*told, *refused):
        yield from _alone(_ALONE, each)
    for each in refused:
        yield from _alone(_NOT_THE_ONE, each)


def _alone(patterns: tuple[str, ...], plain: str) -> Iterator[Alone]:
    for pattern in patterns:
        for found in re.finditer(pattern, plain):
            groups = found.groupdict()
            thing = groups.get("thing") or (groups.get("whose") or "").strip()
            yield Alone(noun=found["noun"], thing=thing or None)


def named_owners(sentence: str) -> frozenset[str]:
    """Return what the people are called who alone may, beside others: `organizer`."""
    plain = without_others(plain_words(sentence))
    return frozenset(_nouns(_NAMED, plain) if _ONLY.search(plain) else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of who may do something, without those who may as well."""

    sentences: tuple[list[str], list[str]]
    """About the operation, and about the refusal."""
    unless: tuple[WayIn, ...]


def told_of(context: Context, operation: Operation) -> Told | None:
    """Return what an operation says; None where others may whom nothing tells."""
    refusal = operation.response(_FORBIDDEN)
    people = context.people
    if refusal is None or people is None:
        return Told(sentences=([], []), unless=())
    told = [plain_words(part) for each in sentences(*operation.texts) for part in _apart(each)]
    refused = [
        plain_words(part) for each in sentences(refusal.description) for part in _apart(each)
    ]
    refused = [each for each in refused if list(_spoken([], [each]))]
    found = ways_in(people, (*told, *refused), _says_who)
    if found is None:
        return None
    plain, ways = found
    ways = together([*ways, *context.always])
    return Told(sentences=(plain[: len(told)], plain[len(told) :]), unless=ways)


def _apart(sentence: str) -> list[str]:
    """Return what is said one beside the other: `Only the author; anybody else is refused`."""
    return _PARTS.split(sentence)


def _says_who(plain: str) -> bool:
    """Whether a sentence is about who may, with those who may as well or without them."""
    spoken = (_spoken([], [each]) for each in (plain, without_others(plain)))
    return any(next(each, None) is not None for each in spoken)


def _spoken(told: list[str], refused: list[str]) -> Iterator[str]:
    """Yield what the person is called who alone may do it; nothing in words: `your own`."""
    for each in (*told, *refused):
        yield from _nouns(_NAMED, each)
        if _OWN.search(each):
            yield ""
    for each in (*refused, *(each for each in told if _FORBIDDEN in each)):
        yield from _nouns(_REFUSED, each)
        if _NOT_OWN.search(each):
            yield ""


def _nouns(patterns: tuple[str, ...], plain: str) -> Iterator[str]:
    for pattern in patterns:
        yield from (found["noun"] for found in re.finditer(pattern, plain))


def column_naming(context: Context, person: str, stored: Stored, noun: str) -> str | None:
    """Return the column that names such a person; of several, the one of who made the row."""
    table, key = context.stored[person].table, context.stored[person].table.key
    own = None if stored.owner is None else stored.owner.column
    columns = [
        each
        for each in stored.table.columns
        if each.name == own
        or (
            (each.references is not None and each.references.table == table.name)
            and each.references.column == key.name
        )
    ]
    called = [each for each in columns if is_called(each.name, noun)]
    if called:
        return called[0].name if len(called) == 1 else None
    if noun and noun not in {*OWNERS, *person_words(person, ())}:
        return None
    if stored.kept.name == person:
        return key.name  # people change what is said of themselves
    people = {bare(f"{each}_id") for each in person_words(person, ())}
    by_name = (
        columns if len(columns) == 1 else [],
        [each for each in columns if each.name == own],
        [each for each in columns if _tells_maker(each)],
        [each for each in columns if bare(each.name) in people],
    )
    return next((some[0].name for some in by_name if len(some) == 1), None)


def is_called(column: str, noun: str) -> bool:
    """Whether a column names its person by this word: `organizer_id`."""
    return bare_of(essence(column), KEY_WORDS) == (noun,)


def _tells_maker(column: Column) -> bool:
    return bare(column.name) in {*OWNED_BY, *MAKERS, *(f"{each}id" for each in MAKERS)}
