"""From what was rendered to what will happen to each file of the project.

Location: pactgen/workspace/planning.py. `plan_changes` compares three things: what was rendered,
what is on the disk, and what the lock says pactgen wrote last time. Used by stages/writing.py.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from pactgen.merge.importing import importing, imports_of
from pactgen.merge.loose import same_module
from pactgen.merge.placeholders import cleared, has_placeholders
from pactgen.merge.values import Merged, Note
from pactgen.values import dataclass, field, replace
from pactgen.workspace.bases import remembered
from pactgen.workspace.changes import (
    EDITED,
    Action,
    Change,
    Changes,
    conflicting,
    stays_deleted,
    written,
)
from pactgen.workspace.files import EmittedFile, Owner, digest
from pactgen.workspace.homes import Home, moved_out
from pactgen.workspace.leaving import Leaving
from pactgen.workspace.lock import Entry
from pactgen.workspace.lost import told_of_lost
from pactgen.workspace.members import members_of
from pactgen.workspace.missing import told_of_missing
from pactgen.workspace.moving import edited_modules, moved_edits
from pactgen.workspace.own import follow, own_files
from pactgen.workspace.paths import check_distinct, check_portable, inside, misspelt
from pactgen.workspace.renames import Renames, edited, renames_of
from pactgen.workspace.repackaging import repackaging_of, take_along
from pactgen.workspace.shared import (
    Refusal,
    ends_as,
    importable,
    merge_shared,
    merge_texts,
    moved,
    text_of,
)
from pactgen.workspace.sides import Sides
from pactgen.workspace.spelled import told_of_spelled
from pactgen.workspace.tableless import told_of_tableless
from pactgen.workspace.unloadable import without_unloadable
from pactgen.workspace.unmapped import without_unmapped
from pactgen.workspace.vanished import Vanished

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pactgen.workspace.bases import Bases
    from pactgen.workspace.leaving import Remains
    from pactgen.workspace.members import Columns
    from pactgen.workspace.past import Past

_LEFT: Final = "no longer generated, but edited: it is yours now"
_STAYS: Final = Note(
    name="the file",
    message="the contract no longer has it: what you edited stays, with what it uses, and is yours",
)


def plan_changes(
    files: Iterable[EmittedFile],
    past: Past,
    *,
    rendered: Iterable[EmittedFile] = (),
    columns: Columns = frozenset(),
    dropped: frozenset[str] = frozenset(),
    tables: frozenset[tuple[str, str]] = frozenset(),
) -> Changes:
    """Compare what was rendered with the disk and with the lock.

    Args:
        files: what was rendered, with the names that a person gave.
        past: what the last run left.
        rendered: the same with the names of the contract, which alone say what that renamed.
        columns: the old and the new name of those that a revision renames.
        dropped: the tables that it drops.
        tables: the old and the new name of those that it renames.

    Raises:
        UnsafePathError: a path must not be written to.
    """
    emitted = {file.path: file for file in files}
    for path in emitted:
        check_portable(path)
    check_distinct(emitted)
    root, recorded, bases = past.root, past.recorded, past.bases
    package = repackaging_of(emitted, recorded)
    own = own_files(root, emitted, recorded) if package is None else {}
    renames = Renames()
    moves: Mapping[str, Sides] = {}
    homes: Mapping[str, Home] = {}
    if own or package or edited(root, recorded):
        plain = {file.path: file for file in rendered} or emitted
        renames = renames_of(plain, recorded, bases, package, dropped, tables)
        pairs = columns.union(renames.names.items())
        members = members_of(pairs, root, emitted, recorded, bases)
        renames = replace(renames, members=members)
        moves = moved_edits(root, emitted, recorded, bases, renames)
        sides = {**dict(edited_modules(root, recorded, bases)), **moves}
        homes = moved_out(root, sides, own, emitted, recorded, renames)
        moves = {**moves, **{path: each for path, each in sides.items() if each.now is not None}}
    plan = _Plan(
        root=root,
        emitted=emitted,
        recorded=recorded,
        bases=bases,
        renames=renames,
        moves=moves,
        leaving=Leaving(emitted=emitted, own=own),
    )
    changes = [plan.of_emitted(file) for _, file in sorted(emitted.items())]
    changes += [plan.of_vanished(path) for path in sorted(set(recorded) - set(emitted))]
    texts = {**own, **{path: home.text for path, home in homes.items()}}
    followed = {change.path: change for change in follow(texts, recorded, renames, plan.vanished)}
    followed |= {path: home.change(path, followed.get(path)) for path, home in homes.items()}
    changes = [each for each in changes if each.path not in followed]
    if package is not None:
        changes = take_along(package, root, emitted, recorded, changes)
    changes = [plan.settled(each, changes) for each in changes] + list(followed.values())
    for without in (without_unmapped, without_unloadable):
        changes = without(changes, lambda path: remembered(root, path))
    changes = told_of_missing(told_of_lost(root, changes, own))
    changes = told_of_spelled(changes, own, renames.members.everywhere, emitted)
    changes = told_of_tableless(changes, dropped)
    return Changes(
        changes=tuple(sorted(changes, key=lambda change: change.path)),
        entries=dict(sorted(plan.entries(changes))),
        decisions=renames.decisions,
        left=tuple(plan.left(changes)),
    )


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """What is known when one file is looked at."""

    root: Path
    emitted: Mapping[str, EmittedFile]
    recorded: Mapping[str, Entry]
    bases: Bases
    renames: Renames
    moves: Mapping[str, Sides]
    """Files that edited definitions leave or come to."""
    leaving: Leaving
    merges: dict[str, Merged | Refusal] = field(default_factory=dict)
    """Of edited shared files, by their path in the lock, without placeholders."""
    rests: dict[str, Remains | None] = field(default_factory=dict)
    """Of edited shared files that are no longer printed."""

    @cached_property
    def vanished(self) -> Vanished:
        """What can no longer be imported."""
        were = {new: old for old, new in self.renames.modules.items()}
        return Vanished(self.root, self.emitted, self.recorded, self._text_after, were)

    @cached_property
    def some_are_left(self) -> bool:
        """Whether any shared file is there; where none is, the project is made anew."""
        shared = (each for each in self.recorded.items() if each[1].owner is Owner.SHARED)
        return any((self.root / (entry.at or path)).exists() for path, entry in shared)

    def of_emitted(self, file: EmittedFile) -> Change:
        """Say what happens to a file that is printed now."""
        entry = self.recorded.get(file.path)
        if file.owner is Owner.YOURS:
            return self._of_yours(file, entry)
        if file.owner is Owner.SHARED and (old := self._came_from(file.path)) is not None:
            return self._of_shared(file, old, self._read(old) or b"", self.recorded[old])
        if file.path in self.moves and (entry or not (self.root / file.path).exists()):
            return self._of_shared(file, file.path, self._read(file.path), entry)
        path = self._place(file, entry)
        if (twin := misspelt(self.root, path)) is not None:
            return conflicting(file, f"`{twin}` is there, and many systems ignore case")
        before = self._read(path)
        if before is None and entry is not None and self._stays_deleted(file):
            return stays_deleted(file, entry)
        if before is None:
            return written(file, Action.CREATE, None)
        same = digest(before) == digest(file.content) and "\r" not in file.text
        if before == file.content or same or _says(file.path, before, file.text):
            return Change(path=path, action=Action.KEEP, owner=file.owner, before=before)
        return replace(self._of_differing(file, before, entry), path=path)

    def of_vanished(self, path: str) -> Change:
        """Say what happens to a file that was printed last time, and is not now."""
        entry = self.recorded[path]
        place = entry.at or path
        before = self._read(place)
        if entry.owner is Owner.YOURS:
            return self._given_away(path, entry, before)
        if before is None:
            note = "it is gone already"
            return Change(path=place, action=Action.KEEP, owner=entry.owner, note=note)
        sides = self.moves.get(path)
        if self._goes(path, before):
            return Change(path=place, action=Action.DELETE, owner=entry.owner, before=before)
        rest = self._rest(path, before)
        text = (text_of(before) or "") if sides is None else sides.ours
        plain = Merged(text=text) if rest is None else rest.merged
        left = importable(path, plain, self.vanished)
        after = ends_as(before, left.text) if left.notes or sides or rest else before
        return Change(
            path=place,
            action=Action.KEEP if after == before else Action.REWRITE,
            owner=entry.owner,
            content=None if after == before else after,
            before=before,
            note="yours" if entry.apart else _LEFT,
            merged=after != before,
            notes=left.notes if rest is None else (_STAYS, *left.notes),
        )

    def _given_away(self, path: str, entry: Entry, before: bytes | None) -> Change:
        """Return a person's file that is no longer printed; untouched, it goes on to import."""
        kept = Change(path=path, action=Action.KEEP, owner=entry.owner, note="yours")
        if before is None or digest(before) not in entry.hashes or not path.endswith(".py"):
            return kept
        left = importable(path, Merged(text=text_of(before) or ""), self.vanished)
        if not left.notes:
            return kept
        after = ends_as(before, left.text)
        return replace(
            kept,
            action=Action.REWRITE,
            content=after,
            before=before,
            merged=True,
            notes=left.notes,
        )

    def settled(self, change: Change, changes: Iterable[Change]) -> Change:
        """Return a change; a package stays one while a person's files are in it."""
        place = self.root / change.path
        if change.action is not Action.DELETE or place.name != "__init__.py":
            return change
        gone = {each.path for each in changes if each.action is Action.DELETE}
        there = (each.relative_to(self.root).as_posix() for each in place.parent.rglob("*.py"))
        return (
            change if gone.issuperset(there) else replace(change, action=Action.KEEP, note="yours")
        )

    def entries(self, changes: Iterable[Change]) -> Iterator[tuple[str, Entry]]:
        """Yield the lock entries that hold once the plan is carried out.

        A file that only one of both has is remembered as it was when both had it.
        """
        for path, file in self.emitted.items():
            yield path, self._entry(file)
        kept = {each.path for each in changes if each.before and each.action is not Action.DELETE}
        for path, entry in self.recorded.items():
            left = entry.owner is Owner.SHARED and path not in self.emitted
            if left and (entry.at or path) in kept:
                rest = self.rests.get(path)
                sha256 = entry.sha256 if rest is None else digest(rest.printed.encode())
                others = entry.others if rest is None else ()
                yield path, replace(entry, apart=True, sha256=sha256, others=others)

    def left(self, changes: Iterable[Change]) -> Iterator[EmittedFile]:
        """Yield what the next merge compares the files with that stay, and are not printed."""
        gone = {each.path for each in changes if each.action is Action.DELETE}
        for path, rest in sorted(self.rests.items()):
            entry = self.recorded[path]
            if rest is not None and (entry.at or path) not in gone:
                yield EmittedFile(path=path, text=rest.printed, owner=entry.owner)

    def _of_differing(self, file: EmittedFile, before: bytes, entry: Entry | None) -> Change:
        if entry is None:
            return conflicting(file, "it was there before, and pactgen did not write it", before)
        if digest(before) in entry.hashes:
            return written(file, Action.REWRITE, before)
        if file.owner is Owner.SHARED:
            return self._of_shared(file, file.path, before, entry)
        if entry.others or self._untouched(file.path, before):
            return written(file, Action.REWRITE, before)
        edited = conflicting(file, "it was edited since pactgen wrote it", before)
        return replace(edited, unchanged_by_pactgen=digest(file.content) == entry.sha256)

    def _of_shared(
        self, file: EmittedFile, old: str, before: bytes | None, entry: Entry | None
    ) -> Change:
        """Merge a file that is not as pactgen wrote it, which was called `old`."""
        merged = self._merged(file, old, before, entry)
        path = file.path if old != file.path else self._place(file, entry)
        here = before if old == file.path else self._read(path)
        if isinstance(merged, Refusal):
            return replace(conflicting(file, merged.note, before), path=path)
        merged = importable(file.path, merged, self.vanished)
        content = ends_as(before or b"", merged.text)
        notes = (*((moved(old),) if old != file.path else ()), *merged.notes)
        if merged.conflicts:
            note = "your edits and those of the contract meet"
            conflict = replace(conflicting(file, note, here), path=path, notes=notes)
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
        if (entry is None and self._was_given_away(file)) or self._is_stale(file, entry):
            return written(file, Action.REWRITE, self._read(file.path))
        if entry is not None:
            note = "yours"
        elif misspelt(self.root, file.path) is not None or (self.root / file.path).exists():
            note = "it was there before pactgen came"
        else:
            inside(self.root, file.path)
            return written(file, Action.CREATE, None)
        return Change(path=file.path, action=Action.KEEP, owner=file.owner, note=note)

    def _is_stale(self, file: EmittedFile, entry: Entry | None) -> bool:
        """Tell whether an untouched file imports what is gone, and is printed otherwise now."""
        before = self._read(file.path)
        if entry is None or before is None or not file.path.endswith(".py"):
            return False
        if digest(before) not in entry.hashes or digest(file.content) in entry.hashes:
            return False
        text = text_of(before) or ""
        return bool(importable(file.path, Merged(text=text), self.vanished).notes)

    def _was_given_away(self, file: EmittedFile) -> bool:
        """Tell whether a file is as it is printed, but for what placeholders stand for."""
        text = text_of(self._read(file.path) or b"") or ""
        if not has_placeholders(text):
            return False
        return importing(cleared(text, file.text), imports_of(file.text)) == file.text

    def _merged(
        self, file: EmittedFile, old: str, before: bytes | None, entry: Entry | None
    ) -> Merged | Refusal:
        if old not in self.merges:
            names, sides = self.renames, self.moves.get(old)
            if sides is not None or before is None or entry is None:
                sides = sides or Sides(base=file.text, ours=file.text)
                file = file if sides.now is None else replace(file, text=sides.now)
                merged = merge_texts(file, sides.base, sides.ours, names)
                self.merges[old] = replace(merged, notes=(*sides.notes, *merged.notes))
            else:
                self.merges[old] = merge_shared(file, old, before, entry, self.bases, names)
        return self.merges[old]

    def _text_after(self, path: str) -> str | None:
        """Return what an edited shared file will hold, None where a person has to decide."""
        old = next((each for each, new in self.renames.files.items() if new == path), path)
        file, entry = self.emitted.get(path), self.recorded[old]
        before = self._read(entry.at or old) or b""
        if file is None:
            sides = self.moves.get(path)
            if self._goes(path, before):
                return ""
            rest = self._rest(path, before)
            mine = sides.ours if sides is not None else text_of(before)
            return mine if rest is None else rest.merged.text
        merged = self._merged(file, old, before, entry)
        return None if isinstance(merged, Refusal) or merged.conflicts else merged.text

    def _goes(self, path: str, before: bytes) -> bool:
        """Tell whether nothing has to stay of a file that is no longer printed."""
        if self._goes_on(path) or _emptied(self.moves.get(path)):
            return True
        if self._untouched(path, before):
            kept = self.recorded[path].apart
            return not kept or not self.leaving.wants(path, text_of(before) or "")
        rest = self._rest(path, before)
        return rest is not None and rest.is_nobodys

    def _rest(self, path: str, before: bytes) -> Remains | None:
        """Return what stays of an edited file that is no longer printed."""
        entry = self.recorded[path]
        if path not in self.rests and not entry.apart:
            base, ours = self.bases.of(path, entry), text_of(before)
            known = None if base is None or ours is None else Sides(base=base, ours=ours)
            sides = self.moves.get(path, known)
            self.rests[path] = None if sides is None else self.leaving.remains(path, sides)
        return self.rests.get(path)

    def _entry(self, file: EmittedFile) -> Entry:
        """Return the lock entry; that of a file which is yours keeps the hash of its creation."""
        entry = self.recorded.get(file.path)
        if file.owner is not Owner.YOURS or self._is_stale(file, entry):
            sha256 = digest(file.content)
        elif entry is not None:
            sha256 = entry.sha256
        else:
            before = self.root / file.path
            sha256 = digest(before.read_bytes() if before.is_file() else file.content)
        place = self._place(file, entry)
        if entry is not None and self._stays_deleted(file) and self._read(place) is None:
            return replace(entry, at=None, apart=True)
        at = None if place == file.path else place
        return Entry(owner=file.owner, sha256=sha256, decisions=file.decisions, at=at)

    def _place(self, file: EmittedFile, entry: Entry | None) -> str:
        """Return where a shared file is, which a person may have moved."""
        if entry is None or file.owner is not Owner.SHARED or (self.root / file.path).exists():
            return file.path
        return entry.at or file.path

    def _stays_deleted(self, file: EmittedFile) -> bool:
        """Tell whether a file that is not there is one that a person deleted."""
        entry = self.recorded.get(file.path)
        owners = {file.owner, entry.owner if entry is not None else None}
        return owners == {Owner.SHARED} and self.some_are_left and not self._came_from(file.path)

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
        return before is not None and not self._untouched(old, before)

    def _untouched(self, path: str, before: bytes) -> bool:
        """Tell whether a file is as pactgen wrote it, formatted otherwise at most."""
        entry = self.recorded[path]
        if digest(before) in entry.hashes:
            return True
        if not path.endswith(".py"):
            return False
        base = self.bases.of(path, entry)
        if base is not None and _says(path, before, base):
            return True
        # an editor that moves a module rewrites the imports of it, in generated files too
        printed = () if entry.owner is Owner.SHARED else self.bases.printed.get(path, ())
        return any(_says(path, before, text) for text in printed)

    def _read(self, path: str) -> bytes | None:
        place = inside(self.root, path)
        return place.read_bytes() if place.exists() else None


def _emptied(sides: Sides | None) -> bool:
    """Tell whether everything that a person edited in a file is elsewhere now."""
    return sides is not None and same_module(sides.base, sides.ours)


def _says(path: str, content: bytes, text: str) -> bool:
    """Tell whether a Python file says what pactgen would print, formatted otherwise."""
    mine = text_of(content) if path.endswith(".py") else None
    return mine is not None and same_module(mine, text)
