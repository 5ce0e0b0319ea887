"""What the parts of an answer are filled with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Json
    from pactgen.ir.database import Generated


@dataclass(frozen=True, slots=True, kw_only=True)
class FromRow:
    """The row itself, shown as this read model."""

    model: str
    kinds: tuple[str, ...] = ()
    """Other read models: the row's tag says which one shows it."""
    is_chosen: bool = False
    """The contract has other forms of the answer: it has to be told which this one is."""
    in_list: bool = False
    """The answer is a list, and the row is all that is in it."""

    @property
    def models(self) -> tuple[str, ...]:
        """Every read model that may show the row."""
        return (self.model, *self.kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class FromRows:
    """The list's rows, each shown as this read model."""

    model: str
    kinds: tuple[str, ...] = ()
    """Other read models: the tag of a row says which one shows it."""

    @property
    def models(self) -> tuple[str, ...]:
        """Every read model that may show one of the rows."""
        return (self.model, *self.kinds)

    least: int = 0
    """How many rows must be shown (`minItems`)."""
    inside: tuple[str, str] | None = None
    """The attribute of each element that holds the row, and its wire name: `[{"page": {…}}]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromColumn:
    """One column of the row (an answer such as `{"id": …}`)."""

    column: str
    is_address: bool = False
    """It is one of a header: characters that no address has are spelled as RFC 3986 does."""
    or_empty: Literal["[]", "{}"] | None = None
    """What is shown of a row that was never given a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromWindow:
    """A figure of the page."""

    figure: Literal[
        "total",
        "page",
        "size",
        "offset",
        "first_row",  # its number in the whole list, from 1
        "last_row",
        "pages",
        "count",  # rows on this page
        "has_more",
        "has_previous",
        "is_first",
        "is_last",
        "is_empty",
        "next_cursor",
        "next_page",
        "previous_page",
        "next_url",
        "previous_url",
        "first_url",
        "last_url",
        "self_url",
    ]
    is_text: bool = False
    """A text is due also where there is nothing to tell: no next page is an empty one."""
    is_number: bool = False
    """A number is due also where there is nothing to tell: the first row of an empty page is 0.

    And there is no page before the first one, whose number is 1.
    """
    is_link: bool = False
    """A link object (HAL, section 5) holds the address; where there is none, it is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """The addresses of other pages, as the header `Link` has them (RFC 8288)."""

    fields: tuple[tuple[str, FromWindow], ...]
    """Relation type and address; a page that is not there is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many rows were counted, or removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromValues:
    """The values that rows have in a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromFigure:
    """A number that rows make together."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FromGroups:
    """The rows of a report: figures by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresByValue:
    """How many rows have each value of a column, by the values."""

    entries: tuple[tuple[str, str], ...]
    """The value, and the name of the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromInput:
    """A parameter of the path, told again."""

    name: str
    """Of the parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constant:
    """The same value in every answer, made valid by the schema."""

    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAddress:
    """The address of the row that was made: the request's own, and the key below it."""

    column: str
    whole: bool = False
    """With scheme and host."""
    at: str | None = None
    """The path that stands in for the request's own: `/sections`."""
    is_text: bool = False
    """The key may have characters that no address has."""
    ends: bool = False
    """A slash stands behind the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAddress:
    """The address that the request asked for, without its query."""

    whole: bool = False
    """With scheme and host."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTag:
    """The entity tag of the row (RFC 9110, section 8.8.3): its version, or a digest."""

    column: str
    of_all: bool = False
    """A digest of all that answers show of it, rows of other tables included."""
    is_bare: bool = False
    """Without quotes: the header is a number by the contract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTime:
    """When the row was changed, as headers spell it (RFC 9110, section 5.6.7)."""

    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The time of the answer."""

    is_day: bool = False
    """The day alone, for columns that keep no more."""
    unless_given: bool = False
    """What the caller says goes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flipped:
    """What a boolean column does not say now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """The object that a column keeps, without the member that a parameter of the path names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redrawn:
    """Another text, drawn as that of a new row is: a credential that was given away."""

    how: Generated


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What the body brings under another name."""

    member: str
    """Attribute of the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TheCaller:
    """The key of whoever is calling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromToken:
    """A part of what is issued to somebody who logged in."""

    part: Literal[
        "access",
        "refresh",
        "seconds",  # until the access token expires
        "expiry",  # when it does
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class FromProgram:
    """What the program says of itself."""

    part: Literal["name", "version", "commit", "environment", "python", "uptime"]
    is_whole: bool = False
    """Of the seconds since it started, the whole ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """An object of this wire model, its fields filled one by one; the others are left out."""

    model: str
    fields: tuple[tuple[str, Fill], ...]
    """Attribute name and what fills it."""


Fill = (
    FromRow
    | FromRows
    | FromColumn
    | FromWindow
    | PageLinks
    | Counted
    | FromValues
    | FromFigure
    | FromGroups
    | FiguresByValue
    | FromInput
    | RowAddress
    | RowTag
    | RowTime
    | OwnAddress
    | Constant
    | Now
    | FromToken
    | FromProgram
    | Built
)


Setting = Constant | Now | Flipped | Redrawn | Lacking | Brought | TheCaller
"""What an action itself puts into a column."""
Sets = tuple[tuple[str, Setting], ...]
"""Columns with what an action puts into them."""


def leaves(fill: Fill | None) -> Iterator[Fill]:
    """Walk over the fills that are not built of others."""
    if isinstance(fill, Built | PageLinks):
        for _, inner in fill.fields:
            yield from leaves(inner)
    elif fill is not None:
        yield fill
