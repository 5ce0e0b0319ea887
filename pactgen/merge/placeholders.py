"""Names that the contract took away and edited code still uses: the module must go on to import.

Location: pactgen/merge/placeholders.py. An import of such a name becomes a value that stands for
anything, with a comment that says so; it goes when the name comes back. Used by
workspace/shared.py.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Block, Kind, split
from pactgen.merge.importing import importing
from pactgen.merge.imports import Imported, imported, without
from pactgen.merge.tokens import names_in
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from pactgen.merge.blocks import Suite

_ANY: Final = Imported(module="typing", name="Any")
_MARK: Final = "  # the contract no longer has it, and edited code uses it"
_SHORT: Final = "  # the contract dropped it"
_WIDTH: Final = 100
"""Of a line; the formatter breaks what is longer."""


def stand_in(text: str, vanished: Callable[[Imported], bool]) -> tuple[str, tuple[str, ...]]:
    """Return the module with placeholders, and the names that they stand for.

    Args:
        text: source that parses.
        vanished: tells whether a name was there to import and is no longer.
    """
    suite = split(text)
    lost = {name for each in suite.blocks for name in _names(each) if vanished(name)}
    if not lost:
        return text, ()
    blocks = _dropped([_without(each, lost) for each in suite.blocks])
    used = names_in("".join(each.code for each in blocks if each.kind is not Kind.IMPORT))
    wanted = sorted({name.bound for name in lost} & used)
    if wanted:
        blocks = _with_placeholders(blocks, wanted)
    return replace(suite, blocks=tuple(blocks)).text, tuple(wanted)


def has_placeholders(text: str) -> bool:
    """Tell whether something in a module stands for what the contract took away."""
    return _MARK in text or f" = Any{_SHORT}" in text


def standing(text: str, names: Collection[str]) -> str:
    """Return the module in which placeholders stand for values of its own."""
    blocks = [
        replace(_value(each.name, gap=each.gap), lead=each.lead)
        if each.name in names and each.kind is Kind.VALUE
        else each
        for each in split(text).blocks
    ]
    return importing(replace(split(text), blocks=tuple(blocks)).text, [_ANY])


def placeholders_of(text: str) -> frozenset[str]:
    """Return the names that stand for what the contract took away."""
    if not has_placeholders(text):
        return frozenset()
    return frozenset(each.name for each in split(text).blocks if _is_placeholder(each))


def needed_alone(text: str) -> str:
    """Return a module without the placeholders that nothing uses."""
    if not has_placeholders(text):
        return text
    suite = split(text)
    code = (each.code for each in suite.blocks if not _is_placeholder(each))
    used = names_in("".join(code))
    gone = {each.name for each in suite.blocks} - used
    return replace(suite, blocks=tuple(_without_placeholders(suite, gone))).text


def cleared(ours: str, theirs: str) -> str:
    """Return a person's module without the placeholders of what pactgen imports again."""
    if not has_placeholders(ours):
        return ours
    suite = split(ours)
    back = {name.bound for each in split(theirs).blocks for name in _names(each)}
    kept = _without_placeholders(suite, back)
    if kept == list(suite.blocks):
        return ours
    code = (each.code for each in kept if each.kind is not Kind.IMPORT)
    needless = set() if _ANY.bound in names_in("".join(code)) else {_ANY}
    blocks = _dropped([_without(each, needless) for each in kept])
    return replace(suite, blocks=tuple(blocks)).text


def _is_placeholder(block: Block) -> bool:
    ends = tuple(f" = Any{mark}\n" for mark in (_MARK, _SHORT))
    return block.kind is Kind.VALUE and block.head.endswith(ends)


def _without_placeholders(suite: Suite, names: Collection[str]) -> list[Block]:
    """Return the blocks without placeholders of these names; comments before one stay."""
    return [
        replace(each, head="") if each.name in names and _is_placeholder(each) else each
        for each in suite.blocks
        if each.lead or each.name not in names or not _is_placeholder(each)
    ]


def _names(block: Block) -> tuple[Imported, ...]:
    return imported(block.head) if block.kind is Kind.IMPORT else ()


def _without(block: Block, lost: set[Imported]) -> Block:
    if block.kind is not Kind.IMPORT:
        return block
    return replace(block, head=without(block.head, lost))


def _dropped(blocks: list[Block]) -> list[Block]:
    """Return the blocks without those that are empty now; the distance before them stays."""
    kept: list[Block] = []
    gap = 0
    for block in blocks:
        gap = max(gap, block.gap)
        if block.code:
            kept.append(replace(block, gap=gap))
            gap = 0
    return kept


def _with_placeholders(blocks: list[Block], names: list[str]) -> list[Block]:
    places = [number for number, each in enumerate(blocks) if each.kind is Kind.IMPORT]
    start = 1 if blocks[0].kind is Kind.DOCSTRING else 0
    at = places[-1] + 1 if places else start
    values = [_value(name, gap=0 if number else 1) for number, name in enumerate(names)]
    after = blocks[at:]
    if after and after[0].kind not in {Kind.FUNCTION, Kind.CLASS}:
        after[0] = replace(after[0], gap=max(1, after[0].gap))
    bound = {name.bound for each in blocks for name in _names(each)}
    before = blocks[:at] if _ANY.bound in bound else _with_any(blocks[:at], start)
    return [*before, *values, *after]


def _value(name: str, *, gap: int) -> Block:
    fits = len(f"{name} = Any{_MARK}") <= _WIDTH
    head = f"{name} = Any{_MARK if fits else _SHORT}\n"
    return Block(kind=Kind.VALUE, name=name, gap=gap, lead="", head=head)


def _with_any(blocks: list[Block], start: int) -> list[Block]:
    """Return the imports with that of `Any`, where isort wants it: among the standard library."""
    at = start
    while at < len(blocks) and _comes_before(blocks[at]):
        at += 1
    gap = 1 if at == start and start else 0
    new = Block(kind=Kind.IMPORT, name=_ANY.line, gap=gap, lead="", head=_ANY.line)
    after = blocks[at:]
    if after:
        alike = any(map(_is_standard, _names(after[0])[:1]))
        after[0] = replace(after[0], gap=0 if alike else 1)
    return [*blocks[:at], new, *after]


def _comes_before(block: Block) -> bool:
    names = _names(block)
    return bool(names) and _is_standard(names[0]) and names[0].rank < _ANY.rank


def _is_standard(name: Imported) -> bool:
    return (name.module or name.name).partition(".")[0] in sys.stdlib_module_names
