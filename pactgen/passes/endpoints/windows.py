"""How lists are cut into pages, counted and ordered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from pactgen.decisions import behaviour
from pactgen.ir.behaviours import ListRows, Window
from pactgen.ir.database import Column, Generated
from pactgen.ir.fills import Counted, Fill, FromRows, FromWindow, PageLinks, leaves
from pactgen.ir.inputs import Input, WindowRole
from pactgen.ir.wire import Scalar
from pactgen.passes.endpoints.described_orders import described_order
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import shape_of
from pactgen.passes.words import pages, vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pactgen.config import Config
    from pactgen.decisions import Decision
    from pactgen.ir.contract import Contract, Operation, Parameter
    from pactgen.ir.database import Table
    from pactgen.ir.design import Endpoint
    from pactgen.ir.messages import Answer
    from pactgen.passes.tables import Stored


NumberOfWindow = Literal["page", "size", "offset"]
MOMENTS: Final = frozenset({"date", "date-time"})
_PLACES: Final = frozenset(
    {"displayorder", "lineno", "linenumber", "ordinal", "position", "seq", "sequence", "sortindex"}
) | {"sortorder", "sortposition"}
CURSORS: Final = re.compile(r"\bcursor|\bpage ?token", re.IGNORECASE)
_PAGES: Final = re.compile(r"\bpages?\b", re.IGNORECASE)
_LAST: Final = re.compile(
    r"\b(?:id|identifier|key)\b[^.]*\b(?:last|previous)\b|\blast\b[^.]*\b(?:id|seen|received)\b"
    r"|\b(?:after|behind|following) (?:the|this|that) (?:\w+ )?(?:with this )?(?:id|key)\b",
    re.IGNORECASE,
)
"""What says that the row before the page is told by its key: `Id of the last post seen`."""


def is_cursor(parameter: Parameter, beside: Collection[str]) -> bool:
    """Tell whether a text says after which row a page begins, by its name or its description.

    `beside` are the names of all parameters: `after` beside `page` is another way to the same rows.
    A moment (`format: date-time`) is none: the row is named by more than when it was made.
    """
    name = bare(parameter.name)
    if parameter.schema.format in MOMENTS:
        return False
    if name in vocabulary.CURSOR:
        return True
    told = parameter.description or ""
    may_be = name in vocabulary.AFTER and vocabulary.PAGE.isdisjoint(beside)
    says = CURSORS.search(told) is not None
    return may_be and (says or (_LAST.search(told) is not None and _alone(beside)))


def _alone(beside: Collection[str]) -> bool:
    return (vocabulary.PAGE | vocabulary.OFFSET | vocabulary.SORT).isdisjoint(beside)


def is_number_of_last(parameter: Parameter, beside: Collection[str]) -> bool:
    """Tell whether a number is the key of the row before the page, in an order nobody chooses."""
    named = bare(parameter.name) in vocabulary.AFTER and _alone(beside)
    return named and _LAST.search(parameter.description or "") is not None


def part_of_window(parameter: Parameter) -> NumberOfWindow | None:
    """Return what a number says of the page that is asked for, by its name."""
    name = bare(parameter.name)
    if name in vocabulary.PAGE or (name == "p" and _PAGES.search(parameter.description or "")):
        return "page"
    if name in vocabulary.SIZE:
        return "size"
    return "offset" if name in vocabulary.OFFSET else None


def is_size(parameter: Parameter, beside: Collection[str]) -> bool:
    """Tell whether a number that could mean something else is how many rows a page has."""
    tells_which = vocabulary.PAGE | vocabulary.OFFSET | vocabulary.CURSOR
    return bare(parameter.name) in vocabulary.SIZE_BESIDE and not tells_which.isdisjoint(beside)


def window_of(
    contract: Contract, config: Config, operation: Operation, inputs: tuple[Input, ...]
) -> Window | None:
    """Return how the inputs cut a list into pages; None where they do not."""
    parts = {part.role.part: part for part in inputs if isinstance(part.role, WindowRole)}
    if not parts:
        return None
    size = parts.get("size")
    default, largest = config.paging.default_size, config.paging.max_size
    if size is not None:
        if isinstance(size.default, int | float | str):
            default = int(size.default)
        if isinstance(size.type, Scalar) and size.type.maximum is not None:
            largest = int(size.type.maximum)
        default = min(default, largest)
    page = parts.get("page")
    style = "cursor" if "cursor" in parts else "page" if "page" in parts else "offset"
    return Window(
        style=style,  # type: ignore[arg-type]
        default_size=default,
        max_size=largest,
        first_page=1 if page is None else _first_page(contract, operation, page),
        refuses=refusal_of_cursors(operation) if style == "cursor" else None,
    )


def with_keys(
    contract: Contract, window: Window | None, answer: Answer, stored: Stored
) -> Window | None:
    """Return the window whose cursors are keys of rows, where answers give out no others."""
    if window is None or window.style != "cursor" or len(stored.table.keys) != 1:
        return window
    fills = (answer.fill, *(fill for _, fill in answer.headers))
    given = {each.figure for fill in fills for each in leaves(fill) if isinstance(each, FromWindow)}
    given |= {"next_url" for fill in fills if isinstance(fill, PageLinks)}
    key = stored.table.key.wire_name
    shown = any(shape_of(contract, schema).property(key) for schema in stored.kept.representations)
    return replace(window, by_key=shown and given.isdisjoint({"next_cursor", "next_url"}))


def _first_page(contract: Contract, operation: Operation, page: Input) -> int:
    """Return the number of the first page: as it is stated, described or shown, else 1.

    Spring Data counts from 0, and its pages are known by the names of their members.
    """
    least = page.type.minimum if isinstance(page.type, Scalar) else None
    if page.default in {0, "0"} or least == 0:
        return 0
    if page.default in {1, "1"} or least == 1:
        return 1
    schema = effective(contract, page.parameter.schema)
    told = " ".join(filter(None, (page.parameter.description, schema.description)))
    if pages.FROM_ONE.search(told):
        return 1
    if pages.FROM_ZERO.search(told) or 0 in schema.examples:
        return 0
    answer = answered_schema(operation)
    members = () if answer is None else shape_of(contract, answer).properties
    names = {bare(member.name) for member in members}
    return 0 if pages.SPRING_ROWS in names and pages.SPRING_PAGE & names else 1


def refusal_of_cursors(operation: Operation) -> int | None:
    """Return the status that is documented for a cursor that the list never gave out."""
    for response in operation.responses:
        if response.status in {"400", "422"} and CURSORS.search(response.description):
            return int(response.status)
    return None


def counts(fill: Fill | None) -> bool:
    """Tell whether a part of an answer needs the number of all rows."""
    figures = (leaf.figure for leaf in leaves(fill) if isinstance(leaf, FromWindow))
    return any(figure in {"total", "pages", "last_url"} for figure in figures)


def least_rows(fill: Fill | None) -> int:
    """Return how many rows an answer must show."""
    return max((leaf.least for leaf in leaves(fill) if isinstance(leaf, FromRows)), default=0)


def says_count(fill: Fill | None) -> bool:
    """Tell whether a part of an answer is the number of rows that were counted or removed."""
    return any(isinstance(leaf, Counted) for leaf in leaves(fill))


def order_of(
    operation: Operation, stored: Stored, tables: Mapping[str, Table]
) -> tuple[tuple[str, bool], ...]:
    """As it is described, else oldest first where rows tell it; the key makes it total.

    Below a parent rows stand in the order that their positions tell.
    """
    keys = stored.table.keys
    made = _made(stored)
    described = described_order(operation, stored, tables)
    below = any(each.location == "path" for each in operation.parameters)
    first = _places(stored) if below else []
    told = described or tuple((name, False) for name in (first or made)[:1])
    named = {name for name, _ in told}
    back = bool(described) and described[0][1] and described[0][0] in made
    return (*told, *((key.name, back) for key in keys if key.name not in named))


def steady(order: tuple[tuple[str, bool], ...], stored: Stored) -> tuple[tuple[str, bool], ...]:
    """Return an order that every row has a place in: by the key, where another column may be null.

    The place of a row is found by its key, and nothing is behind a null.
    """
    if not any(stored.table.column(name).nullable for name, _ in order):
        return order
    return tuple((key.name, order[0][1]) for key in stored.table.keys)


def newest_first(stored: Stored) -> tuple[tuple[str, bool], ...]:
    """What was made last first; empty where no column tells when a row was made."""
    made = _made(stored)
    keys = [key.name for key in stored.table.keys]
    return tuple((name, True) for name in (*made[:1], *keys)) if made else ()


def _places(stored: Stored) -> list[str]:
    """Return the columns that say where a row stands among its like."""
    return [
        column.name
        for column in stored.table.columns
        if column.kind in {"integer", "bigint"} and bare(column.name) in _PLACES
        if not column.nullable
    ]


def _made(stored: Stored) -> list[str]:
    """Return the columns that keep when a row was made."""
    return [
        column.name
        for column in stored.table.columns
        if bare(column.wire_name) in vocabulary.CREATED and _is_time(column)
    ]


def _is_time(column: Column) -> bool:
    """Whether it keeps a time, or the text of one that the backend itself spells."""
    spelled = column.kind == "text" and column.generated == Generated(kind="now")
    return spelled or column.kind in {"timestamp", "date"}


def listed(endpoint: Endpoint) -> Iterator[Decision]:
    """Yield what was decided about the rows of a list."""
    if not isinstance(endpoint.behaviour, ListRows):
        return
    roots, least = endpoint.behaviour.roots, endpoint.behaviour.least
    if roots is not None:
        yield behaviour.trees(endpoint.operation_id, roots, endpoint.operation)
    if least:
        yield behaviour.least(endpoint.operation_id, least, endpoint.operation)


def in_order(order: tuple[tuple[str, bool], ...]) -> str:
    """Say which order its description tells."""
    told = ", ".join(f"`{column}`{' descending' if down else ''}" for column, down in order)
    return f" It is described in the order of {told}." if told else ""
