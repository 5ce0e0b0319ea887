"""Which rows some people alone may see: `A draft is visible to its author and to admins only`.

Location: pactgen/passes/endpoints/told_sight.py. Used by `design_backend`. To everybody else such
rows are not there, in lists and in every path that leads over them. The contract says it where it
describes itself or an operation; each of the people must be known (`told_people`), else nothing is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import Bond, FilterRole, KeyRole, ScopeRole, SeenRow, Sight, WayIn
from pactgen.passes.behaviours.transitions import states_of
from pactgen.passes.endpoints.kept_rows import named_rows
from pactgen.passes.endpoints.told_people import persons_in, tie_of
from pactgen.passes.endpoints.ways_in import together
from pactgen.passes.reconcile.wording import ends_with, essence
from pactgen.passes.words.names import snake
from pactgen.passes.words.prose import whole_sentences
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.ir.inputs import Input
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_OPENLY: Final = re.compile(
    r"\bvisible to (?:all|anybody|anyone|everybody|everyone)\b|\bnot even to their\b", re.IGNORECASE
)
_MISSING: Final = "404"
_NOT_THERE: Final = re.compile(r"\b404\b|\bdoes not exist\b|\bnot found\b|\bwithout them\b")
_VISIBLE: Final = re.compile(
    r"(?P<what>[\w ,]+?) (?:is|are) (?:only )?(?:visible|listed|shown)(?: only)?"
    r" (?:to|for) (?P<who>[^.;:()]+)"
)
_TO: Final = re.compile(r"(?P<start>^|, (?:and |or )?| and | or )(?:only )?(?:to|for) ")
_OPEN_TO: Final = re.compile(r"^(?:all|any|every|no|somebody|anybody)\w*\b")


def told_sights(context: Context) -> dict[str, Sight]:
    """Return what is said of each resource, by its name."""
    found: dict[str, Sight] = {}
    people = context.people
    if people is None:
        return found
    for stored in context.stored.values():
        if stored is people or stored.table.declared is None:
            continue
        own = [one.operation.description for one in (*stored.kept.sightings, *stored.kept.actions)]
        about = [(text, False) for text in own] + [(context.contract.description, True)]
        sights = (
            sight
            for text, by_name in about
            if text is not None and _NOT_THERE.search(text.lower())
            for sight in _sights(context, people, stored, text, by_name=by_name)
        )
        sight = next(sights, None)
        if sight is not None:
            found[stored.kept.name] = sight
    return found


def seen_rows(
    context: Context,
    one: Sighting,
    stored: Stored | None,
    inputs: tuple[Input, ...],
    sights: Mapping[str, Sight],
) -> tuple[SeenRow, ...]:
    """Return the rows of the path that are not there for everybody."""
    if stored is None or one.operation.response(_MISSING) is None or one.operation.method == "put":
        return ()
    return tuple(
        SeenRow(sight=sights[each.row.kept.name], named=each.named.name, key=each.key)
        for each in named_rows(context, stored, inputs)
        if each.row.kept.name in sights
        if isinstance(each.named.role, KeyRole | ScopeRole)
    )


def listed_openly(
    one: Sighting, inputs: tuple[Input, ...], sight: Sight | None
) -> tuple[Input, ...]:
    """Keep to what everybody sees unless the caller asks for their own, where a list says so."""
    said = " ".join(text for text in one.operation.texts if text)
    if sight is None or sight.column is None or not _OPENLY.search(said):
        return inputs
    hidden = (sight.column, sight.states)
    return tuple(
        replace(each, role=replace(each.role, among=hidden))
        if isinstance(each.role, FilterRole) and each.role.op == "mine"
        else each
        for each in inputs
    )


def sight_told(sights: Iterable[Sight]) -> str:
    """Say what is not there for others, for the decision."""
    return "".join(
        f" {' and '.join(each.states) or 'Each'} {each.resource} is there for those alone whom the"
        " contract names: to others it is 404."
        for each in sights
    )


def _sights(
    context: Context, people: Stored, stored: Stored, text: str, *, by_name: bool
) -> Iterator[Sight]:
    """Yield what the sentences of a text say of rows."""
    for plain in whole_sentences(text):
        for told in _VISIBLE.finditer(plain):
            names = _is_named(stored, told["what"])
            column, states = _states(context, stored, told["what"])
            if not (names if by_name else names or states):
                continue
            who = _who(told["who"], stored, states)
            persons = () if _OPEN_TO.match(who) else persons_in(who)
            ties = [tie_of(context, people, stored.table, each) for each in persons]
            bonds = tuple(dict.fromkeys(tie for tie in ties if isinstance(tie, Bond)))
            if bonds and all(tie is not None for tie in ties):
                ways = together([tie for tie in ties if isinstance(tie, WayIn)])
                yield Sight(
                    resource=stored.kept.name,
                    column=column,
                    states=states,
                    bonds=bonds,
                    unless=ways,
                )


def _is_named(stored: Stored, what: str) -> bool:
    spoken = essence("_".join(what.split()))
    names = (stored.kept.name, stored.kept.noun, stored.table.name)
    return any(ends_with(spoken, essence(each)) for each in names if each)


def _states(context: Context, stored: Stored, what: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the states that rows are said to be in, and their column."""
    for column, values in states_of(context.contract, stored):
        named = tuple(
            value
            for value in values
            if re.search(rf"\b{re.escape(snake(value).replace('_', ' '))}s?\b", what)
        )
        if named:
            return column, named
    return None, ()


def _who(text: str, stored: Stored, states: tuple[str, ...]) -> str:
    """Return the people as they are listed elsewhere, without what says again which row it is."""
    nouns = (*(snake(each) for each in states), *essence(stored.kept.name)[-1:])
    rest = re.sub(rf" of (?:the|its|that) (?:{'|'.join(map(re.escape, nouns))})s?\b", "", text)
    return _TO.sub(lambda found: found["start"], rest.removesuffix(" only"))
