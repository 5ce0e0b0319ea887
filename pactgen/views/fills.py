"""What an answer is made of, asked as questions.

Location: pactgen/views/fills.py. Used by the views of router and service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.design import Answer, Built, Fill, FromColumn, FromRow, FromRows, FromWindow

if TYPE_CHECKING:
    from collections.abc import Iterator


def leaves(fill: Fill | None) -> Iterator[Fill]:
    """Walk over the fills that are not built of others."""
    if isinstance(fill, Built):
        for _, inner in fill.fields:
            yield from leaves(inner)
    elif fill is not None:
        yield fill


def all_leaves(answer: Answer) -> tuple[Fill, ...]:
    """Return what body and headers are filled with."""
    headers = (leaf for _, fill in answer.headers for leaf in leaves(fill))
    return (*leaves(answer.fill), *headers)


def shows_row(answer: Answer) -> bool:
    """Tell whether the answer needs the row that the operation worked on."""
    return any(isinstance(leaf, FromRow | FromColumn) for leaf in all_leaves(answer))


def shows_rows(answer: Answer) -> bool:
    """Tell whether the answer needs the rows of a list or figures about them."""
    return any(isinstance(leaf, FromRows | FromWindow) for leaf in all_leaves(answer))
