"""Merge one part of a definition: its signature, its docstring or its body.

Location: pactgen/merge/parts.py. Lines first; a signature or a value, which is often one line, then
token by token. Used by python.py.
"""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Final

from pactgen.merge.accumulated import accumulated
from pactgen.merge.blocks import parses
from pactgen.merge.brought import brought_together
from pactgen.merge.lines import agreed, goes_on, lines_of, merge3, merged_lines
from pactgen.merge.loose import merge_loose, same
from pactgen.merge.rename import consistent_renames, renamed_variables
from pactgen.merge.stubs import answers_otherwise, is_stub, written_over
from pactgen.merge.tokens import names_in, renamed, tokens_of, with_variables
from pactgen.merge.unbound import reads_unbound
from pactgen.merge.values import Conflict, Reason
from pactgen.merge.wrapped import rewrapped
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pactgen.merge.blocks import Block
    from pactgen.merge.values import Findings


_TRAILERS: Final = frozenset("([.")
"""What follows a name or a call and belongs to it."""
_DESCRIBED: Final = "you and the contract describe it in other words: yours stay"
_BROUGHT: Final = "your lines have what the contract changed in them: they stay"
_RULED: Final = "pactgen knows a rule for it now; the one that you wrote stays"


def chosen(base: str, ours: str, theirs: str) -> str | None:
    """Return the text that wins without merging; None when both sides changed it."""
    if theirs in {base, ours}:
        return ours
    return theirs if ours == base else None


def settled(base: str, ours: str, theirs: str) -> str | None:
    """Return the text that wins without merging, when another layout is no change."""
    decided = chosen(base, ours, theirs)
    if decided is not None:
        return decided
    if same(theirs, base) or same(theirs, ours):
        return ours
    return theirs if same(ours, base) else None


def clean(base: str, ours: str, theirs: str, *, fine: bool) -> str | None:
    """Return the merged part, or None when the sides overlap.

    Edits that meet without overlapping are none: what comes out has to parse.

    Args:
        base: as pactgen printed it last.
        ours: as it is on the disk.
        theirs: as pactgen prints it now.
        fine: edits may meet inside one line.
    """
    decided = settled(base, ours, theirs)
    if decided is not None:
        return decided
    lines = (lines_of(base), lines_of(ours), lines_of(theirs))
    merged = agreed(merge3(*lines, touching=True))
    if merged is None and fine:
        sides = (tokens_of(base), tokens_of(ours), tokens_of(theirs))
        if goes_on(*sides, starts=_TRAILERS):
            return None
        merged = agreed(merge3(*sides, touching=True))
    return merge_loose(base, ours, theirs, fine=fine) if merged is None else "".join(merged)


def clean_lines(base: str, ours: str, theirs: str) -> str | None:
    """Return the merged part, or None when the sides change the same lines."""
    return clean(base, ours, theirs, fine=False)


def docstring(base: str, ours: str, theirs: str, *, name: str, found: Findings) -> str:
    """Return the merged docstring; a person's words stay where the contract has others as well."""
    merged = clean_lines(base, ours, theirs)
    if merged is None:
        found.note(name, _DESCRIBED)
        return ours
    return merged


def part(
    base: str, ours: str, theirs: str, *, name: str, found: Findings, fine: bool = True
) -> str:
    """Return a merged part, with markers where the sides overlap."""
    merged = clean(base, ours, theirs, fine=fine)
    return _decided(base, ours, theirs, name=name, found=found) if merged is None else merged


def _decided(base: str, ours: str, theirs: str, *, name: str, found: Findings) -> str:
    """Return a part that both sides changed: as a person brought them together, or both."""
    if brought_together(base, ours, theirs):
        found.note(name, _BROUGHT)
        return ours
    return merged_lines(base, ours, theirs, name=name, found=found)


