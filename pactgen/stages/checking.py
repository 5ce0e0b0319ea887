"""Check what a person stated: extensions by their schema, names in pactgen.yaml by the design.

Location: pactgen/stages/checking.py. Used by designing.py.
"""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from pactgen.assets import schemas_root
from pactgen.diagnostics import diagnostic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pactgen.config import Config
    from pactgen.diagnostics import Diagnostic
    from pactgen.ir.contract import Contract, Json
    from pactgen.ir.design import Design
    from pactgen.source import Origin


_PREFIX: Final = "x-pactgen-"


def wrong_extensions(contract: Contract) -> Iterator[Diagnostic]:
    """Report x-pactgen extensions that do not exist where they stand, or take no such value."""
    stated = [item for item in _extensions(contract) if item[2].startswith(_PREFIX)]
    if not stated:
        return
    schemas = _schemas()
    for place, origin, name, value in stated:
        properties = schemas["x-pactgen"]["$defs"][place]["properties"]
        where = origin.child(name)
        if name not in properties:
            close = get_close_matches(name, properties, n=1, cutoff=0.85)
            reason = f"did you mean `{close[0]}`?" if close else f"it has no meaning in the {place}"
            yield diagnostic("extension-invalid", where, at_key=True, name=name, reason=reason)
        else:
            for reason in _reasons(schemas, f"{place}/properties/{name}", value):
                yield diagnostic("extension-invalid", where, name=name, reason=reason)


def _extensions(contract: Contract) -> Iterator[tuple[str, Origin, str, Json]]:
    for name, value in contract.extensions.items():
        yield "document", contract.origin, name, value
    for operation in contract.operations:
        for name, value in operation.extensions.items():
            yield "operation", operation.origin, name, value
    for schema in contract.schemas.values():
        for name, value in schema.extensions.items():
            yield "schema", schema.origin, name, value
        for member in schema.properties:
            for name, value in member.schema.extensions.items():
                yield "property", member.schema.origin, name, value


def _schemas() -> dict[str, Any]:
    return {
        name: json.loads((schemas_root() / f"{name}.schema.json").read_text(encoding="utf-8"))
        for name in ("pactgen", "x-pactgen")
    }


def _reasons(schemas: dict[str, Any], pointer: str, value: Json) -> list[str]:
    from jsonschema_rs import Draft202012Validator, Registry  # noqa: PLC0415 - seldom needed

    base = "https://schemas.invalid/"
    documents = [(f"{base}{name}.schema.json", document) for name, document in schemas.items()]
    wanted = {"$ref": f"{base}x-pactgen.schema.json#/$defs/{pointer}"}
    validator = Draft202012Validator(wanted, registry=Registry(documents))
    return [error.message for error in validator.iter_errors(value)]


def unmatched(config: Config, design: Design) -> Iterator[Diagnostic]:
    """Report what pactgen.yaml says about things that do not exist."""
    operations = {
        name
        for endpoint in (*design.endpoints, *design.unreached)
        for name in (endpoint.operation_id, endpoint.operation.label)
    }
    columns = {
        f"{table.model}.{name}"
        for table in design.tables.values()
        for column in table.columns
        for name in (column.name, column.wire_name)
    }
    yield from _each(config, "operations", "operation", config.operations, operations)
    yield from _each(config, "resources", "resource", config.resources, design.resources)
    yield from _each(config, "relations", "property", config.relations, columns)
    yield from _each(config, "defaults", "property", config.defaults, columns)
    yield from _bindings(config, design)
    yield from _indexes(config, columns)
    for index, group in enumerate(config.unique):
        where = config.origin.child("unique", index)
        for name in group:
            if name not in columns:
                yield _finding("property", name, columns, where)


def _indexes(config: Config, columns: Collection[str]) -> Iterator[Diagnostic]:
    """Report columns of indexes that no table has."""
    for name, one in config.resources.items():
        where = config.origin.child("resources", name, "indexes")
        for index, group in enumerate(one.indexes or ()):
            for column in group:
                if f"{name}.{column}" not in columns:
                    yield _finding("property", f"{name}.{column}", columns, where.child(index))


def _bindings(config: Config, design: Design) -> Iterator[Diagnostic]:
    """Report tables and columns that the schema document does not have."""
    if design.schema is None:
        return
    for name, one in config.resources.items():
        where = config.origin.child("resources", name)
        if one.table is not None and one.table not in design.tables:
            yield _finding("table", one.table, design.tables, where.child("table"))
        table = design.resources[name].table if name in design.resources else one.table
        known = design.tables[table].columns if table and table in design.tables else ()
        names = [column.stored_name for column in known]
        for property_, column in one.columns.items():
            if known and column not in names:
                yield _finding("column", column, names, where.child("columns", property_))


def _each(
    config: Config, key: str, kind: str, named: Iterable[str], known: Collection[str]
) -> Iterator[Diagnostic]:
    for name in named:
        if name not in known:
            yield _finding(kind, name, known, config.origin.child(key, name))


def _finding(kind: str, name: str, known: Collection[str], where: Origin) -> Diagnostic:
    close = get_close_matches(name, known, n=1)
    suggestion = f"did you mean `{close[0]}`?" if close else "remove it, or correct the name"
    return diagnostic(
        "config-unmatched", where, at_key=True, kind=kind, name=name, suggestion=suggestion
    )
