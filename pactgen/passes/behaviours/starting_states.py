"""From which states a transition may start, where the contract tells it.

Read are the sentences of the operation, of its 409 (or 422) and of the state's own schema: an arrow
(`draft -> posted`), "Only a requested reservation can be confirmed", "The entry is not a draft".
What a sentence says of another verb is no rule of this one.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import Start
from pactgen.ir.fills import Constant
from pactgen.passes.words.names import snake
from pactgen.passes.words.prose import plain_words, sentences
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from pactgen.ir.contract import Operation

_CONFLICT: Final = "409"
_INVALID: Final = "422"
_ARROW: Final = re.compile(r"\s*(?:->|=>|→|⇒|➔|—>|-->)\s*")
_CLAUSE: Final = re.compile(r"[;:]\s+|\s+[-\u2013\u2014]\s+|,\s+(?:but|otherwise|else|or 409)\b")
_DONE: Final = re.compile(
    r"\b(?:can|may|could)(?P<no> ?not|not)?(?: only)? be(?: only)? (?P<word>\w+)"
    r"(?: (?P<particle>in|out|off|up|down)\b)?"
)
_WHILE: Final = re.compile(
    r"\b(?:as long as|when|while) (?:\w+ ){1,3}?(?:are|is)(?: still)? (?!not\b)"
)
_NEVER: Final = re.compile(r"\bcan t be (?P<word>\w+)")
_REMOVED: Final = frozenset({"delete", "deleted", "remove", "removed"})
_CHANGED: Final = frozenset(
    {"amend", "amended", "change", "changed", "edit", "editable", "edited", "modified", "modify"}
    | {"replace", "replaced", "update", "updated"}
)
ONLY: Final = re.compile(r"\bonly\b|\b(?:must|has to|needs to) be\b")
"""Sentences that say how a thing must be."""
_NOT: Final = re.compile(r"\bnot\b|\bisn t\b|\bis no\b")
_WHO_DID: Final = re.compile(r"\bwho (?:has |have |is |was |were )?\w+")
"""Of people, and not of the row: `the candidate who applied`."""
_REFUSED: Final = re.compile(
    r"\b(?:that|which) (?:is|are|was) (?P<no>not )?(?P<what>[\w ]+?) (?:is|are)"
    r" (?:refused|kept|answered|left as)\b"
)
"""`An application that is hired or rejected is refused`."""
_OBJECT: Final = re.compile(r"(?P<verb>\w+) (?:an?|the|one) (?P<object>.+)")
_TURNED: Final = re.compile(
    r"(?:.*\b(?:changes?|converts?|moves?|turns?) (?=.* (?:in)?to )|(?=.* becomes ))"
    r"(.*?) (?:becomes|into|to) (.*)"
)
"""What a thing was before, and what it is afterwards."""
_GENERAL: Final = frozenset({"active", "current", "existing", "new", "open"})
_SO: Final = re.compile(r"\balready\b|\bis\b|\bwas\b|\bhas been\b|\bbefore\b")
_STATE: Final = re.compile(
    r"\b(?:already|before|not|state|status|conflict|transition|cannot|can t|invalid|illegal"
    r"|wrong)\b"
)
"""Words of a 409 that speaks of the state; another one tells of something else."""

_SILENT: Final = frozenset(
    {"a", "an", "client", "details", "error", "failure", "json", "object", "problem", "response"}
)
"""Words that say nothing of what went wrong."""


@dataclass(slots=True)
class _Rule:
    """What the sentences say, put together."""

    states: tuple[str, ...]
    allowed: set[str]
    forbidden: set[str]
    told: bool = False

    def only(self, named: Collection[str]) -> None:
        if named:
            self.allowed &= set(named)
            self.told = True

    def never(self, named: Collection[str]) -> None:
        if named:
            self.forbidden |= set(named)
            self.told = True

    def left(self, target: str) -> tuple[str, ...]:
        """Return the states that are left, in the order of the enum; none: all but the target."""
        kept = tuple(each for each in self.states if each in self.allowed - self.forbidden)
        others = {each for each in self.states if each != target}
        return kept if self.told and set(kept) < others else ()


def start_of(
    operation: Operation,
    sets: Sequence[tuple[str, object]],
    states: Sequence[str],
    forms: Collection[str],
    about: str | None,
) -> Start | None:
    """Return from where the transition may start; None: from anywhere, as often as one likes.

    Args:
        operation: the action.
        sets: the columns it changes, with what it puts into them.
        states: the values of its state column; none where a flag or a time is all it has.
        forms: how the verb and its participle are spelled.
        about: what the contract says about the state column.
    """
    refusals = {each.status: each.description or "" for each in operation.responses}
    status = next((each for each in (_CONFLICT, _INVALID) if each in refusals), None)
    if status is None:
        return None
    refusal = refusals[status]
    if status == _INVALID and not _named(plain_words(refusal), states):
        return None
    column, target = _state_in(sets)
    if target is not None:
        rule = _rule(operation, refusal, target, tuple(states), {*forms, snake(target)}, about)
        if rule.left(target):
            return Start(column=column, states=rule.left(target), status=int(status))
    if status == _INVALID or not _is_about_state(operation, refusal, states, forms):
        return None
    return Start(column=column, status=int(status))


def workable_from(operation: Operation, column: str, states: Sequence[str]) -> Start | None:
    """Return the states in which a row may be changed or removed: `Only drafts can be edited`.

    Args:
        operation: which does it.
        column: of the state.
        states: its values.
    """
    refusal = operation.response(_CONFLICT)
    if refusal is None:
        return None
    said = refusal.description or ""
    forms = _REMOVED if operation.method == "delete" else _CHANGED
    rule = _rule(operation, said, "", tuple(states), forms, None)
    left = rule.left("")
    return Start(column=column, states=left) if left else None


def _state_in(sets: Sequence[tuple[str, object]]) -> tuple[str, str | None]:
    """Return the column of the state and where it goes; else that of a flag or a time."""
    for column, fill in sets:
        if isinstance(fill, Constant) and isinstance(fill.value, str):
            return column, fill.value
    return sets[0][0], None


def _rule(
    operation: Operation,
    refusal: str,
    target: str,
    states: tuple[str, ...],
    forms: Collection[str],
    about: str | None,
) -> _Rule:
    rule = _Rule(states=states, allowed=set(states) - {target}, forbidden={target})
    for clause in _clauses(*operation.texts, refusal):
        _read(rule, clause, target, forms)
    for clause in _clauses(refusal):
        _read_refusal(rule, clause, target)
    if not rule.told:
        for sentence in sentences(about):
            _read_arrows(rule, sentence, target)
    return rule


def _read(rule: _Rule, clause: str, target: str, forms: Collection[str]) -> None:
    if _read_arrows(rule, clause, target):
        return
    plain = _WHO_DID.sub("", plain_words(clause))
    refused = _REFUSED.search(plain)
    if refused is not None:
        named = _named(refused["what"], rule.states)
        (rule.never if refused["no"] is None else rule.only)(named - {target})
        return
    turned = _TURNED.match(plain)
    before, after = ("", "") if turned is None else turned.groups()
    if _named(after, rule.states) == {target}:
        rule.only(_named(before, rule.states) - {target})
        return
    named = _named(plain, rule.states) - {target}
    done = _DONE.search(plain) or _NEVER.search(plain)
    if done is not None:
        particle = done.groupdict().get("particle") or ""
        if done["word"] in forms or f"{done['word']}{particle}" in forms:
            denies = done.re is _NEVER or done["no"] is not None
            (rule.never if denies else rule.only)(named)
    elif (so := _WHILE.search(plain)) is not None and {*plain[: so.start()].split()} & {*forms}:
        rule.only(_named(plain[so.end() :], rule.states) - {target})
    elif ONLY.search(plain) and not _NOT.search(plain):
        rule.only(named)
    else:
        rule.only(_object_of(plain, rule.states, forms) - {target})


def _object_of(plain: str, states: Collection[str], forms: Collection[str]) -> set[str]:
    """Return the state of what the verb is done to: `Ship a draft transfer`, `Deletes a draft`.

    An `open` or `active` one may be any that is not over.
    """
    found = _OBJECT.match(plain)
    if found is None or not {found["verb"], found["verb"].removesuffix("s")} & {*forms}:
        return set()
    return {
        state
        for state in states
        if (word := snake(state).replace("_", " ")) not in _GENERAL
        and re.match(rf"{re.escape(word)}(?:$| (?!by\b|to\b|as\b)\w)", found["object"])
    }


def _read_refusal(rule: _Rule, clause: str, target: str) -> None:
    """`The entry is not a draft`; `It is shipped already`."""
    plain = plain_words(clause)
    if ONLY.search(plain) or _DONE.search(plain) or _NEVER.search(plain):
        return
    denied = _NOT.search(plain)
    if denied is None:
        if _SO.search(plain):
            rule.never(_named(plain, rule.states))
    elif not re.search(r"\balready\b", plain):
        rule.only(_named(plain[denied.end() :], rule.states) - {target})


def _read_arrows(rule: _Rule, clause: str, target: str) -> bool:
    """Read `draft, sent -> posted`; also as a part of a longer line of states."""
    parts = [plain_words(part) for part in _ARROW.split(clause)]
    if len(parts) == 1:
        return False
    for left, right in pairwise(parts):
        if _named(right, rule.states) == {target}:
            rule.only(_named(left, rule.states) - {target})
    return True


def _clauses(*texts: str | None) -> Iterator[str]:
    for sentence in sentences(*texts):
        yield from _CLAUSE.split(sentence)


def _named(plain: str, states: Collection[str]) -> set[str]:
    """Return the states that the words name: `in repair` is `in_repair`, drafts are `draft`."""
    found = set()
    for state in states:
        words = re.escape(snake(state).replace("_", " "))
        if re.search(rf"\b{words}s?\b", plain):
            found.add(state)
    return found


def _is_about_state(
    operation: Operation, refusal: str, states: Collection[str], forms: Collection[str]
) -> bool:
    """Whether a conflict is about the state that a row has, as its text or the operation tells.

    Where both are silent, and no body could be in conflict with anything, nothing else is left.
    """
    told = [
        each
        for each in _clauses(*operation.texts)
        if _CONFLICT in each or "already" in each.lower()
    ]
    if any(_speaks_of_state(each, states, forms) for each in (refusal, *told)):
        return True
    silent = not set(plain_words(refusal).split()) - _SILENT
    return silent and operation.body is None and operation.method != "delete"


def _speaks_of_state(refusal: str, states: Collection[str], forms: Collection[str]) -> bool:
    plain = plain_words(refusal)
    words = set(plain.split())
    return bool(_STATE.search(plain) or words & set(forms) or _named(plain, states))
