"""What a person wrote beside a definition that moved, and what it uses: helpers, values, methods.

Location: pactgen/workspace/helpers.py. They go along; what others use too stays, and is imported
from there. Used by moving.py.
"""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from textwrap import dedent
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Block, Kind, parses, split
from pactgen.merge.fewer import asked_of_self
from pactgen.merge.importing import importing, imports_of, without_imports
from pactgen.merge.imports import Imported
from pactgen.merge.loose import same
from pactgen.merge.tokens import names_in
from pactgen.merge.unbound import reads
from pactgen.merge.values import Note
from pactgen.values import dataclass, replace
from pactgen.workspace.following import candidates
from pactgen.workspace.shared import text_of
from pactgen.workspace.sides import with_definition, without_definition

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from pactgen.workspace.sides import Sides

_OTHER: Final = "the edits that came here used another one, that of"
_DEFINED: Final = {Kind.FUNCTION, Kind.CLASS, Kind.VALUE}
_MADE: Final = {Kind.FUNCTION, Kind.CLASS}
_HEADS: Final = {Kind.DOCSTRING, Kind.IMPORT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A definition that went from one file to another, with a person's edits."""

    path: str
    """The file that it left."""
    into: str
    scopes: tuple[str, str]
    """The class that it left and the one that it came to, empty for the module."""
    block: str
    """What holds it in the new file: that class, or the function itself."""
    code: str
    """As the person has it."""


def take_helpers(
    moves: Sequence[Move],
    sides: Mapping[str, Sides],
    files: Mapping[str, str],
    imports: Callable[[str], Collection[str]],
) -> None:
    """Let what the moved definitions use of a person's follow them.

    Args:
        moves: what moved.
        sides: the files that it left and came to; changed in place.
        files: the new path of files that are called otherwise now.
        imports: what the project imports from a module.
    """
    for move in moves:
        if move.scopes[0]:
            _take_methods(move, sides[move.path], sides[move.into])
    for path in dict.fromkeys(move.path for move in moves):
        leaving = [move for move in moves if move.path == path]
        helpers = _own(sides[path])
        uses = {
            into: _closure(helpers, _read(move.code for move in leaving if move.into == into))
            for into in dict.fromkeys(move.into for move in leaving)
        }
        if not any(uses.values()):
            continue
        rest = (each for each in split(sides[path].ours).blocks if each.name not in helpers)
        shared = (name for name in helpers if sum(name in used for used in uses.values()) > 1)
        stays = _closure(helpers, {*_read(each.code for each in rest), *shared, *imports(path)})
        for into, used in uses.items():
            home = Imported(module=module_of(files.get(path, path)), name="")
            here = [move for move in leaving if move.into == into]
            _take_used(helpers, used, stays, (sides[path], sides[into]), home, here)


def imported_in(root: Path) -> Callable[[str], Collection[str]]:
    """Return what tells the names that any file of a project imports from a module."""

    @cache
    def texts() -> tuple[str, ...]:
        places = (each for top in ("src", "tests") for each in candidates(root / top, ".py"))
        return tuple(text_of(place.read_bytes()) or "" for place in places)

    def names(path: str) -> Collection[str]:
        module = module_of(path)
        return {
            each.name
            for text in texts()
            if module in text and parses(text)
            for each in imports_of(text)
            if each.module == module
        }

    return names


def module_of(path: str) -> str:
    """Return the dotted name of a module."""
    return path.removeprefix("src/").removesuffix(".py").replace("/", ".")


def part_of(path: str) -> str:
    """Return what a module is in its feature: its name, or that it tests one."""
    name = PurePosixPath(path).name
    return "test" if name.startswith("test_") else name


def _take_used(
    helpers: Mapping[str, Block],
    used: Collection[str],
    stays: Collection[str],
    sides: tuple[Sides, Sides],
    home: Imported,
    moves: Sequence[Move],
) -> None:
    """Put the used helpers into the new file, or import those that stay."""
    old, new = sides
    there = {block.name: block for block in split(new.ours).blocks}
    early = _early(old, moves)
    for name in reversed([each for each in helpers if each in used]):
        if name in there and not same(there[name].code, helpers[name].code):
            new.notes.append(Note(name=name, message=f"{_OTHER} {home.module}"))
        elif name not in there and name not in stays:
            _take(helpers[name], old, new, [move.block for move in moves if name in early])
    read = _read(each.code for each in split(new.ours).blocks)
    left = [name for name in helpers if name in read and name in stays and name not in there]
    new.ours = importing(new.ours, [replace(home, name=name) for name in left])


def _own(one: Sides) -> dict[str, Block]:
    """Return the definitions of a module that pactgen did not print, in their order."""
    printed = {each.name for each in split(one.base).blocks}
    blocks = split(one.ours).blocks
    return {
        each.name: each for each in blocks if each.kind in _DEFINED and each.name not in printed
    }


def _read(codes: Iterable[str]) -> frozenset[str]:
    return frozenset(name for code in codes for name in reads(dedent(code)))


def _closure(helpers: Mapping[str, Block], names: Collection[str]) -> frozenset[str]:
    """Return the helpers among the names, and those that these use."""
    found: set[str] = set()
    waiting = [name for name in names if name in helpers]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [each for each in reads(helpers[name].code) if each in helpers]
    return frozenset(found)


def _early(old: Sides, moves: Sequence[Move]) -> frozenset[str]:
    """Return what stands before a printed definition, or is needed while one is made."""
    printed = {each.name for each in split(old.base).blocks if each.kind in _MADE}
    names = [each.name for each in split(old.ours).blocks]
    last = max((at for at, name in enumerate(names) if name in printed), default=0)
    heads = (split(dedent(move.code)).blocks[-1].head for move in moves)
    return frozenset(names[:last]).union(*map(names_in, heads))


def _take(helper: Block, old: Sides, new: Sides, before: Collection[str]) -> None:
    """Put a helper into the other file: a value below the imports, anything else at the end.

    Args:
        helper: what moves.
        old: the file that it leaves.
        new: the file that it comes to.
        before: definitions that it must stand before, if any.
    """
    needed = [each for each in imports_of(old.ours) if each.bound in names_in(helper.code)]
    old.ours = without_imports(without_definition(old.ours, ("", helper.name)), needed)
    suite = split(new.ours)
    heads = [n for n, each in enumerate(suite.blocks, 1) if each.kind in _HEADS]
    first = [at for at, each in enumerate(suite.blocks) if each.name in before]
    at = min(first, default=len(suite.blocks))
    at = max(heads, default=0) if helper.kind is Kind.VALUE else at
    # A comment that is printed before what people add, as at the end of each file, stays there.
    printed = {line for line in old.base.splitlines(keepends=True) if line.strip()}
    lead = [line for line in helper.lead.splitlines(keepends=True) if line not in printed]
    lead = lead if "".join(lead).strip() else []
    helper = replace(helper, gap=1 if helper.kind is Kind.VALUE else 2, lead="".join(lead))
    text = replace(suite, blocks=(*suite.blocks[:at], helper, *suite.blocks[at:])).text
    new.ours = importing(text, needed)


def _take_methods(move: Move, old: Sides, new: Sides) -> None:
    """Let the methods that a person added follow the method that calls them."""
    here, there = move.scopes
    printed, mine = _methods(old.base, here), _methods(old.ours, here)
    own = {name: block for name, block in mine.items() if name not in printed}
    waiting, taken = set(asked_of_self(move.code)), set(_methods(new.ours, there))
    while waiting:
        name = waiting.pop()
        if name not in own or name in taken:
            continue
        taken.add(name)
        waiting |= asked_of_self(own[name].code)
        needed = [each for each in imports_of(old.ours) if each.bound in names_in(own[name].code)]
        others = (block.code for other, block in mine.items() if other != name)
        if not any(name in asked_of_self(code) for code in others):
            old.ours = without_imports(without_definition(old.ours, (here, name)), needed)
        new.ours = with_definition(new.ours, (there, name), own[name], new.ours)
        new.ours = importing(new.ours, needed)


def _methods(text: str, scope: str) -> dict[str, Block]:
    suites = [each.suite for each in split(text).blocks if each.name == scope]
    return {
        inner.name: inner
        for suite in suites
        if suite is not None
        for inner in suite.blocks
        if inner.kind is Kind.FUNCTION
    }
