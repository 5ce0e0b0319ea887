"""The text of every shared file as pactgen wrote it last: what a merge starts from.

Location: pactgen/workspace/bases.py. The texts lie under .pactgen/base/ and carry the suffix
`.base`, so that no tool takes them for sources; one file stands for one file, so that git merges
them like any other text. Used by changes.py and store.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.workspace.commit import Write
from pactgen.workspace.files import Owner
from pactgen.workspace.paths import STATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pactgen.workspace.files import EmittedFile

BASE: Final = f"{STATE}/base"
_SUFFIX: Final = ".base"


def remembered(root: Path, path: str) -> str | None:
    """Return the text of a shared file as pactgen last wrote it."""
    place = root / f"{BASE}/{path}{_SUFFIX}"
    return place.read_bytes().decode(errors="replace") if place.is_file() else None


def base_writes(root: Path, files: Iterable[EmittedFile]) -> Iterator[Write]:
    """Yield what makes the bases those of `files`."""
    wanted = {
        f"{BASE}/{file.path}{_SUFFIX}": file.content for file in files if file.owner is Owner.SHARED
    }
    for path, content in sorted(wanted.items()):
        place = root / path
        before = place.read_bytes() if place.is_file() else None
        yield Write(path=path, content=content, before=before)
    for place in sorted((root / BASE).rglob(f"*{_SUFFIX}")):
        path = place.relative_to(root).as_posix()
        if path not in wanted:
            yield Write(path=path, content=None, before=place.read_bytes())
