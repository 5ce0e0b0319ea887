"""Carry a plan out so that a killed run leaves the old tree or the new one, never a mixture.

Location: pactgen/workspace/commit.py. Everything is first written under .pactgen/staging/. Then
the journal is renamed into its place: from that moment the new tree is decided, and each step that
follows is a rename which the next run repeats if this one was killed. Before that moment, nothing
happened. Used by pipeline.py.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from pactgen.values import asdict, dataclass
from pactgen.workspace.guard import alone, state_folder
from pactgen.workspace.paths import STATE, check_writable, inside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_JOURNAL: Final = "journal.json"
_STAGING: Final = "staging"
_IGNORED: Final = "".join(
    f"{line}\n"
    for line in (
        "# Commit everything else of this folder.",
        f"{_STAGING}/",
        _JOURNAL,
        "running",
        "last.json",
        "last.json.new",
    )
)


class ChangedMeanwhileError(Exception):
    """A file is neither what the plan started from nor what it leads to; nothing was lost."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(f"{path} changed while pactgen was at work")
        self.path = path


class DamagedJournalError(Exception):
    """What a killed run had decided cannot be read, so it cannot be completed."""

    def __init__(self) -> None:
        """Name the file."""
        super().__init__(f"{STATE}/{_JOURNAL} of a run that was killed is damaged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """One file to write or, with `content` None, to remove."""

    path: str
    content: bytes | None
    before: bytes | None
    """What the plan found on the disk; a file that holds something else stops the commit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A `Write` as the journal holds it: hashes, and the name of the staged file."""

    path: str
    staged: str | None
    before: str | None
    after: str | None


def commit(root: Path, writes: Iterable[Write]) -> None:
    """Bring all files of `writes` to the disk, or none of them.

    What another run did in the meantime is done, when it is the same.
    """
    wanted = [write for write in writes if write.content != write.before]
    if not wanted:
        return
    with alone(root):
        _roll_forward(root)
        found = {write.path: _digest(root, write.path) for write in wanted}
        left = [each for each in wanted if found[each.path] != _digest_of(each.content)]
        for write in left:
            if found[write.path] != _digest_of(write.before):
                raise ChangedMeanwhileError(write.path)
            check_writable(root, write.path)
        if not left:
            return
        _decide(root, left)
        _roll_forward(root)


def recover(root: Path) -> bool:
    """Complete the run that was killed here, if one was; say whether there was one."""
    if not (root / STATE / _JOURNAL).exists():
        return False
    with alone(root):
        return _roll_forward(root)


def _decide(root: Path, writes: list[Write]) -> None:
    """Stage every file, then put the journal into its place: the one atomic moment.

    What can fail for want of space happens before that moment, and is undone.
    """
    state = state_folder(root)
    staging = state / _STAGING
    made: list[Path] = []
    try:
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        for write in writes:
            if write.content is not None:
                made += _make_folders((root / write.path).parent)
        _stage(state, staging, writes)
    except OSError:
        shutil.rmtree(staging, ignore_errors=True)
        for folder in reversed(made):
            folder.rmdir()
        raise


def _make_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the new ones, the uppermost first."""
    missing = list(takewhile(lambda each: not each.exists(), (folder, *folder.parents)))
    for each in reversed(missing):
        each.mkdir()
    return missing[::-1]


def _stage(state: Path, staging: Path, writes: list[Write]) -> None:
    (state / ".gitignore").write_bytes(_IGNORED.encode())
    steps = []
    for number, write in enumerate(writes):
        staged = None
        if write.content is not None:
            staged = f"{number:06}"
            (staging / staged).write_bytes(write.content)
        steps.append(
            _Step(
                path=write.path,
                staged=staged,
                before=_digest_of(write.before),
                after=_digest_of(write.content),
            )
        )
    draft = staging / _JOURNAL
    draft.write_text(json.dumps([asdict(step) for step in steps]), encoding="utf-8")
    draft.replace(state / _JOURNAL)


def _roll_forward(root: Path) -> bool:
    """Repeat what the journal decided; every step may have been done already."""
    state = state_folder(root)
    journal = state / _JOURNAL
    if not journal.exists():
        return False
    steps = _read(journal)
    found = {step.path: _digest(root, step.path) for step in steps}
    pending = [step for step in steps if found[step.path] != step.after]
    for step in pending:
        if found[step.path] != step.before:
            raise ChangedMeanwhileError(step.path)
    for step in pending:
        _take(root, state / _STAGING, step)
    journal.unlink()
    shutil.rmtree(state / _STAGING, ignore_errors=True)
    return True


def _read(journal: Path) -> list[_Step]:
    try:
        return [_Step(**step) for step in json.loads(journal.read_bytes())]
    except (ValueError, TypeError, RecursionError) as error:
        raise DamagedJournalError from error


def _take(root: Path, staging: Path, step: _Step) -> None:
    place = inside(root, step.path)
    if step.staged is None:
        place.unlink()
        _prune(root, place.parent)
        return
    staged = staging / step.staged
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        shutil.copymode(place, staged)
    os.replace(staged, place)  # noqa: PTH105 - one name that tests can stop at


def _prune(root: Path, folder: Path) -> None:
    """Remove the folders that a removal left empty."""
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _digest(root: Path, path: str) -> str | None:
    place = inside(root, path)
    return _digest_of(place.read_bytes()) if place.exists() else None


def _digest_of(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()
