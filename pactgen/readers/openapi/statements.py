"""Every object of an input with its keywords: what the ledger accounts for.

Location: pactgen/readers/openapi/statements.py. Called once, after reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.statement import REPAIRED, Statement
from pactgen.readers.openapi.grammar import PATTERNED, Kind
from pactgen.readers.openapi.values import mapping
from pactgen.readers.positions import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Json
    from pactgen.readers.files import Library
    from pactgen.readers.openapi.inspect import Inspection
    from pactgen.readers.openapi.walk import Visit
    from pactgen.source import Origin

_FREE: Final = frozenset({*PATTERNED, Kind.SCOPES, Kind.REQUIREMENT, Kind.MAP})
"""Objects whose members are named by the author: the names are no keywords."""


def statements(library: Library, inspection: Inspection) -> Iterator[Statement]:
    """Yield every object that the root document leads to, each once.

    Keywords are those of the files: what a repair put in is left out, what it took away is there.
    """
    added = {place for place in inspection.patched if not _is_written(place, inspection)}
    for visit in inspection.visits:
        words = _words(visit)
        if added:
            words = tuple(word for word in words if visit.origin.child(word) not in added)
        yield Statement(str(visit.kind), visit.origin, visit.node, words)
    yield from _taken_away(library, inspection)


def _words(visit: Visit) -> tuple[str, ...]:
    if visit.kind not in _FREE:
        return tuple(visit.node)
    return tuple(
        word
        for word, value in visit.node.items()
        if word.startswith("x-") or (word == "$ref" and isinstance(value, str))
    )


def _is_written(place: Origin, inspection: Inspection) -> bool:
    written = mapping(_node(inspection.written[place.file], place.parent()))
    return not place.pointer or tokens(place.pointer)[-1] in written


def _taken_away(library: Library, inspection: Inspection) -> Iterator[Statement]:
    """Yield the keywords that are written and that no tree holds any more."""
    for place in dict.fromkeys(inspection.patched):
        before = inspection.written[place.file]
        after = library.named(place.file).tree
        holder = mapping(_node(before, place.parent()))
        name = tokens(place.pointer)[-1] if place.pointer else ""
        if name in holder and name not in mapping(_node(after, place.parent())):
            yield Statement(REPAIRED, place.parent(), {name: holder[name]}, (name,))
        old, new = mapping(_node(before, place)), mapping(_node(after, place))
        lost = tuple(word for word in old if word not in new)
        if lost:
            yield Statement(REPAIRED, place, old, lost)


def _node(tree: Json, place: Origin) -> Json:
    for step in tokens(place.pointer):
        if isinstance(tree, list) and step.isdecimal() and int(step) < len(tree):
            tree = tree[int(step)]
        else:
            tree = mapping(tree).get(step)
    return tree
