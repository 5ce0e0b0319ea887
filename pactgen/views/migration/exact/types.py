"""The type of a column as SQLAlchemy spells it for one database, or word for word.

Location: pactgen/views/migration/exact/types.py. Used by `tables`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import string
from pactgen.values import replace
from pactgen.views.layout import Code, call

if TYPE_CHECKING:
    from pactgen.ir.schema import DataType, Dialect, TypeKind

VERBATIM: Final = "Verbatim"
"""A class of the revision: a type by the name that the database gives it."""

_POSTGRESQL: Final[dict[TypeKind, tuple[str, tuple[str, ...]]]] = {
    "smallint": ("sa.SmallInteger()", ("SMALLINT", "INT2", "SMALLSERIAL", "SERIAL2")),
    "integer": ("sa.Integer()", ("INTEGER", "INT", "INT4", "SERIAL", "SERIAL4")),
    "bigint": ("sa.BigInteger()", ("BIGINT", "INT8", "BIGSERIAL", "SERIAL8")),
    "numeric": ("sa.Numeric()", ("NUMERIC", "DECIMAL", "DEC")),
    "real": ("sa.REAL()", ("REAL", "FLOAT4")),
    "double": ("sa.Double()", ("DOUBLE PRECISION", "FLOAT8", "FLOAT")),
    "money": ("postgresql.MONEY()", ("MONEY",)),
    "boolean": ("sa.Boolean()", ("BOOLEAN", "BOOL")),
    "char": ("sa.CHAR(1)", ("CHAR", "CHARACTER")),
    "varchar": ("sa.String()", ("VARCHAR", "CHARACTER VARYING")),
    "text": ("sa.Text()", ("TEXT",)),
    "citext": ("postgresql.CITEXT()", ("CITEXT",)),
    "uuid": ("sa.Uuid()", ("UUID",)),
    "bytes": ("sa.LargeBinary()", ("BYTEA",)),
    "date": ("sa.Date()", ("DATE",)),
    "time": ("sa.Time()", ("TIME", "TIME WITHOUT TIME ZONE")),
    "timetz": ("sa.Time(timezone=True)", ("TIMETZ", "TIME WITH TIME ZONE")),
    "timestamp": ("sa.DateTime()", ("TIMESTAMP", "TIMESTAMP WITHOUT TIME ZONE")),
    "timestamptz": (
        "sa.DateTime(timezone=True)",
        ("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE"),
    ),
    "interval": ("sa.Interval()", ("INTERVAL",)),
    "json": ("sa.JSON()", ("JSON",)),
    "jsonb": ("postgresql.JSONB()", ("JSONB",)),
    "inet": ("postgresql.INET()", ("INET",)),
    "cidr": ("postgresql.CIDR()", ("CIDR",)),
    "macaddr": ("postgresql.MACADDR()", ("MACADDR",)),
    "tsvector": ("postgresql.TSVECTOR()", ("TSVECTOR",)),
}
"""Kind to SQLAlchemy's type, and the spellings that mean exactly this."""
_POSTGRESQL_ARGUMENTS: Final[dict[TypeKind, str]] = {
    "numeric": "sa.Numeric({})",
    "char": "sa.CHAR({})",
    "varchar": "sa.String({})",
    "time": "postgresql.TIME(precision={})",
    "timetz": "postgresql.TIME(timezone=True, precision={})",
    "timestamp": "postgresql.TIMESTAMP(precision={})",
    "timestamptz": "postgresql.TIMESTAMP(timezone=True, precision={})",
}
_SQLITE: Final[dict[str, str]] = {
    "INTEGER": "sa.Integer",
    "SMALLINT": "sa.SmallInteger",
    "BIGINT": "sa.BigInteger",
    "TEXT": "sa.Text",
    "VARCHAR": "sa.String",
    "NVARCHAR": "sa.NVARCHAR",
    "CHAR": "sa.CHAR",
    "NCHAR": "sa.NCHAR",
    "NUMERIC": "sa.Numeric",
    "DECIMAL": "sa.DECIMAL",
    "REAL": "sa.REAL",
    "FLOAT": "sa.Float",
    "DOUBLE": "sa.Double",
    "DOUBLE PRECISION": "sa.DOUBLE_PRECISION",
    "BOOLEAN": "sa.Boolean",
    "DATE": "sa.Date",
    "TIME": "sa.Time",
    "DATETIME": "sa.DateTime",
    "TIMESTAMP": "sa.TIMESTAMP",
    "BLOB": "sa.LargeBinary",
    "CLOB": "sa.CLOB",
    "JSON": "sa.JSON",
}
_MYSQL_MEASURED: Final[dict[str, str]] = {
    "VARCHAR": "sa.String",
    "CHARACTER VARYING": "sa.String",
    "CHAR": "sa.CHAR",
    "CHARACTER": "sa.CHAR",
    "BINARY": "sa.BINARY",
    "VARBINARY": "sa.VARBINARY",
    "BIT": "mysql.BIT",
    "DECIMAL": "mysql.DECIMAL",
    "NUMERIC": "mysql.DECIMAL",
    "DEC": "mysql.DECIMAL",
}
_MYSQL_NUMBERS: Final[dict[str, str]] = {
    "TINYINT": "mysql.TINYINT",
    "SMALLINT": "mysql.SMALLINT",
    "MEDIUMINT": "mysql.MEDIUMINT",
    "INT": "mysql.INTEGER",
    "INTEGER": "mysql.INTEGER",
    "BIGINT": "mysql.BIGINT",
}
_MYSQL_MOMENTS: Final[dict[str, str]] = {
    "TIME": "mysql.TIME",
    "DATETIME": "mysql.DATETIME",
    "TIMESTAMP": "mysql.TIMESTAMP",
}
_MYSQL_PLAIN: Final[dict[str, str]] = {
    "BOOLEAN": "sa.Boolean()",
    "BOOL": "sa.Boolean()",
    "TEXT": "sa.Text()",
    "TINYTEXT": "mysql.TINYTEXT()",
    "MEDIUMTEXT": "mysql.MEDIUMTEXT()",
    "LONGTEXT": "mysql.LONGTEXT()",
    "BLOB": "sa.LargeBinary()",
    "TINYBLOB": "mysql.TINYBLOB()",
    "MEDIUMBLOB": "mysql.MEDIUMBLOB()",
    "LONGBLOB": "mysql.LONGBLOB()",
    "DATE": "sa.Date()",
    "YEAR": "mysql.YEAR()",
    "JSON": "sa.JSON()",
    "FLOAT": "mysql.FLOAT()",
    "DOUBLE": "mysql.DOUBLE()",
    "DOUBLE PRECISION": "mysql.DOUBLE()",
}
_SPELLED: Final = re.compile(
    r"([A-Za-z][A-Za-z ]*?)\s*(?:\(\s*(\d+(?:\s*,\s*\d+)?)\s*\))?(\s+UNSIGNED)?", re.IGNORECASE
)
_BRACKETS: Final = re.compile(r"(?:\s*\[\s*\d*\s*\])+$|\s+ARRAY\s*$", re.IGNORECASE)


