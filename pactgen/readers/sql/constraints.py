"""The rules of a table: keys, references, checks, and MySQL's indexes inside CREATE TABLE.

Location: pactgen/readers/sql/constraints.py. Used by `tables` and `alter`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.schema import Action, Check, Exclusion, ForeignKey, Index, IndexPart, Key
from pactgen.readers.sql.expressions import columns_in, understood
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from pactgen.readers.sql.cursor import Cursor
    from pactgen.source import Origin

_ACTIONS: Final[tuple[tuple[tuple[str, ...], Action], ...]] = (
    (("NO", "ACTION"), "NO ACTION"),
    (("RESTRICT",), "RESTRICT"),
    (("CASCADE",), "CASCADE"),
    (("SET", "NULL"), "SET NULL"),
    (("SET", "DEFAULT"), "SET DEFAULT"),
)
UNNAMED: Final = ""
"""The name of an index that the document leaves to the database, until `names` derives it."""
_INDEX_OPTIONS: Final = frozenset(
    {"USING", "KEY_BLOCK_SIZE", "COMMENT", "VISIBLE", "INVISIBLE", "WITH", "IGNORED", "NOT"}
)


@dataclass(slots=True)
class Rules:
    """What the constraints of one table, or of one ALTER, add up to."""

    primary_key: Key | None = None
    uniques: list[Key] = field(default_factory=list)
    foreign_keys: list[ForeignKey] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)


def at_table_constraint(cursor: Cursor) -> bool:
    """Tell a table constraint from a column: some of these words can also name a column."""
    if cursor.at("CONSTRAINT") or cursor.at("PRIMARY", "KEY") or cursor.at("FOREIGN", "KEY"):
        return True
    if cursor.at("CHECK", "(") or cursor.at("EXCLUDE", "USING") or cursor.at("EXCLUDE", "("):
        return True
    if cursor.at("UNIQUE"):
        return True
    if cursor.dialect != "mysql":
        return False
    return cursor.at_any({"KEY", "INDEX", "FULLTEXT", "SPATIAL"})


def read_table_constraint(cursor: Cursor, rules: Rules) -> None:
    """Consume one constraint of a table."""
    mark = cursor.mark
    name = None
    if cursor.accept("CONSTRAINT"):
        anonymous = cursor.at_any({"PRIMARY", "UNIQUE", "FOREIGN", "CHECK"})
        name = None if anonymous else cursor.identifier("a constraint's name")
    if cursor.accept("PRIMARY", "KEY"):
        rules.primary_key = _key(cursor, name, mark)
    elif cursor.accept("UNIQUE"):
        _unique(cursor, name, mark, rules)
    elif cursor.accept("FOREIGN", "KEY"):
        if not cursor.at("("):
            name = name or cursor.identifier("a key's name")
        columns = tuple(part.identifier("a column") for part in cursor.list())
        rules.foreign_keys.append(read_reference(cursor, columns, name, mark))
    elif cursor.accept("CHECK"):
        rules.checks.append(read_check(cursor, name, mark))
    elif cursor.accept("EXCLUDE"):
        rules.exclusions.append(_exclusion(cursor, name, mark))
    else:
        rules.indexes.append(_inner_index(cursor, mark))


def read_reference(
    cursor: Cursor, columns: tuple[str, ...], name: str | None, mark: int
) -> ForeignKey:
    """Consume `REFERENCES table (columns) …`."""
    cursor.expect("REFERENCES")
    table = cursor.name("a table")
    referred: tuple[str, ...] = ()
    if cursor.at("("):
        referred = tuple(part.identifier("a column") for part in cursor.list())
    actions: dict[str, Action] = {}
    deferrable = deferred = False
    while True:
        if cursor.accept("MATCH"):
            cursor.take()
        elif cursor.at("ON", "DELETE") or cursor.at("ON", "UPDATE"):
            cursor.expect("ON")
            event = cursor.take().value
            actions[event] = _action(cursor)
        elif cursor.accept("NOT", "DEFERRABLE") or cursor.accept("INITIALLY", "IMMEDIATE"):
            continue
        elif cursor.accept("DEFERRABLE"):
            deferrable = True
        elif cursor.accept("INITIALLY", "DEFERRED"):
            deferrable = deferred = True
        elif not cursor.accept("NOT", "VALID"):
            break
    return ForeignKey(
        columns=columns,
        table=table,
        referred=referred,
        origin=cursor.origin_from(mark),
        name=name,
        on_delete=actions.get("DELETE", "NO ACTION"),
        on_update=actions.get("UPDATE", "NO ACTION"),
        deferrable=deferrable,
        initially_deferred=deferred,
    )


def read_check(cursor: Cursor, name: str | None, mark: int) -> Check:
    """Consume `(expression)` after CHECK."""
    group = cursor.group()
    expression = group.rest()
    while cursor.accept("NO", "INHERIT") or cursor.accept("NOT", "VALID"):
        continue
    if cursor.accept("NOT", "ENFORCED") is False:
        cursor.accept("ENFORCED")
    origin = cursor.origin_from(mark)
    return understood(Check(expression=expression, origin=origin, name=name), cursor.dialect)


def read_parts(cursor: Cursor) -> tuple[IndexPart, ...]:
    """Consume the columns and expressions of an index or key."""
    return tuple(_part(element) for element in cursor.list())


def plain_columns(parts: tuple[IndexPart, ...]) -> tuple[str, ...] | None:
    """Return the columns; None when a part is more than a column in ascending order."""
    if any(part.column is None or part.descending or part.length for part in parts):
        return None
    return tuple(part.column for part in parts if part.column is not None)


def skip_index_options(cursor: Cursor) -> str | None:
    """Consume what MySQL allows after an index; return its comment."""
    comment = None
    while cursor.at_any(_INDEX_OPTIONS):
        if cursor.accept("COMMENT"):
            comment = cursor.string()
        elif cursor.accept("USING") or cursor.accept("WITH", "PARSER"):
            cursor.take()
        elif cursor.accept("KEY_BLOCK_SIZE"):
            cursor.accept("=")
            cursor.take()
        else:
            cursor.take()
    return comment


def _part(cursor: Cursor) -> IndexPart:
    token = cursor.peek
    column = expression = length = None
    mark = cursor.mark
    if cursor.at("("):
        cursor.group()
        expression = cursor.text_from(mark)
    elif token is not None and token.kind in {"word", "name"} and not cursor.follows(1, "(", "."):
        column = cursor.identifier("a column")
    elif cursor.dialect == "mysql":
        column = cursor.identifier("a column")
        length = int(cursor.group().rest())
    else:
        cursor.skip_to({"COLLATE", "ASC", "DESC", "NULLS"}, at_least_one=True)
        expression = cursor.text_from(mark)
    collation = operators = nulls = None
    descending = False
    while not cursor.done:
        if cursor.accept("COLLATE"):
            collation = cursor.identifier("a collation")
        elif cursor.accept("DESC"):
            descending = True
        elif cursor.accept("NULLS"):
            nulls = cursor.take().value.lower()
        elif not cursor.accept("ASC"):
            operators = cursor.text_to({"ASC", "DESC", "NULLS", "COLLATE"}, at_least_one=True)
    return IndexPart(
        column=column,
        expression=expression,
        descending=descending,
        nulls="first" if nulls == "first" else "last" if nulls == "last" else None,
        operators=operators,
        length=length,
        collation=collation,
    )


def _exclusion(cursor: Cursor, name: str | None, mark: int) -> Exclusion:
    """Consume what follows EXCLUDE."""
    start = cursor.mark
    cursor.skip_to({"("})
    apart: list[tuple[str, ...]] = []
    for element in cursor.list():
        value = element.text_to({"WITH"}, at_least_one=True)
        if "&&" in element.rest():
            apart.append(columns_in(value, cursor.dialect))
    cursor.rest()
    return Exclusion(
        name=name,
        text=f"EXCLUDE {cursor.text_from(start)}",
        origin=cursor.origin_from(mark),
        apart=tuple(apart),
    )


def _key(cursor: Cursor, name: str | None, mark: int) -> Key:
    """Consume the columns of a key, and what may stand around them."""
    nulls = False
    if cursor.accept("NULLS"):
        nulls = cursor.accept("NOT")
        cursor.expect("DISTINCT")
    skip_index_options(cursor)
    cursor.accept_any({"CLUSTERED", "NONCLUSTERED"})
    if not cursor.at("("):
        name = name or cursor.identifier("a key's name")
        skip_index_options(cursor)
    columns = tuple(part.column or part.expression or "" for part in read_parts(cursor))
    return _finished(
        Key(columns=columns, origin=cursor.origin_from(mark), name=name), cursor, nulls=nulls
    )


def _finished(key: Key, cursor: Cursor, *, nulls: bool) -> Key:
    include: tuple[str, ...] = ()
    if cursor.accept("INCLUDE"):
        include = tuple(part.identifier("a column") for part in cursor.list())
    skip_index_options(cursor)
    if cursor.accept("ON", "CONFLICT"):
        cursor.take()
    deferrable, deferred = read_deferral(cursor)
    return Key(
        columns=key.columns,
        origin=key.origin,
        name=key.name,
        nulls_not_distinct=nulls,
        deferrable=deferrable,
        initially_deferred=deferred,
        include=include,
    )


def read_deferral(cursor: Cursor) -> tuple[bool, bool]:
    """Consume DEFERRABLE and INITIALLY DEFERRED; return both."""
    deferrable = deferred = False
    while True:
        if cursor.accept("NOT", "DEFERRABLE") or cursor.accept("INITIALLY", "IMMEDIATE"):
            continue
        if cursor.accept("DEFERRABLE"):
            deferrable = True
        elif cursor.accept("INITIALLY", "DEFERRED"):
            deferrable = deferred = True
        else:
            return deferrable, deferred


def _unique(cursor: Cursor, name: str | None, mark: int, rules: Rules) -> None:
    """Consume a unique constraint; MySQL's with an expression or a prefix is only an index."""
    cursor.accept_any({"KEY", "INDEX"})
    if cursor.dialect != "mysql":
        rules.uniques.append(_key(cursor, name, mark))
        return
    if not cursor.at("(") and not cursor.at("USING"):
        named = cursor.identifier("a key's name")
        name = name or named
    skip_index_options(cursor)
    parts = read_parts(cursor)
    comment = skip_index_options(cursor)
    columns = plain_columns(parts)
    origin = cursor.origin_from(mark)
    if columns is None:
        rules.indexes.append(
            Index(name=name or UNNAMED, parts=parts, origin=origin, unique=True, comment=comment)
        )
    else:
        rules.uniques.append(Key(columns=columns, origin=origin, name=name))


def _inner_index(cursor: Cursor, mark: int) -> Index:
    special = cursor.accept_any({"FULLTEXT", "SPATIAL"})
    method = special and special.lower()
    cursor.accept_any({"KEY", "INDEX"})
    name = UNNAMED
    cursor.accept("IF", "NOT", "EXISTS")
    if not cursor.at("(") and not cursor.at("USING"):
        name = cursor.identifier("an index's name")
    if cursor.accept("USING"):
        method = _tree(cursor.take().value)
    parts = read_parts(cursor)
    if cursor.at("USING"):
        cursor.expect("USING")
        method = _tree(cursor.take().value)
    comment = skip_index_options(cursor)
    origin: Origin = cursor.origin_from(mark)
    return Index(name=name, parts=parts, origin=origin, method=method, comment=comment)


def _tree(method: str) -> str | None:
    """Return an index's method; every database takes B-trees without being told."""
    return None if method.upper() == "BTREE" else method.lower()


def _action(cursor: Cursor) -> Action:
    for words, action in _ACTIONS:
        if cursor.accept(*words):
            if cursor.at("("):
                cursor.group()
            return action
    raise cursor.fault("an action")
