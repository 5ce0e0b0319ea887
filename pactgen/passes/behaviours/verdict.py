"""What is said of an operation before its columns and inputs are known: its behaviour, and why.

Location: pactgen/passes/behaviours/verdict.py. Said by `infer_behaviours` and its like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.decisions import Level
    from pactgen.ir.behaviours import Grouping, Part, RowFigure, Start
    from pactgen.ir.contract import Json
    from pactgen.ir.fills import Fill, Sets
    from pactgen.ir.inputs import FilterRole, ScopeRole
    from pactgen.passes.resources.values import Edit

ROWLESS: Final = frozenset({"custom", "health", "info", "logout"})
"""Behaviours that work with the rows of no resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The behaviour of an operation, by name, and why."""

    name: str
    resource: str | None
    why: str
    stated: bool = False
    level: Level | None = None
    """How sure it is, where another reading was possible."""
    where: tuple[tuple[str, Json], ...] = ()
    """Columns of listed rows, and what each of them holds."""
    below: tuple[str, str, str] | None = None
    """Of listed rows: a column, `<` or `<=`, and the one that it is compared with."""
    timed: FilterRole | None = None
    """Of listed rows: the time that is compared with now."""
    newest_first: bool = False
    order: tuple[tuple[str, bool], ...] = ()
    """Of the one row that a word means: columns, and whether descending."""
    through: str | None = None
    """The resource that links the listed rows to the parents in the path."""
    backwards: bool = False
    """Of marks: the rows are those who have made them, and the parent is what bears them."""
    by_makers: bool = False
    """Of marks: the rows are those that belong to what bears them."""
    target: str | None = None
    """Of a mark that is set, and of links: the resource whose row the answer may show."""
    tied: Literal["row", "rows", "parent"] | None = None
    """Of links: what the answer shows of the target."""
    so: bool | None = None
    """Of links: what a boolean says of them that the answer shows, and nothing else: they are."""
    adds: bool = False
    """Of links: what is linked already stays so."""
    once: bool = False
    """The refresh token that it takes serves no second time; of links: they are made once."""
    sets: Sets = ()
    stamps: Sets = ()
    """What any change of a row fills: who has made it."""
    start: Start | None = None
    copies: tuple[str, ...] = ()
    """Columns that a new row has from the one that the path names."""
    part: Part | None = None
    """What its body puts in place of a part of the row."""
    shows: str | None = None
    """The column that its answer is, and nothing else; empty: it shows some of the row."""
    may_lack: bool = False
    """Rows may have nothing there."""
    edits: Edit | None = None
    """What it does to lists of the row."""
    creates: bool = False
    anew: bool = False
    """The rows that it makes take the place of all that the parent had."""
    of_caller: bool = False
    """It works on the row of whoever is calling."""
    issues: bool = False
    """Its answer shows a token that is issued to the row."""
    figures: tuple[RowFigure, ...] = ()
    """What a summary reads of its rows."""
    members: tuple[tuple[tuple[str, ...], Fill], ...] = ()
    """Of a summary: where each member of its answer stands, and what fills it."""
    grouping: Grouping | None = None
    """Of a summary: its rows are figures of groups."""
    scope: ScopeRole | None = None
    """Of a summary: what ties its rows to the row that the path names."""


def custom(why: str) -> Verdict:
    """Return the honest answer to what no spec can tell."""
    return Verdict(name="custom", resource=None, why=why)
