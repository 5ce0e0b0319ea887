"""What the contract renamed since the last run, as far as a person's edits are concerned.

Location: pactgen/workspace/renames.py. A shared file is another's successor when both hold what was
decided about the same operations and resources. Used by planning.py.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pactgen.decisions import rename
from pactgen.merge.renames import find_renames
from pactgen.values import dataclass, field
from pactgen.workspace.files import EmittedFile, Owner, digest
from pactgen.workspace.members import NO_MEMBERS, Members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pactgen.decisions import Decision
    from pactgen.workspace.bases import Bases
    from pactgen.workspace.lock import Entry
    from pactgen.workspace.repackaging import Repackaging

_ALIKE: Final = 0.3
_DEFINITION: Final = re.compile(r"^(?:class|def|async def) (\w+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renames:
    """What has another name now."""

    files: Mapping[str, str] = field(default_factory=dict)
    """The new path of shared files by their old one."""
    names: Mapping[str, str] = field(default_factory=dict)
    """The new name of definitions by their old one."""
    modules: Mapping[str, str] = field(default_factory=dict)
    """The new dotted name of the modules of `files`."""
    members: Members = NO_MEMBERS
    """The new name of fields."""

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Each renaming could have been a removal and an addition."""
        return (
            *(rename.file(old, new) for old, new in sorted(self.files.items())),
            *(rename.name(old, new) for old, new in sorted(self.names.items())),
        )


def renames_of(
    emitted: Mapping[str, EmittedFile],
    recorded: Mapping[str, Entry],
    bases: Bases,
    package: Repackaging | None = None,
    dropped: frozenset[str] = frozenset(),
    tables: frozenset[tuple[str, str]] = frozenset(),
) -> Renames:
    """Compare what is printed now with what was printed last.

    Args:
        emitted: what is printed now.
        recorded: the entries of the lock.
        bases: what was printed last.
        package: the name of the package, when it has another one.
        dropped: the tables that the revision drops.
        tables: the old and the new name of those that it renames.
    """
    files = successors(emitted, recorded, bases, package, tables)
    pairs = []
    for path, entry in sorted(recorded.items()):
        file = emitted.get(files.get(path, path))
        if entry.owner is Owner.SHARED and path.endswith(".py") and file is not None:
            base = None if digest(file.content) == entry.sha256 else bases.of(path, entry)
            pairs.append((file.text if base is None else base, file.text))
    modules = {_module(old): _module(new) for old, new in _with_siblings(files, emitted, recorded)}
    modules |= {} if package is None else {package.old: package.new}
    try:
        still = _defined(_alone(emitted, recorded, files))
        names = find_renames(pairs, still=still, dropped=dropped, words=tables)
    except (SyntaxError, ValueError):
        names = {}
    return Renames(files=files, names=names, modules=modules)


def edited(root: Path, recorded: Mapping[str, Entry]) -> bool:
    """Tell whether a person changed any shared file."""
    for path, entry in recorded.items():
        place = root / (entry.at or path)
        shared = entry.owner is Owner.SHARED and place.is_file()
        if shared and digest(place.read_bytes()) != entry.sha256:
            return True
    return False


def _alone(
    emitted: Mapping[str, EmittedFile], recorded: Mapping[str, Entry], files: Mapping[str, str]
) -> Iterator[EmittedFile]:
    """Yield the modules that only pactgen writes, and those that are compared with no other.

    What moves into a module that is new was not renamed.
    """
    compared = recorded.keys() | set(files.values())
    for path, file in emitted.items():
        new = file.owner is Owner.SHARED and path not in compared
        if path.endswith(".py") and (file.owner is Owner.GENERATED or new):
            yield file


def _defined(files: Iterable[EmittedFile]) -> frozenset[str]:
    """Return the definitions of modules."""
    return frozenset(name for file in files for name in _DEFINITION.findall(file.text))


