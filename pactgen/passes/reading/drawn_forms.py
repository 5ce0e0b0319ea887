"""Which random text has the form of a regular expression: `[0-9]{13}-[a-z]{6}` is three parts.

Location: pactgen/passes/reading/drawn_forms.py. Used by `drawn_keys`. Only what keys of contracts
look like is understood: characters, classes, counts, groups and alternatives. A dot is not: where
anything may stand, something is meant that no chance tells.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.database import ALPHABETS, DrawnPart
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WANTED: Final = 60
"""Bits of chance that a key gets where its form is open: one in 10^18."""
FEWEST: Final = 32
"""Fewer would clash too soon."""
_CLASS: Final = r"\[(?:\\.|[^\]\\])+\]"
_ATOM: Final = re.compile(
    rf"(?P<atom>\\.|{_CLASS}|[^\\\[\](){{}}|*+?^$.])(?P<count>\{{\d+(?:,\d*)?\}}|[*+?])?"
)
_GROUP: Final = re.compile(
    rf"\((?:\?:)?(?P<inside>(?:\\.|{_CLASS}|[^()\\\[])*)\)(?P<count>\{{\d+(?:,\d*)?\}}|[*+?])?"
)
_BAR: Final = re.compile(rf"(?P<kept>\\.|{_CLASS})|(?P<bar>\|)|(?P<other>.)", re.DOTALL)
_MOST_FORMS: Final = 32
"""Alternatives beyond these are not looked at."""
_MOST_PARTS: Final = 8
"""A form of more parts is one that nobody would read."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """An atom of the expression: a fixed character, or a drawn one, so many times."""

    alphabet: str | None
    text: str
    least: int
    most: int


def drawn_parts(pattern: str) -> Iterator[tuple[DrawnPart, ...]]:
    """Yield forms of random text that match, as far as the expression can be read."""
    for form in _without_groups(pattern):
        pieces = _pieces(form.removeprefix("^").removesuffix("$"))
        parts = None if pieces is None else _counted(pieces)
        if parts is not None and len(parts) <= _MOST_PARTS:
            yield parts


def _without_groups(pattern: str) -> Iterator[str]:
    """Yield the expression with each choice of its alternatives."""
    waiting = [pattern]
    for _ in range(_MOST_FORMS):
        if not waiting:
            return
        form = waiting.pop(0)
        found = _GROUP.search(form)
        if found is None:
            yield from _alternatives(form)
            continue
        least, _most = _count_of(found["count"])
        waiting += [
            form[: found.start()] + one * least + form[found.end() :]
            for one in _alternatives(found["inside"])
        ]


def _alternatives(form: str) -> list[str]:
    parts = [""]
    for found in _BAR.finditer(form):
        if found["bar"]:
            parts.append("")
        else:
            parts[-1] += found[0]
    return parts


def _pieces(form: str) -> list[_Piece] | None:
    out: list[_Piece] = []
    at = 0
    while at < len(form):
        found = _ATOM.match(form, at)
        if found is None:
            return None
        piece = _piece(found["atom"], *_count_of(found["count"]))
        if piece is None:
            return None
        out.append(piece)
        at = found.end()
    return out


def _piece(atom: str, least: int, most: int) -> _Piece | None:
    try:
        one = re.compile(atom, re.ASCII)
    except re.error:
        return None
    if atom[0] not in "[\\" or (atom[0] == "\\" and not atom[1].isalnum()):
        return _Piece(None, atom[-1], least, most)
    for name, characters in ALPHABETS.items():
        if all(one.fullmatch(each) for each in characters):
            return _Piece(name, "", least, most)
    printable = map(chr, range(ord("!"), ord("~") + 1))
    fixed = next((each for each in printable if one.fullmatch(each)), None)
    return None if fixed is None else _Piece(None, fixed, least, most)


def _count_of(written: str | None) -> tuple[int, int]:
    match written:
        case None:
            return 1, 1
        case "*":
            return 0, WANTED
        case "+":
            return 1, WANTED
        case "?":
            return 0, 1
        case _:
            low, comma, high = written[1:-1].partition(",")
            return int(low), int(high) if high else int(low) if not comma else WANTED


def _counted(pieces: Sequence[_Piece]) -> tuple[DrawnPart, ...] | None:
    """Repeat each piece as often as it must be, and open ones until there is enough chance."""
    counts = [piece.least for piece in pieces]
    bits = [math.log2(len(ALPHABETS[each.alphabet])) if each.alphabet else 0.0 for each in pieces]
    for at, piece in enumerate(pieces):
        lacks = WANTED - sum(own * count for own, count in zip(bits, counts, strict=True))
        if bits[at] and lacks > 0:
            counts[at] = min(piece.most, counts[at] + math.ceil(lacks / bits[at]))
    if sum(own * count for own, count in zip(bits, counts, strict=True)) < FEWEST:
        return None
    out: list[DrawnPart] = []
    for piece, count in zip(pieces, counts, strict=True):
        if piece.alphabet is None and out and out[-1].alphabet is None:
            out[-1] = DrawnPart(text=out[-1].text + piece.text * count)
        elif piece.alphabet is None and count:
            out.append(DrawnPart(text=piece.text * count))
        elif count:
            out.append(DrawnPart(alphabet=piece.alphabet, length=count))
    return tuple(out)
