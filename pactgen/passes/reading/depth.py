"""How deep the schemas of a contract may lead.

Location: pactgen/passes/reading/depth.py. Used by `design_backend`. The passes follow references
by calling each other, ten calls a schema, and a hundred schemas in a row are no rarity: each is a
property of the one before it. Python's own limit is meant for programs that never end.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST: Final = 20_000
"""Calls: far below what the stack of the main thread has room for."""


@contextmanager
def deep_calls() -> Iterator[None]:
    """Let functions call each other this deep inside the block."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, DEEPEST))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
