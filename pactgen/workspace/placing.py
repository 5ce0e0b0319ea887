"""What is printed names the modules that a person moved by the places where they are.

Location: pactgen/workspace/placing.py. The other files of a project import from a moved module, and
so must whatever a later run adds to them. Used by stages/writing.py before anything is compared.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pactgen.merge.renames import apply_modules
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.past import Past

_SOURCES: Final = "src/"


def moved_modules(past: Past) -> Mapping[str, str]:
    """Return the modules that a person moved, each with its name at the new place."""
    return {
        _module(path): _module(entry.at)
        for path, entry in past.recorded.items()
        if entry.at is not None and _is_source(path) and _is_source(entry.at)
    }


def placed(files: Iterable[EmittedFile], modules: Mapping[str, str]) -> tuple[EmittedFile, ...]:
    """Return the files with imports that name the modules by their new names."""
    if not modules:
        return tuple(files)
    return tuple(
        replace(file, text=apply_modules(file.text, modules)) if file.path.endswith(".py") else file
        for file in files
    )


def _is_source(path: str) -> bool:
    return path.startswith(_SOURCES) and path.endswith(".py")


def _module(path: str) -> str:
    parts = PurePosixPath(path.removeprefix(_SOURCES)).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")
