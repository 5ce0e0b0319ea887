"""Which states a change that brings the state may lead to: `Allowed moves: new → open, …`.

Location: pactgen/passes/behaviours/told_moves.py. Used by `build_behaviours`. Read are the arrows
in the sentences of the operation, of its 409 (or 422) and of the state's own schema; each must
stand between states that are listed, or nothing of it counts.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import Moves
from pactgen.passes.behaviours.transitions import about_column, states_of
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.shapes import input_shape_of
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

Ways = dict[str, dict[str, None]]

_ARROW: Final = re.compile(r"\s*(?:->|=>|\u2192|\u21d2|\u2794|\u2014>|-->)\s*")
_STEPS: Final = r"(?:changes?|moves?|steps?|transitions?)"
_SPOKEN: Final = re.compile(
    rf"\b(?:allowed|legal|permitted|possible|valid) {_STEPS} (?:are|is)\b"
    rf"|\b{_STEPS}(?: that are| which are)? (?:allowed|permitted|valid)\b",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"(?<=[.;]) ")
_CLAUSES: Final = re.compile(r"[.;\n]+|:\s")
_PARTS: Final = re.compile(r"[,|/]|\bor\b|\band\b")
_PLAIN: Final = re.compile(r"[`'\"*()]")
_PAIR: Final = 2
"""Between two arrows stand what one leads to, and what the other leads on from."""
_STATUSES: Final = ("409", "422")


def told_moves(
    contract: Contract, one: Sighting, stored: Stored, brought: tuple[str, ...]
) -> Moves | None:
    """Return which states may follow which, where the body brings one and the contract tells it."""
    refusals = {each.status: each.description for each in one.operation.responses}
    status = next((each for each in _STATUSES if each in refusals), None)
    if status is None or one.many or one.body is None:
        return None
    for name, listed in states_of(contract, stored):
        column = stored.table.column(name)
        states = listed or _sent_states(contract, one, column.wire_name)
        if name not in brought or column.nullable or not states:
            continue
        texts = (*one.operation.texts, refusals[status], about_column(contract, stored, column))
        ways = _ways(texts, states)
        if ways:
            return Moves(
                column=name,
                ways=tuple((each, tuple(ways[each])) for each in states if each in ways),
                alone=len(brought) == 1,
                times=tuple(_times(stored, states, brought)),
                status=int(status),
            )
    return None


def _sent_states(contract: Contract, one: Sighting, wire_name: str) -> tuple[str, ...]:
    """Return the states that the body may bring."""
    member = None if one.body is None else input_shape_of(contract, one.body).property(wire_name)
    values = None if member is None else effective(contract, member.schema).enum
    return tuple(value for value in values or () if isinstance(value, str))


def _ways(texts: tuple[str | None, ...], states: tuple[str, ...]) -> Ways:
    """Return what may follow each state; nothing where an arrow leads from or to something else."""
    found: Ways = {}
    for text in texts:
        for start, end in _spoken(text or "", states):
            found.setdefault(start, {}).update({end: None})
        for clause in _CLAUSES.split(_PLAIN.sub("", text or "")):
            parts = _ARROW.split(clause)
            if len(parts) == 1:
                continue
            named = [list(_named(part, states)) for part in parts]
            if not all(named) or any(len(each) > _PAIR for each in named[1:-1]):
                return {}
            last = len(named) - 1
            for at, (left, right) in enumerate(pairwise(named)):
                sources = left if at == 0 else left[-1:]
                targets = right if at + 1 == last or len(right) == 1 else right[:-1]
                for source in sources:
                    found.setdefault(source, {}).update(dict.fromkeys(targets))
    return found


def _spoken(text: str, states: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the moves that words tell: `new to open, and from each of new and open to done`."""
    whole = " ".join(_PLAIN.sub("", text).split())
    clauses = " ".join(each for each in _ENDS.split(whole) if _SPOKEN.search(each))
    called = {snake(state).replace("_", " "): state for state in states}
    one = "|".join(sorted(map(re.escape, called), key=len, reverse=True))
    several = rf"(?:{one})(?:(?:,? and |,? or |, )(?:{one}))*"
    pairs = rf"\b(?P<left>{several}) to (?P<right>(?:{one})(?: or (?:{one}))*)\b"
    for each in re.finditer(pairs, clauses):
        for left in re.findall(one, each["left"]):
            for right in re.findall(one, each["right"]):
                yield called[left], called[right]


def _named(part: str, states: tuple[str, ...]) -> Iterator[str]:
    """Yield the states that stand between two arrows, in their order."""
    called = {bare(state): state for state in states}
    for piece in _PARTS.split(part):
        words = re.findall(r"\w+", snake(piece.strip()).replace("_", " "))
        known = (
            called["".join(words[start:end])]
            for start in range(len(words))
            for end in range(len(words), start, -1)
            if "".join(words[start:end]) in called
        )
        state = next(known, None)
        if state is not None:
            yield state


def _times(
    stored: Stored, states: tuple[str, ...], brought: tuple[str, ...]
) -> Iterator[tuple[str, str, bool]]:
    """Yield the states that have a time of their own, which nobody brings: `resolved_at`."""
    for state in states:
        for column in stored.table.columns:
            words = snake(column.wire_name).split("_")
            is_time = column.kind in {"timestamp", "date"} and column.nullable
            called = words[-1] in {"at", "on", "date"} and "".join(words[:-1]) == bare(state)
            if is_time and called and column.name not in brought:
                yield state, column.name, column.kind == "date"
