"""Which paths pactgen may write to: inside the project, the same file on every operating system.

Location: pactgen/workspace/paths.py. Used by planning.py and commit.py before they look at a file.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{device}{number}" for device in ("com", "lpt") for number in "123456789¹²³"}
)
_FORBIDDEN: Final = frozenset('<>:"|?*\\') | {chr(code) for code in range(32)} | {"\x7f"}
STATE: Final = ".pactgen"
"""The folder of pactgen's own state in a project."""


class UnsafePathError(Exception):
    """A path that pactgen refuses to write to."""

    def __init__(self, path: str, reason: str) -> None:
        """Keep the path and the reason apart, so that both can be printed as JSON."""
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def check_portable(path: str) -> None:
    """Raise `UnsafePathError` unless `path` means one and the same file everywhere."""
    if path.startswith("/") or "\\" in path or not path:
        raise UnsafePathError(path, "not a relative path with forward slashes")
    for part in path.split("/"):
        if part in {"", ".", ".."}:
            raise UnsafePathError(path, "not a plain path inside the project")
        if part.partition(".")[0].rstrip(" ").casefold() in _RESERVED:
            raise UnsafePathError(path, f"`{part}` is a device name on Windows")
        if part[-1] in ". " or not _FORBIDDEN.isdisjoint(part):
            raise UnsafePathError(path, f"`{part}` is no file name on Windows")


def folded(path: str) -> str:
    """Return what a file system that ignores case and Unicode form makes of `path`."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def check_distinct(paths: Iterable[str]) -> None:
    """Raise when two paths collide: equal but for case, or a file where another has a folder."""
    seen: dict[str, str] = {}
    for path in sorted(paths):
        twin = seen.setdefault(folded(path), path)
        if twin != path:
            raise UnsafePathError(path, f"differs from `{twin}` in case only")
    for key, path in seen.items():
        for parent in PurePosixPath(key).parents:
            if (file := seen.get(str(parent))) is not None:
                raise UnsafePathError(path, f"`{file}` is a file, it cannot be a folder as well")


def inside(root: Path, path: str) -> Path:
    """Return the place of `path` on the disk; raise when a symbolic link leads elsewhere.

    A folder may be a link as long as it stays inside the project; a file to write may not,
    because the write would replace the link and leave what it points to as it was.
    """
    check_portable(path)
    top = root.resolve()
    place = root / path
    if not place.parent.resolve().is_relative_to(top):
        raise UnsafePathError(path, "a symbolic link leads out of the project")
    if place.is_symlink():
        raise UnsafePathError(path, "is a symbolic link")
    if place.is_dir():
        raise UnsafePathError(path, "is a folder")
    return place


def check_writable(root: Path, path: str) -> None:
    """Raise when a person protected the file, or the folder that it would go to, from writing.

    The mode counts also where the user may ignore it: a rename would replace the file all the same.
    """
    place = root / path
    if place.exists() and not place.stat().st_mode & stat.S_IWUSR:
        raise UnsafePathError(path, "is read-only")
    folder = next(each for each in place.parents if each.exists())
    if not folder.is_dir():
        raise UnsafePathError(path, f"`{folder.relative_to(root).as_posix()}` is a file")
    if not os.access(folder, os.W_OK):
        raise UnsafePathError(path, "lies in a folder that cannot be written to")


def misspelt(root: Path, path: str) -> str | None:
    """Return the entry on the disk that `path` would hit where case is ignored, if there is one."""
    place = root
    for part in PurePosixPath(path).parts:
        if not place.is_dir():
            return None
        names = {entry.name for entry in place.iterdir()}
        if part not in names:
            twins = sorted(name for name in names if folded(name) == folded(part))
            return (place / twins[0]).relative_to(root).as_posix() if twins else None
        place /= part
    return None
