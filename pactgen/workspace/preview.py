"""The project as it would be after the commit, somewhere else, so that it can be proved first.

Location: pactgen/workspace/preview.py. Used by pipeline.py around the proof.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pactgen.workspace.changes import Action

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.workspace.changes import Changes

YOURS_TOO: Final = ("src", "tests", "migrations", "contract")
"""Folders in which a person's own files take part in the backend."""


@contextmanager
def previewed(root: Path, changes: Changes) -> Iterator[Path]:
    """Yield a folder with what the project will hold; it is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="pactgen-") as place:
        top = Path(place) / "project"
        top.mkdir()
        for name in YOURS_TOO:
            if (root / name).is_dir():
                shutil.copytree(root / name, top / name, ignore=_ignored)
        for change in changes.changes:
            target = top / change.path
            if change.action is Action.DELETE:
                target.unlink(missing_ok=True)
            elif change.content is not None:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(change.content)
            elif (root / change.path).is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(root / change.path, target)
        yield top


def _ignored(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name == "__pycache__" or name.endswith(".db")]
