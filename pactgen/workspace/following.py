"""A shared file that a person moved: found by what it holds.

Location: pactgen/workspace/following.py. The lock then says where it is (`at`). Used by
planning.py.
"""

from __future__ import annotations

import os
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pactgen.values import replace
from pactgen.workspace.files import Owner, digest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pactgen.workspace.bases import Bases
    from pactgen.workspace.lock import Entry

_ALIKE: Final = 0.6
_ENOUGH: Final = 12
"""Lines below which two files look alike by chance."""
_LARGEST: Final = 1_000_000
"""Bytes; no generated source is near that."""
_SKIPPED: Final = frozenset({"node_modules", "site-packages", "__pycache__", "build", "dist"})


def located(root: Path, recorded: Mapping[str, Entry], bases: Bases) -> Mapping[str, Entry]:
    """Return the entries of the lock, each shared file with the place where it is now."""
    found = dict(recorded)
    taken = {entry.at for entry in recorded.values()}
    for path, entry in recorded.items():
        if entry.owner is not Owner.SHARED:
            continue
        place = None
        if entry.at is not None and (root / entry.at).is_file() and not (root / path).exists():
            place = entry.at
        elif not entry.apart and not (root / path).exists():
            place = _find_moved(root, path, entry, bases, recorded)
        if place in taken and place != entry.at:
            place = None
        found[path] = replace(entry, at=place)
        taken.add(place)
    return found


def _find_moved(
    root: Path, path: str, entry: Entry, bases: Bases, known: Collection[str]
) -> str | None:
    """Return where a file is that is not at `path`; None when a person deleted it.

    Args:
        root: the project.
        path: where pactgen wrote it.
        entry: of the lock.
        bases: what it looked like.
        known: paths of the lock: a file of them is not another one.
    """
    base = bases.of(path, entry)
    found = []
    for place in candidates(root, Path(path).suffix):
        name = place.relative_to(root).as_posix()
        content = place.read_bytes()
        if name not in known and content.strip():
            score = 2.0 if digest(content) in entry.hashes else _likeness(base, content)
            found.append((score, name))
    best = max(found, default=(0.0, ""))
    return best[1] if best[0] >= _ALIKE else None


def candidates(root: Path, suffix: str) -> Iterator[Path]:
    """Yield the files of a suffix that a person may have written, sorted by folder."""
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name not in _SKIPPED and name[0] != ".")
        for name in sorted(files):
            place = Path(folder) / name
            if place.suffix == suffix and place.stat().st_size < _LARGEST:
                yield place


def _likeness(base: str | None, content: bytes) -> float:
    lines = (base or "").splitlines()
    if len(lines) < _ENOUGH:
        return 0.0
    now = content.decode(errors="replace").splitlines()
    return SequenceMatcher(None, lines, now, autojunk=False).quick_ratio()