def exact_type(kind: DataType, dialect: Dialect, collation: str | None = None) -> Code:
    """Return the expression of a type that means what the document wrote."""
    code: Code
    match dialect:
        case "postgresql":
            code = _postgresql(kind)
        case "mysql":
            code = _mysql(kind)
        case "sqlite":
            code = _sqlite(kind)
    if collation is None:
        return code
    if isinstance(code, str) and code.startswith(("sa.String(", "sa.Text(", "sa.CHAR(")):
        return code[:-1] + (", " if code[-2] != "(" else "") + f"collation={string(collation)})"
    quoted = collation if dialect != "postgresql" else '"' + collation.replace('"', '""') + '"'
    return verbatim(f"{kind.text} COLLATE {quoted}")


def verbatim(text: str) -> str:
    """Return a type by its name."""
    return f"{VERBATIM}({string(text)})"


def _postgresql(kind: DataType) -> Code:
    if kind.domain is not None:
        return verbatim(kind.text)
    if kind.dimensions:
        element = replace(kind, dimensions=0, text=_BRACKETS.sub("", kind.text))
        several = (f"dimensions={kind.dimensions}",) if kind.dimensions > 1 else ()
        return call("postgresql.ARRAY", _postgresql(element), *several)
    if kind.kind == "enum" and kind.enum is not None:
        space = () if kind.enum.namespace is None else (f"schema={string(kind.enum.namespace)}",)
        values = (string(value) for value in kind.values)
        name = f"name={string(kind.enum.name)}"
        return call("postgresql.ENUM", *values, name, *space, "create_type=False")
    spelled = _SPELLED.fullmatch(re.sub(r"\s*\([^)]*\)", "", kind.text))
    words = "" if spelled is None else " ".join(spelled[1].upper().split())
    plain, spellings = _POSTGRESQL.get(kind.kind, ("", ()))
    if words not in spellings:
        return verbatim(kind.text)
    if not kind.arguments or words == "FLOAT":
        return plain
    measured = _POSTGRESQL_ARGUMENTS.get(kind.kind)
    arguments = ", ".join(str(each) for each in kind.arguments)
    return verbatim(kind.text) if measured is None else measured.format(arguments)


def _sqlite(kind: DataType) -> str:
    spelled = _SPELLED.fullmatch(kind.text)
    name = "" if spelled is None else " ".join(spelled[1].upper().split())
    if spelled is None or spelled[3] or name not in _SQLITE:
        return verbatim(kind.text)
    if spelled[2] and name in {"INTEGER", "SMALLINT", "BIGINT", "DATETIME", "TIMESTAMP"}:
        return verbatim(kind.text)
    arguments = ", ".join(each.strip() for each in (spelled[2] or "").split(","))
    return f"{_SQLITE[name]}({arguments})"


def _mysql(kind: DataType) -> Code:
    if kind.kind in {"enum", "set"} and kind.text.endswith(")"):
        words = "ENUM" if kind.kind == "enum" else "SET"
        return call(f"mysql.{words}", *(string(value) for value in kind.values))
    spelled = _SPELLED.fullmatch(kind.text)
    if spelled is None:
        return verbatim(kind.text)
    name = " ".join(spelled[1].upper().split())
    unsigned = ["unsigned=True"] if spelled[3] else []
    arguments = [str(each) for each in kind.arguments]
    if name in _MYSQL_NUMBERS:
        width = [f"display_width={each}" for each in arguments]
        return f"{_MYSQL_NUMBERS[name]}({', '.join(width + unsigned)})"
    if name in _MYSQL_MOMENTS:
        return f"{_MYSQL_MOMENTS[name]}({', '.join(f'fsp={each}' for each in arguments)})"
    if name in _MYSQL_MEASURED:
        return f"{_MYSQL_MEASURED[name]}({', '.join(arguments + unsigned)})"
    if name in _MYSQL_PLAIN and not arguments and not unsigned:
        return _MYSQL_PLAIN[name]
    return verbatim(kind.text)
