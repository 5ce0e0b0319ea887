"""Names of the project's own modules that the last run printed and this one does not.

Location: pactgen/workspace/vanished.py. Used by planning.py for imports of edited files.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pactgen.workspace.files import Owner, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from pactgen.merge.imports import Imported
    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Entry


@dataclass(frozen=True, slots=True)
class Vanished:
    """Compares what stands on the disk with what is printed now."""

    root: Path
    emitted: Mapping[str, EmittedFile]
    recorded: Mapping[str, Entry]
    after: Callable[[str], str | None]
    """What an edited shared file will hold, None where a person has to decide."""
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    def __call__(self, name: Imported) -> bool:
        """Tell whether an import can no longer work because the contract changed."""
        stem = f"src/{name.module.replace('.', '/')}"
        places = (f"{stem}.py", f"{stem}/__init__.py")
        path = next((each for each in places if each in self.recorded), "")
        if path not in self._known:
            self._known[path] = self._lost(path)
        return name.name in self._known[path]

    def _lost(self, path: str) -> frozenset[str]:
        """Return the names that a module had and has no longer."""
        entry, place = self.recorded.get(path), self.root / path
        if entry is None or entry.owner is Owner.YOURS or not place.is_file():
            return frozenset()
        content = place.read_bytes()
        file = self.emitted.get(path)
        now = file.text if file is not None else ""
        if entry.owner is Owner.SHARED and digest(content) not in entry.hashes:
            edited = self.after(path)
            if edited is None:
                return frozenset()
            now = edited
        return _defined(content.decode(errors="replace")) - _defined(now)


def _defined(text: str) -> frozenset[str]:
    """Return what can be imported from a module."""
    try:
        nodes = ast.walk(ast.parse(text))
    except (SyntaxError, ValueError):
        return frozenset()
    found: set[str] = set()
    for node in nodes:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.ClassDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.alias(name=name, asname=alias):
                found.add(alias or name)
    return frozenset(found)
