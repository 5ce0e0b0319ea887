"""The types of columns: what a database calls `character varying(200)`, and which kind it is.

Location: pactgen/readers/sql/types.py. Used by `columns` and by whatever reads a type's text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, assert_never

from pactgen.ir.schema import DataType, Name
from pactgen.readers.sql.cursor import Cursor, SyntaxFault
from pactgen.readers.sql.lexer import Lexer, LexicalError
from pactgen.readers.sql.place import Text
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.schema import Dialect, TypeKind
_COMMON: Final[dict[str, TypeKind]] = {
    "SMALLINT": "smallint",
    "INT": "integer",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "NUMERIC": "numeric",
    "DECIMAL": "numeric",
    "DEC": "numeric",
    "REAL": "real",
    "FLOAT": "double",
    "DOUBLE": "double",
    "DOUBLE PRECISION": "double",
    "BOOLEAN": "boolean",
    "BOOL": "boolean",
    "CHAR": "char",
    "CHARACTER": "char",
    "NCHAR": "char",
    "VARCHAR": "varchar",
    "NVARCHAR": "varchar",
    "CHARACTER VARYING": "varchar",
    "CHAR VARYING": "varchar",
    "TEXT": "text",
    "CLOB": "text",
    "UUID": "uuid",
    "BLOB": "bytes",
    "DATE": "date",
    "TIME": "time",
    "TIMESTAMP": "timestamp",
    "DATETIME": "timestamp",
    "INTERVAL": "interval",
    "JSON": "json",
    "JSONB": "jsonb",
    "XML": "xml",
    "BIT": "bit",
}
_POSTGRESQL: Final[dict[str, TypeKind]] = {
    "INT2": "smallint",
    "INT4": "integer",
    "INT8": "bigint",
    "SMALLSERIAL": "smallint",
    "SERIAL2": "smallint",
    "SERIAL": "integer",
    "SERIAL4": "integer",
    "BIGSERIAL": "bigint",
    "SERIAL8": "bigint",
    "FLOAT4": "real",
    "FLOAT8": "double",
    "MONEY": "money",
    "BPCHAR": "char",
    "CITEXT": "citext",
    "NAME": "text",
    "BYTEA": "bytes",
    "TIME WITHOUT TIME ZONE": "time",
    "TIMETZ": "timetz",
    "TIME WITH TIME ZONE": "timetz",
    "TIMESTAMP WITHOUT TIME ZONE": "timestamp",
    "TIMESTAMPTZ": "timestamptz",
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
    "INET": "inet",
    "CIDR": "cidr",
    "MACADDR": "macaddr",
    "TSVECTOR": "tsvector",
    "BIT VARYING": "bit",
    "VARBIT": "bit",
}
_MYSQL: Final[dict[str, TypeKind]] = {
    "TINYINT": "smallint",
    "MEDIUMINT": "integer",
    "INT1": "smallint",
    "INT2": "smallint",
    "INT3": "integer",
    "INT4": "integer",
    "INT8": "bigint",
    "SERIAL": "bigint",
    "FIXED": "numeric",
    "BIT": "bigint",
    "FLOAT": "real",
    "REAL": "double",
    "YEAR": "smallint",
    "TINYTEXT": "text",
    "MEDIUMTEXT": "text",
    "LONGTEXT": "text",
    "LONG VARCHAR": "text",
    "LONG": "text",
    "BINARY": "bytes",
    "VARBINARY": "bytes",
    "TINYBLOB": "bytes",
    "MEDIUMBLOB": "bytes",
    "LONGBLOB": "bytes",
    "INET4": "inet",
    "INET6": "inet",
    "ENUM": "enum",
    "SET": "set",
}
_SQLITE: Final[dict[str, TypeKind]] = {
    "REAL": "double",
    "TINYINT": "smallint",
    "MEDIUMINT": "integer",
    "INT2": "smallint",
    "INT8": "bigint",
    "UNSIGNED BIG INT": "bigint",
    "VARYING CHARACTER": "varchar",
    "NATIVE CHARACTER": "char",
    "LONGTEXT": "text",
    "BINARY": "bytes",
    "VARBINARY": "bytes",
    "TIMESTAMPTZ": "timestamptz",
    "TIMESTAMP WITH TIME ZONE": "timestamptz",
    "GUID": "uuid",
    "UNIQUEIDENTIFIER": "uuid",
    "MONEY": "numeric",
    "BIT": "smallint",
}
_OF_EXTENSIONS: Final = frozenset({"CITEXT"})
_POSTGRESQL_KINDS: Final = _COMMON | _POSTGRESQL
_KINDS: Final[Mapping[Dialect, Mapping[str, TypeKind]]] = {
    "postgresql": _POSTGRESQL_KINDS,
    "mysql": _COMMON | _MYSQL,
    "sqlite": _COMMON | _SQLITE,
}
SERIALS: Final = frozenset({"SMALLSERIAL", "SERIAL2", "SERIAL", "SERIAL4", "BIGSERIAL", "SERIAL8"})

_AFTER_TYPE: Final = frozenset(
    {
        *(",", ")", "=", "CONSTRAINT", "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "CHECK"),
        *("REFERENCES", "GENERATED", "AS", "COLLATE", "AUTO_INCREMENT", "AUTOINCREMENT"),
        *("COMMENT", "ON", "KEY", "FIRST", "AFTER", "STORAGE", "COMPRESSION", "INVISIBLE"),
        *("VISIBLE", "DEFERRABLE", "INITIALLY", "USING", "OPTIONS", "SRID", "VIRTUAL"),
        *("PERSISTENT", "STORED", "COLUMN_FORMAT", "ENFORCED"),
    }
)
_ASKED: Final[tuple[Dialect, ...]] = ("postgresql", "mysql")
"""SQLite is not asked: it takes every name for a type."""
_MODIFIERS: Final = frozenset({"UNSIGNED", "SIGNED", "ZEROFILL", "BINARY", "ASCII", "UNICODE"})
_TRUTHS_OF_MYSQL: Final = frozenset({("TINYINT", (1,)), ("BIT", (1,)), ("BIT", ())})
_DIGITS: Final = re.compile(r"\d+")
SINGLE_PRECISION: Final = 24
"""Bits up to which PostgreSQL's FLOAT(p) is a real."""


