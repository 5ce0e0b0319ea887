"""What pactgen remembers between runs: the lock, and the text of every shared file as it wrote it.

Location: pactgen/workspace/store.py. The base texts under .pactgen/base/ are what a three-way merge
starts from; they carry the suffix `.base`, so that no tool takes them for sources, and one file
stands for one file, so that git merges them like any other text. Used by pipeline.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.workspace.changes import Action
from pactgen.workspace.commit import Write
from pactgen.workspace.files import Owner
from pactgen.workspace.lock import LOCK, Lock, dump_lock, parse_lock
from pactgen.workspace.paths import STATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pactgen.workspace.changes import Changes
    from pactgen.workspace.files import EmittedFile

_BASE: Final = f"{STATE}/base"
_SUFFIX: Final = ".base"


def read_lock(root: Path) -> Lock | None:
    """Return the lock of the project, None where pactgen never wrote; may raise `LockError`."""
    place = root / LOCK
    return parse_lock(place.read_text(encoding="utf-8")) if place.is_file() else None


def remembered(root: Path, path: str) -> str | None:
    """Return the text of a shared file as pactgen last wrote it."""
    place = root / f"{_BASE}/{path}{_SUFFIX}"
    return place.read_text(encoding="utf-8") if place.is_file() else None


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
    planned += _bases(root, files)
    planned.append(_write(root, LOCK, dump_lock(lock).encode()))
    return tuple(planned)


def _bases(root: Path, files: Iterable[EmittedFile]) -> Iterator[Write]:
    wanted = {
        f"{_BASE}/{file.path}{_SUFFIX}": file.content
        for file in files
        if file.owner is Owner.SHARED
    }
    for path, content in sorted(wanted.items()):
        yield _write(root, path, content)
    for place in sorted((root / _BASE).rglob(f"*{_SUFFIX}")):
        path = place.relative_to(root).as_posix()
        if path not in wanted:
            yield Write(path=path, content=None, before=place.read_bytes())


def _write(root: Path, path: str, content: bytes) -> Write:
    place = root / path
    return Write(path=path, content=content, before=place.read_bytes() if place.is_file() else None)
