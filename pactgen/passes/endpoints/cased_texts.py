"""Texts that are kept in one case, whatever callers send: `code = upper(code)`.

Location: pactgen/passes/endpoints/cased_texts.py. Used by `design_backend`. A CHECK of the schema
asks for it, and the contract says that the text is stored so; else other letters are refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.wire import Named
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.ir.database import Column, Table
    from pactgen.ir.design import Endpoint, Resource
    from pactgen.ir.wire import WireModel

Case = Literal["upper", "lower"]
_STORED: Final = re.compile(
    r"\b(?:stored|kept|saved|converted|normali[sz]ed) (?:in|to|as)"
    r" (?P<case>upper|lower)[ -]?case\b",
    re.IGNORECASE,
)


def cased_texts(
    endpoints: Iterable[Endpoint],
    models: Mapping[str, WireModel],
    resources: Mapping[str, Resource],
    tables: Mapping[str, Table],
) -> Mapping[str, WireModel]:
    """Return the models of bodies, with the texts whose letters are brought to one case."""
    changed = dict(models)
    for endpoint in endpoints:
        resource = resources.get(getattr(endpoint.behaviour, "resource", ""))
        body = endpoint.body
        if resource is None or body is None or not isinstance(body.type, Named):
            continue
        said = {
            found["case"].lower()
            for text in endpoint.operation.texts
            for found in _STORED.finditer(text or "")
        }
        table, model = tables[resource.table], changed.get(body.type.name)
        told = {
            column.name: case
            for column in table.columns
            if (case := _case_of(column, table)) is not None and case in said
        }
        if model is not None and told:
            fields = (replace(each, case=told.get(each.attribute)) for each in model.fields)
            changed[model.name] = replace(model, fields=tuple(fields))
    return changed


def _case_of(column: Column, table: Table) -> Case | None:
    """Return the case that the database asks of a column."""
    declared = table.declared
    if declared is None or column.declared is None or column.kind != "text":
        return None
    name = re.escape(column.declared.name.lower())
    for check in (*declared.checks, *column.declared.rules):
        plain = re.sub(r"[()\"`\[\]\s]|::\w+", "", check.expression.lower())
        for case in ("upper", "lower"):
            if re.fullmatch(rf"{name}={case}{name}|{case}{name}={name}", plain):
                return "upper" if case == "upper" else "lower"
    return None
