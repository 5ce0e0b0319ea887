"""Definitions that the contract moved to another file, with a person's edits in them.

Location: pactgen/workspace/moving.py. An operation with another tag is handled in another router,
by another service; its rows may be described in another package. A definition that a person edited
goes along: both files are merged as if it had always been where it is now. Used by planning.py, and
by given.py to find a definition by the name that it is printed with.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Block, Kind, split
from pactgen.merge.importing import importing, imports_of, without_imports
from pactgen.merge.loose import same
from pactgen.merge.own_names import given_names
from pactgen.merge.pairing import COMMON
from pactgen.merge.renames import operations_elsewhere
from pactgen.merge.tokens import names_in, renamed
from pactgen.merge.values import Note
from pactgen.values import replace
from pactgen.workspace.files import Owner, digest
from pactgen.workspace.helpers import Move, imported_in, part_of, take_helpers
from pactgen.workspace.printed_with import definitions, let_read
from pactgen.workspace.shared import text_of
from pactgen.workspace.sides import Place, Sides, with_definition, without_definition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from pactgen.workspace.bases import Bases
    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.lock import Entry
    from pactgen.workspace.renames import Renames

_MADE: Final = {Kind.FUNCTION, Kind.CLASS}
_ROUTER: Final = "router.py"


def moved_edits(
    root: Path,
    emitted: Mapping[str, EmittedFile],
    recorded: Mapping[str, Entry],
    bases: Bases,
    renames: Renames,
) -> Mapping[str, Sides]:
    """Return the files that an edited definition leaves or comes to.

    Args:
        root: the project.
        emitted: what is printed now.
        recorded: the entries of the lock.
        bases: what was printed last.
        renames: files and names that are only called otherwise now.
    """
    edited = dict(edited_modules(root, recorded, bases))
    sides: dict[str, Sides] = {}
    moves: list[Move] = []
    printed = {path: definitions(one.base) for path, one in edited.items()}
    fresh = cache(lambda: fresh_places(emitted, recorded, bases, renames))
    elsewhere = cache(lambda: named_elsewhere(emitted, recorded, bases, renames))
    for path, one in edited.items():
        now = emitted.get(renames.files.get(path, path))
        gone: set[str] = set()
        for place, (here, last, mine) in _left(one, now, renames).items():
            target = None if place[0] in gone else place_now(path, place, fresh())
            blocks = last, mine
            if target is None and (name := elsewhere().get(place[1])) is not None:
                target = place_now(path, (place[0], name), fresh())
                blocks = _called_now(last, place[1], name), _called_now(mine, place[1], name)
            if target is None:
                continue
            into, there = target
            if into not in sides:
                sides[into] = edited.get(into) or _unedited(root, into, emitted, recorded, bases)
            sides[path] = one
            note = f"it is here now, with your edits: the contract moved it from {path}"
            sides[into].notes.append(Note(name=".".join(filter(None, there)), message=note))
            there, as_was = _as_was(there, emitted[into].text, sides[into].base, renames.names)
            _move(one, sides[into], (place, here, there), blocks, as_was)
            gone |= {place[1]} if not place[0] else set()
            to = _called(sides[into])(there)
            moves.append(
                Move(
                    path=path,
                    into=into,
                    scopes=(here[0], to[0]),
                    block=to[0] or to[1],
                    code=blocks[1].code,
                )
            )
    take_helpers(moves, sides, renames.files, imported_in(root))
    let_read(moves, printed, sides, emitted, renames.names)
    return sides


def edited_modules(
    root: Path, recorded: Mapping[str, Entry], bases: Bases
) -> Iterator[tuple[str, Sides]]:
    """Yield the shared modules that a person edited where they are."""
    for path, entry in sorted(recorded.items()):
        place = root / path
        plain = entry.owner is Owner.SHARED and not (entry.at or entry.apart or entry.others)
        if not plain or not path.endswith(".py") or not place.is_file():
            continue
        content = place.read_bytes()
        if digest(content) not in entry.hashes:
            base, ours = bases.of(path, entry), text_of(content)
            if base is not None and ours is not None and _parses(base) and _parses(ours):
                yield path, Sides(base=base, ours=ours)


def _unedited(
    root: Path,
    path: str,
    emitted: Mapping[str, EmittedFile],
    recorded: Mapping[str, Entry],
    bases: Bases,
) -> Sides:
    """Return a file that nobody edited; one that is new, as it is printed now."""
    entry = recorded.get(path)
    base = bases.of(path, entry) if entry is not None and (root / path).is_file() else None
    text = emitted[path].text if base is None else base
    return Sides(base=text, ours=text)


def _left(
    one: Sides, now: EmittedFile | None, renames: Renames
) -> dict[Place, tuple[Place, Block, Block]]:
    """Return what a person edited and the file no longer prints: where, as it was and as it is."""
    last, mine, called = _places(one.base), _places(one.ours), _called(one)
    found: dict[Place, tuple[Place, Block, Block]] = {}
    for place in gone_places(one.base, now, renames):
        here, block = called(place), last[place]
        if here in mine and not same(block.code, mine[here].code):
            found[place] = here, block, mine[here]
    return found


def gone_places(base: str, now: EmittedFile | None, renames: Renames) -> tuple[Place, ...]:
    """Return what a file printed and no longer prints, in its order.

    A definition that is renamed is there, and so is a method of a renamed class, unless another
    file has it now.
    """
    there, names = _places(now.text) if now is not None else {}, renames.names
    return tuple(
        (scope, name)
        for scope, name in _places(base)
        if name not in names and not {(scope, name), (names.get(scope, scope), name)} & there.keys()
    )


def _called(one: Sides) -> Callable[[Place], Place]:
    """Return what says where a printed definition is, by the names that a person gave."""
    last = split(one.base)
    given = {(owner, old): new for old, new, owner in given_names(last, split(one.ours), last)}
    return lambda place: (given.get(("", place[0]), place[0]), given.get(place, place[1]))


def _places(text: str) -> dict[Place, Block]:
    """Return what a module defines, and the methods of its classes.

    Values that many modules have by the same name (`router`) begin with a small letter.
    """
    found: dict[Place, Block] = {}
    for block in split(text).blocks:
        if block.kind in _MADE or (block.kind is Kind.VALUE and block.name[:1].isupper()):
            found["", block.name] = block
        suite = None if block.name.startswith("Test") else block.suite
        for inner in suite.blocks if suite is not None else ():
            if inner.kind is Kind.FUNCTION and inner.name not in COMMON:
                found[block.name, inner.name] = inner
    return found


def fresh_places(
    emitted: Mapping[str, EmittedFile],
    recorded: Mapping[str, Entry],
    bases: Bases,
    renames: Renames,
) -> Mapping[Place, list[str]]:
    """Return the files that print a definition now, and did not the last time."""
    found: defaultdict[Place, list[str]] = defaultdict(list)
    successors = set(renames.files.values())
    for path, file in sorted(emitted.items()):
        if file.owner is not Owner.SHARED or not path.endswith(".py") or path in successors:
            continue
        entry = recorded.get(path)
        base = bases.of(path, entry) if entry is not None else ""
        if base is None or base == file.text or (entry is not None and (entry.at or entry.apart)):
            continue
        before = _places(base)
        for place in _places(file.text):
            if place not in before:
                found[place].append(path)
    return found


def named_elsewhere(
    emitted: Mapping[str, EmittedFile],
    recorded: Mapping[str, Entry],
    bases: Bases,
    renames: Renames,
) -> Mapping[str, str]:
    """Return the new names of operations that another router handles now."""
    before = {
        renames.files.get(path, path): bases.of(path, entry) or ""
        for path, entry in recorded.items()
        if entry.owner is Owner.SHARED and part_of(path) == _ROUTER
    }
    after = {path: file.text for path, file in emitted.items() if part_of(path) == _ROUTER}
    return operations_elsewhere(
        {path: text for path, text in before.items() if _parses(text)}, after
    )


def _called_now(block: Block, old: str, new: str) -> Block:
    """Return a definition with the name that the contract gave to its operation."""
    head, body = (renamed(text, {old: new}, text) for text in (block.head, block.body))
    return replace(block, name=new if block.name == old else block.name, head=head, body=body)


def place_now(
    path: str, place: Place, fresh: Mapping[Place, list[str]]
) -> tuple[str, Place] | None:
    """Return where a definition is now; None when that is not certain."""
    scope, name = place
    found = [
        (into, there)
        for there, paths in fresh.items()
        if there[1] == name and bool(there[0]) == bool(scope)
        for into in paths
        if into != path and part_of(into) == part_of(path)
    ]
    return found[0] if len(found) == 1 else None


def _as_was(there: Place, printed: str, base: str, names: Mapping[str, str]) -> tuple[Place, str]:
    """Return a place and its module with the name that the class had, where it has another now."""
    scope, name = there
    classes = {block.name for block in split(base).blocks if block.kind is Kind.CLASS}
    last = next((old for old, new in names.items() if new == scope and old in classes), None)
    if last is None:
        return there, printed
    return (last, name), renamed(printed, {scope: last}, printed)


def _move(
    old: Sides,
    new: Sides,
    places: tuple[Place, Place, Place],
    blocks: tuple[Block, Block],
    printed: str,
) -> None:
    """Take a definition out of both texts of one file and put it into those of the other.

    Args:
        old: the file that it leaves.
        new: the file that it comes to.
        places: where it was printed and where the person has it in `old`, and its place in `new`.
        blocks: as it was printed, and as the person has it.
        printed: `new` as it is printed now.
    """
    (place, here, there), (last, mine) = places, blocks
    used, printed_with = names_in(mine.code), names_in(last.code)
    needed = [each for each in imports_of(old.ours) if each.bound in used]
    known = [each for each in imports_of(old.base) if each.bound in printed_with]
    old.base = without_imports(without_definition(old.base, place), known)
    old.ours = without_imports(without_definition(old.ours, here), (*known, *needed))
    new.base = importing(with_definition(new.base, there, last, printed), known)
    into = _called(new)(there)
    new.ours = importing(with_definition(new.ours, into, mine, printed), (*known, *needed))


def _parses(text: str) -> bool:
    try:
        split(text)
    except (SyntaxError, ValueError):
        return False
    return True
