"""Check pactgen.yaml against what was designed: every name in it must be the name of something.

Location: pactgen/stages/checking.py. Used by designing.py.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pactgen.diagnostics import diagnostic

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from pactgen.config import Config
    from pactgen.diagnostics import Diagnostic
    from pactgen.ir.design import Design
    from pactgen.source import Origin


def unmatched(config: Config, design: Design) -> Iterator[Diagnostic]:
    """Report what pactgen.yaml says about things that do not exist."""
    operations = {
        name
        for endpoint in design.endpoints
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
    for index, group in enumerate(config.unique):
        where = config.origin.child("unique", index)
        for name in group:
            if name not in columns:
                yield _finding("property", name, columns, where)


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
