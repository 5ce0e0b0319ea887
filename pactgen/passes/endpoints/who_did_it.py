"""Who did what an action does, and when: `approve` fills `approved_by` and `approved_at`.

Location: pactgen/passes/endpoints/who_did_it.py. Used by `design_endpoints`. A column that names a
person is filled with whoever is calling, where tokens tell who that is. What is taken back has
nobody who did it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.fills import Constant, Now, TheCaller
from pactgen.passes.behaviours.transitions import participles
from pactgen.passes.endpoints.brought_members import brought_members
from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.words.names import snake
from pactgen.passes.words.prose import plain_words, sentences
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.database import Column
    from pactgen.ir.fills import Setting
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_DECIDING: Final = frozenset({"accept", "approve", "decline", "deny", "refuse", "reject"})
_DECIDED: Final = ("decided", "reviewed")
"""What a row that was approved or rejected is besides, the likeliest first."""
_CHANGED: Final = frozenset(
    {"changed", "edited", "lastchanged", "lastedited", "lastmodified", "lastupdated", "modified"}
) | {"updated"}
"""What every change does to a row."""
_BY: Final = re.compile(r"(?P<deed>\w+)_by(?:_(?:user|person|\w+_id|id|uuid))?")
_WHEN: Final = re.compile(r"(?P<deed>\w+)_(?:at|on|date)")
_RECORDS: Final = re.compile(
    r"\b(?:records?|stamps?|notes?|remembers?|captures?|saves?|stores?)\b.*?"
    r"\bwho (?:has |have )?(?P<deed>\w+)"
)
"""Sentences that say what is kept of who did it: `Records who decided and when`."""


def with_doer(context: Context, one: Sighting, verdict: Verdict) -> Verdict:
    """Let an action fill what its row keeps of who did it, and when."""
    stored = context.stored.get(verdict.resource) if verdict.resource else None
    plain = verdict.name == "update" and not (one.many or verdict.stated)
    if stored is None or not plain or not verdict.sets:
        return verdict
    taken = {*brought_members(context, one), *(name for name, _ in verdict.sets)}
    free = [each for each in stored.table.columns if each.nullable and each.name not in taken]
    deeds = _deeds(one, stored, verdict)
    done = [each for each in free if _deed(_BY, each) in deeds]
    sets: list[tuple[str, Setting]] = [
        (each.name, Now(is_day=each.kind == "date"))
        for each in free
        if each.kind in {"timestamp", "date"} and _deed(_WHEN, each) in deeds
    ]
    undone = {
        _deed(_WHEN, stored.table.column(name))
        for name, fill in verdict.sets
        if fill == Constant(value=None)
    } - {None}
    sets += [(each.name, Constant(value=None)) for each in free if _deed(_BY, each) in undone]
    named = [each.name for each in done if _names_person(context, each)]
    if named and tells_caller(context.contract, one.operation):
        sets += [(name, TheCaller()) for name in named]
        why = f"{verdict.why} {_quoted(named)} is whoever calls."
    elif done:
        why = f"{verdict.why} Nothing tells who calls: {_quoted([each.name for each in done])} "
        why += "stays as it is."
    else:
        why = verdict.why
    return replace(verdict, sets=(*verdict.sets, *sets), why=why)


def with_stamps(context: Context, one: Sighting, verdict: Verdict) -> Verdict:
    """Let a change of a row fill who has made it, and when it was edited."""
    stored = context.stored.get(verdict.resource) if verdict.resource else None
    changes = verdict.name in {"replace", "update"} and not one.many
    if stored is None or not changes:
        return verdict
    taken = {*brought_members(context, one), *(name for name, _ in verdict.sets)}
    free = [each for each in stored.table.columns if each.name not in taken]
    stamps: list[tuple[str, Setting]] = [
        (each.name, Now())
        for each in free
        if each.kind == "timestamp" and each.nullable and not verdict.sets
        if _deed(_WHEN, each) == "edited"
    ]
    if tells_caller(context.contract, one.operation):
        stamps += [
            (each.name, TheCaller())
            for each in free
            if _deed(_BY, each) in _CHANGED and _names_person(context, each)
        ]
    return replace(verdict, stamps=tuple(stamps)) if stamps else verdict


def _deeds(one: Sighting, stored: Stored, verdict: Verdict) -> frozenset[str]:
    """Return what was done to the row, in the words of its columns."""
    verb = bare(one.action or "")
    deeds = set(participles(verb)) if verb and one.method != "delete" else set()
    for name, fill in verdict.sets:
        match fill:
            case Constant(value=str(value)):
                deeds.add(bare(value))
            case Now():
                deeds.add(_deed(_WHEN, stored.table.column(name)) or "")
    told = (plain_words(each) for each in sentences(*one.operation.texts))
    deeds |= {bare(found["deed"]) for each in told for found in _RECORDS.finditer(each)}
    kept = {_deed(_BY, each) or _deed(_WHEN, each) for each in stored.table.columns}
    if verb in _DECIDING and not deeds & kept:
        others = {
            form for each in stored.kept.actions for form in participles(bare(each.action or ""))
        }
        deeds |= {each for each in _DECIDED if each in kept - others}
    return frozenset(deeds - {""})


def _deed(pattern: re.Pattern[str], column: Column) -> str | None:
    found = pattern.fullmatch(snake(column.wire_name))
    return None if found is None else bare(found["deed"])


def _names_person(context: Context, column: Column) -> bool:
    """Whether a column keeps the key of the people who call."""
    if context.person is None:
        return False
    table = context.stored[context.person].table
    if column.references is not None:
        named = (column.references.table, column.references.column)
        return named == (table.name, table.key.name)
    is_key = column.kind != "text" or snake(column.wire_name).endswith("id")
    return is_key and column.kind == table.key.kind


def _quoted(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
