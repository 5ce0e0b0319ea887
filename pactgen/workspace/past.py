"""What the last run left in a project: its lock, and the texts that were printed.

Location: pactgen/workspace/past.py. Found once a run by stages/writing.py; what is printed now is
named by it (placing.py, given.py) and compared with it (planning.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.values import dataclass
from pactgen.workspace.bases import Bases
from pactgen.workspace.following import located

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pactgen.workspace.bases import Printed
    from pactgen.workspace.lock import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The last run, as far as the project still tells."""

    root: Path
    recorded: Mapping[str, Entry]
    """The entries of the lock, each shared file with the place where it is now."""
    bases: Bases


def past_of(
    root: Path, recorded: Mapping[str, Entry], regenerate: Callable[[], Printed] = dict
) -> Past:
    """Return what the last run left.

    Args:
        root: the project.
        recorded: the entries of its lock.
        regenerate: prints the project from its copy of the contract, when a base is damaged.
    """
    bases = Bases(root, regenerate)
    return Past(root=root, recorded=located(root, recorded, bases), bases=bases)
