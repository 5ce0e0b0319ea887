"""SQL inside a revision.

Location: pactgen/views/migration/exact/statements.py. Used by `tables` and `revision`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.layout import call
from pactgen.views.migration.sql import STEP, calling, literal

if TYPE_CHECKING:
    from pactgen.views.layout import Code

__all__ = ["STEP", "execute", "remark", "text"]


def text(sql: str) -> Code:
    """Return `sa.text("…")`."""
    return call("sa.text", literal(sql))


def execute(sql: str) -> str:
    """Return `op.execute("…")`, over several lines where one has no room."""
    return calling("op.execute", sql=sql)


def remark(text: str) -> str:
    """Return a comment for whoever carries the revision out."""
    return f"# {text}"
