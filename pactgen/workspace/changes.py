"""What a run would do to the user's project, decided before anything is written.

Location: pactgen/workspace/changes.py. Made by planning.py, shown by the command line, carried out
by commit.py.
"""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from pactgen.merge.importing import imports_of, without_imports
from pactgen.merge.values import Note, closed, has_markers
from pactgen.values import dataclass, replace
from pactgen.workspace.files import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pactgen.decisions import Decision
    from pactgen.merge.values import Conflict
    from pactgen.workspace.files import EmittedFile, Owner
    from pactgen.workspace.lock import Entry

EDITED: Final = "with your edits"
_STAYS_DELETED: Final = (
    "you deleted it, and it stays deleted; the contract changed it since then. To have it again: "
    "`pactgen adopt`, then `pactgen scaffold`"
)


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

    @property
    def holds_markers(self) -> bool:
        """Whether a person left a conflict in it."""
        return self.before is not None and has_markers(self.before.decode(errors="replace"))

    @property
    def is_marked(self) -> bool:
        """Whether it will hold the markers of its clashes."""
        return self.content is not None and self.content == self.marked

    @property
    def after(self) -> bytes:
        """What the file holds afterwards; nothing where it is gone."""
        if self.action is Action.DELETE:
            return b""
        return (self.before if self.content is None else self.content) or b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The whole plan, sorted by path, and the lock entries that hold once it is carried out."""

    changes: tuple[Change, ...]
    entries: Mapping[str, Entry]
    decisions: tuple[Decision, ...] = ()
    """What was taken for the same under another name."""
    left: tuple[EmittedFile, ...] = ()
    """What stays of printed files that are no longer printed, as pactgen would print that."""

    def having(self, *actions: Action) -> tuple[Change, ...]:
        """Return the changes of some kinds."""
        return tuple(change for change in self.changes if change.action in actions)

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """The files that stop the run."""
        return self.having(Action.CONFLICT)

    @property
    def unmerged(self) -> tuple[Change, ...]:
        """The files that conflict markers are written into."""
        return tuple(change for change in self.writes if change.clashes and change.is_marked)

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
        return self._decided(lambda change: change.marked)

    def with_yours(self) -> Changes:
        """Return the plan in which the person's side of each conflict of a shared file stays."""
        return self._decided(_yours)

    def _decided(self, content: Callable[[Change], bytes | None]) -> Changes:
        return replace(self, changes=tuple(_decided(each, content(each)) for each in self.changes))


def _settled(change: Change) -> Change:
    if change.action is Action.KEEP:
        return replace(change, notes=(), merged=False)
    note = EDITED if change.merged else ""
    return Change(path=change.path, action=Action.KEEP, owner=change.owner, note=note)


def _decided(change: Change, content: bytes | None) -> Change:
    if change.action is not Action.CONFLICT or content is None:
        return change
    return replace(change, action=Action.REWRITE, content=content, merged=True)


def _yours(change: Change) -> bytes | None:
    """Return the merged file with the person's side of each conflict, and what that imports."""
    if change.marked is None:
        return None
    text = change.marked.decode().replace("\r\n", "\n")
    for each in change.clashes:
        text = text.replace(each.marked, closed(each.ours), 1)
    if change.path.endswith(".py"):
        with suppress(SyntaxError, ValueError):
            had = set(imports_of((change.ours or b"").decode().replace("\r\n", "\n")))
            text = without_imports(text, set(imports_of(text)) - had)
    return (text.replace("\n", "\r\n") if b"\r\n" in change.marked else text).encode()


def written(file: EmittedFile, action: Action, before: bytes | None) -> Change:
    """Return the change that brings a file to the disk as it is printed."""
    return Change(
        path=file.path, action=action, owner=file.owner, content=file.content, before=before
    )


def conflicting(file: EmittedFile, note: str, before: bytes | None = None) -> Change:
    """Return the change that stops the run."""
    return Change(
        path=file.path,
        action=Action.CONFLICT,
        owner=file.owner,
        content=file.content,
        before=before,
        note=note,
        instead=file.instead,
    )


def stays_deleted(file: EmittedFile, entry: Entry) -> Change:
    """Return that nothing happens to a file which a person deleted, and what it misses."""
    told = digest(file.content) not in entry.hashes
    notes = (Note(name="the file", message=_STAYS_DELETED),) if told else ()
    return Change(path=file.path, action=Action.KEEP, owner=file.owner, notes=notes)
