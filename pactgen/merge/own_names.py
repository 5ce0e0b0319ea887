"""Names that a person gave to printed definitions: what the contract adds uses them too.

Location: pactgen/merge/own_names.py. Only where the person left no use of the old name in the
module. Used by python.py, and by workspace/given.py for other modules.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.merge.blocks import Kind, Suite, split
from pactgen.merge.importing import names_of
from pactgen.merge.pairing import keyed, paired
from pactgen.merge.tokens import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEFINED = {Kind.FUNCTION, Kind.CLASS}


def with_own_names(base: str, ours: str, theirs: str) -> tuple[str, str]:
    """Return what was printed last and is printed now, with the names that a person gave.

    Raises:
        SyntaxError: one of them is no module.
        ValueError: one of them has a line end that Python alone knows.
    """
    mine, printed = names_in(ours), names_in(base) | names_in(theirs)
    suites = (split(base), split(ours), split(theirs))
    for old, new, owner in given_names(*suites):
        if old not in mine and new not in printed:
            before = r"(?:\bdef\s+|\bself\.)" if owner else r"(?<![\w.\"'])"
            use = re.compile(rf"({before}){re.escape(old)}\b(?![\"']|\s*=[^=])")
            base, theirs = (use.sub(rf"\g<1>{new}", text) for text in (base, theirs))
    return base, theirs


def given_names(
    base: Suite, ours: Suite, theirs: Suite, owner: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Yield the old and the new name of each definition, and the class that it is a method of.

    One that the contract drops keeps its name: that a person gave it one is an edit. One that the
    module imports was moved, and what looks like it is another one.
    """
    imported = {each.bound for block in ours.blocks for each in names_of(block)}
    last, now = keyed(base.blocks), keyed(theirs.blocks)
    mine = paired(last, keyed(ours.blocks), by_person=True)
    for key in [each for each in last if each in mine and each in now]:
        blocks = last[key], mine[key], now[key]
        old, new, _ = (block.name for block in blocks)
        if old in imported or not all(block.kind in _DEFINED for block in blocks):
            continue
        if old != new:
            yield old, new, owner
        one, two, three = (block.suite for block in blocks)
        if one is not None and two is not None and three is not None:
            yield from given_names(one, two, three, old)
