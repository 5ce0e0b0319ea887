"""The text of every shared file as pactgen wrote it last: what a merge starts from.

Location: pactgen/workspace/bases.py. The texts lie under .pactgen/base/ and carry the suffix
`.base`, so that no tool takes them for sources; one file stands for one file, so that git merges
them like any other text. Each line stands behind a colon: where one branch renames a folder, git
would take the base for the source that it is like, and write another branch's edits into it. The
lock has the hashes of the texts. Used by shared.py and store.py.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Final

from pactgen.merge.values import ours_of
from pactgen.values import dataclass, field
from pactgen.workspace.commit import Write
from pactgen.workspace.files import Owner, digest
from pactgen.workspace.paths import STATE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Entry

    Printed = Mapping[str, Collection[str]]
    """What each file may have held, by its path."""

BASE: Final = f"{STATE}/base"
_SUFFIX: Final = ".base"
_COLON: Final = re.compile(r"^:", re.MULTILINE)
_LINE: Final = re.compile(rb"^(?!\Z)", re.MULTILINE)


def remembered(root: Path, path: str) -> str | None:
    """Return the text of a shared file as it lies among the bases."""
    place = root / f"{BASE}/{path}{_SUFFIX}"
    if not place.is_file():
        return None
    return _COLON.sub("", place.read_bytes().decode(errors="replace"))


@dataclass(frozen=True)
class Bases:
    """Where a merge finds what it starts from, also when the text is damaged or gone."""

    root: Path
    regenerate: Callable[[], Printed]
    """Prints the project from the copy of the contract that it holds."""
    stored: Mapping[str, str] = field(default_factory=dict)
    """The paths that texts lie under, by those that files are printed at now."""
    united: bool = False
    """Whether git made them, and the lock, of two branches."""

    @cached_property
    def printed(self) -> Printed:
        """What pactgen prints from that copy: as it calls things, and as a person does."""
        return self.regenerate()

    def of(self, path: str, entry: Entry) -> str | None:
        """Return the text of a shared file as pactgen wrote it last; None when it is lost.

        A text whose hash the lock does not know may be what git made of two branches; it counts
        when the lock itself came from two branches, or when it is what the contract's copy says.
        """
        path = self.stored.get(path, path)
        stored = remembered(self.root, path)
        if stored is not None and digest(stored.encode()) in entry.hashes:
            return stored
        if stored is not None and (entry.others or self.united):
            return ours_of(stored)
        known = (
            text
            for text in self.printed.get(path, ())
            if text == stored or digest(text.encode()) in entry.hashes
        )
        return next(known, None)


def base_writes(
    root: Path, files: Iterable[EmittedFile], entries: Mapping[str, Entry]
) -> Iterator[Write]:
    """Yield what makes the bases those of `entries`; one of them may be older than `files`."""
    shared = {path for path, entry in entries.items() if entry.owner is Owner.SHARED}
    for file in sorted(files, key=lambda each: each.path):
        if file.path in shared and digest(file.content) == entries[file.path].sha256:
            path = f"{BASE}/{file.path}{_SUFFIX}"
            place = root / path
            before = place.read_bytes() if place.is_file() else None
            yield Write(path=path, content=_LINE.sub(b":", file.content), before=before)
    for place in sorted((root / BASE).rglob(f"*{_SUFFIX}")):
        path = place.relative_to(root).as_posix()
        if path.removeprefix(f"{BASE}/").removesuffix(_SUFFIX) not in shared:
            yield Write(path=path, content=None, before=place.read_bytes())
