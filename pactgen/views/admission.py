"""The view of admission.py: who may call an operation, by what rows say of the caller.

Location: pactgen/views/admission.py. Used by plan.py and by the view of the handlers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, docstring, identifier, string
from pactgen.passes.words.names import snake
from pactgen.passes.words.shorten import FUNCTION, keep_head
from pactgen.values import dataclass
from pactgen.views.access import table_of
from pactgen.views.blocks import Function, Nested, Statement, function
from pactgen.views.columns import parse_of
from pactgen.views.finders import READERS
from pactgen.views.imports import Import
from pactgen.views.layout import call, fluent, listing, prefixed, signature
from pactgen.views.modules import Module, module, uses_line
from pactgen.views.naming import model_import, words
from pactgen.views.once import once
from pactgen.views.owners import person_of

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint, Resource
    from pactgen.ir.inputs import KeptRow, WayIn
    from pactgen.views.layout import Code

_STEP: Final = 4
_OF_KEYS: Final = re.compile(r"_(?:id|uuid|key)$")
"""Ends of columns that name people."""
_ROLE: Final = 'detail = "Your role does not allow this."'
_OTHERS: Final = 'detail = "It is somebody else\'s."'


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionView:
    """Everything that admission.py prints."""

    module: Module
    gates: tuple[Function, ...]


def has_admission(design: Design) -> bool:
    """Tell whether operations are for some people alone."""
    return any(each.is_gated for each in design.endpoints)


def reads_kept_keys(design: Design) -> bool:
    """Tell whether the key of a row that must be the caller's is read from a text."""
    return any(_reader(design, each) is not None for each in _kept_rows(design))


def gate_of(design: Design, endpoint: Endpoint) -> Emitted:
    """Return the name of the function that keeps others out: `admit_organizer_or_admin`."""
    if endpoint.kept_row is None:
        return _called(_names(endpoint.admits))
    return _names_of_rows(design)[endpoint.kept_row]


def admission_view(design: Design) -> AdmissionView:
    """Prepare admission.py."""
    package = design.package
    gated = {gate_of(design, each): each for each in design.endpoints if each.is_gated}
    rows, ways = _kept_rows(design), [_ways(each) for each in gated.values()]
    readers = {reader for each in rows if (reader := _reader(design, each)) is not None}
    models = [*([person_of(design)] if any(ways) else [])]
    passed = [
        name for each in rows for name in (each.resource, *(up.resource for up in each.above))
    ]
    models += [design.resources[name] for name in dict.fromkeys(passed)]
    imports = [
        *([Import("fastapi", "Request")] if rows else []),
        Import("sqlalchemy", "select"),
        *([Import("sqlalchemy", "or_")] if any(len(each) > 1 for each in ways) else []),
        Import(f"{package}.database", "Session"),
        Import(f"{package}.errors", "ForbiddenError"),
        *(Import(f"{package}.key_texts", each) for each in sorted(readers)),
        Import(f"{package}.owners", "OwnerKey"),
        *(model_import(design, each) for each in models),
    ]
    return AdmissionView(
        module=module(package, "admission.py", uses_line(package, "", imports), imports),
        gates=tuple(_gate(design, name, each) for name, each in gated.items()),
    )


@once
def _kept_rows(design: Design) -> tuple[KeptRow, ...]:
    kept = (each.kept_row for each in design.endpoints)
    return tuple(dict.fromkeys(each for each in kept if each is not None))


@once
def _names_of_rows(design: Design) -> dict[KeptRow, Emitted]:
    """Name a gate after the owner: `organizer_of_event`; then after what the path names."""
    found: dict[KeptRow, Emitted] = {}
    for kept in _kept_rows(design):
        row, start = _owned(design, kept).singular, design.resources[kept.resource].singular
        own = kept.owner == kept.key and not kept.above
        owner = row if own else f"{_OF_KEYS.sub('', kept.owner)}_of_{row}"
        longer = (owner, f"{owner}_by_{start}", f"{owner}_by_{start}_{kept.named}")
        names = [_called([each, *_names(kept.unless)]) for each in longer]
        found[kept] = next((each for each in names if each not in found.values()), names[-1])
    return found


def _owned(design: Design, kept: KeptRow) -> Resource:
    """Return what the row is that says whose it is."""
    return design.resources[kept.above[-1].resource if kept.above else kept.resource]


