"""What a run would do to the user's project, decided before anything is written.

Location: pactgen/workspace/changes.py. `plan_changes` compares three things: what was rendered,
what is on the disk, and what the lock says pactgen wrote last time. Used by pipeline.py; commit.py
carries the result out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pactgen.workspace.bases import Bases
from pactgen.workspace.files import EmittedFile, Owner, digest
from pactgen.workspace.following import find_moved
from pactgen.workspace.lock import Entry
from pactgen.workspace.paths import check_distinct, check_portable, inside, misspelt
from pactgen.workspace.renames import renames_of
from pactgen.workspace.shared import Refusal, ends_as, merge_shared, moved
from pactgen.workspace.vanished import Vanished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from pactgen.decisions import Decision
    from pactgen.merge.values import Conflict, Note
    from pactgen.workspace.renames import Renames

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
    ours: bytes | None = None
    """Of such a conflict: the file with the edits, which may have had another path."""
    marked: bytes | None = None
    """Of such a conflict: the whole file with markers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The whole plan, sorted by path, and the lock entries that hold once it is carried out."""

    changes: tuple[Change, ...]
    entries: Mapping[str, Entry]
    decisions: tuple[Decision, ...] = ()
    """What was taken for the same under another name."""

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
        return replace(self, changes=tuple(_settled(change) for change in kept), decisions=())

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
    files: Iterable[EmittedFile],
    root: Path,
    recorded: Mapping[str, Entry],
    *,
    regenerate: Callable[[], Mapping[str, str]] = dict,
) -> Changes:
    """Compare what was rendered with the disk and with the lock.

    Args:
        files: what was rendered.
        root: the project.
        recorded: the entries of its lock.
        regenerate: prints the project from its copy of the contract, when a base is damaged.

    Raises:
        UnsafePathError: a path must not be written to.
    """
    emitted = {file.path: file for file in files}
    for path in emitted:
        check_portable(path)
    check_distinct(emitted)
    bases = Bases(root, regenerate)
    renames = renames_of(emitted, recorded, root, bases)
    lost = Vanished(root, emitted, recorded)
    plan = _Plan(root=root, recorded=recorded, bases=bases, renames=renames, vanished=lost)
    changes = [plan.of_emitted(file) for _, file in sorted(emitted.items())]
    vanished = sorted(set(recorded) - set(emitted))
    changes += [plan.of_vanished(path, recorded[path]) for path in vanished]
    return Changes(
        changes=tuple(sorted(changes, key=lambda change: change.path)),
        entries={path: plan.entry(file) for path, file in sorted(emitted.items())},
        decisions=renames.decisions,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is known when one file is looked at."""

    root: Path
    recorded: Mapping[str, Entry]
    bases: Bases
    renames: Renames
    vanished: Vanished

    def of_emitted(self, file: EmittedFile) -> Change:
        entry = self.recorded.get(file.path)
        if file.owner is Owner.YOURS:
            return self._of_yours(file, entry)
        if file.owner is Owner.SHARED and (old := self._came_from(file.path)) is not None:
            return self._of_shared(file, old, self._read(old) or b"", self.recorded[old])
        path = self._place(file, entry)
        if (twin := misspelt(self.root, path)) is not None:
            return _conflict(file, f"`{twin}` is there, and many systems ignore case")
        before = self._read(path)
        if before is None:
            return _write(file, Action.CREATE, None)
        same = digest(before) == digest(file.content) and "\r" not in file.text
        if before == file.content or same:
            return Change(path=path, action=Action.KEEP, owner=file.owner, before=before)
        return replace(self._of_differing(file, before, entry), path=path)

    def _of_differing(self, file: EmittedFile, before: bytes, entry: Entry | None) -> Change:
        if entry is None:
            return _conflict(file, "it was there before, and pactgen did not write it", before)
        if digest(before) in entry.hashes:
            return _write(file, Action.REWRITE, before)
        if file.owner is Owner.SHARED:
            return self._of_shared(file, file.path, before, entry)
        if entry.others:
            return _write(file, Action.REWRITE, before)
        edited = _conflict(file, "it was edited since pactgen wrote it", before)
        return replace(edited, unchanged_by_pactgen=digest(file.content) == entry.sha256)

    def _of_shared(self, file: EmittedFile, old: str, before: bytes, entry: Entry) -> Change:
        """Merge a file that is not as pactgen wrote it, which was called `old`."""
        merged = merge_shared(
            file,
            old,
            before,
            entry,
            bases=self.bases,
            renames=self.renames,
            vanished=self.vanished,
        )
        path = file.path if old != file.path else self._place(file, entry)
        here = before if old == file.path else self._read(path)
        if isinstance(merged, Refusal):
            return replace(_conflict(file, merged.note, before), path=path)
        content = ends_as(before, merged.text)
        notes = (*((moved(old),) if old != file.path else ()), *merged.notes)
        if merged.conflicts:
            note = "your edits and those of the contract meet"
            conflict = replace(_conflict(file, note, here), path=path, notes=notes)
            return replace(conflict, clashes=merged.conflicts, ours=before, marked=content)
        action = Action.KEEP if content == here else Action.REWRITE
        return Change(
            path=path,
            action=Action.CREATE if here is None else action,
            owner=file.owner,
            content=None if content == here else content,
            before=here,
            note=EDITED,
            merged=content != here,
            notes=notes,
        )

    def _of_yours(self, file: EmittedFile, entry: Entry | None) -> Change:
        if entry is not None:
            note = "yours"
        elif misspelt(self.root, file.path) is not None or (self.root / file.path).exists():
            note = "it was there before pactgen came"
        else:
            inside(self.root, file.path)
            return _write(file, Action.CREATE, None)
        return Change(path=file.path, action=Action.KEEP, owner=file.owner, note=note)

    def of_vanished(self, path: str, entry: Entry) -> Change:
        if entry.owner is Owner.YOURS:
            return Change(path=path, action=Action.KEEP, owner=entry.owner, note="yours")
        place = entry.at or path
        before = self._read(place)
        if before is None:
            note = "it is gone already"
        elif digest(before) not in entry.hashes and not self._goes_on(path):
            note = "no longer generated, but edited: it is yours now"
        else:
            return Change(path=place, action=Action.DELETE, owner=entry.owner, before=before)
        return Change(path=place, action=Action.KEEP, owner=entry.owner, before=before, note=note)

    def entry(self, file: EmittedFile) -> Entry:
        """Return the lock entry; that of a file which is yours keeps the hash of its creation."""
        entry = self.recorded.get(file.path)
        if file.owner is not Owner.YOURS:
            sha256 = digest(file.content)
        elif entry is not None:
            sha256 = entry.sha256
        else:
            before = self.root / file.path
            sha256 = digest(before.read_bytes() if before.is_file() else file.content)
        place = self._place(file, entry)
        at = None if place == file.path else place
        return Entry(owner=file.owner, sha256=sha256, decisions=file.decisions, at=at)

    def _place(self, file: EmittedFile, entry: Entry | None) -> str:
        """Return where a shared file is, which a person may have moved."""
        if entry is None or file.owner is not Owner.SHARED or (self.root / file.path).exists():
            return file.path
        return find_moved(self.root, file.path, entry, self.bases, self.recorded) or file.path

    def _came_from(self, path: str) -> str | None:
        """Return the edited file whose successor this is."""
        olds = (old for old, new in self.renames.files.items() if new == path)
        old = next(olds, None)
        return old if old is not None and self._goes_on(old) else None

    def _goes_on(self, old: str) -> bool:
        """Tell whether the edits of a file go on under another path, where nothing is yet."""
        new, entry = self.renames.files.get(old), self.recorded[old]
        if new is None or entry.at is not None or (self.root / new).exists():
            return False
        before = self._read(old)
        return before is not None and digest(before) not in entry.hashes

    def _read(self, path: str) -> bytes | None:
        place = inside(self.root, path)
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
