"""Where a revision stands in the chain: what comes before it."""

from __future__ import annotations

from pactgen.emit import Emitted, code, string
from pactgen.views.layout import laid_out, pack


def down_revision(names: tuple[str, ...]) -> Emitted:
    """Return what Alembic calls the ones before: None, one id, or several that this one merges."""
    match names:
        case ():
            return code("None")
        case (one,):
            return string(one)
        case _:
            return code(laid_out(pack(*(string(name) for name in names))))
