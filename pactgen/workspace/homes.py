"""Definitions that a person moved elsewhere: the contract's change follows them there.

Location: pactgen/workspace/homes.py. A class that the shared file no longer defines was not deleted
when the file imports it from another module, or when one other module holds it; nor was a method
that a base of its class has now. Both files are merged as if pactgen printed it there. Used by
planning.py.
"""

from __future__ import annotations

import ast
import builtins
import re
from difflib import SequenceMatcher
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Block, Kind, split
from pactgen.merge.importing import importing, imports_of, without_imports
from pactgen.merge.imports import Imported
from pactgen.merge.placeholders import stand_in
from pactgen.merge.python import merge_python
from pactgen.merge.renames import apply_modules
from pactgen.merge.tokens import names_in, renamed, tokens_of
from pactgen.merge.values import Merged, Note
from pactgen.values import dataclass, field, replace
from pactgen.workspace.changes import EDITED, Action, Change
from pactgen.workspace.files import Owner
from pactgen.workspace.shared import ends_as, text_of
from pactgen.workspace.sides import Place, Sides, with_definition, without_definition

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Entry
    from pactgen.workspace.renames import Renames

_ALIKE: Final = 0.6
_MERGED: Final = "the contract changed it; it is merged here, where you moved it"
_ASKED: Final = re.compile(r"\bself\.(\w+)")
_MEET: Final = "your edits and those of the contract meet"
_KNOWN: Final = frozenset(dir(builtins))


@dataclass(slots=True, kw_only=True)
class Home:
    """A file of a person's with definitions that pactgen prints elsewhere."""

    before: bytes
    base: str
    ours: str
    now: str
    names: Mapping[str, str]
    """New names that are in these texts already."""
    notes: list[Note] = field(default_factory=list)

    @property
    def merged(self) -> Merged:
        """The file with what the contract changed in these definitions."""
        merged = merge_python(self.base, self.ours, self.now)
        return replace(merged, notes=(*self.notes, *merged.notes))

    @property
    def text(self) -> bytes:
        """What the file will hold, with markers where both sides meet."""
        return ends_as(self.before, self.merged.text)

    def change(self, path: str, then: Change | None) -> Change:
        """Return what happens to the file.

        Args:
            path: of the file.
            then: what else happens to the merged text.
        """
        merged = self.merged
        notes = (*merged.notes, *(then.notes if then is not None else ()))
        text = ends_as(self.before, merged.text)
        content = text if then is None or merged.conflicts else then.after
        plain = Change(
            path=path,
            action=Action.KEEP if content == self.before else Action.REWRITE,
            owner=Owner.YOURS,
            content=None if content == self.before else content,
            before=self.before,
            note=EDITED,
            merged=content != self.before,
            notes=notes,
        )
        if not merged.conflicts:
            return plain
        return replace(
            plain,
            action=Action.CONFLICT,
            note=_MEET,
            merged=False,
            clashes=merged.conflicts,
            ours=self.before,
            marked=text,
        )


def moved_out(
    root: Path,
    edited: Mapping[str, Sides],
    own: Mapping[str, bytes],
    emitted: Mapping[str, EmittedFile],
    recorded: Mapping[str, Entry],
    renames: Renames,
) -> dict[str, Home]:
    """Take such definitions out of the sides of the shared files; return where they are.

    Args:
        root: the project.
        edited: the shared modules that a person edited, by the path they had; changed in place.
        own: the person's own files.
        emitted: what is printed now.
        recorded: the entries of the lock.
        renames: what the contract calls otherwise now.
    """
    homes: dict[str, Home] = {}
    printed = (path for path, file in emitted.items() if file.owner is not Owner.YOURS)
    known = {*printed, *edited, *(entry.at for entry in recorded.values())}
    own = {**own, **dict(_beside(root, edited, known))}
    texts = {path: text for path, content in own.items() if (text := _text(content)) is not None}
    now = {
        path: each.now or file.text
        for path, each in edited.items()
        if (file := emitted.get(renames.files.get(path, path))) is not None
    }
    texts |= {path: edited[path].ours for path in now}
    for path in tuple(now):
        sides = edited[path]
        for there, last in _missing(sides):
            named = _named(there, renames)
            block = _definition(now[path], named)
            found = _home_of(path, there, last, texts, edited)
            if found is None or block is None:
                continue
            place, scope = found
            base = without_definition(sides.base, there)
            rest = _tidied(without_definition(now[path], named), base)
            rest = rest if scope else _using(rest, named[1], place)
            if block.code == last.code:
                if {*imports_of(rest)} - {*imports_of(now[path])}:
                    sides.base, sides.now, now[path] = base, rest, rest
                continue
            home = homes.get(place)
            if home is None and place not in now:
                home = _unchanged(own[place], texts[place], last.name, renames)
            into = rest if place == path else now[place] if home is None else home.now
            needed = _needed(block, now[path], into, same=place == path)
            if needed is None:
                continue
            old = sides.base if home is None else apply_modules(sides.base, renames.modules)
            sides.base, sides.now, now[path] = base, rest, rest
            names = {} if home is None else {**home.names, last.name: block.name}
            before = renamed(old, names, old)
            move = _Move(
                scope=scope,
                last=_definition(before, (names.get(there[0], there[0]), block.name)) or last,
                printed=block,
                had=list(imports_of(before)),
                needed=needed,
                mine=texts[place],
            )
            if home is None:
                now[place] = move.in_shared(edited[place], into)
            else:
                homes[place] = move.in_own(home, {last.name: block.name})
    return homes


