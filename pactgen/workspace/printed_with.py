"""What a definition that moved to another file reads of the printed file that it left.

Location: pactgen/workspace/printed_with.py. A mapping of sort orders, an error, an alias: each is
imported from the file that prints it now, and comes along where none does. Used by moving.py.
"""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Block, Kind, split
from pactgen.merge.importing import importing, imports_of
from pactgen.merge.imports import Imported
from pactgen.merge.tokens import names_in
from pactgen.merge.unbound import reads
from pactgen.workspace.helpers import module_of, part_of
from pactgen.workspace.sides import with_definition

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.workspace.files import EmittedFile
    from pactgen.workspace.helpers import Move
    from pactgen.workspace.sides import Sides

_MADE: Final = {Kind.FUNCTION, Kind.CLASS, Kind.VALUE}


def let_read(
    moves: Iterable[Move],
    printed: Mapping[str, Mapping[str, Block]],
    sides: Mapping[str, Sides],
    emitted: Mapping[str, EmittedFile],
    names: Mapping[str, str],
) -> None:
    """Let the moved code find what it reads.

    Args:
        moves: what moved.
        printed: the definitions of the files that it left, as they were before it left.
        sides: the files that it left and came to; changed in place.
        emitted: what is printed now.
        names: definitions that are called otherwise now.
    """
    for move in moves:
        new = sides[move.into]
        there = {*definitions(new.ours), *definitions(emitted[move.into].text)}
        there |= {each.bound for each in imports_of(new.ours)}
        asked = reads(dedent(move.code)) & printed[move.path].keys()
        for name in sorted(asked - there):
            home = _home(move.path, names.get(name, name), emitted)
            if home is not None:
                new.ours = importing(new.ours, [Imported(module=module_of(home), name=name)])
            else:
                _bring(printed[move.path][name], sides[move.path], new)


def definitions(text: str) -> dict[str, Block]:
    """Return what a module defines."""
    return {each.name: each for each in split(text).blocks if each.kind in _MADE}


def _home(path: str, name: str, emitted: Mapping[str, EmittedFile]) -> str | None:
    """Return the file that prints a definition now: the one that did, or the only one like it."""
    found = [
        place
        for place, file in emitted.items()
        if part_of(place) == part_of(path) and name in file.text and name in definitions(file.text)
    ]
    return path if path in found else found[0] if len(found) == 1 else None


def _bring(block: Block, old: Sides, new: Sides) -> None:
    """Put a definition into both texts, so that it goes with the printed code that needs it."""
    used, place = names_in(block.code), ("", block.name)
    needed = [each for each in imports_of(old.ours) if each.bound in used]
    new.base = importing(with_definition(new.base, place, block, new.base), needed)
    new.ours = importing(with_definition(new.ours, place, block, new.ours), needed)
