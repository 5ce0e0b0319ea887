"""What can become of a keyword.

Location: pactgen/passes/ledger/fates.py. Used by every table of this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.decisions import Level
    from pactgen.ir.ledger import LedgerStatus

STATUSES: Final[tuple[LedgerStatus, ...]] = ("enforced", "used", "documented", "unsupported")


@dataclass(frozen=True, slots=True)
class Fate:
    """A row of the ledger without its place."""

    status: LedgerStatus
    why: str | None = None
    level: Level | None = None


ENFORCED: Final = Fate("enforced")
"""A request that breaks it is refused; an answer obeys it."""
USED: Final = Fate("used")
"""It shaped the code."""
DOCUMENTED: Final = Fate("documented")
"""People read it: in docstrings, in the served contract."""

NOT_SERVED: Final = Fate("documented", "nothing that the backend serves refers to it")
BESIDE_REFERENCE: Final = Fate("documented", "OpenAPI ignores what stands beside this reference")
EXTENSION: Final = Fate("documented", "an extension of another tool")
REPAIRED_AWAY: Final = Fate("used", "read as a repair says, see the decisions")
UNCHECKED_PART: Final = Fate("documented", "it is a part of the keyword around it")

_RANK: Final = {"documented": 0, "used": 1, "enforced": 2, "unsupported": 3}


def documented(why: str) -> Fate:
    """Return the fate of a keyword that only people read, for this reason."""
    return Fate("documented", why)


def unsupported(why: str, level: Level) -> Fate:
    """Return the fate of a keyword that should have an effect and has none."""
    return Fate("unsupported", why, level)


def gravest(fates: Iterable[Fate]) -> Fate | None:
    """Return the fate to tell when a keyword has several, by several ways to it."""
    return max(fates, key=lambda fate: _RANK[fate.status], default=None)
