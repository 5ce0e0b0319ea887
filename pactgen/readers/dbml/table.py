"""A table of DBML: columns, indexes, checks, notes and the partials that it takes in.

Location: pactgen/readers/dbml/table.py. Used by `read`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.schema import Check, Column, DataType, Default, Index, IndexPart, Key, Name, Table
from pactgen.readers.dbml.lexer import EXPRESSION
from pactgen.readers.sql.defaults import default
from pactgen.readers.sql.expressions import understood
from pactgen.readers.sql.types import type_named
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from pactgen.ir.schema import Dialect
    from pactgen.readers.sql.cursor import Cursor
    from pactgen.source import Origin

SQL: Final[Dialect] = "postgresql"
"""In whose words expressions are understood; DBML names no dialect of its own."""


@dataclass(slots=True)
class InlineRef:
    """`ref: > users.id` beside a column."""

    operator: str
    table: Name
    columns: tuple[str, ...]
    column: str
    origin: Origin


@dataclass(slots=True)
class Draft:
    """A table while it is read."""

    name: Name
    origin: Origin
    alias: str | None = None
    columns: list[Column] = field(default_factory=list)
    key: Key | None = None
    uniques: list[Key] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    refs: list[InlineRef] = field(default_factory=list)
    comment: str | None = None

    def table(self) -> Table:
        """Return what was read; references are added when all tables are known."""
        key = self.key
        keyed = set() if key is None else set(key.columns)
        return Table(
            name=self.name,
            columns=tuple(
                replace(each, nullable=each.nullable and each.name not in keyed)
                for each in self.columns
            ),
            origin=self.origin,
            primary_key=key,
            uniques=tuple(self.uniques),
            checks=tuple(self.checks),
            indexes=tuple(self.indexes),
            comment=self.comment,
        )


def read_body(cursor: Cursor, draft: Draft, partials: dict[str, Draft]) -> None:
    """Consume everything between the braces of a table."""
    while not cursor.done:
        if cursor.accept("~"):
            _take_in(draft, partials.get(cursor.identifier("a partial")), cursor)
        elif cursor.at("INDEXES", "{"):
            cursor.take()
            _read_indexes(cursor.block("{"), draft)
        elif cursor.at("CHECKS", "{"):
            cursor.take()
            _read_checks(cursor.block("{"), draft)
        elif cursor.at("NOTE", ":"):
            cursor.expect("NOTE", ":")
            draft.comment = cursor.string()
        elif cursor.at("NOTE", "{"):
            cursor.take()
            draft.comment = cursor.block("{").string()
        else:
            _read_column(cursor, draft)


def _take_in(draft: Draft, partial: Draft | None, cursor: Cursor) -> None:
    if partial is None:
        raise cursor.fault("the name of a TablePartial")
    names = {column.name for column in draft.columns}
    draft.columns += [column for column in partial.columns if column.name not in names]
    draft.key = draft.key or partial.key
    draft.uniques += partial.uniques
    draft.checks += partial.checks
    draft.indexes += partial.indexes
    draft.refs += partial.refs


def _read_column(cursor: Cursor, draft: Draft) -> None:
    mark = cursor.mark
    name = cursor.identifier("a column")
    kind = _read_type(cursor)
    column = Column(name=name, type=kind, nullable=True, origin=cursor.origin_from(mark))
    if cursor.at("["):
        for setting in cursor.block("[").elements():
            column = _setting(setting, column, draft)
            if not setting.done:
                raise setting.fault("`,` or `]`")
    known = [index for index, each in enumerate(draft.columns) if each.name == name]
    if known:  # the table's own definition comes before that of a partial
        draft.columns[known[0]] = column
    else:
        draft.columns.append(column)


def _read_type(cursor: Cursor) -> DataType:
    mark = cursor.mark
    cursor.name("a type")
    if cursor.at("("):
        cursor.group()
    while cursor.at("[", "]"):
        cursor.brackets()
    return type_named(cursor.text_from(mark).replace('"', ""))


def _setting(cursor: Cursor, column: Column, draft: Draft) -> Column:
    mark = cursor.mark
    origin = cursor.origin
    if cursor.accept("PK") or cursor.accept("PRIMARY", "KEY"):
        columns = () if draft.key is None else draft.key.columns
        draft.key = Key(columns=(*columns, column.name), origin=origin)
        return replace(column, nullable=False)
    if cursor.accept("NOT", "NULL"):
        return replace(column, nullable=False)
    if cursor.accept("NULL"):
        return column
    if cursor.accept("UNIQUE"):
        draft.uniques.append(Key(columns=(column.name,), origin=origin))
        return column
    if cursor.accept("INCREMENT"):
        return replace(column, identity="auto", nullable=False)
    if cursor.accept("DEFAULT", ":"):
        return replace(column, default=_default(cursor))
    if cursor.accept("NOTE", ":"):
        return replace(column, comment=cursor.string())
    if cursor.accept("CHECK", ":"):
        draft.checks.append(_check(cursor, None, mark))
        return column
    if cursor.accept("REF", ":"):
        operator = cursor.accept_any({"<", ">", "-", "<>"})
        if operator is None:
            raise cursor.fault("`<`, `>`, `-` or `<>`")
        table, columns = read_endpoint(cursor)
        draft.refs.append(
            InlineRef(operator, table, columns, column.name, cursor.origin_from(mark))
        )
        return column
    cursor.rest()
    return column


def _default(cursor: Cursor) -> Default:
    token = cursor.take()
    text = cursor.rest()
    if token.kind == "string" and token.value.startswith(EXPRESSION):
        return default(token.value[1:], SQL)
    if token.kind == "string":
        quoted = token.value.replace("'", "''")
        return default(f"'{quoted}'", SQL)
    return default(token.value.lower() if token.kind == "word" else token.value + text, SQL)


def _check(cursor: Cursor, name: str | None, mark: int) -> Check:
    expression = cursor.string("an expression in backticks").removeprefix(EXPRESSION)
    check = Check(expression=expression, origin=cursor.origin_from(mark), name=name)
    return understood(check, SQL)


def _read_checks(cursor: Cursor, draft: Draft) -> None:
    while not cursor.done:
        mark = cursor.mark
        check = _check(cursor, None, mark)
        settings = _settings(cursor)
        draft.checks.append(replace(check, name=settings.get("NAME")))


def _read_indexes(cursor: Cursor, draft: Draft) -> None:
    while not cursor.done:
        mark = cursor.mark
        parts = cursor.list() if cursor.at("(") else (cursor,)
        read = tuple(_index_part(part) for part in parts)
        origin = cursor.origin_from(mark)
        settings = _settings(cursor)
        columns = tuple(part.column for part in read if part.column is not None)
        if "PK" in settings:
            draft.key = Key(columns=columns, origin=origin, name=settings.get("NAME"))
            continue
        method = settings.get("TYPE", "").lower()
        draft.indexes.append(
            Index(
                name=settings.get("NAME") or "",
                parts=read,
                origin=origin,
                unique="UNIQUE" in settings,
                method=None if method in {"", "btree"} else method,
                comment=settings.get("NOTE"),
            )
        )


def _index_part(cursor: Cursor) -> IndexPart:
    token = cursor.peek
    if token is not None and token.kind == "string":
        expression = cursor.take().value.removeprefix(EXPRESSION)
        plain = expression.isidentifier() or expression.endswith(")")
        return IndexPart(column=None, expression=expression if plain else f"({expression})")
    return IndexPart(column=cursor.identifier("a column"))


def _settings(cursor: Cursor) -> dict[str, str]:
    """Consume `[unique, name: 'x']`; words without a value have an empty one."""
    found: dict[str, str] = {}
    if cursor.at("["):
        for setting in cursor.block("[").elements():
            word = setting.take().value.upper()
            found[word] = setting.take().value if setting.accept(":") else ""
            setting.rest()
    return found


def read_endpoint(cursor: Cursor) -> tuple[Name, tuple[str, ...]]:
    """Consume `users.id`, `core.users.id` or `users.(a, b)`."""
    parts = [cursor.identifier("a table")]
    columns: tuple[str, ...] = ()
    while cursor.accept("."):
        if cursor.at("("):
            columns = tuple(part.identifier("a column") for part in cursor.list())
            break
        parts.append(cursor.identifier("a column"))
    if not columns:
        columns = (parts.pop(),)
    if not parts:
        raise cursor.fault("`.` and a column")
    namespace = parts[-2] if len(parts) > 1 else None
    return Name(name=parts[-1], namespace=None if namespace == "public" else namespace), columns
