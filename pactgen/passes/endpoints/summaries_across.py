"""A summary of several kinds of rows: `/stats` tells how many students, courses and open cases are.

Location: pactgen/passes/endpoints/summaries_across.py. Used by `design_endpoints`, where no list
stands above the summary. Each member must name the rows that it counts, and nothing else can be
meant; else the operation stays for a person to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.behaviours.verdict import Verdict
from pactgen.passes.endpoints.summaries import Reading, is_counted
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import is_object, shape_of
from pactgen.passes.reconcile.wording import ends_with, essence, same
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactgen.ir.contract import Contract, Property
    from pactgen.ir.fills import Fill
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_CALLED: Final = vocabulary.SUMMARIES | {"dashboard", "overview"}
_COUNTS: Final = frozenset({"count", "total", "number", "num", "of"})


def summarized_across(
    contract: Contract, one: Sighting, every: Mapping[str, Stored]
) -> Verdict | None:
    """Return the summary that an operation answers; None where a member of it is not certain."""
    schema, tail = answered_schema(one.operation), one.place.tail
    called = len(tail) > 0 and bare(tail[-1]) in _CALLED
    narrowed = one.place.steps or one.operation.parameters
    if one.operation.method != "get" or not called or schema is None or narrowed:
        return None
    rows = [each for each in every.values() if is_counted(each)]
    read = [_read(contract, rows, member) for member in shape_of(contract, schema).properties]
    found = [each for each in read if each is not None]
    kinds_told = {stored.kept.name: stored for stored, _ in found}
    if len(found) < len(read) and len(kinds_told) == 1:
        (stored,) = kinds_told.values()
        told = [each is not None for each in read]
        found = list(_read_with(contract, stored, shape_of(contract, schema).properties, told))
    if not found or len(found) < len(read):
        return None
    main = found[0][0].kept.name
    figures = [
        figure if stored.kept.name == main else replace(figure, of=stored.kept.name)
        for stored, reading in found
        for figure in reading.figures.values()
    ]
    members: list[tuple[tuple[str, ...], Fill]] = [
        entry for _, reading in found for entry in reading.members.items()
    ]
    kinds = ", ".join(dict.fromkeys(stored.kept.name for stored, _ in found))
    return Verdict(
        name="summary",
        resource=main,
        why=f"Every member of its answer is called like a figure of rows of {kinds}.",
        level="MEDIUM",
        figures=tuple(figures),
        members=tuple(members),
    )


def _read_with(
    contract: Contract, stored: Stored, members: Sequence[Property], told: Sequence[bool]
) -> Iterator[tuple[Stored, Reading]]:
    """Yield what each member says, where those that name rows all name the same.

    `byStatus` beside `totalTickets` counts tickets.
    """
    for member, names in zip(members, told, strict=True):
        reading = Reading(contract=contract, stored=stored, given=frozenset())
        found = _of(contract, stored, member) if names else reading
        if found is not None and (names or reading.member(member, (member.name,))):
            yield stored, found


def _read(
    contract: Contract, rows: list[Stored], member: Property
) -> tuple[Stored, Reading] | None:
    """Return whose figure a member is, and what is read of it; None where that is not certain."""
    found = [
        (stored, reading)
        for stored in rows
        if (reading := _of(contract, stored, member)) is not None
    ]
    return found[0] if len(found) == 1 else None


def _of(contract: Contract, stored: Stored, member: Property) -> Reading | None:
    reading = Reading(contract=contract, stored=stored, given=frozenset())
    spoken, noun = essence(member.name), essence(stored.kept.noun)
    if is_object(contract, member.schema):
        told = same(spoken, noun) and reading.read(member.schema, (member.name,))
        return reading if told else None
    plain = tuple(word for word in spoken if word not in _COUNTS)
    measures = not ends_with(plain, noun)
    if not noun or not reading.member(member, (member.name,)) or len(reading.figures) != 1:
        return None
    (figure,) = reading.figures.values()
    return None if measures and figure.figure == "count" else reading
