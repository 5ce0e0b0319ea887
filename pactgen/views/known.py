"""What an earlier pass has promised to be there.

Location: pactgen/views/known.py. Used by the views, where types alone do not tell.
"""

from __future__ import annotations

from typing import TypeVar

Thing = TypeVar("Thing")


def known(thing: Thing | None) -> Thing:
    """Return the thing; its absence is a bug in the pass that made the design."""
    if thing is None:
        raise LookupError("the design lacks something that a view relies on")
    return thing
