"""What is printed asks the classes of a project by the names that a person gave to their methods.

Location: pactgen/workspace/given.py. Inside of the module that a person edited, merge/own_names.py
does it; here it is for the other files, whose classes come by their annotations. A function or
class that a person named otherwise is imported by that name. Used by stages/writing.py before
anything is compared.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import split
from pactgen.merge.importing import importing, imports_of, not_importing
from pactgen.merge.own_names import given_names
from pactgen.merge.receivers import aliases_of, with_members
from pactgen.merge.renames import following
from pactgen.merge.tokens import names_in, renamed
from pactgen.values import dataclass, field, replace
from pactgen.workspace.files import Owner, digest
from pactgen.workspace.moving import fresh_places, gone_places, named_elsewhere, place_now
from pactgen.workspace.renames import renames_of
from pactgen.workspace.repackaging import repackaging_of
from pactgen.workspace.shared import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Entry
    from pactgen.workspace.past import Past
    from pactgen.workspace.sides import Place

_DEFINED: Final = re.compile(r"^ *(?:class|def|async def) (\w+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """Names of a person's, by those that pactgen prints."""

    methods: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each class."""
    definitions: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each module."""

    def note(self, place: Place, path: str, new: str) -> None:
        """Note the name that a person gave to a definition, or to a method, of a module."""
        owner, old = place
        module = path.removeprefix("src/").removesuffix(".py").replace("/", ".")
        known = self.methods if owner else self.definitions
        known.setdefault(owner or module, {})[old] = new


def named_as_yours(
    files: tuple[EmittedFile, ...],
    past: Past,
    *,
    dropped: frozenset[str] = frozenset(),
    tables: frozenset[tuple[str, str]] = frozenset(),
) -> tuple[EmittedFile, ...]:
    """Return the files, as they are rendered, with the names that a person gave to definitions.

    Args:
        files: what was rendered.
        past: what the last run left.
        dropped: the tables that the revision drops.
        tables: the old and the new name of those that it renames.
    """
    emitted, recorded = {file.path: file for file in files}, past.recorded
    edited = {
        path: sides
        for path, entry in recorded.items()
        if (sides := _edited(path, entry, past)) is not None
    }
    if not edited:
        return files
    package = repackaging_of(emitted, recorded)
    renames = renames_of(emitted, recorded, past.bases, package, dropped, tables)
    given = _Given()
    fresh = cache(lambda: fresh_places(emitted, recorded, past.bases, renames))
    elsewhere = cache(lambda: named_elsewhere(emitted, recorded, past.bases, renames))
    for path, (base, mine) in edited.items():
        file = emitted.get(renames.files.get(path, path))
        if file is not None:
            _gather(given, file, recorded[path].at or file.path, (base, mine), renames.names)
        gone = set(gone_places(base, file, renames))
        for place, new in _named(base, mine) if gone else ():
            moved = None
            if place in gone:
                called = place[0], elsewhere().get(place[1], place[1])
                moved = place_now(path, place, fresh()) or place_now(path, called, fresh())
            if moved is not None:
                given.note(moved[1], moved[0], new)
    if not given.methods and not given.definitions:
        return files
    trees = {file.path: ast.parse(file.text) for file in filter(_is_code, files)}
    classes = Counter(
        node.name for tree in trees.values() for node in tree.body if isinstance(node, ast.ClassDef)
    )
    methods = {name: each for name, each in given.methods.items() if classes[name] == 1}
    aliases = {name: owner for tree in trees.values() for name, owner in aliases_of(tree).items()}
    return tuple(
        replace(file, text=_imported_as(with_members(file.text, methods, aliases), given))
        if file.path in trees
        else file
        for file in files
    )


def _is_code(file: EmittedFile) -> bool:
    return file.owner is Owner.SHARED and file.path.endswith(".py") and file.path[:4] == "src/"


def _edited(path: str, entry: Entry, past: Past) -> tuple[str, str] | None:
    """Return a module as it was printed and as it is, None where it has all that was printed."""
    place = past.root / (entry.at or path)
    shared = entry.owner is Owner.SHARED and path.startswith("src/") and path.endswith(".py")
    content = place.read_bytes() if shared and place.is_file() else b""
    if not content or digest(content) in entry.hashes:
        return None
    base, mine = past.bases.of(path, entry), text_of(content) or ""
    if base is None or Counter(_DEFINED.findall(base)) <= Counter(_DEFINED.findall(mine)):
        return None
    return base, mine


def _gather(
    given: _Given,
    file: EmittedFile,
    place: str,
    sides: tuple[str, str],
    renames: Mapping[str, str],
) -> None:
    """Note the names that a person gave in one file, also to what the contract renames."""
    base, mine = following(sides, renames, sides[0], file.text)
    try:
        found = list(given_names(split(base), split(mine), split(file.text)))
    except (SyntaxError, ValueError):
        return
    for old, new, owner in found:
        given.note((owner, old), place, new)


def _named(base: str, mine: str) -> Iterator[tuple[Place, str]]:
    """Yield where the definitions of a module are that a person named, and their names."""
    try:
        last, own = split(base), split(mine)
    except (SyntaxError, ValueError):
        return
    for old, new, owner in given_names(last, own, last):
        yield (owner, old), new


def _imported_as(text: str, given: _Given) -> str:
    """Return a module that imports definitions by the names of a person's."""
    if not given.definitions:
        return text
    names = {
        each: replace(each, name=new)
        for each in imports_of(text)
        if (new := given.definitions.get(each.module, {}).get(each.name)) is not None
    }
    bound = {old.bound: new.bound for old, new in names.items() if old.bound != new.bound}
    if not names or names_in(text) & set(bound.values()):
        return text
    text = importing(not_importing(text, names.keys()), names.values())
    return renamed(text, bound, "")
