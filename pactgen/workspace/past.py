"""What the last run left in a project: its lock, and the texts that were printed.

Location: pactgen/workspace/past.py. Found once a run by stages/writing.py; what is printed now is
named by it (placing.py, given.py) and compared with it (planning.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.values import dataclass, replace
from pactgen.workspace.bases import Bases
from pactgen.workspace.following import located
from pactgen.workspace.renames import successors
from pactgen.workspace.repackaging import repackaging_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from pactgen.workspace.bases import Printed
    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The last run, as far as the project still tells."""

    root: Path
    recorded: Mapping[str, Entry]
    """The entries of the lock, each shared file with the place where it is now."""
    bases: Bases


def past_of(
    root: Path,
    recorded: Mapping[str, Entry],
    regenerate: Callable[[], Printed] = dict,
    *,
    united: bool = False,
) -> Past:
    """Return what the last run left.

    Args:
        root: the project.
        recorded: the entries of its lock.
        regenerate: prints the project from its copy of the contract, when a base is damaged.
        united: git has left both sides of two branches in the lock.
    """
    bases = Bases(root, regenerate, united=united)
    return Past(root=root, recorded=located(root, recorded, bases), bases=bases)


def going_on(
    past: Past,
    files: Iterable[EmittedFile],
    tables: frozenset[tuple[str, str]] = frozenset(),
) -> Past:
    """Return the last run as if a moved file had been printed under the path that it has now.

    What a person moved stays where it is, whatever the contract calls its feature.

    Args:
        past: what the last run left.
        files: what was rendered.
        tables: the old and the new name of those that the revision renames.
    """
    emitted, recorded = {file.path: file for file in files}, past.recorded
    moved = {path for path, entry in recorded.items() if entry.at and not entry.apart}
    if moved <= emitted.keys() or repackaging_of(emitted, recorded) is not None:
        return past
    names = {
        old: new
        for old, new in successors(emitted, recorded, past.bases, tables=tables).items()
        if old in moved and not (past.root / new).exists()
    }
    bases = replace(past.bases, stored={new: old for old, new in names.items()})
    entries = {names.get(path, path): entry for path, entry in recorded.items()}
    return replace(past, recorded=entries, bases=bases)
