"""The view of models.py: the tables of a feature as mapped classes.

Location: pactgen/views/models.py. Used by plan.py; printed by models.py.jinja.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, docstring, fstring_text, identifier, string
from pactgen.ir.behaviours import CreateRow, ListRows, ReadRow, UploadFile
from pactgen.ir.database import DIGITS, Address, Column, ColumnKind, Generated, Link, Table
from pactgen.values import dataclass
from pactgen.views.access import endpoints_on
from pactgen.views.columns import PYTHON_TYPES, python_imports
from pactgen.views.drawn import drawn_form, form_imports
from pactgen.views.gathered import GatheredView, constant_code, gathered_imports, gathered_view
from pactgen.views.guards import counting
from pactgen.views.hidden_names import decorator_imports, decorator_of
from pactgen.views.imports import Import
from pactgen.views.json_columns import json_type
from pactgen.views.layout import Code, call, laid_out, mapping, pack, prefixed, quoted
from pactgen.views.literals import json_code
from pactgen.views.modules import Module, feature_module
from pactgen.views.naming import subject_of, table_import
from pactgen.views.relationships import figure_code, may_import, relation_code, relation_imports

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Feature

STEP = 4

SQL_TYPES: dict[ColumnKind, str] = {
    "text": "String",
    "integer": "Integer",
    "bigint": "BigInt",
    "double": "Double",
    "timestamp": "UtcDateTime",
    "json": "JSON",
    "bytes": "LargeBinary",
}
"""SQLAlchemy finds the others by the annotation."""

_NOW: dict[ColumnKind, str] = {
    "timestamp": "utc_now",
    "date": "lambda: utc_now().date()",
    "text": "lambda: utc_now().isoformat()",
    "integer": "lambda: int(utc_now().timestamp())",
    "bigint": "lambda: int(utc_now().timestamp())",
}

OWN_TYPES = frozenset({"BigInt", "UtcDateTime"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A property that is an address made of columns, or a dict of such."""

    name: Emitted
    type: Emitted
    docstring: Emitted
    statement: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A mapped class."""

    name: Emitted
    docstring: Emitted
    table_name: Emitted
    has_arguments: bool
    arguments: Emitted
    columns: tuple[Emitted, ...]
    counts: bool
    counting: Emitted
    decorator: Emitted
    links: tuple[LinkView, ...]
    gathered: tuple[GatheredView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsView:
    """Everything that models.py prints."""

    module: Module
    subject: Emitted
    refers: bool
    """Rows of other features are attributes of its own."""
    others: Emitted
    tables: tuple[TableView, ...]


def models_view(design: Design, feature: Feature) -> ModelsView:
    """Prepare models.py of a feature."""
    tables = [design.tables[name] for name in feature.tables]
    imports = [Import(f"{design.package}.database", "Base")]
    for table in tables:
        imports += [each for column in table.columns for each in _imports(design, table, column)]
        imports += [Import("sqlalchemy", "UniqueConstraint")] if table.uniques else []
        imports += [Import("sqlalchemy", "Index")] if table.indexes else []
        imports += link_imports(design.package, table)
        imports += decorator_imports(table) if table.links or table.gathered else []
        imports += gathered_imports(table, design.package)
        imports += relation_imports(design, table)
    imports += _others(design, feature, tables, first=True)
    others = _others(design, feature, tables, first=False)
    imports += [Import("typing", "TYPE_CHECKING")] if others else []
    return ModelsView(
        module=feature_module(design.package, feature.package, "models.py", imports),
        subject=code(subject_of(design, feature)),
        refers=bool(others),
        others=code("\n".join(each.at(STEP) for each in others)),
        tables=tuple(_table(design, table) for table in tables),
    )


def _table(design: Design, table: Table) -> TableView:
    arguments = [
        *(call("UniqueConstraint", *map(string, names)) for names in table.uniques),
        *(call("Index", "None", *map(string, names)) for names in table.indexes),
    ]
    return TableView(
        name=identifier(table.model),
        docstring=_docstring(design, table),
        table_name=string(table.name),
        has_arguments=bool(arguments),
        arguments=code(laid_out(prefixed("__table_args__ = ", pack(*arguments)), indent=STEP)),
        columns=tuple(map(code, _attributes(design, table))),
        counts=table.version is not None,
        counting=code("" if table.version is None else counting(table)),
        decorator=code(decorator_of(table)),
        links=tuple(link_view(name, link) for name, link in table.links),
        gathered=tuple(gathered_view(table, each) for each in table.gathered),
    )


def _others(design: Design, feature: Feature, tables: list[Table], *, first: bool) -> list[Import]:
    """Return the mapped classes of other features that attributes are rows of.

    `first`: those whose modules can be imported before this one, else the others.
    """
    found = {
        table_import(design, other)
        for table in tables
        for each in table.relations
        for other in [design.tables[each.table]]
        if each.table not in feature.tables and may_import(design, table, other) == first
    }
    return sorted(found)


def _attributes(design: Design, table: Table) -> list[str]:
    """Return the columns, the rows of other tables, and the figures."""
    return [
        *(constant_code(name, value) for name, value in table.constants),
        *(_column(design, table, column) for column in table.columns),
        *(relation_code(design, table, each) for each in table.relations),
        *(figure_code(design, each) for each in table.derived if each.is_computed),
    ]


def _docstring(design: Design, table: Table) -> Emitted:
    """Say what a row is: in the contract's words, else by the operation that makes or shows it."""
    fallback = f"A row of `{table.name}`."
    if table.description:
        said = docstring(table.description, fallback=fallback, indent=STEP, brief=True)
        if said != docstring(None, fallback=fallback, indent=STEP):
            return said
    return docstring(_origin_of(design, table), fallback=fallback, indent=STEP, brief=True)


