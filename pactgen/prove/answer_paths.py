"""Where answers hold what the proof remembers: the row, and the tokens that were issued.

Location: pactgen/prove/answer_paths.py. Used by `from_design`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.fills import Built, Fill, FromRow, FromRows, FromToken

if TYPE_CHECKING:
    from pactgen.ir.design import Design


def row_path(design: Design, fill: Fill | None) -> tuple[str, ...] | None:
    """Return the members that lead to the row, or the rows; None where there is none."""
    match fill:
        case FromRows(inside=(_, name)):
            return (name,)
        case FromRow() | FromRows():
            return ()
        case Built(model=model, fields=fields):
            names = {one.attribute: one.wire_name for one in design.models[model].fields}
            for attribute, inner in fields:
                path = row_path(design, inner)
                if path is not None:
                    return (names[attribute], *path)
            return None
        case _:
            return None


def token_path(design: Design, fill: Fill | None, part: str) -> tuple[str, ...] | None:
    """Return the members that lead to a part of what is issued; None where there is none."""
    match fill:
        case FromToken() if fill.part == part:
            return ()
        case Built(model=model, fields=fields):
            names = {one.attribute: one.wire_name for one in design.models[model].fields}
            for attribute, inner in fields:
                path = token_path(design, inner, part)
                if path is not None:
                    return (names[attribute], *path)
            return None
        case _:
            return None
