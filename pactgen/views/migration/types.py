"""How the type of a column is written with SQLAlchemy, the same for every database.

Location: pactgen/views/migration/types.py. Used by operations.py and changes.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import string
from pactgen.views.layout import call, flat

if TYPE_CHECKING:
    from pactgen.ir.schema import DataType, TypeKind

BIG_INT: Final = "BIG_INT"
"""A constant of the revision: SQLite counts only in a plain INTEGER."""

_PLAIN: Final[dict[TypeKind, str]] = {
    "smallint": "sa.SmallInteger()",
    "integer": "sa.Integer()",
    "bigint": BIG_INT,
    "real": "sa.REAL()",
    "double": "sa.Double()",
    "boolean": "sa.Boolean()",
    "text": "sa.Text()",
    "uuid": "sa.Uuid()",
    "date": "sa.Date()",
    "time": "sa.Time()",
    "timetz": "sa.Time(timezone=True)",
    "timestamp": "sa.DateTime()",
    "timestamptz": "sa.DateTime(timezone=True)",
    "interval": "sa.Interval()",
    "json": "sa.JSON()",
    "bytes": "sa.LargeBinary()",
    "jsonb": "sa.JSON()",
}
_WITH_ARGUMENTS: Final[dict[TypeKind, str]] = {
    "char": "sa.CHAR",
    "varchar": "sa.String",
    "numeric": "sa.Numeric",
}


def sql_type(type_: DataType) -> str:
    """Return the expression of a type: `sa.String(80)`."""
    if type_.dimensions:
        return "sa.JSON()"
    if type_.kind in _WITH_ARGUMENTS:
        return flat(call(_WITH_ARGUMENTS[type_.kind], *(str(one) for one in type_.arguments)))
    if type_.kind == "enum":
        name = () if type_.enum is None else (f"name={string(type_.enum.name)}",)
        return flat(call("sa.Enum", *(string(one) for one in type_.values), *name))
    return _PLAIN.get(type_.kind, "sa.Text()")


def has_big_integers(type_: DataType) -> bool:
    """Tell whether the revision must declare `BIG_INT`."""
    return sql_type(type_) == BIG_INT