def _with_siblings(
    files: Mapping[str, str], emitted: Mapping[str, EmittedFile], recorded: Mapping[str, Entry]
) -> Iterator[tuple[str, str]]:
    """Yield the modules that have another path, those that only pactgen writes included."""
    folders = {PurePosixPath(old).parent: PurePosixPath(new).parent for old, new in files.items()}
    moved = dict(files)
    for path in recorded:
        place = PurePosixPath(path)
        new = str(folders.get(place.parent, place.parent) / place.name)
        if path not in emitted and new in emitted:
            moved.setdefault(path, new)
    yield from sorted((old, new) for old, new in moved.items() if old.endswith(".py"))


def successors(
    emitted: Mapping[str, EmittedFile],
    recorded: Mapping[str, Entry],
    bases: Bases,
    package: Repackaging | None = None,
    tables: frozenset[tuple[str, str]] = frozenset(),
) -> dict[str, str]:
    """Return the new path of each shared file that is printed under another path now."""
    gone = [path for path, entry in recorded.items() if _is_gone(path, entry, emitted)]
    come = [
        file
        for path, file in emitted.items()
        if path not in recorded and file.owner is Owner.SHARED
    ]
    news = {file.path for file in come}
    found: dict[str, str] = {}
    if package is not None:
        found = {path: new for path in gone if (new := package.moved(path)) in news}
    likely = [each[1:] for each in sorted(_scores(gone, come, recorded), reverse=True)]
    for old, new in (*likely, *_of_tables(tables, emitted, recorded, bases)):
        if old not in found and new not in found.values():
            found[old] = new
    return found


def _of_tables(
    tables: Iterable[tuple[str, str]],
    emitted: Mapping[str, EmittedFile],
    recorded: Mapping[str, Entry],
    bases: Bases,
) -> Iterator[tuple[str, str]]:
    """Yield the files of a resource that has another name altogether: its table says so.

    Neither an operationId nor a path nor a schema is called as it was.
    """
    gone = {path: entry for path, entry in recorded.items() if _is_gone(path, entry, emitted)}
    come = {path: file.text for path, file in emitted.items() if path not in recorded}
    for before, after in sorted(tables):
        olds = [path for path, entry in gone.items() if _has(bases.of(path, entry), before)]
        news = [path for path, text in come.items() if _has(text, after)]
        if len(olds) != 1 or len(news) != 1:
            continue
        one, two = (PurePosixPath(path).parent for path in (olds[0], news[0]))
        for path in gone:
            place = PurePosixPath(path)
            new = two / place.name
            if place.name == f"test_{one.name}.py":
                new = place.with_name(f"test_{two.name}.py")
            if (place.parent == one or place.name.startswith("test_")) and str(new) in come:
                yield path, str(new)


def _has(text: str | None, table: str) -> bool:
    return f'    __tablename__ = "{table}"\n' in (text or "")


def _is_gone(path: str, entry: Entry, emitted: Mapping[str, EmittedFile]) -> bool:
    return entry.owner is Owner.SHARED and path not in emitted


def _scores(
    gone: list[str], come: list[EmittedFile], recorded: Mapping[str, Entry]
) -> Iterator[tuple[float, str, str]]:
    for old in gone:
        for file in come:
            if _part(old) == _part(file.path):
                one, two = (_subjects(each) for each in (recorded[old].decisions, file.decisions))
                score = len(one & two) / (len(one | two) or 1)
                if score >= _ALIKE:
                    yield score, old, file.path


def _part(path: str) -> str:
    """Return what a file is in its feature: its name, or that it tests one."""
    place = PurePosixPath(path)
    return "test" if place.name.startswith("test_") else place.name


def _subjects(decisions: tuple[str, ...]) -> frozenset[str]:
    return frozenset(decision for decision in decisions if not decision.startswith("feature/"))


def _module(path: str) -> str:
    return (
        ".".join(PurePosixPath(path).with_suffix("").parts)
        .removeprefix("src.")
        .removesuffix(".__init__")
    )
