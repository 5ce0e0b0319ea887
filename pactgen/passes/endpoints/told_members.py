"""What some people alone may bring in a body: `Only an admin may send `verified``.

Location: pactgen/passes/endpoints/told_members.py. Used by `design_endpoints`; who may call at all
is told by other sentences (`told_roles`, `told_people`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import KeptMembers
from pactgen.passes.endpoints.ways_in import spelled, together, way_in
from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.shapes import shape_of

if TYPE_CHECKING:
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Sighting

_FORBIDDEN: Final = "403"
_APART: Final = re.compile(r",? (?:and|or) |, ")
_ARTICLE: Final = re.compile(r"^(?:an?|any|the) ")
OF_MEMBERS: Final = re.compile(
    r"\bonly (?P<who>[\w -]+?) (?:may|can) (?:change|include|pass|provide|send|set|give)"
    r" (?P<names>`\w+`(?:(?:, | and | or )`\w+`)*)[^.;]*",
    re.IGNORECASE,
)
"""`Only an admin may send `verified``."""


def kept_members(context: Context, one: Sighting) -> tuple[KeptMembers, ...]:
    """Return what some people alone may bring: `Only an admin may send `verified``."""
    people = context.people
    refuses = one.operation.response(_FORBIDDEN) is not None
    if people is None or one.body is None or not refuses:
        return ()
    if not tells_caller(context.contract, one.operation):
        return ()
    known = {each.name for each in shape_of(context.contract, one.body).properties}
    found = []
    for text in one.operation.texts:
        for told in OF_MEMBERS.finditer(text or ""):
            names = tuple(re.findall(r"`(\w+)`", told["names"]))
            who = [_ARTICLE.sub("", each) for each in _APART.split(told["who"].lower())]
            ways = [way for each in who if (way := way_in(people, each)) is not None]
            if set(names) <= known and len(ways) == len(who):
                found.append(KeptMembers(names=names, ways=together(ways)))
    return tuple(found)


def kept_apart(members: tuple[KeptMembers, ...]) -> str:
    """Say who alone may bring members, for the decision."""
    return "".join(
        f" {' and '.join(f'`{name}`' for name in each.names)}: brought only where the caller's"
        f" {' or '.join(map(spelled, each.ways))}; others are answered 403."
        for each in members
    )
