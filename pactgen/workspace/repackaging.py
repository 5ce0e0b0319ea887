"""The package has another name: what is a person's goes along, with its imports.

Location: pactgen/workspace/repackaging.py. `package:` in pactgen.yaml says so. Shared files are
merged under their new paths; here are the files that pactgen made once and gave away, and those
that a person wrote beside them. Used by planning.py.
"""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pactgen.merge.renames import apply_modules
from pactgen.merge.values import Note
from pactgen.values import dataclass
from pactgen.workspace.changes import EDITED, Action, Change
from pactgen.workspace.files import Owner, digest
from pactgen.workspace.following import candidates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Repackaging:
    """A package that has another name now."""

    old: str
    new: str

    def moved(self, path: str) -> str:
        """Return where a file is now."""
        before = f"src/{self.old}/"
        return f"src/{self.new}/{path.removeprefix(before)}" if path.startswith(before) else path

    def renamed(self, content: bytes) -> bytes:
        """Return a person's Python file with the new name in its imports."""
        try:
            text = content.decode()
        except UnicodeDecodeError:
            return content
        return apply_modules(text, {self.old: self.new}).encode()

    def named(self, content: bytes) -> bytes:
        """Return a configuration with the new name in paths, modules and lists of packages."""
        old = re.escape(self.old)
        place = rf'(?<=src/){old}(?![\w-])|(?<![\w./-]){old}(?=\.\w)|(?<=\["){old}(?="[],])'
        return re.sub(place.encode(), self.new.encode(), content)


def repackaging_of(emitted: Iterable[str], recorded: Iterable[str]) -> Repackaging | None:
    """Tell whether everything that is printed below `src/` has another package."""
    old, new = ({_package(path) for path in paths} - {""} for paths in (recorded, emitted))
    if len(old) != 1 or len(new) != 1 or old == new:
        return None
    return Repackaging(old=old.pop(), new=new.pop())


def take_along(
    names: Repackaging,
    root: Path,
    emitted: Mapping[str, EmittedFile],
    recorded: Mapping[str, Entry],
    changes: Iterable[Change],
) -> list[Change]:
    """Return the changes with what becomes of the files that are a person's.

    Args:
        names: of the package.
        root: the project.
        emitted: what is printed now.
        recorded: the entries of the lock.
        changes: of the files that pactgen prints or printed.
    """
    planned = {change.path: change for change in changes}
    for path in _theirs(root, names, recorded):
        content, entry, target = (root / path).read_bytes(), recorded.get(path), names.moved(path)
        if target != path and (root / target).exists():
            continue
        file = emitted.get(target)
        as_made = entry is not None and digest(content) in entry.hashes and file is not None
        after = _after(names, path, content, entry)
        if as_made and file is not None:
            after = file.content
        if target != path:
            planned[path] = Change(
                path=path, action=Action.DELETE, owner=Owner.YOURS, before=content
            )
        elif after == content:
            continue
        planned[target] = Change(
            path=target,
            action=Action.REWRITE if target == path else Action.CREATE,
            owner=Owner.YOURS,
            content=after,
            before=content if target == path else None,
            note="" if as_made else EDITED,
            merged=not as_made,
            notes=() if as_made else (_note(names, path),),
        )
    return list(planned.values())


def _package(path: str) -> str:
    parts = PurePosixPath(path).parts
    return parts[1] if len(parts) > 2 and parts[0] == "src" else ""


def _theirs(root: Path, names: Repackaging, recorded: Mapping[str, Entry]) -> Iterator[str]:
    """Yield the person's files: in the package, its tests, and what pactgen gave away."""
    moved = {entry.at for entry in recorded.values()}
    given = {path for path, entry in recorded.items() if entry.owner is Owner.YOURS}
    found = {path for path in given if (root / path).is_file()}
    for folder, inner, files in os.walk(root / "src" / names.old):
        inner[:] = [each for each in inner if each != "__pycache__"]
        found |= {f"{folder}/{name}".removeprefix(f"{root}/") for name in files}
    found |= {each.relative_to(root).as_posix() for each in candidates(root / "tests", ".py")}
    yield from sorted(found - (recorded.keys() - given) - moved)


def _after(names: Repackaging, path: str, content: bytes, entry: Entry | None) -> bytes:
    if path.endswith(".py"):
        return names.renamed(content)
    return names.named(content) if entry is not None else content


def _note(names: Repackaging, path: str) -> Note:
    return Note(name=path, message=f"the package is `{names.new}` now, here too")
