"""What a run would do to the user's project, decided before anything is written.

Location: pactgen/workspace/changes.py. `plan_changes` compares three things: what was rendered,
what is on the disk, and what the lock says pactgen wrote last time. Used by pipeline.py; commit.py
carries the result out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pactgen.workspace.bases import remembered
from pactgen.workspace.files import EmittedFile, Owner, digest
from pactgen.workspace.lock import Entry
from pactgen.workspace.merging import merge_file, text_of
from pactgen.workspace.paths import check_distinct, check_portable, inside, misspelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pactgen.merge.values import Conflict, Note

EDITED: Final = "with your edits"


class Action(StrEnum):
    """What happens to one file."""

    CREATE = "create"
    REWRITE = "rewrite"
    DELETE = "delete"
    KEEP = "keep"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One file, what happens to it, and why."""

    path: str
    action: Action
    owner: Owner
    content: bytes | None = None
    """What the file will hold; None when it is deleted, kept or in conflict."""
    before: bytes | None = None
    """What it holds now."""
    note: str = ""
    """Why it is kept or in conflict, for people."""
    instead: str | None = None
    """Of a conflict: where the edit belongs."""
    unchanged_by_pactgen: bool = False
    """Of a conflict: pactgen would print what it printed the last time."""
    merged: bool = False
    """`content` holds your edits as well."""
    notes: tuple[Note, ...] = ()
    """What the merge decided and a person should know."""
    clashes: tuple[Conflict, ...] = ()
    """Of a conflict in a shared file: each place that a person must decide."""
    marked: bytes | None = None
    """Of such a conflict: the whole file with markers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The whole plan, sorted by path, and the lock entries that hold once it is carried out."""

    changes: tuple[Change, ...]
    entries: Mapping[str, Entry]

    def having(self, *actions: Action) -> tuple[Change, ...]:
        """Return the changes of some kinds."""
        return tuple(change for change in self.changes if change.action in actions)

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """The files that stop the run."""
        return self.having(Action.CONFLICT)

    @property
    def writes(self) -> tuple[Change, ...]:
        """The files that will differ afterwards."""
        return self.having(Action.CREATE, Action.REWRITE, Action.DELETE)

    def settled(self) -> Changes:
        """Return the plan of the next run, when nothing changes until then."""
        kept = (each for each in self.changes if each.action is not Action.DELETE)
        return replace(self, changes=tuple(_settled(change) for change in kept))

    def with_markers(self) -> Changes:
        """Return the plan that writes the conflicts of shared files into them."""
        return replace(self, changes=tuple(_with_markers(change) for change in self.changes))


def _settled(change: Change) -> Change:
    if change.action is Action.KEEP:
        return replace(change, notes=(), merged=False)
    note = EDITED if change.merged else ""
    return Change(path=change.path, action=Action.KEEP, owner=change.owner, note=note)


def _with_markers(change: Change) -> Change:
    if change.action is not Action.CONFLICT or change.marked is None:
        return change
    return replace(change, action=Action.REWRITE, content=change.marked, merged=True)


def plan_changes(
    files: Iterable[EmittedFile], root: Path, recorded: Mapping[str, Entry]
) -> Changes:
    """Compare what was rendered with the disk and with the lock.

    Raises `UnsafePathError` for a path that must not be written to.
    """
    emitted = {file.path: file for file in files}
    for path in emitted:
        check_portable(path)
    check_distinct(emitted)
    changes = [
        _of_emitted(file, root, recorded.get(file.path)) for _, file in sorted(emitted.items())
    ]
    vanished = sorted(set(recorded) - set(emitted))
    changes += [_of_vanished(path, root, recorded[path]) for path in vanished]
    return Changes(
        changes=tuple(sorted(changes, key=lambda change: change.path)),
        entries={
            path: _entry(file, root, recorded.get(path)) for path, file in sorted(emitted.items())
        },
    )


def _of_emitted(file: EmittedFile, root: Path, entry: Entry | None) -> Change:
    if file.owner is Owner.YOURS:
        return _of_yours(file, root, entry)
    if (twin := misspelt(root, file.path)) is not None:
        return _conflict(file, f"`{twin}` is there, and many systems ignore case")
    before = _read(root, file.path)
    if before is None:
        return _write(file, Action.CREATE, None)
    if before == file.content or (digest(before) == digest(file.content) and "\r" not in file.text):
        return Change(path=file.path, action=Action.KEEP, owner=file.owner, before=before)
    return _of_differing(file, root, before, entry)