def _origin_of(design: Design, table: Table) -> str | None:
    on = [
        each
        for resource in design.resources.values()
        if resource.table == table.name
        for each in endpoints_on(design, resource)
    ]
    made = next((each for each in on if isinstance(each.behaviour, CreateRow | UploadFile)), None)
    if made is not None:
        return f"What `{made.operation.label}` makes."
    shown = next((each for each in on if isinstance(each.behaviour, ListRows | ReadRow)), None)
    return None if shown is None else f"What `{shown.operation.label}` shows."


def _column(design: Design, table: Table, column: Column) -> str:
    type_ = annotation_of(design, table, column)
    mapped = call("mapped_column", *_arguments(column, is_any=type_ == "Any"))
    annotation = f"{identifier(column.name)}: Mapped[{type_}] = "
    return laid_out(prefixed(annotation, mapped), indent=STEP)


def annotation_of(design: Design, table: Table, column: Column) -> str:
    """Return the type of the mapped attribute."""
    plain = _plain_type(design, table, column)
    for name in hidden_types(table):
        plain = re.sub(rf"\b{name}\b", f"{name}_type", plain)
    return f"{plain} | None" if column.nullable else plain


def _plain_type(design: Design, table: Table, column: Column) -> str:
    return json_type(design, table, column) if column.kind == "json" else PYTHON_TYPES[column.kind]


def hidden_types(table: Table) -> list[str]:
    """Return the types that a column of the same name hides inside the class."""
    types = ("bool", "date", "datetime", "dict", "float", "int", "list", "str")
    names = {column.name for column in table.columns}
    return [name for name in types if name in names]


def _arguments(column: Column, *, is_any: bool) -> list[Code]:
    arguments: list[Code] = []
    if column.kind == "text" and column.length is not None:
        arguments.append(f"String({column.length})")
    elif column.kind == "json" and (column.nullable or column.generated is not None):
        # None is no value then: NULL, or what fills a column that must have one.
        arguments.append("JSON(none_as_null=True)")
    elif column.kind in SQL_TYPES and not (column.kind == "integer" and column.primary_key):
        arguments.append(SQL_TYPES[column.kind])
    if column.references is not None:
        target = f"{column.references.table}.{column.references.column}"
        on_delete = f"ondelete={string(column.references.on_delete)}"
        arguments.append(call("ForeignKey", string(target), on_delete))
    if column.primary_key:
        arguments.append("primary_key=True")
    if column.kind == "json" and not column.nullable and is_any:
        arguments.append("nullable=False")
    if column.unique:
        arguments.append("unique=True")
    if column.index and not column.unique:
        arguments.append("index=True")
    return [*arguments, *_defaults(column)]


def _defaults(column: Column) -> list[Code]:
    generated = column.generated
    if generated is None:
        return []
    match generated.kind:
        case "identity" | "next" | "database" | "version" | "tenant":
            return []
        case "random_int":
            drawn = f"lambda: 1 + randbelow(2**{generated.bits} - 1)"
            return ["autoincrement=False", f"default={drawn}"]
        case "uuid":
            return [f"default={default_uuid(column, generated)}"]
        case "form":
            return [drawn_form(generated)]
        case "now":
            now = _NOW[column.kind]
            return [f"default={now}", *([f"onupdate={now}"] if generated.on_update else [])]
        case "constant":
            return [_constant(column, generated)]


