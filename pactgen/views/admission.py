"""The view of admission.py: who may call an operation, by what the caller's own row says.

Location: pactgen/views/admission.py. Used by plan.py and by the view of the handlers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, identifier, string
from pactgen.passes.words.names import snake
from pactgen.passes.words.shorten import FUNCTION, keep_head
from pactgen.values import dataclass
from pactgen.views.access import table_of
from pactgen.views.blocks import Nested, Statement, block
from pactgen.views.imports import Import
from pactgen.views.layout import call, listing, prefixed
from pactgen.views.modules import Module, module, uses_line
from pactgen.views.naming import model_import
from pactgen.views.owners import person_of

if TYPE_CHECKING:
    from pactgen.ir.design import Design
    from pactgen.ir.inputs import WayIn
    from pactgen.views.layout import Code

STEP: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    """A function that lets some people pass."""

    name: Emitted
    body: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionView:
    """Everything that admission.py prints."""

    module: Module
    gates: tuple[GateView, ...]


def has_admission(design: Design) -> bool:
    """Tell whether operations are for some people alone."""
    return any(each.admits for each in design.endpoints)


def admission(ways: tuple[WayIn, ...]) -> Emitted:
    """Return the name of the function that lets these people pass: `admit_organizer_or_admin`."""
    names = [name for way in ways for name in way.values or (way.column.removeprefix("is_"),)]
    return identifier(keep_head(f"admit_{'_or_'.join(map(snake, names))}", FUNCTION))


def admission_view(design: Design) -> AdmissionView:
    """Prepare admission.py."""
    package = design.package
    ways = tuple(dict.fromkeys(each.admits for each in design.endpoints if each.admits))
    several = any(len(each) > 1 for each in ways)
    imports = [
        Import("sqlalchemy", "select"),
        *([Import("sqlalchemy", "or_")] if several else []),
        Import(f"{package}.database", "Session"),
        Import(f"{package}.errors", "ForbiddenError"),
        Import(f"{package}.owners", "OwnerKey"),
        model_import(design, person_of(design)),
    ]
    return AdmissionView(
        module=module(package, "admission.py", uses_line(package, "", imports), imports),
        gates=tuple(GateView(name=admission(each), body=_body(design, each)) for each in ways),
    )


def _body(design: Design, ways: tuple[WayIn, ...]) -> Emitted:
    people = table_of(design, person_of(design))
    key = f"{people.model}.{identifier(people.key.name)}"
    told = [_told(people.model, each) for each in ways]
    allowed = told[0] if len(told) == 1 else call("or_", *told)
    statements: list[Statement] = [
        prefixed("query = ", call(f"select({key}).where", f"{key} == own_key", allowed)),
        "if await session.scalar(query) is None:",
        Nested('detail = "Your role does not allow this."'),
        Nested("raise ForbiddenError(detail)"),
    ]
    return block(statements, STEP)


def _told(model: str, way: WayIn) -> Code:
    column = f"{model}.{identifier(way.column)}"
    match way.values:
        case ():
            return column
        case (only,):
            return f"{column} == {string(only)}"
        case _:
            return call(f"{column}.in_", listing(*map(string, way.values)))
