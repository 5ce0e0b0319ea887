"""A part of a body that a person took out into a function of their own.

Location: pactgen/merge/extracted.py. The body calls the helper now; what the contract makes of the
lines that are in the helper goes there, and the call stays. Used by python.py before definitions
are merged one by one.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from textwrap import dedent, indent
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Block, Kind, Suite
from pactgen.merge.lines import lines_of
from pactgen.merge.parts import clean_lines
from pactgen.merge.rename import consistent_renames
from pactgen.merge.tokens import names_in, renamed, tokens_of
from pactgen.merge.unbound import reads_unbound
from pactgen.merge.wrapped import LONG_STRINGS
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pactgen.merge.values import Findings

    Place = tuple[str, str]
    """The class, empty for the module, and the function."""

_FOLLOWED: Final = "what the contract changed in {} went here, where you took those lines"
_ALIKE: Final = 0.6
_ENOUGH: Final = 8
"""Tokens below which lines look alike by chance."""


def follow_extracted(
    base: Suite, ours: Suite, theirs: Suite, found: Findings
) -> tuple[Suite, Suite]:
    """Return a person's module and the printed one, with such changes in the helper instead.

    Args:
        base: as pactgen printed it last.
        ours: as it is on the disk.
        theirs: as pactgen prints it now.
        found: where to say what went to a helper.
    """
    last, mine, now = (dict(_functions(each)) for each in (base, ours, theirs))
    for place, old in last.items():
        if place not in mine or place not in now or old.body in {mine[place].body, now[place].body}:
            continue
        for there in _helpers(place, last, mine, now):
            moved = _moved(old, mine[place], now[place], mine[there])
            if moved is not None:
                mine[there], now[place] = moved
                ours, theirs = _put(ours, there, mine[there]), _put(theirs, place, now[place])
                found.note(".".join(filter(None, there)), _FOLLOWED.format(f"`{place[1]}`"))
                break
    return ours, theirs


def _functions(suite: Suite) -> Iterator[tuple[Place, Block]]:
    """Yield the functions of a module and the methods of its classes."""
    for block in suite.blocks:
        if block.kind is Kind.FUNCTION:
            yield ("", block.name), block
        for inner in block.suite.blocks if block.suite is not None else ():
            if inner.kind is Kind.FUNCTION:
                yield (block.name, inner.name), inner


def _helpers(place: Place, *sides: Mapping[Place, Block]) -> list[Place]:
    """Return the functions that a person added, and that the body calls since then."""
    last, mine, now = sides
    called = names_in(mine[place].body) - names_in(last[place].body)
    return [
        there
        for there in mine
        if there not in last and there not in now
        if there[0] in {"", place[0]} and there[1] in called
    ]


def _moved(last: Block, mine: Block, now: Block, helper: Block) -> tuple[Block, Block] | None:
    """Return the helper with the contract's change, and what is printed without it.

    None where the lines that changed are not those that the helper has, where the helper's own
    edits overlap with them, and where they use what the helper is not given.
    """
    if any(quotes in each.body for quotes in LONG_STRINGS for each in (last, now, helper)):
        return None
    before, taken, after = _taken(last.body, mine.body)
    stays = _rest(last.body, now.body, len(before), len(after))
    if stays is None or not _are_in(taken, helper.body):
        return None
    start, changed, end = stays
    names = consistent_renames(last.head + last.body, now.head + now.body)
    same = renamed(taken, names, taken)
    if changed == same:
        return None
    printed = replace(now, body=start + same + end)
    given = consistent_renames(taken, helper.body)
    known = names_in(helper.head) | given.keys()
    old = {two: one for one, two in names.items() if one in known}
    taken, changed = (
        dedent(renamed(renamed(text, old, text), given, text)) for text in (taken, changed)
    )
    body = clean_lines(taken, dedent(helper.body), changed)
    if body is None or not body.strip():
        return None
    margin = helper.body[: len(helper.body) - len(helper.body.lstrip())]
    merged = replace(helper, body=indent(body, margin))
    if reads_unbound(merged.code, helper.code, now.code) or _is_unsound(last, mine, printed, names):
        return None
    return merged, printed


def _taken(base: str, ours: str) -> tuple[list[str], str, list[str]]:
    """Return the lines before those that a person replaced, these, and the lines after them."""
    old, new = lines_of(base), lines_of(ours)
    head = tail = 0
    shortest = min(len(old), len(new))
    while head < shortest and old[head] == new[head]:
        head += 1
    while tail < shortest - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    end = len(old) - tail
    return list(old[:head]), "".join(old[head:end]), list(old[end:])


def _rest(base: str, theirs: str, head: int, tail: int) -> tuple[str, str, str] | None:
    """Return the printed lines before the taken ones, in their place, and after them.

    Args:
        base: the body as pactgen printed it last.
        theirs: as pactgen prints it now.
        head: how many lines of the base stand before the taken ones.
        tail: how many stand after them.
    """
    old, new = lines_of(base), lines_of(theirs)
    edits = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    start = _place(edits, head, inserted=True) if head else 0
    end = _place(edits, len(old) - tail, inserted=False) if tail else len(new)
    if start is None or end is None or start > end:
        return None
    return "".join(new[:start]), "".join(new[start:end]), "".join(new[end:])


def _place(
    edits: Iterable[tuple[str, int, int, int, int]], line: int, *, inserted: bool
) -> int | None:
    """Return where a line of the base is on the other side; None inside of a part that was resized.

    Args:
        edits: from the base to the other side, as `difflib` gives them.
        line: its number.
        inserted: what is new before it stands before the place.
    """
    found = None
    for _, start, stop, low, high in edits:
        if start < line < stop:
            return low + line - start if stop - start == high - low else None
        if stop == line and (inserted or start < stop):
            found = high
    return found


def _are_in(taken: str, helper: str) -> bool:
    """Tell whether nearly all that the lines say is said by the helper."""
    one, two = (
        [each for each in tokens_of(text) if not each.isspace()] for text in (taken, helper)
    )
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    common = sum(size for _, _, size in matcher.get_matching_blocks())
    return len(one) >= _ENOUGH and common >= _ALIKE * len(one)


def _is_unsound(last: Block, mine: Block, printed: Block, names: Mapping[str, str]) -> bool:
    """Tell whether the body that calls the helper would read what only the helper sets."""
    old, new = (renamed(each.body, names, last.head + last.body) for each in (last, mine))
    body = clean_lines(old, new, printed.body)
    return body is None or reads_unbound(printed.head + printed.doc + body, mine.code, printed.code)


def _put(suite: Suite, place: Place, block: Block) -> Suite:
    """Return a module with another function at one place."""
    scope, name = place
    blocks = []
    for each in suite.blocks:
        if scope and each.name == scope and each.suite is not None:
            blocks.append(replace(each, suite=_put(each.suite, ("", name), block)))
        else:
            blocks.append(block if not scope and each.name == name else each)
    return replace(suite, blocks=tuple(blocks))