def default_uuid(column: Column, generated: Generated) -> str:
    """Return what draws a key: a UUID, or text of the form that the contract asks for."""
    name = "uuid7" if generated.ordered else "uuid4"
    if column.kind == "uuid":
        return name
    drawn = f"{name}()"
    if generated.digits:
        some = "" if generated.digits == DIGITS else f"[:{generated.digits}]"
        drawn = f"{name}().hex{some}{'.upper()' if generated.upper else ''}"
    if generated.prefix or generated.upper:
        # Linters would have `lambda: x.upper()` be `x.upper`, which is drawn once.
        return f'lambda: f"{generated.prefix}{{{drawn}}}"'
    return f"lambda: {drawn if generated.digits else f'str({drawn})'}"


def _constant(column: Column, generated: Generated) -> Code:
    if column.kind == "uuid" and isinstance(generated.value, str):
        return prefixed("default=", call("UUID", string(generated.value)))
    if isinstance(generated.value, list | dict):
        kind = "list" if isinstance(generated.value, list) else "dict"
        if not generated.value:
            return f"default={kind}"
        return prefixed("default=lambda: ", json_code(generated.value))
    return prefixed("default=", json_code(generated.value))


def _imports(design: Design, table: Table, column: Column) -> list[Import]:
    database = f"{design.package}.database"
    orm = [Import("sqlalchemy.orm", "Mapped"), Import("sqlalchemy.orm", "mapped_column")]
    found = [*orm, *_type_imports(design, table, column)]
    if column.kind == "json" and "Any" in json_type(design, table, column):
        found.append(Import("typing", "Any"))
    sql_type = SQL_TYPES.get(column.kind)
    if sql_type is not None and not (column.kind == "integer" and column.primary_key):
        found.append(Import(database if sql_type in OWN_TYPES else "sqlalchemy", sql_type))
    if column.references is not None:
        found.append(Import("sqlalchemy", "ForeignKey"))
    match column.generated:
        case Generated(kind="now"):
            found.append(Import(database, "utc_now"))
        case Generated(kind="uuid", ordered=True):
            found.append(Import(f"{design.package}.row_keys", "uuid7"))
        case Generated(kind="uuid"):
            found.append(Import("uuid", "uuid4"))
        case Generated(kind="form") as made:
            found += form_imports(design.package, made)
        case Generated(kind="random_int"):
            found.append(Import("secrets", "randbelow"))
    return found


def _type_imports(design: Design, table: Table, column: Column) -> list[Import]:
    plain = _plain_type(design, table, column).partition("[")[0]
    if plain in hidden_types(table):
        module = "datetime" if plain.startswith("date") else "builtins"
        return [Import(module, plain, f"{plain}_type")]
    return python_imports([column]) if column.kind != "json" else []


def link_view(name: str, link: Link) -> LinkView:
    """Return the property that is an address made of columns."""
    shown: Code = _address(link) if isinstance(link, Address) else _addresses(link)
    return LinkView(
        name=identifier(name),
        type=code(_link_type(link)),
        docstring=docstring("Where it is found.", fallback="Where it is found.", indent=2 * STEP),
        statement=code(laid_out(prefixed("return ", shown), indent=2 * STEP)),
    )


def link_imports(package: str, table: Table) -> list[Import]:
    """Return what the addresses of a table are made with."""
    told = [
        address
        for _, link in table.links
        for address in ([link] if isinstance(link, Address) else [one for _, one in link])
    ]
    whole = any(address.whole for address in told)
    return [Import(f"{package}.public_address", "absolute")] if whole else []


def _addresses(links: tuple[tuple[str, Address], ...]) -> Code:
    return mapping(*(prefixed(f"{string(name)}: ", _address(one)) for name, one in links))


def _address(address: Address) -> Code:
    parts = re.split(r"\{(\w+)\}", address.path)
    text = "".join(
        f"{{self.{identifier(part)}}}" if index % 2 else fstring_text(part)
        for index, part in enumerate(parts)
    )
    path = quoted(f'f"{text}"')
    shown = call("absolute", path) if address.whole else path
    if address.member is None:
        return shown
    return mapping(prefixed(f"{string(address.member)}: ", shown))


def _link_type(link: Link) -> str:
    if isinstance(link, Address):
        return "str" if link.member is None else "dict[str, str]"
    inside = {_link_type(one) for _, one in link}
    return f"dict[str, {inside.pop()}]" if len(inside) == 1 else "dict[str, object]"