def function(base: Block, ours: Block, theirs: Block, *, name: str, found: Findings) -> str:
    """Return the merged lines of a function without the comments before it.

    A body edited by hand stays while signature, decorators and docstring follow the contract; where
    the contract renamed what the body uses, the edit is renamed along.
    """
    names = _renames(base, theirs)
    printed, written = base, ours
    head = clean(base.head, ours.head, theirs.head, fine=True)
    if names:
        like = base.head + base.body
        if _still_there(names, base.head, ours.head):
            last, mine = (renamed(each.head, names, like) for each in (base, ours))
            head = clean(last, mine, theirs.head, fine=True)
        base, ours = (replace(each, body=renamed(each.body, names, like)) for each in (base, ours))
    parts = [
        head,
        docstring(base.doc, ours.doc, theirs.doc, name=name, found=found),
        _body(base, ours, theirs),
    ]
    pieces = [each for each in parts if each is not None]
    if len(pieces) == len(parts):
        merged = "".join(pieces)
        if _is_sound(merged, ours, theirs):
            if is_stub(base.body) and not is_stub(theirs.body) and ours.body in merged:
                found.note(name, _RULED)
            return merged
    followed = _follow(base, ours, theirs)
    if followed is not None:
        return followed
    apart = head is None and names and not brought_together(base.head, ours.head, theirs.head)
    if apart or _is_replaced(printed, written, theirs, parts):
        return found.clash(whole(printed, written, theirs, name=name, reason=Reason.BOTH_CHANGED))
    if len(pieces) == len(parts):
        return found.clash(whole(printed, written, theirs, name=name, reason=Reason.UNPARSABLE))
    sides = zip(parts, _texts(base), _texts(ours), _texts(theirs), strict=True)
    return "".join(
        _decided(old, mine, new, name=name, found=found) if piece is None else piece
        for piece, old, mine, new in sides
    )


def _is_replaced(base: Block, ours: Block, theirs: Block, parts: Sequence[str | None]) -> bool:
    """Tell whether the contract gives up a rule that a person edited, under another signature."""
    if parts[-1] is not None or is_stub(base.body) or not is_stub(theirs.body):
        return False
    heads = base.head == ours.head != theirs.head
    return heads and not brought_together(base.body, ours.body, theirs.body)


def _renames(base: Block, theirs: Block) -> dict[str, str]:
    """Return the names that the contract replaced; a stub and a rule share none."""
    if is_stub(base.body) is is_stub(theirs.body):
        return consistent_renames(base.head + base.body, theirs.head + theirs.body)
    return consistent_renames(base.head, theirs.head)


def _body(base: Block, ours: Block, theirs: Block) -> str | None:
    ruled = is_stub(base.body) and not is_stub(theirs.body)
    if ruled and ours.body != base.body and answers_otherwise(base.head, theirs.head):
        return None
    for merge in (clean_lines, written_over, rewrapped, accumulated):
        merged = merge(base.body, ours.body, theirs.body)
        if merged is not None:
            return merged
    return None


def _follow(base: Block, ours: Block, theirs: Block) -> str | None:
    """Merge with the names that a person gave to the variables of the body, also in new lines."""
    if is_stub(base.body):
        return None
    names = consistent_renames(base.body, ours.body)
    variables = renamed_variables(base.body, ours.body)
    last, now = (
        with_variables(renamed(each.body, names, base.body), variables) for each in (base, theirs)
    )
    parts = [
        clean(base.head, ours.head, theirs.head, fine=True),
        clean_lines(base.doc, ours.doc, theirs.doc) or ours.doc,
        clean(last, ours.body, now, fine=False),
    ]
    merged = "".join(part for part in parts if part is not None)
    given = {*names.values(), *variables.values()}
    if None in parts or not given or not names_in(merged).issuperset(given):
        return None
    return merged if _is_sound(merged, ours, theirs) else None


def _is_sound(merged: str, ours: Block, theirs: Block) -> bool:
    """Whether it is a program that binds what it reads, as both sides do."""
    return parses(dedent(merged)) and not reads_unbound(
        merged, "".join(_texts(ours)), "".join(_texts(theirs))
    )


def whole(
    base: Block | None, ours: Block | None, theirs: Block | None, *, name: str, reason: Reason
) -> Conflict:
    """Return the conflict of a whole definition, absent on the sides where it is None."""
    texts = ["" if block is None else block.code for block in (base, ours, theirs)]
    return Conflict(name=name, reason=reason, base=texts[0], ours=texts[1], theirs=texts[2])


def _texts(block: Block) -> tuple[str, str, str]:
    return block.head, block.doc, block.body


def _still_there(names: Iterable[str], base: str, ours: str) -> bool:
    """Tell whether a person left every use of the names that the contract replaced."""
    old, mine = tokens_of(base), tokens_of(ours)
    return all(mine.count(name) >= old.count(name) for name in names)