def _named(there: Place, renames: Renames) -> Place:
    """Return where a definition is printed now."""
    return renames.names.get(there[0], there[0]), renames.names.get(there[1], there[1])


def _beside(
    root: Path, edited: Mapping[str, Sides], known: Collection[str | None]
) -> Iterator[tuple[str, bytes]]:
    """Yield the person's modules that edited ones import from, whatever these import themselves."""
    for path, sides in edited.items():
        for place in {_path(name, path) for name in imports_of(sides.ours)}:
            if place not in known and (root / place).is_file():
                yield place, (root / place).read_bytes()


def _text(content: bytes) -> str | None:
    text = text_of(content)
    try:
        split(text or "")
    except (SyntaxError, ValueError):
        return None
    return text


def _missing(sides: Sides) -> Iterator[tuple[Place, Block]]:
    """Yield the functions, classes and methods that a person took out of a module."""
    mine = {each.name: each for each in split(sides.ours).blocks if each.kind is not Kind.IMPORT}
    for block in split(sides.base).blocks:
        if block.kind not in {Kind.FUNCTION, Kind.CLASS}:
            continue
        if block.name not in mine:
            yield ("", block.name), block
            continue
        left = mine[block.name].suite
        there = {each.name for each in left.blocks} if left is not None else set()
        for inner in block.suite.blocks if block.suite is not None else ():
            if left is not None and inner.kind is Kind.FUNCTION and inner.name not in there:
                yield (block.name, inner.name), inner


def _definition(text: str, there: Place) -> Block | None:
    scope, name = there
    if scope:
        outer = _definition(text, ("", scope))
        blocks = outer.suite.blocks if outer is not None and outer.suite is not None else ()
    else:
        blocks = split(text).blocks
    found = (each for each in blocks if each.name == name)
    return next((each for each in found if each.kind in {Kind.FUNCTION, Kind.CLASS}), None)


def _home_of(
    path: str, there: Place, last: Block, texts: Mapping[str, str], edited: Mapping[str, Sides]
) -> Place | None:
    """Return the file and the class that hold a definition now; None when that is not certain."""
    if there[0]:
        return _base_of(path, there, last, texts)
    held = {
        place: block
        for place, text in texts.items()
        if (block := _definition(text, there)) is not None and block.kind is last.kind
        if place not in edited or _definition(edited[place].base, there) is None
    }
    for name in imports_of(texts[path]):
        if name.bound == last.name and name.alias is None:
            place = _path(name, path)
            return (place, "") if place in held else None
    found = [place for place, block in held.items() if _likeness(last, block) >= _ALIKE]
    return (found[0], "") if len(found) == 1 else None


def _base_of(path: str, there: Place, last: Block, texts: Mapping[str, str]) -> Place | None:
    """Return the file and the base of a class that has a method of it now."""
    imported = {each.bound: each for each in imports_of(texts[path])}
    found = []
    for base in _bases(texts[path], there[0]):
        name = imported.get(base)
        place, scope = (path, base) if name is None else (_path(name, path), name.name)
        block = _definition(texts[place], (scope, there[1])) if place in texts else None
        if block is not None and _likeness(last, block) >= _ALIKE:
            found.append((place, scope))
    return found[0] if len(found) == 1 else None


def _bases(text: str, name: str) -> list[str]:
    """Return the names of the bases of a class."""
    classes = (each for each in ast.parse(text).body if isinstance(each, ast.ClassDef))
    bases = (base for each in classes if each.name == name for base in each.bases)
    return [base.id for base in bases if isinstance(base, ast.Name)]


