"""Imports as a set: which names a module binds by them, and each name's own line.

Location: pactgen/merge/imports.py. pactgen prints one name a line; people join them. Used by
python.py.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Kind
from pactgen.merge.pairing import keyed
from pactgen.merge.tokens import tokens_of
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pactgen.merge.blocks import Block, Suite
    from pactgen.merge.pairing import Key

_WIDTH: Final = 100
"""Of what pactgen prints."""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Imported:
    """One name of an import statement."""

    module: str
    """With the dots of a relative import; empty for `import x`."""
    name: str
    alias: str | None = None

    @property
    def bound(self) -> str:
        """What the module can say afterwards."""
        return self.alias or (self.name if self.module else self.name.partition(".")[0])

    @property
    def line(self) -> str:
        """The import of this name alone."""
        source = f"from {self.module} " if self.module else ""
        name = f"{self.name} as {self.alias}" if self.alias else self.name
        line = f"{source}import {name}\n"
        return line if len(line) <= _WIDTH + 1 else f"{source}import (\n    {name},\n)\n"

    @property
    def rank(self) -> tuple[str, int, str]:
        """The order of isort inside a section: constants, classes, then the rest."""
        kind = 0 if self.name.isupper() else 1 if self.name[:1].isupper() else 2
        return self.module or self.name, kind, self.name


def imported(text: str) -> tuple[Imported, ...]:
    """Return the names of an import statement, or of several."""
    return tuple(name for node in ast.parse(text).body for name in _bound(node, text))


def _bound(node: ast.stmt, text: str) -> Iterator[Imported]:
    if isinstance(node, ast.ImportFrom):
        module = "." * node.level + (node.module or "")
    elif isinstance(node, ast.Import):
        module = ""
    else:
        raise TypeError(text)
    for each in node.names:
        yield Imported(module=module, name=each.name, alias=each.asname)


def without(text: str, gone: Collection[Imported]) -> str:
    """Return an import statement without some of its names; empty when none is left.

    A statement that keeps all of its names keeps its form; of one that does not, the comments stay.
    """
    names = imported(text)
    left = [each for each in names if each not in gone]
    if len(left) == len(names):
        return text
    comments = [f"{token}\n" for token in tokens_of(text) if token.startswith("#")]
    return "".join([*comments, *(each.line for each in left)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Imports:
    """The imports of three versions of a module."""

    base: frozenset[Imported]
    ours: Mapping[Imported, Key]
    """Each name by the statement that imports it, which may import others too."""
    theirs: frozenset[Imported]
    statements: Mapping[Key, str]
    """The person's statements."""

    @classmethod
    def of(cls, base: Suite, ours: Suite, theirs: Suite) -> Imports:
        """Collect the imports of three modules."""
        mine: dict[Imported, Key] = {}
        statements: dict[Key, str] = {}
        for key, block in keyed(ours.blocks).items():
            if block.kind is Kind.IMPORT:
                statements[key] = block.head
                mine |= {each: mine.get(each, key) for each in imported(block.head)}
        return cls(base=_names(base), ours=mine, theirs=_names(theirs), statements=statements)

    def keys(self, block: Block) -> tuple[Key, ...]:
        """Return where the names of a statement of pactgen's stand in the merged module."""
        return tuple(self.ours.get(each, _key(each)) for each in imported(block.head))

    def merged(
        self,
        key: Key,
        *,
        used: Collection[str],
        edited: Collection[str],
        used_now: Collection[str],
        used_before: Collection[str],
    ) -> str:
        """Return a statement as it is after the merge, empty when it goes.

        Args:
            key: of the statement.
            used: names in the merged code.
            edited: those in the merged definitions that are not as pactgen prints them now.
            used_now: names in the code as pactgen prints it now.
            used_before: names in the person's code.
        """
        gone = self._gone(edited) | self._left_over(used, used_now, used_before)
        if key in self.statements:
            return without(self.statements[key], gone)
        added = next(each for each in self.theirs | self.base if _key(each) == key)
        if added not in self.theirs:
            return ""
        bound = {each.bound for each in self.ours if each not in gone}
        wanted = added.bound in used and added.bound not in bound
        effect = added not in self.base and added.bound not in used_now
        return added.line if wanted or effect else ""

    def _gone(self, edited: Collection[str]) -> frozenset[Imported]:
        """Return the names that pactgen no longer imports and no edited code needs from there."""
        bound_now = {each.bound for each in self.theirs}
        return frozenset(
            each
            for each in self.ours
            if each in self.base
            and each not in self.theirs
            and (each.bound not in edited or each.bound in bound_now)
        )

    def _left_over(
        self, used: Collection[str], used_now: Collection[str], used_before: Collection[str]
    ) -> frozenset[Imported]:
        """Return what only code needed that the contract takes away.

        What is printed imports it for code that a person took out of the module, if at all.
        """
        return frozenset(
            each
            for each, key in self.ours.items()
            if each.bound in used_before
            and each.bound not in used
            and (each.bound in used_now or each not in self.base | self.theirs)
            and each.alias != each.name
            and "#" not in self.statements[key]
        )


def _names(suite: Suite) -> frozenset[Imported]:
    return frozenset(
        name for block in suite.blocks if block.kind is Kind.IMPORT for name in imported(block.head)
    )


def _key(name: Imported) -> Key:
    return str(Kind.IMPORT), name.line, 0
