"""The view of sight.py: rows that are not there for everybody.

Location: pactgen/views/sight.py. Used by plan.py and by the views of handlers and of lists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, docstring, identifier, string
from pactgen.passes.words.names import snake
from pactgen.passes.words.shorten import FUNCTION, keep_head
from pactgen.values import dataclass
from pactgen.views.access import table_of
from pactgen.views.admission import says, tied
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.gate_keys import read_key, reader_imports
from pactgen.views.imports import Import
from pactgen.views.layout import Code, call, fluent, pack, prefixed, signature
from pactgen.views.modules import Module, module, uses_line
from pactgen.views.naming import model_import, table_import, words
from pactgen.views.once import once
from pactgen.views.owners import person_of

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint
    from pactgen.ir.inputs import SeenRow, Sight

_STEP: Final = 4
MODULE: Final = "sight"


@dataclass(frozen=True, slots=True, kw_only=True)
class SightView:
    """Everything that sight.py prints."""

    module: Module
    conditions: tuple[Function, ...]
    gates: tuple[Function, ...]


@once
def _seen(design: Design) -> tuple[SeenRow, ...]:
    return tuple(dict.fromkeys(row for each in design.endpoints for row in each.seen))


@once
def _sights(design: Design) -> tuple[Sight, ...]:
    listed = [each.sight for each in design.endpoints if each.sight is not None]
    return tuple(dict.fromkeys((*(row.sight for row in _seen(design)), *listed)))


def has_sights(design: Design) -> bool:
    """Tell whether some rows are not there for everybody."""
    return bool(_sights(design))


def reads_seen_keys(design: Design) -> bool:
    """Tell whether the key of such a row is read from a text."""
    return bool(reader_imports(design, _seen(design)))


def condition_name(design: Design, sight: Sight) -> Emitted:
    """Return the name of the condition that rows are there for whoever is calling."""
    return identifier(f"seen_{snake(design.resources[sight.resource].plural)}")


def gates_of_sight(design: Design, endpoint: Endpoint) -> tuple[Emitted, ...]:
    """Return the functions that answer 404 for rows which the caller may not see."""
    return tuple(_gate_name(design, each) for each in endpoint.seen)


def _gate_name(design: Design, row: SeenRow) -> Emitted:
    resource = design.resources[row.sight.resource]
    same = [each for each in _seen(design) if each.sight == row.sight]
    by = "" if len(same) == 1 else f"_by_{row.named}_{row.key}"
    return identifier(keep_head(f"show_{resource.singular}{by}", FUNCTION))


def sight_view(design: Design) -> SightView:
    """Prepare sight.py."""
    package, sights, rows = design.package, _sights(design), _seen(design)
    bonds = [bond for each in sights for bond in each.bonds]
    asks = any(bond.group for bond in bonds) or any(each.unless for each in sights)
    tables = {hop.table for bond in bonds for hop in bond.hops}
    gated = [
        Import("typing", "Annotated"),
        Import("fastapi", "Depends"),
        Import("fastapi", "Request"),
        Import(f"{package}.database", "Session"),
        Import(f"{package}.errors", "NotFoundError"),
        Import(f"{package}.viewers", "note_viewer"),
    ]
    selects = bool(rows) or asks or bool(tables)
    imports = [
        *(gated if rows else []),
        Import("sqlalchemy", "ColumnElement"),
        Import("sqlalchemy", "or_"),
        *([Import("sqlalchemy", "select")] if selects else []),
        *reader_imports(design, rows),
        *([model_import(design, person_of(design))] if asks else []),
        *(model_import(design, design.resources[each.resource]) for each in sights),
        *(table_import(design, design.tables[each]) for each in sorted(tables)),
        Import(f"{package}.viewers", "VIEWER"),
    ]
    return SightView(
        module=module(package, "sight.py", uses_line(package, "", imports), imports),
        conditions=tuple(_condition(design, each) for each in sights),
        gates=tuple(_gate(design, each) for each in rows),
    )


def _condition(design: Design, sight: Sight) -> Function:
    resource = design.resources[sight.resource]
    table, people = table_of(design, resource), table_of(design, person_of(design))
    told: list[Code] = []
    if sight.column is not None:
        states = pack(*map(string, sight.states))
        told.append(call(f"{table.model}.{identifier(sight.column)}.not_in", states))
    told += [tied(design, table, each, each.hops, "VIEWER") for each in sight.bonds]
    key = f"{people.model}.{identifier(people.key.name)}"
    for way in sight.unless:
        own = call(".where", f"{key} == VIEWER", says(people.model, way))
        told.append(fluent(f"select({key})", own, ".exists()"))
    about = f"Tell which {words(resource.plural)} are there for whoever is calling."
    return function(
        signature(condition_name(design, sight), (), "ColumnElement[bool]", opening="def"),
        docstring(about, fallback="Tell which rows are there.", indent=_STEP),
        [prefixed("return ", call("or_", *told))],
        indent=0,
    )


def _gate(design: Design, row: SeenRow) -> Function:
    resource = design.resources[row.sight.resource]
    key = f"{table_of(design, resource).model}.{identifier(row.key)}"
    name, read = read_key(design, row)
    seen = f"{condition_name(design, row.sight)}()"
    statements: list[Statement] = [
        read,
        prefixed("query = ", call(f"select({key}).where", f"{key} == {name}", seen)),
        "if await session.scalar(query) is None:",
        Nested(f'detail = "There is no such {words(resource.singular)}."'),
        Nested("raise NotFoundError(detail)"),
    ]
    about = f"Answer 404 for a {words(resource.singular)} that the caller may not see."
    viewer = "_viewer: Annotated[None, Depends(note_viewer)]"
    return function(
        signature(
            _gate_name(design, row), ("request: Request", "session: Session", viewer), "None"
        ),
        docstring(about, fallback="Answer 404 for what is hidden.", indent=_STEP),
        statements,
        indent=0,
    )
