"""The view of the package's models.py: the tables of the schema document as mapped classes.

Location: pactgen/views/schema_models.py. Used by plan.py where a schema document was given; printed
by project/models.py.jinja. Every table of the document is mapped, so that what Alembic compares
with the database is the whole of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, docstring, identifier, string
from pactgen.values import dataclass
from pactgen.views.columns import PYTHON_TYPES, python_imports
from pactgen.views.drawn import drawn_form, form_imports
from pactgen.views.figures import below_import, counts_below
from pactgen.views.gathered import (
    GatheredView,
    ToldView,
    constant_code,
    gathered_imports,
    gathered_view,
    joined_view,
    mark_view,
)
from pactgen.views.guards import counting
from pactgen.views.hidden_names import decorator_imports, decorator_of
from pactgen.views.imports import Import, import_sections
from pactgen.views.json_columns import json_type
from pactgen.views.known import known
from pactgen.views.layout import Code, call, laid_out, pack, prefixed, quoted
from pactgen.views.literals import json_code
from pactgen.views.models import (
    LinkView,
    annotation_of,
    hidden_types,
    link_view,
)
from pactgen.views.naming import words
from pactgen.views.once import once
from pactgen.views.reckoned import reckoned_imports, reckoned_view
from pactgen.views.relationships import figure_code, is_sure, relation_code, relation_imports
from pactgen.views.schema_constraints import references, table_arguments, understood
from pactgen.views.schema_types import type_code

if TYPE_CHECKING:
    from pactgen.ir.database import Column, Derived, Generated, Table
    from pactgen.ir.design import Design

STEP = 4
VIEW_IMPORTS = (
    Import("sqlalchemy", "Connection"),
    Import("sqlalchemy", "MetaData"),
    Import("sqlalchemy", "event"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyView:
    """An attribute that is computed from related rows."""

    name: Emitted
    type: Emitted
    docstring: Emitted
    expression: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedTable:
    """A mapped class."""

    name: Emitted
    base: Emitted
    docstring: Emitted
    table_name: Emitted
    has_arguments: bool
    arguments: Emitted
    columns: tuple[Emitted, ...]
    counts: bool
    counting: Emitted
    decorator: Emitted
    links: tuple[LinkView, ...]
    properties: tuple[PropertyView, ...]
    gathered: tuple[GatheredView, ...]
    told: tuple[ToldView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BelowView:
    """What stands for the rows of a table that are below another one of its rows."""

    name: Emitted
    model: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedTables:
    """Everything that models.py prints."""

    location: Emitted
    imports: Emitted
    has_views: bool
    tables: tuple[MappedTable, ...]
    below: tuple[BelowView, ...]


def schema_models_view(design: Design) -> MappedTables:
    """Prepare the package's models.py."""
    tables = tuple(design.tables.values())
    imports = [Import(f"{design.package}.database", "Base")]
    for table in tables:
        imports += _table_imports(design, table)
    if any(map(_is_view, tables)):
        imports += VIEW_IMPORTS
    below = tuple(table for table in tables if counts_below(table))
    imports += [Import("sqlalchemy.orm", "aliased")] if below else []
    sections = import_sections(imports, design.package)
    return MappedTables(
        location=code(f"src/{design.package}/models.py"),
        imports=code("\n\n".join("\n".join(part) for part in sections)),
        has_views=any(map(_is_view, tables)),
        tables=tuple(_table(design, table) for table in tables),
        below=tuple(
            BelowView(
                name=identifier(below_import(design, table).name), model=identifier(table.model)
            )
            for table in below
        ),
    )


@once
def own_types(design: Design) -> frozenset[str]:
    """Return the types of `columns.py` that some column has."""
    dialect = known(design.schema).dialect
    return frozenset(
        name
        for table in design.tables.values()
        for column in table.columns
        for name in type_code(column, dialect, design.package).own
    )


def _table(design: Design, table: Table) -> MappedTable:
    arguments = table_arguments(design, table).items
    columns = [constant_code(name, value) for name, value in table.constants]
    columns += [_column(design, table, column) for column in table.columns]
    columns += [_synonym(table, name, column) for name, column in table.synonyms]
    columns += [relation_code(design, table, each) for each in table.relations]
    columns += [figure_code(design, each) for each in table.derived if each.is_computed]
    return MappedTable(
        name=identifier(table.model),
        base=code("View" if _is_view(table) else "Base"),
        docstring=docstring(
            table.description,
            fallback=f"A row of `{words(known(table.declared).name.name)}`.",
            indent=STEP,
            brief=True,
        ),
        table_name=string(known(table.declared).name.name),
        has_arguments=bool(arguments),
        arguments=code(laid_out(prefixed("__table_args__ = ", pack(*arguments)), indent=STEP)),
        columns=tuple(code(each) for each in columns),
        counts=table.version is not None,
        counting=code("" if table.version is None else counting(table)),
        decorator=code(decorator_of(table)),
        links=tuple(link_view(name, path) for name, path in table.links),
        properties=tuple(_property(design, each) for each in table.derived if not each.is_computed),
        gathered=tuple(gathered_view(table, each) for each in table.gathered),
        told=(
            *map(mark_view, table.marks),
            *(joined_view(table, name, columns) for name, columns in table.joined),
            *(reckoned_view(table, each) for each in table.reckoned),
        ),
    )


