"""Count what became of the keywords, and remember where the first of each sort stand.

Location: pactgen/passes/ledger/keep.py. The pass itself; a contract has a hundred thousand
keywords, and a few hundred sorts of them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Final

from pactgen.ir.ledger import LedgerEntry
from pactgen.passes.ledger.account import fates
from pactgen.passes.ledger.fates import STATUSES, Fate
from pactgen.passes.ledger.schema_document import schema_fates
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pactgen.ir.design import Design
    from pactgen.ir.statement import Statement
    from pactgen.source import Origin

PLACES: Final = 3
"""So many positions are shown of keywords that share a fate."""


@dataclass(slots=True)
class _Tally:
    """How many keywords share a fate, and where the first of them stand."""

    count: int = 0
    places: list[Origin] = field(default_factory=list)


def keep_ledger(design: Design, statements: Iterable[Statement]) -> tuple[LedgerEntry, ...]:
    """Return one entry for all keywords of a kind that share a fate."""
    tallies: dict[tuple[str, str, Fate], _Tally] = defaultdict(_Tally)
    for holder, word, fate, origin in _all(design, statements):
        tally = tallies[holder, word, fate]
        tally.count += 1
        if tally.count <= PLACES:
            tally.places.append(origin())
    entries = (
        LedgerEntry(
            holder=holder,
            keyword=word,
            status=fate.status,
            why=fate.why,
            level=fate.level,
            count=tally.count,
            places=tuple(tally.places),
        )
        for (holder, word, fate), tally in tallies.items()
    )
    return tuple(sorted(entries, key=_order))


def _all(
    design: Design, statements: Iterable[Statement]
) -> Iterator[tuple[str, str, Fate, Callable[[], Origin]]]:
    """Yield what becomes of everything; a place is made for the few that show it."""
    for said, word, fate in fates(design, statements):
        yield said.kind, word, fate, partial(said.origin.child, word)
    for origin, holder, word, fate in schema_fates(design.schema):
        yield holder, word, fate, partial(_same, origin)


def _same(origin: Origin) -> Origin:
    return origin


def _order(entry: LedgerEntry) -> tuple[int, str, str, str]:
    return STATUSES.index(entry.status), entry.holder, entry.keyword, entry.why or ""
