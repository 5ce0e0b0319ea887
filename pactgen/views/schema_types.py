"""The SQLAlchemy type of a column that a schema document declares.

Location: pactgen/views/schema_types.py. Used by the view of the package's models.py. Where the
contract shows a column as another type than the database keeps, the type is one of the backend's
own `columns.py`, which converts.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.emit import code, string
from pactgen.ir.database import Column
from pactgen.passes.reconcile.kinds import is_untold, natural_kind
from pactgen.values import dataclass, field, replace
from pactgen.views.imports import Import
from pactgen.views.layout import Code, Group, call, flat, pack, suffixed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.database import ColumnKind
    from pactgen.ir.schema import DataType, Dialect, TypeKind

PLAIN: Final[Mapping[TypeKind, str]] = MappingProxyType(
    {
        "smallint": "SmallInteger",
        "integer": "Integer",
        "bigint": "BigInteger",
        "real": "REAL",
        "double": "Double",
        "boolean": "Boolean",
        "text": "Text",
        "date": "Date",
    }
)
"""Types of SQLAlchemy itself, by the kind in the document."""

ADAPTERS: Final[Mapping[tuple[ColumnKind, ColumnKind], str]] = MappingProxyType(
    {
        ("boolean", "integer"): "Bit",
        ("boolean", "bigint"): "Bit",
        ("integer", "boolean"): "Flag",
        ("bigint", "boolean"): "Flag",
        ("integer", "text"): "Digits",
        ("bigint", "text"): "Digits",
        ("double", "integer"): "Whole",
        ("double", "bigint"): "Whole",
        ("double", "text"): "NumberText",
        ("timestamp", "text"): "MomentText",
        ("timestamp", "date"): "DayOfMoment",
        ("date", "text"): "DayText",
        ("date", "timestamp"): "MomentOfDay",
        ("text", "uuid"): "TextUuid",
        ("text", "timestamp"): "TextMoment",
        ("text", "date"): "TextDay",
        ("text", "json"): "TextJson",
        ("text", "boolean"): "YesNo",
        ("integer", "timestamp"): "Epoch",
        ("bigint", "timestamp"): "Epoch",
    }
)
"""Column and property to the type of `columns.py` that converts; it is given the column's own."""

COUNTED: Final = "BigInt"
"""What `database.py` calls a BIGINT that the database counts up."""
OWN: Final[Mapping[TypeKind, str]] = MappingProxyType(
    {"timestamp": "NaiveUtc", "time": "ClockText", "bytes": "Base64"}
)
"""Types of `columns.py` that need no argument."""
_SINGLE: Final[Mapping[TypeKind, str]] = MappingProxyType({"real": "Single"})
"""A REAL of SQLite has double precision (Datatypes in SQLite, section 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeCode:
    """An expression and what it needs."""

    code: Code
    imports: tuple[Import, ...] = ()
    own: tuple[str, ...] = field(default=())
    """Names of the backend's `columns.py`."""


def type_code(column: Column, dialect: Dialect | None, package: str) -> TypeCode:
    """Return the type of a declared column, converted to what the contract shows."""
    declared = column.declared
    if declared is None:
        raise LookupError(column.name)
    if is_untold(declared.type):
        return _computed(column.kind, package)
    natural = natural_kind(declared.type)
    base = _base(declared.type, column, dialect, package)
    if column.kind == "text" and declared.type.kind in {"uuid", "numeric", "money"}:
        return base
    if column.kind == "text" and declared.type.respelled:
        pairs = (pack(*map(string, pair)) for pair in declared.type.respelled)
        made = call("Respelled", _made(base.code), pack(*pairs))
        return TypeCode(code=made, imports=base.imports, own=(*base.own, "Respelled"))
    if column.whole:
        return TypeCode(
            code=call("Integral", _made(base.code)),
            imports=base.imports,
            own=(*base.own, "Integral"),
        )
    if {natural, column.kind} <= {"integer", "bigint"} or (natural, column.kind) in _READ_AS:
        return base
    adapter = ADAPTERS.get((natural, column.kind))
    if natural == column.kind or adapter is None:
        return base
    inner = _made(base.code)
    arguments: tuple[Code, ...] = ()
    if adapter == "Epoch":
        arguments = ("1000" if declared.type.epoch == "ms" else "1",)
    elif adapter == "YesNo":
        arguments = tuple(string(each) for each in declared.type.truth)
    elif adapter == "TextJson" and declared.type.parts:
        adapter, arguments = "SetList", (pack(*map(string, declared.type.parts)),)
    made = call(adapter, inner, *arguments)
    return TypeCode(code=made, imports=base.imports, own=(*base.own, adapter))


