"""The files of migrations/versions: those that stay as they are, and the one that comes.

Location: pactgen/migrations/chain.py. Used by pactgen/plan.py and pactgen/project.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.migrations.plan import NewRevision
    from pactgen.migrations.revisions import Revision

FIRST_PATH: Final = "migrations/versions/0001_initial.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What a run does with the revisions."""

    begins: bool
    """There is none yet: the first one makes the whole database."""
    kept: tuple[Revision, ...] = ()
    """Those that pactgen wrote; they are never rewritten."""
    new: NewRevision | None = None


BEGINNING: Final = Chain(begins=True)
EXTERNAL: Final = Chain(begins=False)
"""The team migrates by itself."""
