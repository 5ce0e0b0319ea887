"""JSON Schema documents as definitions of resources: each object is a table.

Location: pactgen/readers/json_schema.py. Used by `schema`.

A definition under `$defs` or `definitions`, or the document itself, is a table when it is an object
with properties. A reference to another of them is a foreign key; lists and inner objects are JSON.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pactgen.ir.derived_names import with_names
from pactgen.ir.schema import (
    Check,
    Column,
    DataType,
    Default,
    ForeignKey,
    Key,
    Name,
    Schema,
    Table,
    TypeKind,
)
from pactgen.readers.openapi.values import text
from pactgen.source import Origin
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Json

_FORMATS: Final[dict[str, TypeKind]] = {
    "uuid": "uuid",
    "date-time": "timestamptz",
    "date": "date",
    "time": "time",
    "int32": "integer",
    "int64": "bigint",
    "float": "real",
    "double": "double",
    "binary": "bytes",
}
_TYPES: Final[dict[str, TypeKind]] = {
    "string": "varchar",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "array": "jsonb",
    "object": "jsonb",
}
_KEYS: Final = ("id", "uuid", "key")
"""Names of a property that identifies its object, the first that is there."""


@dataclass(frozen=True, slots=True)
class _Definition:
    name: str
    node: dict[str, Any]
    origin: Origin


def read_json_schema(name: str, document: Json) -> Schema:
    """Return a table for each object that the document defines."""
    definitions = _definitions(name, document)
    reading = _Reading({each.name: each for each in definitions})
    taken: set[str] = set()
    tables = [with_names(reading.table(each), taken, "postgresql") for each in definitions]
    return Schema(dialect=None, tables=tuple(tables))


def _definitions(file: str, document: Json) -> list[_Definition]:
    root = Origin(file)
    if not isinstance(document, dict):
        return []
    found = []
    if isinstance(document.get("properties"), dict):
        title = document.get("title")
        stem = file.rpartition("/")[2].partition(".")[0]
        found.append(_Definition(title if isinstance(title, str) else stem, document, root))
    for section in ("$defs", "definitions"):
        inner = document.get(section)
        for key, node in (inner if isinstance(inner, dict) else {}).items():
            if isinstance(node, dict) and isinstance(node.get("properties"), dict):
                found.append(_Definition(key, node, root.child(section, key)))
    return found


@dataclass(frozen=True, slots=True)
class _Property:
    column: Column
    reference: ForeignKey | None
    check: Check | None


class _Reading:
    def __init__(self, definitions: dict[str, _Definition]) -> None:
        self._definitions = definitions

    def table(self, definition: _Definition) -> Table:
        """Return the table of one definition."""
        properties = definition.node["properties"]
        read = [
            self._property(name, node if isinstance(node, dict) else {}, definition)
            for name, node in properties.items()
        ]
        names = {each.column.name for each in read}
        key = next((each for each in _KEYS if each in names), None)
        return Table(
            name=Name(name=definition.name),
            columns=tuple(
                replace(each.column, nullable=each.column.nullable and each.column.name != key)
                for each in read
            ),
            origin=definition.origin,
            primary_key=None if key is None else Key(columns=(key,), origin=definition.origin),
            foreign_keys=tuple(each.reference for each in read if each.reference is not None),
            checks=tuple(each.check for each in read if each.check is not None),
            comment=text(definition.node.get("description")),
        )

    def _property(self, name: str, node: dict[str, Any], definition: _Definition) -> _Property:
        origin = definition.origin.child("properties", name)
        required = name in definition.node.get("required", ())
        target = self._definitions.get(str(node.get("$ref", "")).rpartition("/")[2])
        if target is not None and (key := _key(target)) is not None:
            column = Column(
                name=f"{name}_{key}",
                type=_type(target.node["properties"][key]),
                nullable=not required,
                origin=origin,
            )
            reference = ForeignKey(
                columns=(column.name,),
                table=Name(name=target.name),
                referred=(key,),
                origin=origin,
            )
            return _Property(column, reference, None)
        types = node.get("type")
        column = Column(
            name=name,
            type=_type(node),
            nullable=not required or (isinstance(types, list) and "null" in types),
            origin=origin,
            default=_default(node.get("default")),
            comment=text(node.get("description")),
        )
        return _Property(column, None, _check(column, node, origin))


def _key(definition: _Definition) -> str | None:
    return next((each for each in _KEYS if each in definition.node["properties"]), None)


def _type(node: dict[str, Any]) -> DataType:
    types = node.get("type")
    if isinstance(types, list):
        types = next((each for each in types if each != "null"), None)
    kind = _FORMATS.get(str(node.get("format"))) or _TYPES.get(str(types), "jsonb")
    length = node.get("maxLength")
    arguments = (length,) if kind == "varchar" and isinstance(length, int) else ()
    return DataType(kind=kind, text=str(types or "any"), arguments=arguments)


def _check(column: Column, node: dict[str, Any], origin: Origin) -> Check | None:
    values = node.get("enum")
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        return None
    words = ", ".join("'" + each.replace("'", "''") + "'" for each in values)
    quoted = '"' + column.name.replace('"', '""') + '"'
    return Check(
        expression=f"{quoted} IN ({words})",
        origin=origin,
        column=column.name,
        values=tuple(values),
    )


def _default(value: Json) -> Default | None:
    if isinstance(value, bool | int | float):
        return Default(kind="literal", text=str(value).lower(), value=value)
    if isinstance(value, str):
        quoted = value.replace("'", "''")
        return Default(kind="literal", text=f"'{quoted}'", value=value)
    return None
