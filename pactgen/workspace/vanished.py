"""Names of the project's own modules that the last run printed and this one does not.

Location: pactgen/workspace/vanished.py. Used by planning.py for imports of edited files.
"""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from pactgen.merge.importing import imports_of
from pactgen.values import dataclass, field
from pactgen.workspace.files import Owner, digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from pactgen.merge.imports import Imported
    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Entry


@dataclass(frozen=True)
class Vanished:
    """Compares what stands on the disk with what is printed now."""

    root: Path
    emitted: Mapping[str, EmittedFile]
    recorded: Mapping[str, Entry]
    after: Callable[[str], str | None]
    """What an edited shared file will hold, None where a person has to decide."""
    were: Mapping[str, str] = field(default_factory=dict)
    """The names that renamed modules had, by those that they have now."""
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _moved(self) -> Mapping[str, str]:
        """The modules that are where a person moved them, by that place."""
        return {entry.at: path for path, entry in self.recorded.items() if entry.at is not None}

    @cached_property
    def _paths_before(self) -> Mapping[str, str]:
        """The paths that the files of renamed modules had, by those that they have now."""
        both = (zip(_places(new), _places(old), strict=True) for new, old in self.were.items())
        return {new: old for pairs in both for new, old in pairs if new not in self.recorded}

    def __call__(self, name: Imported) -> bool:
        """Tell whether an import can no longer work because the contract changed."""
        if any(self._is_gone(path) for path in _places(f"{name.module}.{name.name}")):
            return True
        if name.module in self.were:
            return self._is_lost_by_renamed(name)
        places = (self._moved.get(each, each) for each in _places(name.module))
        path = next((each for each in places if each in self.recorded), "")
        if path not in self._known:
            self._known[path] = self._lost(path)
        return name.name in self._known[path]

    def _is_lost_by_renamed(self, name: Imported) -> bool:
        """Tell whether a module that has another name now had a definition and has none."""
        path = next((each for each in _places(name.module) if each in self.emitted), "")
        text = self._text_after(path)
        if text is None or self._is_module(name):
            return False
        return name.name in _defined(self._old_text(name)) - _defined(text)

    def _is_module(self, name: Imported) -> bool:
        return any(path in self.emitted for path in _places(f"{name.module}.{name.name}"))

    def holds(self, name: Imported) -> bool:
        """Tell whether a name can be imported once the run is over."""
        if self._is_module(name):
            return True
        path = next((each for each in _places(name.module) if each in self.emitted), "")
        return path != "" and name.name in _defined(self._text_after(path) or "")

    def new_home(self, name: Imported) -> str | None:
        """Return the module that has a definition now, where another one had it; None if unsure.

        What a module merely passed on is where that module had it from.
        """
        for path in _places(name.module):
            for each in _passed_on(self._text_before(path)):
                there = any((self.root / place).is_file() for place in _places(each.module))
                if each.bound == name.name == each.name and there and not self(each):
                    return each.module
        defines = _defining(name.name)
        there_before = defines.search(self._old_text(name))
        kinds = set() if there_before is None else {there_before["kind"]}
        found = [
            path
            for path, file in self.emitted.items()
            if path.endswith(".py") and file.owner is not Owner.YOURS
            if (found_at := defines.search(file.text)) is not None and found_at["kind"] in kinds
            if path not in _places(name.module) and not defines.search(self._text_before(path))
        ]
        if len(found) != 1 or not found[0].startswith("src/"):
            return None
        return found[0].removeprefix("src/").removesuffix(".py").replace("/", ".")

    def _old_text(self, name: Imported) -> str:
        """Return what the module of a name holds, under the name that it had."""
        places = _places(self.were.get(name.module, name.module))
        return "".join(map(self._text_before, places))

    def _text_before(self, path: str) -> str:
        place = self.root / path
        return place.read_bytes().decode(errors="replace") if place.is_file() else ""

    def _is_gone(self, path: str) -> bool:
        """Tell whether a module was printed last time, and is not there any more."""
        entry = self.recorded.get(path)
        if entry is None or path in self.emitted or entry.owner is Owner.YOURS:
            return False
        return self._text_after(path) == ""

    def _lost(self, path: str) -> frozenset[str]:
        """Return the names that a module had and has no longer."""
        entry = self.recorded.get(path)
        if entry is None or entry.owner is Owner.YOURS:
            return frozenset()
        place = self.root / (entry.at or path)
        if not place.is_file():
            return frozenset()
        now = self._text_after(path)
        if now is None:
            return frozenset()
        return _defined(place.read_bytes().decode(errors="replace")) - _defined(now)

    def _text_after(self, path: str) -> str | None:
        """Return what a module will hold, None where a person has to decide."""
        old = self._paths_before.get(path, path)
        entry, file = self.recorded.get(old), self.emitted.get(path)
        if entry is not None and entry.owner is Owner.SHARED and self._is_edited(old, entry):
            return self.after(path)
        return file.text if file is not None else ""

    def _is_edited(self, path: str, entry: Entry) -> bool:
        place = self.root / (entry.at or path)
        return place.is_file() and digest(place.read_bytes()) not in entry.hashes


def _defining(name: str) -> re.Pattern[str]:
    """Return what finds a definition and its kind; of values those that one module has by name.

    Another kind of thing under the name of one that is gone is something else.
    """
    either = rf"(?:async )?(?P<kind>class|def) {re.escape(name)}\b"
    value = rf"|{re.escape(name)}(?:: .*)? = " if name[:1].isupper() else ""
    return re.compile(rf"^(?:{either}{value})", re.MULTILINE)


def _passed_on(text: str) -> Iterable[Imported]:
    try:
        return tuple(imports_of(text))
    except (SyntaxError, ValueError):
        return ()


def _places(module: str) -> tuple[str, str]:
    stem = f"src/{module.replace('.', '/')}"
    return f"{stem}.py", f"{stem}/__init__.py"


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
