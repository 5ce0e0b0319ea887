"""The blocks of a text: paragraphs, items of lists, and what stands as it is.

Location: pactgen/emit/blocks.py. Used by docstrings. Of CommonMark only what a reader of plain text
sees as well: where a paragraph ends, that a list has a line for each item, that the lines of code
and of tables are not to be joined.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

from pactgen.emit.characters import columns
from pactgen.emit.wrapping import wrapped_words
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEM: Final = re.compile(r"(?P<indent>\s*)(?P<mark>[-*+]|\d{1,3}[.)])\s+(?P<text>\S.*)")
_FENCE: Final = re.compile(r"\s*(```+|~~~+)")
_ROW: Final = re.compile(r"\s*\|.*\|\s*")
_HEADING: Final = re.compile(r"\s*#{1,6}\s+(?P<text>.*?)[\s#]*")
_RULE: Final = re.compile(r"\s*([-*_=])(?:\s*\1){2,}\s*")
_DEEPEST: Final = 6
"""Columns that the item of a list within lists is indented by at most."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together."""

    text: str
    """Words with one space between them; of what stands as it is, its lines."""
    lead: str = ""
    """What stands before the first line of an item, `- ` or `1. `."""
    is_literal: bool = False
    """Its lines are not to be joined."""

    @property
    def is_prose(self) -> bool:
        """Tell whether it is a paragraph."""
        return not self.lead and not self.is_literal

    def lines(self, width: int) -> list[str]:
        """Return the block in lines of at most this width, as far as its words have it."""
        if self.is_literal:
            return [part for line in self.text.split("\n") for part in _literal(line, width)]
        margin = " " * len(self.lead)
        first, *others = wrapped_words(self.text, width - len(margin))
        return [self.lead + first, *(margin + line for line in others)]


def blocks(text: str) -> list[Block]:
    """Part a text whose lines end in newlines."""
    return [block for block in _blocks(text.split("\n")) if block.text.strip()]


def _literal(line: str, width: int) -> list[str]:
    return [line] if columns(line) <= width else wrapped_words(" ".join(line.split()), width)


def _blocks(lines: list[str]) -> Iterator[Block]:
    waiting: list[str] = []
    lead, outermost, number = "", None, 0
    while number < len(lines):
        line = lines[number]
        number += 1
        literal = _end_of_literal(lines, number - 1)
        item = _ITEM.fullmatch(line)
        starts = literal is not None or item is not None or _stands_alone(line)
        if waiting and starts:
            yield _filled(waiting, lead)
            waiting, lead = [], ""
        if literal is not None:
            yield Block(textwrap.dedent("\n".join(lines[number - 1 : literal])), is_literal=True)
            number = literal
        elif item is not None:
            mark = item["mark"] if item["mark"][0].isdigit() else "-"
            depth = len(item["indent"].expandtabs(4))
            outermost = depth if outermost is None else min(outermost, depth)
            lead = " " * min(depth - outermost, _DEEPEST) + f"{mark} "
            waiting = [item["text"]]
        elif (heading := _HEADING.fullmatch(line)) is not None:
            yield Block(" ".join(heading["text"].split()))
        elif not starts:
            waiting.append(line)
    if waiting:
        yield _filled(waiting, lead)


def _end_of_literal(lines: list[str], start: int) -> int | None:
    """Return where the code or the table that starts here is over."""
    fence = _FENCE.match(lines[start])
    if fence is not None:
        rest = range(start + 1, len(lines))
        closes = (each + 1 for each in rest if lines[each].strip().startswith(fence[1]))
        return next(closes, len(lines))
    end = start
    while end < len(lines) and _ROW.fullmatch(lines[end]):
        end += 1
    return end if end > start else None


def _stands_alone(line: str) -> bool:
    """Whether a line ends what stands before it."""
    return not line.strip() or bool(_RULE.fullmatch(line) or _HEADING.fullmatch(line))


def _filled(lines: list[str], lead: str) -> Block:
    return Block(" ".join(" ".join(lines).split()), lead)
