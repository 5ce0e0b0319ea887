"""What pactgen remembers between runs, read and written with the project: lock and base texts.

Location: pactgen/workspace/store.py. Used by pactgen/stages/.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.workspace.bases import base_writes
from pactgen.workspace.changes import Action
from pactgen.workspace.commit import Write
from pactgen.workspace.lock import LOCK, Lock, LockError, dump_lock, parse_lock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pactgen.workspace.changes import Changes
    from pactgen.workspace.files import EmittedFile


def read_lock(root: Path) -> Lock | None:
    """Return the lock of the project, None where pactgen never wrote; may raise `LockError`."""
    place = root / LOCK
    if not place.exists():
        return None
    try:
        return parse_lock(place.read_bytes().decode())
    except UnicodeDecodeError as error:
        raise LockError("it is no text") from error
    except IsADirectoryError as error:
        raise LockError("it is a folder") from error


def writes_of(
    root: Path, changes: Changes, files: Iterable[EmittedFile], lock: Lock
) -> tuple[Write, ...]:
    """Return everything that a commit writes: the files, their base texts and the lock."""
    content = {change.path: change for change in changes.having(Action.CREATE, Action.REWRITE)}
    planned = [
        Write(path=path, content=change.content, before=change.before)
        for path, change in content.items()
    ]
    planned += [
        Write(path=change.path, content=None, before=change.before)
        for change in changes.having(Action.DELETE)
    ]
    planned += base_writes(root, (*files, *changes.left), lock.files)
    planned.append(_write(root, LOCK, dump_lock(lock).encode()))
    return tuple(planned)


def _write(root: Path, path: str, content: bytes) -> Write:
    place = root / path
    return Write(path=path, content=content, before=place.read_bytes() if place.is_file() else None)
