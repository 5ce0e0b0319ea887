"""Fields and methods that the contract renamed: code of a person's asks for them by the new name.

Location: pactgen/workspace/members.py. The revision of the run says which columns keep their values
under another name, what was printed says which operations are the same; a class follows that has
the one member no longer and the other one now. Used by planning.py, for edited files and for a
person's own.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from pactgen.merge.inferring import returns_of
from pactgen.merge.receivers import aliases_of, with_members
from pactgen.values import dataclass
from pactgen.workspace.files import Owner, digest
from pactgen.workspace.syntax import parsed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pactgen.merge.inferring import Value
    from pactgen.workspace.bases import Bases
    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Entry

Columns = frozenset[tuple[str, str]]
"""The old and the new name of columns that a revision renames, or of other members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The new name of members by their old one."""

    classes: Mapping[str, Mapping[str, str]]
    everywhere: Mapping[str, str]
    """Those that no class has by the old name any longer."""
    aliases: Mapping[str, str]
    package: str
    returns: Mapping[str, Mapping[str, Value]]

    def followed(self, text: str) -> str:
        """Return a module that asks for the members by their new names."""
        if not self.classes:
            return text
        return with_members(
            text, self.classes, self.aliases, self.everywhere, self.package, self.returns
        )


NO_MEMBERS = Members(classes={}, everywhere={}, aliases={}, package="", returns={})


def members_of(
    columns: Columns,
    root: Path,
    emitted: Mapping[str, EmittedFile],
    recorded: Mapping[str, Entry],
    bases: Bases,
) -> Members:
    """Return the members that the contract renamed.

    Args:
        columns: what may have another name.
        root: the project.
        emitted: what is printed now.
        recorded: the entries of the lock.
        bases: what was printed last.
    """
    classes: dict[str, dict[str, str]] = {}
    passed = {old for old, _ in columns} & {new for _, new in columns}
    for path, entry in recorded.items() if columns else ():
        file = emitted.get(path)
        if file is not None and _is_code(path) and digest(file.content) != entry.sha256:
            before = dict(_classes(parsed(_last(path, entry, root, bases))))
            for name, members in _classes(parsed(file.text)):
                last = before.get(name, members)
                found = {
                    old: new
                    for old, new in columns
                    if old in last and new in members
                    if (old in passed or old not in members) and (new in passed or new not in last)
                }
                if found:
                    classes[name] = found
    if not classes:
        return NO_MEMBERS
    now = {path: parsed(file.text) for path, file in emitted.items() if _is_code(path)}
    everywhere = {
        old: new
        for old, new in _everywhere(classes, now.values()).items()
        if not _is_defined(old, root, emitted)
    }
    aliases = {name: owner for tree in now.values() for name, owner in aliases_of(tree).items()}
    package = next((path.split("/")[1] for path in now), "")
    return Members(
        classes=classes,
        everywhere=everywhere,
        aliases=aliases,
        package=package,
        returns=returns_of((*now.values(), *_on_disk(root))),
    )


def _on_disk(root: Path) -> Iterator[ast.Module]:
    """Yield the modules as people have them."""
    for place in sorted((root / "src").rglob("*.py")):
        yield parsed(place.read_bytes())


def _everywhere(
    classes: Mapping[str, Mapping[str, str]], now: Iterable[ast.Module]
) -> Mapping[str, str]:
    """Return the names that no class has any longer, and that have one new name."""
    still = {each for tree in now for _, fields in _classes(tree) for each in fields}
    news: dict[str, set[str]] = {}
    for old, new in ((old, new) for names in classes.values() for old, new in names.items()):
        news.setdefault(old, set()).add(new)
    return {old: min(new) for old, new in news.items() if old not in still and len(new) == 1}


def _is_code(path: str) -> bool:
    return path.startswith("src/") and path.endswith(".py")


def _last(path: str, entry: Entry, root: Path, bases: Bases) -> str:
    """Return a file as pactgen wrote it last."""
    if entry.owner is Owner.SHARED:
        return bases.of(path, entry) or ""
    place = root / path
    return place.read_text(encoding="utf-8", errors="replace") if place.is_file() else ""


def _classes(tree: ast.Module) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield each class with its fields and methods."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name, frozenset(_names(node))


def _names(node: ast.ClassDef) -> Iterator[str]:
    for each in node.body:
        match each:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def _is_defined(name: str, root: Path, emitted: Iterable[str]) -> bool:
    """Tell whether a file of a person's defines something of that name."""
    says = re.compile(rf"^\s*(?:(?:async )?def )?{re.escape(name)}\b(?: *[:=(])", re.MULTILINE)
    printed = set(emitted)
    for place in (root / "src").rglob("*.py"):
        path = place.relative_to(root).as_posix()
        if path not in printed and says.search(place.read_text(encoding="utf-8", errors="replace")):
            return True
    return False
