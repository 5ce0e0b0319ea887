"""Definitions that a person moved to a file of their own: the contract's change follows them there.

Location: pactgen/workspace/homes.py. A class that the shared file no longer defines was not deleted
when the file imports it from a module of the person's, or when one such module holds it. Both files
are merged as if pactgen printed it there. Used by planning.py.
"""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Block, Kind, split
from pactgen.merge.placeholders import stand_in
from pactgen.merge.python import merge_python
from pactgen.merge.renames import apply_modules
from pactgen.merge.tokens import names_in, renamed, tokens_of
from pactgen.merge.values import Merged, Note
from pactgen.workspace.changes import EDITED, Action, Change
from pactgen.workspace.files import Owner
from pactgen.workspace.moving import Sides, importing, imports_of, without_definition
from pactgen.workspace.shared import ends_as, text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from pactgen.merge.imports import Imported
    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Entry
    from pactgen.workspace.renames import Renames

_ALIKE: Final = 0.6
_MEET: Final = "your edits and those of the contract meet"
_KNOWN: Final = frozenset(dir(builtins))


@dataclass(slots=True, kw_only=True)
class Home:
    """A file of a person's with definitions that pactgen prints elsewhere."""

    before: bytes
    base: str
    ours: str
    theirs: str
    notes: list[Note] = field(default_factory=list)

    @property
    def merged(self) -> Merged:
        """The file with what the contract changed in these definitions."""
        merged = merge_python(self.base, self.ours, self.theirs)
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
    for path, sides in edited.items():
        file = emitted.get(renames.files.get(path, path))
        if file is None:
            continue
        for last in _missing(sides):
            now = sides.now or file.text
            block = _definition(now, renames.names.get(last.name, last.name))
            place = _home_of(path, last, sides.ours, texts)
            if place is None or block is None or block.code == last.code:
                continue
            home = homes.get(place) or _unchanged(own[place], texts[place], last.name, renames)
            needed = _needed(block, now, home.theirs)
            if needed is None:
                continue
            _settle(home, last, block, needed)
            homes[place] = home
            sides.base = without_definition(sides.base, ("", last.name))
            sides.now = _tidied(without_definition(now, ("", block.name)), sides.base)
    return homes


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


def _missing(sides: Sides) -> Iterator[Block]:
    """Yield the functions and classes that a person took out of a module."""
    mine = {each.name for each in split(sides.ours).blocks if each.kind is not Kind.IMPORT}
    for block in split(sides.base).blocks:
        if block.kind in {Kind.FUNCTION, Kind.CLASS} and block.name not in mine:
            yield block


def _definition(text: str, name: str) -> Block | None:
    found = (each for each in split(text).blocks if each.name == name)
    return next((each for each in found if each.kind in {Kind.FUNCTION, Kind.CLASS}), None)


def _home_of(path: str, last: Block, ours: str, texts: Mapping[str, str]) -> str | None:
    """Return the person's file that holds a definition now; None when that is not certain."""
    held = {
        place: block
        for place, text in texts.items()
        if (block := _definition(text, last.name)) is not None and block.kind is last.kind
    }
    for name in imports_of(ours):
        if name.bound == last.name and name.alias is None:
            place = _path(name, path)
            return place if place in held else None
    found = [place for place, block in held.items() if _likeness(last, block) >= _ALIKE]
    return found[0] if len(found) == 1 else None


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
    return Home(before=content, base=text, ours=text, theirs=text)


def _needed(printed: Block, now: str, home: str) -> list[Imported] | None:
    """Return the imports that a definition needs at its new place; None where imports cannot do."""
    there = {each.bound for each in imports_of(home)}
    there |= {each.name for each in split(home).blocks if each.kind is not Kind.IMPORT}
    used = names_in(printed.code) - there - _KNOWN
    beside = {each.name for each in split(now).blocks if each.kind is not Kind.IMPORT}
    if used & (beside - {printed.name}):
        return None
    return [each for each in imports_of(now) if each.bound in used]


def _settle(home: Home, last: Block, printed: Block, needed: list[Imported]) -> None:
    """Put the definition as pactgen printed it, and prints it now, at its new place."""
    names = {last.name: printed.name}
    home.ours, home.base = (renamed(text, names, text) for text in (home.ours, home.base))
    was = replace(last, name=printed.name, head=renamed(last.head, names, last.head))
    home.base = _with(home.base, was)
    home.theirs = importing(_with(renamed(home.theirs, names, home.theirs), printed), needed)
    message = "the contract changed it; it is merged here, where you moved it"
    home.notes.append(Note(name=printed.name, message=message))


def _with(text: str, block: Block) -> str:
    suite = split(text)
    blocks = (
        replace(block, gap=each.gap) if each.name == block.name else each for each in suite.blocks
    )
    return replace(suite, blocks=tuple(blocks)).text


def _tidied(now: str, base: str) -> str:
    """Return a printed module without the new imports that only the moved definition needs."""
    before = set(imports_of(base))
    code = (each.code for each in split(now).blocks if each.kind is not Kind.IMPORT)
    used = names_in("".join(code))
    needless = {each for each in imports_of(now) if each not in before and each.bound not in used}
    return stand_in(now, needless.__contains__)[0]