def _path(name: Imported, path: str) -> str:
    """Return the file of a module that `path` imports from."""
    dots = len(name.module) - len(name.module.lstrip("."))
    folder = PurePosixPath("src")
    if dots:
        folder = PurePosixPath(path).parents[dots - 1]
    return f"{folder.joinpath(*filter(None, name.module.split('.')))}.py"


def _likeness(one: Block, two: Block) -> float:
    old, new = ([each for each in tokens_of(b.code) if not each.isspace()] for b in (one, two))
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _unchanged(content: bytes, text: str, moved: str, renames: Renames) -> Home:
    """Return a file as it is, with the names that the contract gives to what it imports."""
    bound = {each.bound for each in imports_of(text)} | {moved}
    names = {old: new for old, new in renames.names.items() if old in bound}
    text = renamed(apply_modules(text, renames.modules), names, text)
    return Home(before=content, base=text, ours=text, now=text, names=names)


def _needed(printed: Block, now: str, home: str, *, same: bool) -> list[Imported] | None:
    """Return the imports that a definition needs at its new place; None where imports cannot do.

    Args:
        printed: the definition.
        now: the module that it is printed in.
        home: the module that holds it.
        same: they are one module.
    """
    there = {each.bound for each in imports_of(home)}
    there |= {each.name for each in split(home).blocks if each.kind is not Kind.IMPORT}
    used = names_in(printed.code) - there - _KNOWN
    beside = {each.name for each in split(now).blocks if each.kind is not Kind.IMPORT}
    if not same and used & (beside - {printed.name}):
        return None
    return [each for each in imports_of(now) if each.bound in used]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """A definition at the place that a person gave it."""

    scope: str
    """The class that it is in there, empty for the module."""
    last: Block
    """As pactgen printed it last, with the names that its new place knows."""
    printed: Block
    """As pactgen prints it now."""
    had: list[Imported]
    """What the module imported in which pactgen printed it last."""
    needed: list[Imported]
    """What it needs at its new place."""
    mine: str
    """The module as the person has it."""

    def in_own(self, home: Home, names: Mapping[str, str]) -> Home:
        """Put it into a file of the person's, which knows no new name of it yet."""
        mine = renamed(self.mine, names, self.mine)
        home.ours, home.base, now = (
            renamed(text, names, text) for text in (home.ours, home.base, home.now)
        )
        self._put(home, mine, now)
        return home

    def in_shared(self, sides: Sides, now: str) -> str:
        """Put it into a shared file; return what is printed there now."""
        return self._put(sides, self.mine, now)

    def _put(self, home: Home | Sides, mine: str, now: str) -> str:
        used = names_in(self.last.code)
        had = [each for each in self.had if each.bound in used]
        base = with_definition(home.base, (self.scope, self.last.name), self.last, mine)
        there = (self.scope, self.printed.name)
        now = importing(with_definition(now, there, self.printed, mine), self.needed)
        home.base, home.now = importing(base, had), without_imports(now, had)
        name = ".".join(filter(None, there))
        home.notes.append(Note(name=name, message=_MERGED + self._undeclared(mine)))
        return home.now

    def _undeclared(self, mine: str) -> str:
        """Say what a method asks its object for now that the class at its new place lacks."""
        known = {*_ASKED.findall(self.last.code), *names_in(mine)}
        asked = sorted({*_ASKED.findall(self.printed.code)} - known)
        names = ", ".join(f"`{each}`" for each in asked)
        return f"; it uses {names} of `self` now: declare it in {self.scope}" if names else ""


def _using(now: str, name: str, place: str) -> str:
    """Return a printed module that imports what it uses of a definition at its new place."""
    code = (each.code for each in split(now).blocks if each.kind is not Kind.IMPORT)
    if name not in names_in("".join(code)) or not place.startswith("src/"):
        return now
    module = place.removeprefix("src/").removesuffix(".py").replace("/", ".")
    return importing(now, [Imported(module=module, name=name)])


def _tidied(now: str, base: str) -> str:
    """Return a printed module without the new imports that only the moved definition needs."""
    before = set(imports_of(base))
    code = (each.code for each in split(now).blocks if each.kind is not Kind.IMPORT)
    used = names_in("".join(code))
    needless = {each for each in imports_of(now) if each not in before and each.bound not in used}
    return stand_in(now, needless.__contains__)[0]
