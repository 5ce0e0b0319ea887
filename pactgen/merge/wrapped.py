"""A body that a person put whole into a statement of their own: `try`, `with`, `if`.

Location: pactgen/merge/wrapped.py. Every line of it is indented otherwise, and none says anything
else: what the contract makes of the body goes to the same place. Used by parts.py.
"""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING, Final

from pactgen.merge.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG_STRINGS: Final = ('"' * 3, "'" * 3)
"""What is in them must not be indented."""


def rewrapped(base: str, ours: str, theirs: str) -> str | None:
    """Return a person's body with the new one in place of the old; None where it is not whole."""
    if any(quotes in text for quotes in LONG_STRINGS for text in (base, ours, theirs)):
        return None
    found = list(_places(base, ours))
    if len(found) != 1:
        return None
    before, inside, after = found[0]
    margin = inside[: len(inside) - len(inside.lstrip())]
    return before + indent(dedent(theirs), margin) + after


def _places(base: str, ours: str) -> Iterator[tuple[str, str, str]]:
    """Yield what stands before, in and after each place that holds the body."""
    count, lines, said = len(lines_of(base)), lines_of(ours), dedent(base)
    for at in range(len(lines) - count + 1):
        inside = "".join(lines[at : at + count])
        if said.strip() and dedent(inside) == said:
            yield "".join(lines[:at]), inside, "".join(lines[at + count :])
