"""Find columns of texts that say no or yes: `CHAR(1)` with `CHECK (active IN ('Y', 'N'))`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.reconcile.kinds import kept_values, natural_kind
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.schema import Column, Schema, Table

TRUTHS: Final = (
    ("N", "Y"), ("F", "T"), ("0", "1"), ("N", "J"), ("N", "O"), ("N", "S"), ("NO", "YES"),
    ("FALSE", "TRUE"), ("OFF", "ON"), ("NEIN", "JA"), ("NON", "OUI"), ("NO", "SI"),
)  # fmt: skip
"""No and yes as databases of some languages spell them; what comes first is the usual one."""
_SPELLED: Final = re.compile(r"\w+")


def with_truths(schema: Schema) -> Schema:
    """Say of each such column how it spells no and yes.

    All values that a column may hold tell that, or its comment; a default tells one of them, and
    the other is what the rest of the schema has beside it.
    """
    told = [(table, dict(_told(table))) for table in schema.tables]
    usual = tuple(pair for _, found in told for pair in found.values())
    return replace(schema, tables=tuple(_marked(table, found, usual) for table, found in told))


def _told(table: Table) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield columns of which the schema says both texts."""
    for column in table.columns:
        if natural_kind(column.type) != "text":
            continue
        values, _ = kept_values(column, table)
        found = _pair(tuple(str(value) for value in values))
        if found is None and _is_short(column):
            found = _pair(tuple(_SPELLED.findall(_in_brackets(column.comment or ""))))
        if found is not None:
            yield column.name, found


def _in_brackets(comment: str) -> str:
    """Return what a comment lists: `Active? (Y/N)`, `Y/N`."""
    listed = re.search(r"\b(\w{1,5})'?\s*(?:/|\||,|or)\s*'?(\w{1,5})\b", comment)
    return "" if listed is None else " ".join(listed.groups())


def _pair(texts: tuple[str, ...]) -> tuple[str, str] | None:
    """Return no and yes as they are spelled there; None where two texts do not say that."""
    spelled = {text.upper(): text for text in texts}
    if len(texts) != len(spelled):
        return None
    for no, yes in TRUTHS:
        if set(spelled) == {no, yes}:
            return spelled[no], spelled[yes]
    return None


def _marked(
    table: Table, told: Mapping[str, tuple[str, str]], usual: tuple[tuple[str, str], ...]
) -> Table:
    columns = []
    for column in table.columns:
        found = told.get(column.name) or _of_default(column, table, usual)
        truth = () if found is None else found
        columns.append(replace(column, type=replace(column.type, truth=truth)))
    return replace(table, columns=tuple(columns))


def _of_default(
    column: Column, table: Table, usual: tuple[tuple[str, str], ...]
) -> tuple[str, str] | None:
    """Return the texts of a `CHAR(1) DEFAULT 'N'`, whose values nothing lists."""
    said = None if column.default is None else column.default.value
    if not _is_short(column) or not isinstance(said, str) or kept_values(column, table)[0]:
        return None
    return next((pair for pair in (*usual, *TRUTHS) if said in pair), None)


def _is_short(column: Column) -> bool:
    """Whether it has room for one character, and its values are not numbers."""
    sizes = {(1,), ()} if column.type.kind == "char" else {(1,)}
    return column.type.kind in {"char", "varchar"} and column.type.arguments in sizes
