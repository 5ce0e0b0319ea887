"""Imports that a module did not have: each where isort has it, with its blank lines.

Location: pactgen/merge/importing.py. Used where a definition comes to another module, and where an
import is of another module now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.merge.blocks import Block, Kind, split
from pactgen.merge.imports import Imported, imported, without
from pactgen.merge.sections import Sections
from pactgen.merge.spacing import Piece, joined
from pactgen.merge.tokens import names_in
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


def imports_of(text: str) -> Iterator[Imported]:
    """Yield the names that a module imports."""
    for block in split(text).blocks:
        yield from names_of(block)


def names_of(block: Block) -> tuple[Imported, ...]:
    """Return the names of an import statement, none of another one."""
    return imported(block.head) if block.kind is Kind.IMPORT else ()


def importing(text: str, names: Iterable[Imported]) -> str:
    """Return a module that imports these names too."""
    suite = split(text)
    there = {each.bound for each in imports_of(text)}
    lines = dict.fromkeys(each.line for each in names if each.bound not in there)
    if not lines:
        return text
    new = [Block(kind=Kind.IMPORT, name=line, gap=1, lead="", head=line) for line in lines]
    blocks, count = (*suite.blocks, *new), len(suite.blocks)
    keys = [(each.kind.value, each.name, number) for number, each in enumerate(blocks)]
    start = int(bool(count) and blocks[0].kind is Kind.DOCSTRING)
    order = [*keys[:start], *keys[count:], *keys[start:count]]
    sections = Sections.of(replace(suite, blocks=blocks))
    codes = {keys[at]: each.head for at, each in enumerate(blocks) if names_of(each)}
    pieces = [
        (key, Piece(kind=blocks[key[2]].kind, gap=blocks[key[2]].gap, code=blocks[key[2]].code))
        for key in sections.sorted_in(order, codes, keys[count:])
    ]
    return joined(pieces, [keys[:count]], sections=sections) + suite.tail


def not_importing(text: str, names: Collection[Imported]) -> str:
    """Return a module without these imports."""
    suite = split(text)
    blocks: list[Block] = []
    gap = 0
    for each in suite.blocks:
        gap = max(gap, each.gap)
        head = without(each.head, names) if names_of(each) else each.head
        if each.lead + head:
            blocks.append(replace(each, head=head, gap=gap))
            gap = 0
    return replace(suite, blocks=tuple(blocks)).text


def without_imports(text: str, names: Iterable[Imported]) -> str:
    """Return a module without those of the imports that nothing in it uses."""
    code = (each.code for each in split(text).blocks if each.kind is not Kind.IMPORT)
    used = names_in("".join(code))
    return not_importing(text, {each for each in names if each.bound not in used})


def as_printed(text: str, before: str) -> str:
    """Return a module whose imports are in the lines that pactgen would print.

    Args:
        text: of the module.
        before: as it was; what it imports there stays in the same lines, and so do comments.
    """
    suite = split(text)
    there = {each.head for each in split(before).blocks}
    blocks = (
        replace(each, head=names[0].line)
        if len(names := names_of(each)) == 1 and each.head not in there and "#" not in each.head
        else each
        for each in suite.blocks
    )
    return replace(suite, blocks=tuple(blocks)).text
