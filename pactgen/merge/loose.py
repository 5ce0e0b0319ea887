"""Merge Python text whatever its layout: what a formatter does to it is no edit.

Location: pactgen/merge/loose.py. A text is read as stretches that a formatter never parts: what
opens a bracket, each thing between commas, what closes it. Used by parts.py for what lines cannot
merge, and wherever an edit must be told from a layout.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from pactgen.merge.blocks import Kind, split
from pactgen.merge.imports import imported
from pactgen.merge.joining import may_join
from pactgen.merge.layout import CLOSE, COMMAS, OPEN, meant
from pactgen.merge.lines import Agreed, agreed, merge3
from pactgen.merge.tokens import tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pactgen.merge.blocks import Suite
    from pactgen.merge.imports import Imported
    from pactgen.merge.layout import Token


@dataclasses.dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a text; two are equal when they say the same."""

    key: tuple[str, ...]
    raw: str = dataclasses.field(compare=False)
    bare: bool = dataclasses.field(compare=False)
    """Its key ends with a comma that is not written, since a bracket closes next."""

    @property
    def layout(self) -> tuple[bool, str]:
        """Whether it has a line of its own, and how it is written."""
        text = self.raw.strip()
        return "\n" in self.raw.partition(text)[0], text.removesuffix(COMMAS[0])

    @property
    def is_comment(self) -> bool:
        return self.key[0].startswith("#")


def same(one: str, two: str) -> bool:
    """Tell whether two pieces of code differ in their layout at most."""
    return one == two or _keys(one) == _keys(two)


def same_module(one: str, two: str) -> bool:
    """Tell whether two modules differ in their layout and the order of their imports at most."""
    if one == two:
        return True
    try:
        old, new = split(one), split(two)
    except (SyntaxError, ValueError):
        return False
    return _imports(old) == _imports(new) and same(_rest(old), _rest(new))


def merge_loose(base: str, ours: str, theirs: str, *, fine: bool = False) -> str | None:
    """Merge code that one side laid out otherwise, or that both extended; None when they overlap.

    What comes out says what the merged stretches say, else it is no merge.

    Args:
        base: as pactgen printed it last.
        ours: as it is on the disk.
        theirs: as pactgen prints it now.
        fine: what stands between two commas may be changed beside what is added after it.
    """
    last, mine, new = (tuple(_stretches(text)) for text in (base, ours, theirs))
    if fine or _laid_out(last, mine) or _laid_out(last, new):
        merged = agreed(merge3(last, mine, new, touching=True))
    else:
        merged = None
    if merged is None:
        merged = _joined(last, mine, new, fine=fine)
    if merged is None:
        return None
    text = "".join(_written(merged))
    return text if _keys(text) == [each.key for each in merged] else None


def _joined(
    base: Sequence[_Stretch],
    ours: Sequence[_Stretch],
    theirs: Sequence[_Stretch],
    *,
    fine: bool,
) -> tuple[_Stretch, ...] | None:
    """Return what both sides say where they clash in additions that do not exclude each other."""
    ours_first, joined = _laid_out(base, ours), False
    sides = (ours, theirs) if ours_first else (theirs, ours)
    merged: list[_Stretch] = []
    for chunk in merge3(base, *sides, touching=True):
        if isinstance(chunk, Agreed):
            merged += chunk.items
            continue
        mine, new = (chunk.ours, chunk.theirs) if ours_first else (chunk.theirs, chunk.ours)
        start, end = _list_of_both(mine, new) if fine else ((), ())
        stop = -len(end) or None
        mine, new = mine[len(start) : stop], new[len(start) : stop]
        keys = ([each.key for each in side] for side in ((*merged, *start), mine, new))
        if chunk.base or not may_join(*keys):
            return None
        merged += (*start, *new, *mine, *end)
        joined = True
    return tuple(merged) if joined else None


def _list_of_both(
    ours: Sequence[_Stretch], theirs: Sequence[_Stretch]
) -> tuple[Sequence[_Stretch], Sequence[_Stretch]]:
    """Return the start and the end of a list that both sides added under one name."""
    count = next(
        (n for n, both in enumerate(zip(ours, theirs, strict=False)) if both[0] != both[1]), 0
    )
    if not count or ours[count - 1].key[-2:] != ("=", "["):
        return (), ()
    ends = {_closes(side[count:]) for side in (ours, theirs)}
    if len(ends) > 1:
        return (), ()
    return theirs[:count], theirs[-1:] if True in ends else ()


def _closes(side: Sequence[_Stretch]) -> bool:
    """Tell whether stretches close a bracket that they do not open."""
    tokens = [token for each in side for token in each.key]
    return sum((token in OPEN) - (token in CLOSE) for token in tokens) < 0


def _laid_out(base: Sequence[_Stretch], side: Sequence[_Stretch]) -> bool:
    """Tell whether a side says something in another layout than the base."""
    layouts: dict[_Stretch, set[tuple[bool, str]]] = {}
    for each in base:
        layouts.setdefault(each, set()).add(each.layout)
    return any(each.layout not in layouts.get(each, {each.layout}) for each in side)


def _imports(suite: Suite) -> tuple[frozenset[Imported], frozenset[str]]:
    statements = [each.head for each in suite.blocks if each.kind is Kind.IMPORT]
    comments = (token for each in statements for token in tokens_of(each) if token[0] == "#")
    return frozenset(name for each in statements for name in imported(each)), frozenset(comments)


def _rest(suite: Suite) -> str:
    kept = (each.lead if each.kind is Kind.IMPORT else each.code for each in suite.blocks)
    return "".join((*kept, suite.tail))


def _keys(text: str) -> list[tuple[str, ...]]:
    return [each.key for each in _stretches(text)]


def _written(stretches: Sequence[_Stretch]) -> Iterator[str]:
    """Yield the texts, with a comma where something follows what was the last in its bracket."""
    for number, each in enumerate(stretches):
        after = next((one.key[0] for one in stretches[number + 1 :] if not one.is_comment), ")")
        if each.bare and after not in CLOSE:
            end = len(each.raw.rstrip())
            text = f"{each.raw[:end]},{each.raw[end:]}"
            yield text if stretches[number + 1].raw[:1].isspace() else f"{text.rstrip()} "
        else:
            yield each.raw


def _stretches(text: str) -> Iterator[_Stretch]:
    """Yield the stretches of a piece of code; their texts joined are the text.

    A text of white space has none.
    """
    key: list[str] = []
    raw, bare, ended = "", False, False
    for token in meant(text):
        if token.says and key and (ended or token.starts or token.is_comment):
            yield _Stretch(tuple(key), raw, bare)
            key, raw = [], ""
        raw += token.raw
        if token.says:
            key.append(token.says)
            bare = token.depth > 0 and token.last and not _ends(token)
            key += [COMMAS[0]] if bare else []
            ended = bare or _ends(token)
        elif token.text == COMMAS[0]:
            bare = False
    if key:
        yield _Stretch(tuple(key), raw, bare)


def _ends(token: Token) -> bool:
    """Tell whether a stretch ends with a token, whatever comes next."""
    if token.is_comment or token.text in OPEN:
        return True
    return token.depth > 0 and token.says in COMMAS