def _is_view(table: Table) -> bool:
    return known(table.declared).is_view


# ---- columns ---------------------------------------------------------------------------------


def _column(design: Design, table: Table, column: Column) -> str:
    annotation = annotation_of(design, table, column)
    arguments: list[Code] = []
    if column.stored_name != column.name:
        arguments.append(string(column.stored_name))
    arguments.append(type_code(column, known(design.schema).dialect, design.package).code)
    arguments += references(design, table, column)
    arguments += _filled(design, table, column)
    comment = known(column.declared).comment
    if comment is not None:
        arguments.append(prefixed("comment=", quoted(string(comment))))
    if column.primary_key:
        arguments.append("primary_key=True")
        arguments += ["nullable=True"] if known(column.declared).nullable else []
    if column.kind == "json" and not column.nullable and annotation == "Any":
        arguments.append("nullable=False")
    mapped = call("mapped_column", *arguments)
    return laid_out(
        prefixed(f"{identifier(column.name)}: Mapped[{annotation}] = ", mapped), indent=STEP
    )


def _filled(design: Design, table: Table, column: Column) -> list[Code]:
    """Return who fills the column of a new row: the database, else the backend."""
    declared = known(column.declared)
    if declared.generated is not None:
        if not understood(design, declared.generated):
            return ["server_default=FetchedValue()"]
        return [call("Computed", string(declared.generated), f"persisted={declared.stored}")]
    arguments: list[Code] = []
    if declared.identity is not None and declared.identity not in {"serial", "auto"}:
        arguments.append(call("Identity", f"always={declared.identity == 'always'}"))
    elif column.primary_key and column.kind in {"integer", "bigint"}:
        made = column.generated
        counted = made is not None and made.kind == "database" and declared.default is None
        arguments += [] if counted and len(table.keys) == 1 else ["autoincrement=False"]
    default = declared.default
    if default is not None and declared.identity is None and default.kind != "null":
        today = declared.type.kind == "date" and default.kind == "now"
        made_there = "func.current_date()" if today else _server_default(table, declared.default)
        arguments.append(f"server_default={made_there}")
    return [*arguments, *_drawn(table, column)]


def _text(table: Table) -> str:
    """Return what a class calls SQLAlchemy's `text`, which a column of this name hides."""
    return "sql_text" if any(column.name == "text" for column in table.columns) else "text"


def _server_default(table: Table, default: object) -> str:
    kind, text, value = (getattr(default, name) for name in ("kind", "text", "value"))
    match kind:
        case "now":
            return "func.now()"
        case "literal" if isinstance(value, str):
            return string(value)
        case "literal" if isinstance(value, bool):
            return "true()" if value else "false()"
        case "literal":
            return f"{_text(table)}({string(text)})"
        case _:
            return "FetchedValue()"


def _drawn(table: Table, column: Column) -> list[Code]:
    made = column.generated
    if made is None:
        return []
    as_text = column.kind == "text"
    now = "lambda: utc_now().isoformat()" if as_text else "utc_now"
    if column.kind == "date":
        now = "lambda: utc_now().date()"
    match made.kind:
        case "uuid":
            return ["default=lambda: str(uuid4())" if as_text else "default=uuid4"]
        case "form":
            return [drawn_form(made)]
        case "now":
            return [f"default={now}", *([f"onupdate={now}"] if made.on_update else [])]
        case "next" if made.beside:
            return []
        case "next":
            name, key = known(table.declared).name.name, column.stored_name
            query = f'(SELECT coalesce(max("{key}"), 0) + 1 FROM "{name}")'  # noqa: S608 - printed
            return [call(f"default={_text(table)}", string(query))]
        case "constant":
            return [_constant(made)]
        case "version" if known(column.declared).default is None:
            return ["default=1"]
        case "database" if _draws_uuid(column):
            return ["default=lambda: str(uuid4())" if as_text else "default=uuid4"]
        case _:
            return [f"onupdate={now}"] if made.on_update else []


def _draws_uuid(column: Column) -> bool:
    """Whether the schema's own database draws a UUID: others may not know that function."""
    default = known(column.declared).default
    return default is not None and default.kind == "uuid"


def _constant(made: Generated) -> Code:
    if isinstance(made.value, list | dict):
        return prefixed("default=lambda: ", json_code(made.value))
    return prefixed("default=", json_code(made.value))


# ---- what stands beside the columns ----------------------------------------------------------


