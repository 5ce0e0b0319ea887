"""A schema as DBML.

Location: pactgen/views/dbml.py. Used by `pactgen schema`. What DBML has no words for (views,
partial indexes, generated columns) stands in notes and comments.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.schema import (
        Column,
        DataType,
        Default,
        EnumType,
        ForeignKey,
        Index,
        IndexPart,
        Name,
        Schema,
        Table,
    )

_PLAIN: Final = re.compile(r"[A-Za-z_]\w*")
_TYPE: Final = re.compile(r"[A-Za-z_]\w*(?:\(\d+(?:, ?\d+)?\))?(?:\[\])*")


def dbml(schema: Schema) -> str:
    """Return the document: enums, tables, relations."""
    blocks = [_enum(each) for each in schema.enums]
    blocks += [_table(each) for each in schema.tables]
    references = [_ref(table, key) for table in schema.tables for key in table.foreign_keys]
    if references:
        blocks.append("".join(f"{each}\n" for each in references))
    if schema.views:
        names = ", ".join(str(view.name) for view in schema.views)
        blocks.append(f"// Views, which DBML has no words for: {names}\n")
    return "\n".join(blocks)


def _enum(enum: EnumType) -> str:
    values = "".join(f"  {_quoted(value)}\n" for value in enum.values)
    return f"Enum {_full(enum.name)} {{\n{values}}}\n"


def _table(table: Table) -> str:
    lines = [f"  {_column(each, table)}" for each in table.columns]
    if indexes := [*_indexes(table)]:
        lines += ["", "  indexes {", *(f"    {each}" for each in indexes), "  }"]
    if table.checks:
        checks = (_check(each.expression, each.name) for each in table.checks)
        lines += ["", "  checks {", *(f"    {each}" for each in checks), "  }"]
    if table.comment is not None:
        lines += ["", f"  Note: {_string(table.comment)}"]
    body = "\n".join(lines)
    return f"Table {_full(table.name)} {{\n{body}\n}}\n"


def _column(column: Column, table: Table) -> str:
    key = () if table.primary_key is None else table.primary_key.columns
    settings = []
    if key == (column.name,):
        settings.append("pk")
    if column.identity is not None:
        settings.append("increment")
    if not column.nullable and column.name not in key and column.identity is None:
        settings.append("not null")
    if any(each.columns == (column.name,) for each in table.uniques):
        settings.append("unique")
    if column.default is not None and column.identity is None:
        settings.append(f"default: {_default(column.default)}")
    note = column.comment
    if column.generated is not None and note is None:
        note = f"GENERATED ALWAYS AS ({column.generated})"
    if note is not None:
        settings.append(f"note: {_string(note)}")
    suffix = f" [{', '.join(settings)}]" if settings else ""
    return f"{_name(column.name)} {_type(column.type)}{suffix}"


def _type(kind: DataType) -> str:
    if kind.kind == "enum" and kind.enum is not None:
        return _full(kind.enum) + "[]" * kind.dimensions
    text = " ".join(kind.text.replace('"', "").split()) or "text"
    return text if _TYPE.fullmatch(text) else f'"{text}"'


def _default(default: Default) -> str:
    match default.value:
        case bool(value):
            return str(value).lower()
        case int(value) | float(value):
            return str(value)
        case str(value):
            return _string(value)
        case _:
            return "null" if default.kind == "null" else _expression(default.text)


def _indexes(table: Table) -> Iterator[str]:
    key = table.primary_key
    if key is not None and len(key.columns) > 1:
        yield f"{_columns(key.columns)} [pk]"
    for unique in table.uniques:
        if len(unique.columns) > 1:
            name = "" if unique.name is None else f", name: {_string(unique.name)}"
            yield f"{_columns(unique.columns)} [unique{name}]"
    for index in table.indexes:
        yield _index(index)


def _index(index: Index) -> str:
    parts = [_part(part) for part in index.parts]
    settings = ["unique"] if index.unique and index.where is None else []
    settings.append(f"name: {_string(index.name)}")
    if index.method in {"hash", "gin", "gist", "brin"}:
        settings.append(f"type: {index.method}")
    note = index.comment
    if index.where is not None:
        note = f"{'UNIQUE ' if index.unique else ''}WHERE {index.where}"
    if note is not None:
        settings.append(f"note: {_string(note)}")
    shown = parts[0] if len(parts) == 1 else f"({', '.join(parts)})"
    return f"{shown} [{', '.join(settings)}]"


def _part(part: IndexPart) -> str:
    return _expression(part.expression or "") if part.column is None else _name(part.column)


def _check(expression: str, name: str | None) -> str:
    suffix = "" if name is None else f" [name: {_string(name)}]"
    return f"{_expression(expression)}{suffix}"


def _ref(table: Table, key: ForeignKey) -> str:
    name = "" if key.name is None else f" {_name(key.name)}"
    settings = [
        f"{word}: {action.lower()}"
        for word, action in (("delete", key.on_delete), ("update", key.on_update))
        if action != "NO ACTION"
    ]
    suffix = f" [{', '.join(settings)}]" if settings else ""
    own = _endpoint(table.name, key.columns)
    return f"Ref{name}: {own} > {_endpoint(key.table, key.referred)}{suffix}"


def _endpoint(table: Name, columns: tuple[str, ...]) -> str:
    if len(columns) == 1:
        return f"{_full(table)}.{_name(columns[0])}"
    return f"{_full(table)}.{_columns(columns)}"


def _columns(names: Iterable[str]) -> str:
    return f"({', '.join(_name(name) for name in names)})"


def _full(name: Name) -> str:
    own = _name(name.name)
    return own if name.namespace is None else f"{_name(name.namespace)}.{own}"


def _name(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else _quoted(name)


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _expression(sql: str) -> str:
    return "`" + sql.replace("`", "\\`") + "`"


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'''{escaped}'''" if "\n" in text else f"'{escaped}'"