def read_type(cursor: Cursor) -> DataType | None:
    """Consume a type; None where the column has none, as SQLite allows."""
    mark = cursor.mark
    names: list[Name] = []
    words: list[str] = []
    groups: list[str] = []
    values: tuple[str, ...] = ()
    dimensions = 0
    while not cursor.done and not cursor.at_any(_AFTER_TYPE):
        token = cursor.peek
        if cursor.at("("):
            group = cursor.group()
            values = _values(group)
            group.back(0)
            groups.append(group.rest())
        elif cursor.at("["):
            cursor.brackets()
            dimensions += 1
        elif cursor.accept("ARRAY"):
            dimensions += not cursor.at("[")
        elif token is not None and token.kind == "word" and not cursor.follows(1, "."):
            words.append(token.value)
            names.append(Name(name=cursor.identifier()))
        else:
            names.append(cursor.name("a type"))
            words.append("")
    if cursor.mark == mark:
        return None
    text = cursor.text_from(mark)
    declared = _declared(names, words, groups, values, cursor.dialect)
    return DataType(
        kind=declared.kind,
        text=text,
        arguments=declared.arguments,
        unsigned="UNSIGNED" in words,
        dimensions=dimensions,
        enum=declared.enum,
        values=declared.values,
    )


def type_named(text: str) -> DataType:
    """Read a type of a document that names no dialect: the first that knows the name decides."""
    readings = [read_alone(text, dialect) for dialect in _ASKED]
    known = (each for each in readings if each.kind != "other")
    return replace(next(known, readings[0]), text=text)


def read_alone(text: str, dialect: Dialect) -> DataType:
    """Read a type that stands alone; what cannot be read is none that anybody knows."""
    lexer = Lexer(text, dialect)
    tokens = []
    try:
        while (token := lexer.next()) is not None:
            tokens.append(token)
        known = read_type(Cursor(tokens, Text("", text), dialect))
    except (SyntaxFault, LexicalError):
        known = None
    return known or DataType(kind="other", text="")


def _values(group: Cursor) -> tuple[str, ...]:
    found = []
    for element in group.elements():
        token = element.peek
        if token is None or token.kind != "string":
            return ()
        found.append(token.value)
    return tuple(found)


def _declared(
    names: list[Name],
    words: list[str],
    groups: list[str],
    values: tuple[str, ...],
    dialect: Dialect,
) -> DataType:
    """Return the type's kind and arguments; an unknown name may be that of a type or domain."""
    arguments = tuple(int(each) for each in _DIGITS.findall(",".join(groups)))
    spelled = _spelled(words, dialect)
    kind = _KINDS[dialect].get(spelled)
    match dialect:
        case "postgresql":
            if names and names[0].namespace is not None:
                kind = _qualified(names[0])
            if words[:1] == ["INTERVAL"]:
                kind = "interval"
            if spelled == "FLOAT" and arguments and arguments[0] <= SINGLE_PRECISION:
                kind = "real"
        case "mysql":
            if (spelled, arguments) in _TRUTHS_OF_MYSQL:
                kind = "boolean"
        case "sqlite":
            kind = kind or _affinity(spelled or "".join(each.name.upper() for each in names[:1]))
        case _:
            assert_never(dialect)
    if kind in {"enum", "set"}:
        return DataType(kind=kind, text="", values=values)
    if kind is not None:
        return DataType(kind=kind, text="", arguments=arguments)
    named = names[0] if dialect == "postgresql" and len(names) == 1 else None
    return DataType(kind="other", text="", arguments=arguments, enum=named)


def _qualified(name: Name) -> TypeKind | None:
    """Return the kind of a type that PostgreSQL brings, or an extension of it in some schema."""
    brought = name.namespace == "pg_catalog" or name.name.upper() in _OF_EXTENSIONS
    return _POSTGRESQL_KINDS.get(name.name.upper()) if brought else None


def _spelled(words: list[str], dialect: Dialect) -> str:
    """Return the words that name the type, without those that only modify it."""
    kept = words[:1]
    for word in words[1:]:
        if dialect == "mysql" and word in {"CHARACTER", "CHARSET"}:
            break
        if word not in _MODIFIERS:
            kept.append(word)
    return " ".join(kept)


def _affinity(declared: str) -> TypeKind:
    """Return the kind of a type that only SQLite's rules know ("Determination Of Affinity")."""
    if "INT" in declared:
        return "integer"
    if any(word in declared for word in ("CHAR", "CLOB", "TEXT")):
        return "text"
    if "BLOB" in declared:
        return "bytes"
    if any(word in declared for word in ("REAL", "FLOA", "DOUB")):
        return "double"
    return "numeric"