def _synonym(table: Table, name: str, column: str) -> str:
    kind = table.column(column).kind
    plain = "Any" if kind == "json" else PYTHON_TYPES[kind]
    optional = " | None" if table.column(column).nullable and plain != "Any" else ""
    declared = f"{identifier(name)}: Mapped[{plain}{optional}] = "
    return laid_out(prefixed(declared, call("synonym", string(column))), indent=STEP)


def _property(design: Design, each: Derived) -> PropertyView:
    target = design.tables[each.relation.table]
    column = target.column(known(each.column))
    kind = "Any" if column.kind == "json" else PYTHON_TYPES[column.kind]
    relation = f"self.{identifier(each.relation.name)}"
    if each.figure == "values":
        typed = f"list[{kind}{' | None' if column.nullable and kind != 'Any' else ''}]"
        expression = f"[each.{identifier(column.name)} for each in {relation}]"
    else:
        expression = _value(target, each, relation)
        lacks = column.nullable and kind != "Any" and not each.beside
        typed = f"{kind} | None" if lacks else kind
        if not each.relation.many and not _sure_of(design, each):
            typed = kind if typed.endswith("None") or kind == "Any" else f"{kind} | None"
            typed = typed if typed.endswith("None") or kind == "Any" else f"{typed} | None"
            lacks = each.otherwise is not None and column.nullable
            expression += f" or {each.otherwise}" if lacks else ""
            expression = f"{each.otherwise} if {relation} is None else {expression}"
            typed = typed if each.otherwise is None else kind
    said = f"{_named(each)} of the related {words(known(target.declared).name.name)}."
    return PropertyView(
        name=identifier(each.name),
        type=code(typed),
        docstring=docstring(None, fallback=said, indent=2 * STEP),
        expression=code(laid_out(prefixed("return ", expression), indent=2 * STEP)),
    )


def _value(target: Table, each: Derived, relation: str) -> str:
    """Return the value of the related row; what is told in parts is one text."""
    parts = [f"{relation}.{identifier(name)}" for name in (known(each.column), *each.beside)]
    if not each.beside:
        return parts[0]
    if any(target.column(name).nullable for name in (known(each.column), *each.beside)):
        return f'" ".join(part for part in ({", ".join(parts)}) if part)'
    return f'f"{" ".join(f"{{{part}}}" for part in parts)}"'


def _named(each: Derived) -> str:
    return " and ".join(f"`{words(name)}`" for name in (known(each.column), *each.beside))


def _sure_of(design: Design, each: Derived) -> bool:
    for table in design.tables.values():
        if each in table.derived:
            return is_sure(design, table, each.relation)
    return False


# ---- imports ---------------------------------------------------------------------------------


def _table_imports(design: Design, table: Table) -> list[Import]:
    found = list(table_arguments(design, table).imports)
    for column in table.columns:
        found += _column_imports(design, table, column)
    found += [*gathered_imports(table, design.package), *reckoned_imports(table)]
    orm = "sqlalchemy.orm"
    if table.synonyms:
        found.append(Import(orm, "synonym"))
        kinds = [table.column(column) for _, column in table.synonyms]
        found += python_imports(kinds)
    if _has_properties(table):
        found += decorator_imports(table)
    return [*found, *relation_imports(design, table)]


def _has_properties(table: Table) -> bool:
    shown = any(not each.is_computed for each in table.derived)
    told = (table.links, table.gathered, table.marks, table.joined, table.reckoned)
    return shown or any(told)


def _column_imports(design: Design, table: Table, column: Column) -> list[Import]:
    orm = [Import("sqlalchemy.orm", "Mapped"), Import("sqlalchemy.orm", "mapped_column")]
    typed = type_code(column, known(design.schema).dialect, design.package)
    own = [Import(f"{design.package}.columns", name) for name in typed.own]
    found = [*orm, *typed.imports, *own, *_annotation_imports(design, table, column)]
    printed = "".join(map(str, _filled(design, table, column)))
    found += [
        Import("sqlalchemy", name)
        for name in ("Computed", "Identity", "FetchedValue", "func", "text", "true", "false")
        if re.search(rf"\b{name}(\.now|\.current_date)?\(|before='(default=)?{name}'", printed)
    ]
    if "sql_text" in printed:
        found.append(Import("sqlalchemy", "text", "sql_text"))
    if "utc_now" in printed:
        found.append(Import(f"{design.package}.database", "utc_now"))
    if "uuid4" in printed:
        found.append(Import("uuid", "uuid4"))
    if column.generated is not None:
        found += form_imports(design.package, column.generated)
    if references(design, table, column):
        found.append(Import("sqlalchemy", "ForeignKey"))
    return found


def _annotation_imports(design: Design, table: Table, column: Column) -> list[Import]:
    if column.kind == "json":
        shown = json_type(design, table, column)
        return [Import("typing", "Any")] if "Any" in shown else []
    plain = PYTHON_TYPES[column.kind]
    if plain in hidden_types(table):
        module = "datetime" if plain.startswith("date") else "builtins"
        return [Import(module, plain, f"{plain}_type")]
    return python_imports([column])
