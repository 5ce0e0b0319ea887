"""What descriptions say in prose only: whose rows are, who may, what must be so, what is masked.

Location: pactgen/passes/endpoints/find_prose.py. Used by `design_backend`. Nothing is built from a
sentence, so each is told: a row for each operation, or for all those that say the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.decisions import Decision, Level, prose
from pactgen.ir.behaviours import (
    ChangePassword,
    CreateRow,
    DeleteRow,
    LogIn,
    ReadRow,
    RenewTokens,
    ReplaceRow,
    Rowless,
    UpdateRow,
)
from pactgen.ir.inputs import CallerRole, ScopeRole
from pactgen.passes.endpoints.told_owners import named_owners, tells_owner
from pactgen.passes.endpoints.told_roles import is_seen_to
from pactgen.passes.reconcile.wording import KEY_WORDS, bare_of, essence
from pactgen.passes.words.names import snake, told_by_mark
from pactgen.passes.words.prose import MASKED, MAY, plain_words, says_owner, says_rule, sentences
from pactgen.passes.words.vocabulary import OWNERS, bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.database import Table
    from pactgen.ir.design import Endpoint, Resource
    from pactgen.ir.wire import WireModel

_OF_CALLER: Final = (ReadRow, ReplaceRow, UpdateRow, DeleteRow)
_FORBIDDEN: Final = "403"
_OWN_SEGMENTS: Final = frozenset({"me", "my", "mine", "myself", "current", "self"})
_OWNER: Final = re.compile(
    r"(?:user|owner|customer|member|account|author|creator)(?:_(?:id|uuid))?|created_by|owned_by"
)

_MORE: Final = re.compile(r"\b(?:and|if|unless|until|when|while)\b")
"""Words after which a rule goes on: part of it may be kept by nobody."""


def find_prose(
    endpoints: tuple[Endpoint, ...],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
    models: Mapping[str, WireModel],
    person: str | None,
) -> Iterator[Decision]:
    """Tell of every operation that does more or less than its description says."""
    people = None if person is None else resources.get(person)
    owners = _owners(None if people is None else tables[people.table], tables)
    said: dict[tuple[str, Level], list[Endpoint]] = {}
    for one in endpoints:
        if isinstance(one.behaviour, Rowless):
            continue
        told = tuple(sentences(*one.operation.texts))
        owned = _owned(one, told, resources, tables)
        if owned is not None:
            yield owned
        rule = _rule(one, told)
        if rule is not None and owned is None:
            said.setdefault(rule, []).append(one)
        whose = _whose(one, told, owners)
        if whose is not None and owned is None and (rule is None or rule[0] != whose):
            yield prose.open_to_others(one.operation, one.operation_id, whose)
    for (sentence, level), each in said.items():
        evidence = tuple(one.operation.origin for one in each)
        yield prose.rule(each[0].operation, each[0].operation_id, sentence, evidence, level)
    yield from _masked(models)


def _owned(
    one: Endpoint,
    told: tuple[str, ...],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> Decision | None:
    """Say that an operation works with everybody's rows, where it should with the caller's."""
    behaviour = one.behaviour
    if one.caller is not None:
        return None
    if isinstance(behaviour, LogIn | RenewTokens | ChangePassword | Rowless):
        return None
    if isinstance(behaviour, _OF_CALLER) and behaviour.of_caller is not None:
        return None
    sentence = next((each for each in told if says_owner(each)), None)
    if sentence is None:
        segments = one.operation.path.split("/")
        named = any(segment.lower() in _OWN_SEGMENTS for segment in segments)
        sentence = one.operation.path if named else None
    if sentence is None:
        return None
    table = tables[resources[behaviour.resource].table]
    columns = [each.name for each in table.columns if _OWNER.fullmatch(snake(each.wire_name))]
    column = f"{behaviour.resource}.{columns[0]}" if columns else None
    return prose.owner(one.operation, one.operation_id, sentence, behaviour.resource, column)


def _owners(people: Table | None, tables: Mapping[str, Table]) -> frozenset[str]:
    """Return what rows call the people whom they name: `organizer`, beside `owner` and the like."""
    columns = (each for table in tables.values() for each in table.columns)
    named = (
        bare_of(essence(each.name), KEY_WORDS)
        for each in columns
        if people is not None and each.references is not None
        if each.references.table == people.name
    )
    return frozenset((*OWNERS, *(words[0] for words in named if len(words) == 1)))


def _whose(one: Endpoint, told: tuple[str, ...], owners: frozenset[str]) -> str | None:
    """Return the sentence that says whose something must be, where nobody else is kept away."""
    if one.operation.response(_FORBIDDEN) is None or _keeps_away(one):
        return None
    return next((each for each in told if named_owners(each) & owners), None)


def _keeps_away(one: Endpoint) -> bool:
    """Whether what belongs to others is refused, or not there."""
    if isinstance(one.behaviour, _OF_CALLER) and one.behaviour.of_caller is not None:
        return True
    if one.caller is None or one.kept_row is not None:
        return one.kept_row is not None
    parents = (each.role for each in one.inputs if isinstance(each.role, ScopeRole))
    above = any(name == one.caller.parameter.name for each in parents for name, _ in each.named_by)
    makes = isinstance(one.behaviour, CreateRow)
    return above or not (makes or one.caller.role == CallerRole())


def _rule(one: Endpoint, told: tuple[str, ...]) -> tuple[str, Level] | None:
    """Return the sentence that says who may, else what must be so; of tokens it weighs as much."""
    rules = [each for each in told if says_rule(each) and not _sees_to(one, each)]
    scoped = bool(one.security) and all(
        any(scopes for _, scopes in requirement.schemes) for requirement in one.security
    )
    may = next((each for each in rules if MAY.search(each)), None)
    if may is not None and not scoped:
        return may, "HIGH"
    must = next((each for each in rules if each != may and not MAY.search(each)), None)
    if must is None:
        return None
    return must, "HIGH" if isinstance(one.behaviour, LogIn | RenewTokens) else "MEDIUM"


def _sees_to(one: Endpoint, sentence: str) -> bool:
    """Whether the operation keeps a plain rule: who may, whose rows it takes, in which states."""
    if is_seen_to(sentence, one.admits):
        return True
    plain = plain_words(sentence)
    if _MORE.search(plain):
        return False
    keeps = one.owned_by is not None or one.kept_row is not None
    if keeps and tells_owner(sentence):
        return True
    changes = UpdateRow | ReplaceRow | DeleteRow
    start = one.behaviour.start if isinstance(one.behaviour, changes) else None
    if start is None:
        return False
    states = (snake(each).replace("_", " ") for each in start.states)
    words = (*states, *(told_by_mark(name) for name, _ in start.barred))
    return any(re.search(rf"\b{re.escape(word)}s?\b", plain) for word in words)


def _masked(models: Mapping[str, WireModel]) -> Iterator[Decision]:
    """Tell of members that answers should show less of than is kept."""
    told: set[str] = set()
    for model in models.values():
        if model.mode not in {"read", "value"}:
            continue
        for field in model.fields:
            for sentence in sentences(field.description):
                if MASKED.search(sentence) and bare(field.wire_name) not in told:
                    told.add(bare(field.wire_name))
                    yield prose.shown_as(model.name, field.wire_name, sentence, model.origin)