def _made(code: Code) -> Code:
    """Return the type as an object: of a class one is made."""
    return call(code) if isinstance(code, str) and code != COUNTED else code


def element_test(column: Column) -> str:
    """Return the function of the backend's `columns.py` that looks into a list."""
    has_commas = column.declared is not None and bool(column.declared.type.parts)
    return "in_set" if has_commas else "has_element"


def _computed(kind: ColumnKind, package: str) -> TypeCode:
    """Return the type of a column that a view computes, by what the contract shows it as."""
    match kind:
        case "double":
            return _own("Exact")
        case "integer" | "bigint":
            return TypeCode(
                code=call("Whole", "BigInteger()"),
                imports=(Import("sqlalchemy", "BigInteger"),),
                own=("Whole",),
            )
        case "uuid":
            return _own("PlainUuid")
        case "timestamp":
            moment = Import(f"{package}.database", "UtcDateTime")
            return TypeCode(code="UtcDateTime", imports=(moment,))
        case "boolean":
            return _plain("Boolean")
        case "date":
            return _plain("Date")
        case "json":
            return _plain("JSON")
        case "bytes":
            return _plain("LargeBinary")
        case "text":
            return _plain("Text")


_ELEMENT: Final = Column(name="", wire_name="", kind="json", nullable=False)
"""Stands for the elements of an array."""

_READ_AS: Final = frozenset({("integer", "double"), ("bigint", "double")})
"""Python's own numbers do."""


def _base(type_: DataType, column: Column, dialect: Dialect | None, package: str) -> TypeCode:
    if type_.dimensions:
        return _array(type_, dialect, package)
    as_text = column.kind == "text"
    own = _own_type(type_, column, dialect)
    if own is not None:
        return own
    if type_.kind in PLAIN and not (type_.kind in _SIZED and _is_counted(column)):
        return _plain(PLAIN[type_.kind])
    match type_.kind:
        case "bigint" | "smallint":
            return _counting(type_, package)
        case "timestamptz":
            moment = Import(f"{package}.database", "UtcDateTime")
            return TypeCode(code="UtcDateTime", imports=(moment,))
        case "numeric":
            digits = (str(each) for each in type_.arguments)
            return _own("DecimalText" if as_text else "Exact", *digits)
        case "char" | "varchar":
            return _sized(type_)
        case "uuid":
            return _own("UuidText" if as_text else "PlainUuid")
        case "json" | "jsonb":
            return _json(type_, column, dialect)
        case "enum":
            return _enum(type_)
        case "citext":
            return _variant("CITEXT", call("Text"), dialect)
        case _:
            return _spelled(type_.text) if dialect == "postgresql" else _plain("Text")


def _own_type(type_: DataType, column: Column, dialect: Dialect | None) -> TypeCode | None:
    """Return the type of `columns.py` that keeps a column, where that needs no argument."""
    if column.to_minutes:
        return TypeCode(code="ClockMinutes", own=("ClockMinutes",))
    if type_.kind == "money":
        return _own("MoneyText" if column.kind == "text" else "Money", "19", "2")
    name = OWN.get(type_.kind) or (None if dialect == "sqlite" else _SINGLE.get(type_.kind))
    return None if name is None else _own(name)