def _of_differing(file: EmittedFile, root: Path, before: bytes, entry: Entry | None) -> Change:
    if entry is None:
        return _conflict(file, "it was there before, and pactgen did not write it", before)
    if digest(before) != entry.sha256:
        if file.owner is Owner.SHARED:
            return _of_shared(file, root, before, entry)
        edited = _conflict(file, "it was edited since pactgen wrote it", before)
        return replace(edited, unchanged_by_pactgen=digest(file.content) == entry.sha256)
    return _write(file, Action.REWRITE, before)


def _of_shared(file: EmittedFile, root: Path, before: bytes, entry: Entry) -> Change:
    """Merge what a person edited with what pactgen prints now."""
    if digest(file.content) == entry.sha256:
        return Change(
            path=file.path, action=Action.KEEP, owner=file.owner, before=before, note=EDITED
        )
    base, ours = remembered(root, file.path), text_of(before)
    if base is None or digest(base.encode()) != entry.sha256:
        return _conflict(file, "its text as pactgen wrote it is lost from .pactgen/base", before)
    if ours is None:
        return _conflict(file, "it is no UTF-8 text", before)
    merged = merge_file(file.path, base, ours, file.text)
    content = _ends_as(before, merged.text)
    if merged.conflicts:
        return replace(
            _conflict(file, "your edits and those of the contract meet", before),
            clashes=merged.conflicts,
            notes=merged.notes,
            marked=content,
        )
    action = Action.KEEP if content == before else Action.REWRITE
    return Change(
        path=file.path,
        action=action,
        owner=file.owner,
        content=None if action is Action.KEEP else content,
        before=before,
        note=EDITED,
        merged=True,
        notes=merged.notes,
    )


def _ends_as(before: bytes, text: str) -> bytes:
    """Return the text with the line ends of the file that it goes to."""
    return (text.replace("\n", "\r\n") if b"\r\n" in before else text).encode()


def _of_yours(file: EmittedFile, root: Path, entry: Entry | None) -> Change:
    if entry is not None:
        note = "yours"
    elif misspelt(root, file.path) is not None or (root / file.path).exists():
        note = "it was there before pactgen came"
    else:
        inside(root, file.path)
        return _write(file, Action.CREATE, None)
    return Change(path=file.path, action=Action.KEEP, owner=file.owner, note=note)


def _of_vanished(path: str, root: Path, entry: Entry) -> Change:
    if entry.owner is Owner.YOURS:
        return Change(path=path, action=Action.KEEP, owner=entry.owner, note="yours")
    before = _read(root, path)
    if before is None:
        note = "it is gone already"
    elif digest(before) != entry.sha256:
        note = "no longer generated, but edited: it is yours now"
    else:
        return Change(path=path, action=Action.DELETE, owner=entry.owner, before=before)
    return Change(path=path, action=Action.KEEP, owner=entry.owner, before=before, note=note)


def _entry(file: EmittedFile, root: Path, entry: Entry | None) -> Entry:
    """Return the lock entry; that of a file which is yours keeps the hash of its creation."""
    if file.owner is not Owner.YOURS:
        sha256 = digest(file.content)
    elif entry is not None:
        sha256 = entry.sha256
    else:
        before = root / file.path
        sha256 = digest(before.read_bytes() if before.is_file() else file.content)
    return Entry(owner=file.owner, sha256=sha256, decisions=file.decisions)


def _read(root: Path, path: str) -> bytes | None:
    place = inside(root, path)
    return place.read_bytes() if place.exists() else None


def _write(file: EmittedFile, action: Action, before: bytes | None) -> Change:
    return Change(
        path=file.path, action=action, owner=file.owner, content=file.content, before=before
    )


def _conflict(file: EmittedFile, note: str, before: bytes | None = None) -> Change:
    return Change(
        path=file.path,
        action=Action.CONFLICT,
        owner=file.owner,
        content=file.content,
        before=before,
        note=note,
        instead=file.instead,
    )
