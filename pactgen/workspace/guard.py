"""One run at a time: a lock that the operating system drops when its holder dies.

Location: pactgen/workspace/guard.py. Used by commit.py around recovery and commit.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pactgen.workspace.paths import STATE, UnsafePathError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedRandom
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _acquire(handle: BufferedRandom) -> None:
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _acquire(handle: BufferedRandom) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class BusyError(Exception):
    """Another pactgen works on this project."""


def state_folder(root: Path) -> Path:
    """Return the folder of pactgen's state, created; refuse what is no folder."""
    state = root / STATE
    if state.is_symlink():
        raise UnsafePathError(STATE, "is a symbolic link")
    if state.is_file():
        raise UnsafePathError(STATE, "is a file, and pactgen keeps its state in a folder there")
    state.mkdir(parents=True, exist_ok=True)
    return state


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Hold the project's lock; raise `BusyError` at once when another run has it."""
    with (state_folder(root) / "running").open("a+b") as handle:
        try:
            _acquire(handle)
        except OSError as error:
            raise BusyError(f"another pactgen is at work in {root}") from error
        yield
