"""Who alone may call an operation: `Organizers and admins only`.

Location: pactgen/passes/endpoints/told_roles.py. Used by `design_endpoints`. Read are operations
that document a 403 and whose tokens tell who is calling; the rows of people must say who each of
those is (`ways_in`), else nobody is refused. `The organizer` of a row is nobody's role: see
`told_owners`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.endpoints.told_members import OF_MEMBERS
from pactgen.passes.endpoints.ways_in import lets_in, spelled, together, way_in
from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.words.prose import says_rule, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Operation
    from pactgen.ir.inputs import WayIn
    from pactgen.passes.endpoints.context import Context

_FORBIDDEN: Final = "403"
_CLAUSES: Final = re.compile(r"[().;:!]|\s[-\u2013\u2014]\s")
"""What parts of sentences stand between: `List users (admins only)`."""
_MARKS: Final = re.compile(r"[`'\"*]")
_PEOPLE: Final = r"(?: (?:users?|members?|accounts?|people))?"
_ONE: Final = rf"(?:an? |any )?(?!the\b|its\b|only\b)[\w-]+{_PEOPLE}"
_WHO: Final = rf"(?P<who>{_ONE}(?:(?:, (?:and |or )?| and | or | & ){_ONE})*)"
_ROLE: Final = r"(?:roles?|rights?|privileges?|permissions?|access)"
_OPEN: Final = r"(?:available|accessible|allowed|limited|open|reserved|restricted|visible)"
_MAY: Final = (
    r"(?:(?:may|can)\b(?! be\b)|(?:are|is) (?:able|allowed|authori[sz]ed|entitled|permitted)\b"
    r"|ha(?:s|ve) (?:access|permission|the right)\b)"
)
"""What people do; `only members can be removed` speaks of whom it is done to."""
_TOLD: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:is )?(?:for |{_OPEN} (?:for |to ))?{_WHO} only",
        rf"only (?:for |by |to |{_OPEN} (?:for|to) )?{_WHO}(?: {_MAY}.*)?",
        rf"(?:it )?(?:is )?{_OPEN} (?:only )?(?:for|to) {_WHO}",
        rf"(?:it )?(?:requires?|needs) (?:an? |the )?{_WHO} {_ROLE}",
        rf"(?:it )?(?:requires?|needs) (?:an? |the )?roles? (?:of )?{_WHO}",
        rf"{_WHO} {_ROLE} (?:is |are )?(?:needed|required)",
        rf"(?:the )?(?:caller|user) must (?:be|have the role(?: of)?) {_WHO}",
    )
)
_APART: Final = re.compile(r", (?:and |or )?| and | or | & ")
_ARTICLE: Final = re.compile(rf"^(?:an? |any )|{_PEOPLE}$")


def told_roles(context: Context, operation: Operation) -> tuple[WayIn, ...]:
    """Return what the caller's row must say; empty where nothing is told, or not all of it known.

    Two sentences that name different people contradict each other: nobody is refused.
    """
    people = context.people
    refusal = operation.response(_FORBIDDEN)
    if people is None or refusal is None or not tells_caller(context.contract, operation):
        return ()
    found: set[tuple[WayIn, ...]] = set()
    for names in named_people(*operation.texts):
        ways = [each for name in names if (each := way_in(people, name)) is not None]
        if len(ways) == len(names):
            found.add(together(ways))
    return found.pop() if len(found) == 1 else ()


def admitted(ways: tuple[WayIn, ...]) -> str:
    """Say whom the operation lets in, for its decision."""
    if not ways:
        return ""
    told = " or ".join(f"the caller's {spelled(each)}" for each in ways)
    return f" Of people, {told}, as it is described: others are answered 403."


def named_people(*texts: str | None) -> Iterator[list[str]]:
    """Yield the people whom each clause of texts names: `organizers`, `admins`."""
    for sentence in sentences(*(OF_MEMBERS.sub("", text or "") for text in texts)):
        for clause in _clauses(sentence):
            names = _people_in(clause)
            if names:
                yield names


def is_seen_to(sentence: str, ways: tuple[WayIn, ...]) -> bool:
    """Whether a sentence says no more than who may call, and these ways let in nobody else."""
    named = [(clause, _people_in(clause)) for clause in _clauses(sentence)]
    told = [name for _, names in named for name in names]
    others = (clause for clause, names in named if not names)
    return (
        bool(told) and all(lets_in(ways, name) for name in told) and not any(map(says_rule, others))
    )


def _clauses(sentence: str) -> list[str]:
    return _CLAUSES.split(_MARKS.sub("", sentence.lower()))


def _people_in(clause: str) -> list[str]:
    for pattern in _TOLD:
        found = pattern.fullmatch(clause.strip(" ,"))
        if found is not None:
            return [_ARTICLE.sub("", each) for each in _APART.split(found["who"])]
    return []