def _ways(endpoint: Endpoint) -> tuple[WayIn, ...]:
    return endpoint.admits if endpoint.kept_row is None else endpoint.kept_row.unless


def _names(ways: tuple[WayIn, ...]) -> list[str]:
    return [name for way in ways for name in way.values or (way.column.removeprefix("is_"),)]


def _called(names: list[str]) -> Emitted:
    return identifier(keep_head(f"admit_{'_or_'.join(map(snake, names))}", FUNCTION))


def _reader(design: Design, kept: KeptRow) -> str | None:
    """Return what reads the key from the path's text, unless it is a text."""
    parse = parse_of("str", table_of(design, design.resources[kept.resource]).column(kept.key))
    return None if parse is None else READERS[parse]


def _gate(design: Design, name: Emitted, endpoint: Endpoint) -> Function:
    kept = endpoint.kept_row
    parameters: tuple[Code, ...] = ("own_key: OwnerKey", "session: Session")
    if kept is None:
        about = "Let only those pass whose row says that they may."
        body = _by_role(design, endpoint.admits, _ROLE)
    else:
        parameters = ("request: Request", *parameters)
        row = words(_owned(design, kept).singular)
        others = ", or whose own row says so" if kept.unless else ""
        about = f"Let only those pass whose {row} it is{others}."
        body = _by_row(design, kept)
    return function(
        signature(name, parameters, "None"),
        docstring(about, fallback="Let only those pass who may.", indent=_STEP),
        body,
        indent=0,
    )


def _by_row(design: Design, kept: KeptRow) -> list[Statement]:
    """Look for the row that is somebody else's; then for what lets the caller in all the same."""
    resource = design.resources[kept.resource]
    column, reader = _column(design, resource, kept.key), _reader(design, kept)
    owner = _column(design, _owned(design, kept), kept.owner)
    text = f"request.path_params[{string(kept.named)}]"
    key = text if reader is None else f"{reader}({text})"
    name = f"{resource.singular}_key"
    told = (f"{column} == {name}", f"{owner}.is_distinct_from(own_key)")
    query: Code = call(f"select({column}).where", *told)
    if kept.above:
        query = fluent(f"select({column})", *_joins(design, kept), call(".where", *told))
    statements: list[Statement] = [f"{name} = {key}", prefixed("query = ", query)]
    if not kept.unless:
        refusal: list[Statement] = [_OTHERS, "raise ForbiddenError(detail)"]
        statements.append("if await session.scalar(query) is not None:")
        return [*statements, *(Nested(each) for each in refusal)]
    statements += ["if await session.scalar(query) is None:", Nested("return")]
    return [*statements, *_by_role(design, kept.unless, _OTHERS)]


def _joins(design: Design, kept: KeptRow) -> list[Code]:
    """Return what leads up to the row that says whose it is; without that row, it is nobody's."""
    found: list[Code] = []
    below = design.resources[kept.resource]
    for step in kept.above:
        above = design.resources[step.resource]
        may_lack = table_of(design, below).column(step.column).nullable
        keys = (_column(design, above, step.key), _column(design, below, step.column))
        method = ".outerjoin" if may_lack else ".join"
        found.append(call(method, table_of(design, above).model, " == ".join(keys)))
        below = above
    return found


def _column(design: Design, resource: Resource, name: str) -> str:
    return f"{table_of(design, resource).model}.{identifier(name)}"


def _by_role(design: Design, ways: tuple[WayIn, ...], detail: str) -> list[Statement]:
    people = table_of(design, person_of(design))
    key = f"{people.model}.{identifier(people.key.name)}"
    told = [_told(people.model, each) for each in ways]
    allowed = told[0] if len(told) == 1 else call("or_", *told)
    return [
        prefixed("query = ", call(f"select({key}).where", f"{key} == own_key", allowed)),
        "if await session.scalar(query) is None:",
        Nested(detail),
        Nested("raise ForbiddenError(detail)"),
    ]


def _told(model: str, way: WayIn) -> Code:
    column = f"{model}.{identifier(way.column)}"
    match way.values:
        case ():
            return column
        case (only,):
            return f"{column} == {string(only)}"
        case _:
            return call(f"{column}.in_", listing(*map(string, way.values)))
