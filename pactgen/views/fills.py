"""What an answer is made of, asked as questions.

Location: pactgen/views/fills.py. Used by the views of router and service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import CreateRow, ListRows, LogIn, RenewTokens, ReplaceRow, UpdateRow
from pactgen.ir.fills import (
    Counted,
    FiguresByValue,
    Fill,
    FromColumn,
    FromFigure,
    FromGroups,
    FromProgram,
    FromRow,
    FromRows,
    FromToken,
    FromValues,
    RowAddress,
    RowTag,
    RowTime,
    leaves,
)

if TYPE_CHECKING:
    from pactgen.ir.design import Endpoint
    from pactgen.ir.messages import Answer


NO_CONTENT = frozenset({204, 205, 304})
"""Statuses that have no body."""


def raw_media(endpoint: Endpoint) -> str | None:
    """Return the media type of an answer that is text or bytes and not JSON."""
    answer = endpoint.answer
    if answer.status in NO_CONTENT:
        return None
    types = [answer.media_type] if answer.media_type else _documented(endpoint)
    if not types or any(_is_json(each) for each in types):
        return None
    return "application/octet-stream" if "*" in types[0] else types[0]


def _documented(endpoint: Endpoint) -> list[str]:
    """Return the media types that the contract gives for the answer's status."""
    status = str(endpoint.answer.status)
    for wanted in (status, f"{status[0]}XX", "default"):
        for response in endpoint.operation.responses:
            if response.status.upper() == wanted.upper():
                return [media.content_type for media in response.media]
    return []


def _is_json(media_type: str) -> bool:
    plain = media_type.partition(";")[0].strip().lower()
    return plain.endswith(("/json", "+json")) or plain in {"*/*", "application/*"}


def all_leaves(answer: Answer) -> tuple[Fill, ...]:
    """Return what body and headers are filled with."""
    headers = (leaf for _, fill in answer.headers for leaf in leaves(fill))
    return (*leaves(answer.fill), *headers)


def shows_row(answer: Answer) -> bool:
    """Tell whether the answer needs the row that the operation worked on."""
    told = FromRow | FromColumn | RowAddress | RowTag | RowTime
    return any(isinstance(leaf, told) for leaf in all_leaves(answer))


def shows_count(answer: Answer) -> bool:
    """Tell whether the answer says how many rows were counted, or removed."""
    return any(isinstance(leaf, Counted) for leaf in all_leaves(answer))


def shows_figures(answer: Answer) -> bool:
    """Tell whether the answer is made of numbers that rows make together."""
    return any(
        isinstance(leaf, FromFigure | FromGroups | FiguresByValue) for leaf in all_leaves(answer)
    )


def shows_values(answer: Answer) -> bool:
    """Tell whether the answer lists the values of a column."""
    return any(isinstance(leaf, FromValues) for leaf in all_leaves(answer))


def returns_rows(endpoint: Endpoint) -> bool:
    """Tell whether the service returns a list of rows, or a page of one."""
    behaviour = endpoint.behaviour
    if endpoint.links_shown is not None:
        return endpoint.links_shown.what == "rows"
    if isinstance(behaviour, CreateRow | ReplaceRow | UpdateRow):
        return behaviour.many and not shows_row(endpoint.answer)
    return isinstance(behaviour, ListRows)


def issues_tokens(endpoint: Endpoint) -> bool:
    """Tell whether tokens are issued to the row: who logs in, stays so, or signs up."""
    if isinstance(endpoint.behaviour, LogIn | RenewTokens):
        return True
    return any(isinstance(leaf, FromToken) for leaf in all_leaves(endpoint.answer))


def is_table(endpoint: Endpoint) -> bool:
    """Tell whether rows are answered as comma-separated values."""
    return isinstance(endpoint.answer.fill, FromRows) and raw_media(endpoint) is not None


def tells_program(endpoint: Endpoint) -> bool:
    """Tell whether the answer shows what the program knows of itself."""
    return any(isinstance(leaf, FromProgram) for leaf in all_leaves(endpoint.answer))