def _spelled(text: str) -> TypeCode:
    """A type that only PostgreSQL has is a text elsewhere."""
    code = _with_variant(call("Spelled", string(text)), call("Text"))
    return TypeCode(code=code, imports=(Import("sqlalchemy", "Text"),), own=("Spelled",))


def _counting(type_: DataType, package: str) -> TypeCode:
    if type_.kind == "bigint":
        return TypeCode(code=COUNTED, imports=(Import(f"{package}.database", COUNTED),))
    return TypeCode(
        code=call("SmallInteger().with_variant", "Integer()", string("sqlite")),
        imports=(Import("sqlalchemy", "SmallInteger"), Import("sqlalchemy", "Integer")),
    )


_SIZED: Final = frozenset({"smallint", "bigint"})
"""Integers that are plain ones where SQLite counts them up."""


def _is_counted(column: Column) -> bool:
    """SQLite counts up by itself only in a plain INTEGER."""
    counts = column.declared is not None and column.declared.identity is not None
    made = column.generated
    return counts or (column.primary_key and made is not None and made.kind == "database")


def _plain(name: str) -> TypeCode:
    return TypeCode(code=name, imports=(Import("sqlalchemy", name),))


def _own(name: str, *arguments: str) -> TypeCode:
    return TypeCode(code=call(name, *arguments) if arguments else name, own=(name,))


def _sized(type_: DataType) -> TypeCode:
    """Whatever the schema is written for, PostgreSQL fills a CHAR up with blanks."""
    size = [str(each) for each in type_.arguments[:1]]
    if type_.kind == "char" and size not in ([], ["1"]):
        return _own("Padded", *size)
    name = "CHAR" if type_.kind == "char" else "String"
    return TypeCode(code=call(name, *size) if size else name, imports=(Import("sqlalchemy", name),))


def _json(type_: DataType, column: Column, dialect: Dialect | None) -> TypeCode:
    null = ("none_as_null=True",) if column.nullable else ()
    if type_.kind == "json" or dialect != "postgresql":
        made: Code = call("JSON", *null) if null else "JSON"
        return TypeCode(code=made, imports=(Import("sqlalchemy", "JSON"),))
    return TypeCode(
        code=_with_variant(call("JSONB", *null), call("JSON", *null)),
        imports=(Import("sqlalchemy", "JSON"), Import("sqlalchemy.dialects.postgresql", "JSONB")),
    )


def _variant(name: str, other: Group, dialect: Dialect | None) -> TypeCode:
    if dialect != "postgresql":
        return TypeCode(code=other.before, imports=(Import("sqlalchemy", other.before),))
    return TypeCode(
        code=_with_variant(call(name), other),
        imports=(
            Import("sqlalchemy", other.before),
            Import("sqlalchemy.dialects.postgresql", name),
        ),
    )


def _with_variant(code: Group, other: Group) -> Code:
    return suffixed(code, f".with_variant({flat(other)}, " + '"sqlite")')


def _array(type_: DataType, dialect: Dialect | None, package: str) -> TypeCode:
    element = replace(type_, dimensions=0)
    inner = _base(element, _ELEMENT, dialect, package)
    deep = (f"dimensions={type_.dimensions}",) if type_.dimensions > 1 else ()
    array = call("ARRAY", inner.code, *deep)
    return TypeCode(
        code=_with_variant(array, call("JSON")),
        imports=(*inner.imports, Import("sqlalchemy", "ARRAY"), Import("sqlalchemy", "JSON")),
        own=inner.own,
    )


def _enum(type_: DataType) -> TypeCode:
    values = [string(value) for value in type_.values]
    if type_.enum is not None:
        values.append(code(f"name={string(type_.enum.name)}"))
        if type_.enum.namespace is not None:
            values.append(code(f"schema={string(type_.enum.namespace)}"))
    else:  # MySQL gives such types no name, and other databases none without one
        values.append(code("native_enum=False"))
    return TypeCode(code=call("Enum", *values), imports=(Import("sqlalchemy", "Enum"),))
