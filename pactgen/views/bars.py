"""The view of bars.py: rows below a row that keep it from something, or that it lacks.

Location: pactgen/views/bars.py. Used by plan.py and by the view of the handlers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, docstring, identifier, string
from pactgen.passes.words.names import Scope, snake
from pactgen.passes.words.shorten import FUNCTION, keep_head
from pactgen.values import dataclass
from pactgen.views.access import table_of
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.deletion import standing
from pactgen.views.gate_keys import read_key, reader_imports
from pactgen.views.imports import Import
from pactgen.views.layout import Code, call, fluent, pack, prefixed, signature
from pactgen.views.modules import Module, module, uses_line
from pactgen.views.naming import model_import, table_import, words
from pactgen.views.once import once

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint
    from pactgen.ir.inputs import Bar

MODULE: Final = "bars"
_STEP: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class BarsView:
    """Everything that bars.py prints."""

    module: Module
    gates: tuple[Function, ...]


@once
def _names(design: Design) -> dict[Bar, Emitted]:
    scope = Scope()
    found: dict[Bar, Emitted] = {}
    for endpoint in design.endpoints:
        for each in endpoint.bars:
            if each not in found:
                row = design.resources[each.resource].singular
                below = snake(design.tables[each.table].model)
                name = f"ask_{row}_{'for' if each.wants else 'without'}_{below}"
                found[each] = identifier(scope.claim(keep_head(name, FUNCTION)))
    return found


def has_bars(design: Design) -> bool:
    """Tell whether rows below others keep these from something."""
    return bool(_names(design))


def reads_barred_keys(design: Design) -> bool:
    """Tell whether the key of such a row is read from a text."""
    return bool(reader_imports(design, _names(design)))


def bars_of(design: Design, endpoint: Endpoint) -> tuple[Emitted, ...]:
    """Return the functions that ask for what is below the row of the path."""
    return tuple(_names(design)[each] for each in endpoint.bars)


def bars_view(design: Design) -> BarsView:
    """Prepare bars.py."""
    package, bars = design.package, _names(design)
    imports = [
        Import("fastapi", "Request"),
        Import("sqlalchemy", "select"),
        Import(f"{package}.database", "Session"),
        Import(f"{package}.errors", "ConflictError"),
        *reader_imports(design, bars),
        *([Import(f"{package}.owners", "OwnerKey")] if any(each.owner for each in bars) else []),
        *(model_import(design, design.resources[each.resource]) for each in bars),
        *(table_import(design, design.tables[each.table]) for each in bars),
    ]
    return BarsView(
        module=module(package, "bars.py", uses_line(package, "", imports), imports),
        gates=tuple(_gate(design, each, name) for each, name in bars.items()),
    )


def _gate(design: Design, bar: Bar, name: Emitted) -> Function:
    resource, below = design.resources[bar.resource], design.tables[bar.table]
    table, rows = table_of(design, resource), words(snake(below.model))
    key, read = read_key(design, bar)
    row = f"{table.model}.{identifier(bar.key)}"
    joined = f"{below.model}.{identifier(bar.column)} == {table.model}.{identifier(bar.own)}"
    tests: list[Code] = [f"{row} == {key}", *standing(below)]
    if bar.owner is not None:
        tests.append(f"{table.model}.{identifier(bar.owner)} == own_key")
    if bar.state is not None:
        column = f"{below.model}.{identifier(bar.state)}"
        tests.append(call(f"{column}.in_", pack(*map(string, bar.states))))
    where = call(".where", *tests)
    query = fluent(f"select({row})", f".join({below.model}, {joined})", where)
    known: list[Statement] = [
        prefixed("row = ", call(f"select({row}).where", f"{row} == {key}")),
        "if await session.scalar(row) is None:",
        Nested("return"),
    ]
    asked = "is None" if bar.wants else "is not None"
    statements: list[Statement] = [
        read,
        *(known if bar.wants else []),
        prefixed("query = ", query),
        f"if await session.scalar(query.limit(1)) {asked}:",
        Nested(f'detail = "{"It has no" if bar.wants else "It still has a"} {rows}."'),
        Nested("raise ConflictError(detail)"),
    ]
    own = () if bar.owner is None else ("own_key: OwnerKey",)
    has = "has a" if bar.wants else "has no such"
    about = f"Let only a {words(resource.singular)} pass that {has} {words(snake(below.model))}."
    return function(
        signature(name, ("request: Request", *own, "session: Session"), "None"),
        docstring(about, fallback="Ask for what is below.", indent=_STEP),
        statements,
        indent=0,
    )
