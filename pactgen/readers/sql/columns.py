"""A column: its type, its default, and the rules written beside it.

Location: pactgen/readers/sql/columns.py. Used by `tables` and `alter`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.schema import Column, DataType, Key
from pactgen.readers.sql.constraints import Rules, read_check, read_deferral, read_reference
from pactgen.readers.sql.defaults import default
from pactgen.readers.sql.types import SERIALS, read_type
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from typing import Literal

    from pactgen.readers.sql.cursor import Cursor

_CLAUSES: Final = frozenset(
    {
        *("CONSTRAINT", "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "CHECK", "REFERENCES"),
        *("GENERATED", "AS", "COLLATE", "AUTO_INCREMENT", "COMMENT", "ON", "KEY", "FIRST"),
        *("AFTER", "STORAGE", "COMPRESSION", "INVISIBLE", "VISIBLE", "DEFERRABLE", "INITIALLY"),
        *("VIRTUAL", "STORED", "PERSISTENT", "COLUMN_FORMAT", "SRID", ","),
    }
)
_WITH_WORD: Final = frozenset({"STORAGE", "COMPRESSION", "COLUMN_FORMAT", "SRID"})
_NO_TYPE: Final = DataType(kind="other", text="")


@dataclass(frozen=True, slots=True)
class Defined:
    """A column, and where MySQL's ALTER TABLE wants it."""

    column: Column
    first: bool = False
    after: str | None = None


@dataclass(slots=True)
class _Draft:
    """What the clauses of a column have said so far."""

    column: Column
    mark: int
    name: str | None = None
    """Of the constraint that comes next."""
    primary: bool = False
    first: bool = False
    after: str | None = None


def read_column(cursor: Cursor, rules: Rules) -> Defined:
    """Consume a column; its keys, references and checks go to the rules of the table."""
    mark = cursor.mark
    name = cursor.identifier("a column")
    kind = read_type(cursor)
    column = Column(
        name=name,
        type=kind or _NO_TYPE,
        nullable=True,
        origin=cursor.origin_from(mark),
        identity=_counting(kind, cursor),
    )
    draft = _Draft(column=column, mark=mark)
    while not cursor.done and not cursor.at(","):
        _clause(cursor, draft, rules)
    return Defined(_finished(draft, cursor), draft.first, draft.after)


def _counting(kind: DataType | None, cursor: Cursor) -> Literal["serial", "auto"] | None:
    word = "" if kind is None else kind.text.upper()
    if cursor.dialect == "postgresql" and word in SERIALS:
        return "serial"
    return "auto" if cursor.dialect == "mysql" and word == "SERIAL" else None


def _finished(draft: _Draft, cursor: Cursor) -> Column:
    """Draw the conclusions: keys and counters are never null, SQLite counts its rowids."""
    column = draft.column
    if draft.primary or column.identity is not None:
        strict = cursor.dialect != "sqlite" or column.type.text.upper() == "INTEGER"
        column = replace(column, nullable=column.nullable and not strict)
    return column


def _clause(cursor: Cursor, draft: _Draft, rules: Rules) -> None:
    """Consume one clause."""
    mark = cursor.mark
    if cursor.accept("CONSTRAINT"):
        draft.name = cursor.identifier("a constraint's name")
        return
    if _null(cursor, draft) or _value(cursor, draft) or _extra(cursor, draft):
        draft.name = None
        return
    column = draft.column
    if cursor.accept("PRIMARY", "KEY") or (cursor.dialect == "mysql" and cursor.accept("KEY")):
        rules.primary_key = _key(cursor, draft, mark)
        draft.primary = True
    elif cursor.accept("UNIQUE"):
        cursor.accept("KEY")
        rules.uniques.append(_key(cursor, draft, mark))
    elif cursor.accept("CHECK"):
        rules.checks.append(read_check(cursor, draft.name, mark))
    elif cursor.at("REFERENCES"):
        rules.foreign_keys.append(read_reference(cursor, (column.name,), draft.name, mark))
    else:
        raise cursor.fault("the end of the column, or one of its clauses,")
    draft.name = None


def _null(cursor: Cursor, draft: _Draft) -> bool:
    if cursor.accept("NOT", "NULL"):
        draft.column = replace(draft.column, nullable=False)
        cursor.accept("NO", "INHERIT")
    elif not cursor.accept("NULL"):
        return False
    if cursor.accept("ON", "CONFLICT"):
        cursor.take()
    return True


def _value(cursor: Cursor, draft: _Draft) -> bool:
    """Consume a default, an identity or a generated value."""
    column = draft.column
    if cursor.accept("DEFAULT"):
        text = cursor.text_to(_CLAUSES, at_least_one=True)
        draft.column = replace(column, default=default(text, cursor.dialect))
    elif cursor.accept("GENERATED", "BY", "DEFAULT", "AS", "IDENTITY"):
        options = _options(cursor)
        draft.column = replace(
            column, identity="by default", identity_options=options, nullable=False
        )
    elif cursor.accept("GENERATED", "ALWAYS", "AS", "IDENTITY"):
        options = _options(cursor)
        draft.column = replace(column, identity="always", identity_options=options, nullable=False)
    elif cursor.accept("GENERATED", "ALWAYS", "AS") or cursor.accept("AS"):
        expression = cursor.group().rest()
        kind = cursor.accept_any({"STORED", "PERSISTENT", "VIRTUAL"})
        draft.column = replace(
            column, generated=expression, stored=kind in {"STORED", "PERSISTENT"}
        )
    elif cursor.accept_any({"AUTO_INCREMENT", "AUTOINCREMENT"}):
        draft.column = replace(column, identity="auto")
    else:
        return False
    return True


def _options(cursor: Cursor) -> str | None:
    """Consume `( … )` if it comes; return what stands inside."""
    return cursor.group().rest() or None if cursor.at("(") else None


def _extra(cursor: Cursor, draft: _Draft) -> bool:
    """Consume what changes neither the values nor the rules."""
    column = draft.column
    if cursor.accept("COLLATE"):
        cursor.accept("=")
        draft.column = replace(column, collation=cursor.name("a collation").name)
    elif cursor.accept("COMMENT"):
        draft.column = replace(column, comment=cursor.string())
    elif cursor.accept("ON", "UPDATE"):
        cursor.take()
        _options(cursor)
        draft.column = replace(column, on_update_now=True)
    elif cursor.accept("FIRST"):
        draft.first = True
    elif cursor.accept("AFTER"):
        draft.after = cursor.identifier("a column")
    elif cursor.accept_any(_WITH_WORD) or cursor.accept("CHARACTER", "SET"):
        cursor.take()
    else:
        return cursor.accept_any({"INVISIBLE", "VISIBLE"}) is not None
    return True


def _key(cursor: Cursor, draft: _Draft, mark: int) -> Key:
    nulls = False
    if cursor.accept("NULLS"):
        nulls = cursor.accept("NOT")
        cursor.expect("DISTINCT")
    cursor.accept_any({"ASC", "DESC"})
    if cursor.accept("ON", "CONFLICT"):
        cursor.take()
    origin = cursor.origin_from(mark)
    if cursor.accept("AUTOINCREMENT"):
        draft.column = replace(draft.column, identity="auto")
    deferrable, deferred = read_deferral(cursor)
    return Key(
        columns=(draft.column.name,),
        origin=origin,
        name=draft.name,
        nulls_not_distinct=nulls,
        deferrable=deferrable,
        initially_deferred=deferred,
    )
