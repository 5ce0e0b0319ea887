"""What stays of an edited file that the contract no longer has.

Location: pactgen/workspace/leaving.py. As in a file that goes on: what a person edited stays, with
what it uses, and the rest goes. A class keeps its fields, and of its methods those that were edited
and those that these call. What a file of a person's imports stays too, unless the contract has it
in another file now. Used by planning.py.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Kind, parses, split
from pactgen.merge.fewer import with_fewer_methods
from pactgen.merge.importing import imports_of, without_imports
from pactgen.merge.loose import same
from pactgen.merge.python import merge_python
from pactgen.merge.tokens import names_in
from pactgen.values import dataclass, replace
from pactgen.workspace.files import EmittedFile, Owner
from pactgen.workspace.shared import text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgen.merge.values import Merged
    from pactgen.workspace.sides import Sides

_MADE: Final = {Kind.FUNCTION, Kind.CLASS, Kind.VALUE}
_PLAIN: Final = {Kind.DOCSTRING, Kind.IMPORT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Remains:
    """What stays of a file."""

    printed: str
    """As pactgen would print it: what the next merge compares with."""
    merged: Merged
    wanted: bool
    """Whether a person's files may import something of it."""

    @property
    def is_nobodys(self) -> bool:
        """Whether a person neither wrote anything of it nor asks for it."""
        return not self.wanted and self.merged.text == self.printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """Who asks for what a file holds that is no longer printed."""

    emitted: Mapping[str, EmittedFile]
    own: Mapping[str, bytes]
    """A person's files that import from the project."""

    def remains(self, path: str, sides: Sides) -> Remains | None:
        """Return what stays; None where all of it should.

        Args:
            path: of the file.
            sides: the file as it was printed last and as the person has it.
        """
        if not path.endswith(".py") or not (parses(sides.base) and parses(sides.ours)):
            return None
        asked = self._asked(path)
        if asked is None:
            return None
        printed = _needed(sides.base, sides.ours, asked - self._elsewhere(path), asked)
        merged = merge_python(sides.base, sides.ours, printed)
        left = (each.kind for each in split(merged.text).blocks) if not merged.conflicts else ()
        if not {*left} - _PLAIN:
            return None
        return Remains(printed=printed, merged=merged, wanted=_holds(printed, asked))

    def wants(self, path: str, text: str) -> bool:
        """Tell whether a person's files may import something that the file holds."""
        if not path.endswith(".py") or not parses(text):
            return False
        asked = self._asked(path)
        return asked is None or _holds(text, asked)

    def _asked(self, path: str) -> frozenset[str] | None:
        """Return the names that a person's files may want from it; None where that is unknown."""
        module = path.removeprefix("src/").removesuffix(".py").replace("/", ".")
        package, _, name = module.rpartition(".")
        found: set[str] = set()
        for content in self.own.values():
            text = text_of(content) or ""
            if name not in text or not parses(text):
                continue
            for each in imports_of(text):
                if f"{each.module}.{each.name}".strip(".") == module:
                    return None
                if each.module == module or each.module.startswith("."):
                    found |= names_in(text)
        return frozenset(found) if package or not found else None

    def _elsewhere(self, path: str) -> frozenset[str]:
        """Return what the same part of another feature prints now."""
        part = PurePosixPath(path).name
        return frozenset(
            block.name
            for other, file in self.emitted.items()
            if PurePosixPath(other).name == part and file.owner is Owner.SHARED
            for block in split(file.text).blocks
            if block.kind in _MADE
        )


def _holds(text: str, asked: Collection[str]) -> bool:
    """Tell whether a module defines something that is asked for."""
    return any(each.name in asked for each in split(text).blocks)


def _needed(base: str, ours: str, asked: Collection[str], used: Collection[str]) -> str:
    """Return a printed module with no more than what has to stay of it."""
    suite, mine = split(base), {each.name: each for each in split(ours).blocks}
    blocks = []
    for block in suite.blocks:
        here = mine.get(block.name)
        edited = here is not None and not same(block.code, here.code)
        if block.kind is Kind.CLASS and edited and here is not None:
            blocks.append(with_fewer_methods(block, here, used))
        elif block.kind in _PLAIN or edited or block.name in asked:
            blocks.append(block)
    text = replace(suite, blocks=tuple(blocks), tail="").text
    return without_imports(text, imports_of(text))
