"""What a method of a service returns, and what its body must import.

Location: pactgen/views/service_returns.py. Used by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import (
    ChangePassword,
    ClearRows,
    CountRows,
    CreateRow,
    Custom,
    DeleteRow,
    Grouping,
    Info,
    ListRows,
    ListValues,
    LogIn,
    ReadSingleton,
    ReplaceLinks,
    ReplaceRow,
    SetMark,
    Summarize,
    UpdateRow,
    UploadFile,
    WriteSingleton,
)
from pactgen.ir.fills import Now, Redrawn
from pactgen.views.access import (
    answered_resource,
    file_with,
    is_many,
    resource_of,
    shows_caller,
)
from pactgen.views.drawn import form_imports
from pactgen.views.fills import raw_media, returns_rows, shows_row
from pactgen.views.guards import guard_imports
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.linked_keys import may_name_none
from pactgen.views.moves import move_imports
from pactgen.views.naming import model_import
from pactgen.views.own_rows import owner_imports
from pactgen.views.repository_named import unknown_error
from pactgen.views.service_nested import written_nested
from pactgen.views.service_passwords import change_password_imports
from pactgen.views.service_values import values_annotated
from pactgen.views.transitions import refusal_imports

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint


def returns_of(design: Design, endpoint: Endpoint) -> tuple[str, tuple[Import, ...]]:
    """Return the annotation of what comes back, and what it needs imported."""
    resource = answered_resource(design, endpoint)
    if isinstance(endpoint.behaviour, Info):
        return "Program", (Import(f"{design.package}.program", "Program"),)
    if resource is None:
        return _custom_content(endpoint), ()
    model = model_import(design, resource)
    if (is_many(endpoint) or endpoint.links_shown) and returns_rows(endpoint):
        return f"Sequence[{model.name}]", (model, Import("collections.abc", "Sequence"))
    match endpoint.behaviour:
        case ListRows(window=None):
            return f"Sequence[{model.name}]", (model, Import("collections.abc", "Sequence"))
        case ListRows():
            return f"Slice[{model.name}]", (model, Import(f"{design.package}.paging", "Slice"))
        case CountRows() | ClearRows(counts=True) if endpoint.links_shown is None:
            return "int", ()
        case Summarize(grouping=Grouping()):
            rows = (Import("collections.abc", "Sequence"), Import("sqlalchemy", "RowMapping"))
            return "Sequence[RowMapping]", rows
        case Summarize():
            return "RowMapping", (Import("sqlalchemy", "RowMapping"),)
        case ListValues():
            return "Sequence[str]", (Import("collections.abc", "Sequence"),)
        case ClearRows() | ReplaceLinks() if endpoint.links_shown is None:
            return "None", ()
        case DeleteRow() | ChangePassword() | SetMark() if not shows_row(endpoint.answer):
            return "None", ()
        case _:
            return model.name, (model,)


def _custom_content(endpoint: Endpoint) -> str:
    """Return the type of what a person's own rule will answer."""
    media = raw_media(endpoint)
    if not isinstance(endpoint.behaviour, Custom) or (
        media is None and endpoint.answer.type is None
    ):
        return "None"
    if media is None:
        return "object"
    return "str" if media.startswith("text/") else "bytes"


def body_imports(design: Design, endpoint: Endpoint) -> tuple[Import, ...]:
    """Return what the statements of the method need."""
    match endpoint.behaviour:
        case Custom():
            return (Import(f"{design.package}.errors", "NotImplementedYetError"),)
        case Info():
            return (Import(f"{design.package}.program", "this_program"),)
        case LogIn(is_hashed=is_hashed):
            tokens = f"{design.package}.token_issuer"
            compares = Import(tokens, "is_password" if is_hashed else "is_text")
            return (Import(tokens, "WrongCredentialsError"), compares)
        case ReplaceLinks() if may_name_none(design, endpoint):
            model: tuple[Import, ...] = (Import(f"{design.package}.errors", "ConflictError"),)
            return (*model, model_import(design, known(resource_of(design, endpoint))))
        case ChangePassword():
            return change_password_imports(design, endpoint.behaviour)
        case (
            CreateRow()
            | ReadSingleton(springs=True)
            | WriteSingleton()
            | UploadFile()
            | ReplaceLinks()
            | ReplaceRow(creates=True)
            | SetMark(on=True)
        ):
            resource = known(resource_of(design, endpoint))
            model = (model_import(design, resource),)
        case _:
            model = ()
    if any(each.items == "row" and each.lenient is not None for each in written_nested(endpoint)):
        model = (*model, unknown_error(design.package))
    if shows_caller(endpoint):
        model = (*model, Import(f"{design.package}.callers", "UnknownCallerError"))
    brought = file_with(endpoint)
    if brought is not None:
        model = (*model, model_import(design, design.resources[brought.resource]))
    annotates = endpoint.body is None and values_annotated(endpoint)
    needs = (Import("typing", "Any"),) if annotates else ()
    refusals = (
        *owner_imports(design.package, endpoint),
        *refusal_imports(design.package, endpoint),
        *move_imports(design.package, endpoint),
    )
    needs = (*needs, *refusals, *guard_imports(design, endpoint))
    if isinstance(endpoint.behaviour, UpdateRow | ReplaceRow) and _tells_the_time(
        endpoint.behaviour
    ):
        needs = (*needs, Import(f"{design.package}.database", "utc_now"))
    if isinstance(endpoint.behaviour, UpdateRow):
        needs = (*needs, *_drawing(design, endpoint.behaviour))
    return (*model, *needs)


def _drawing(design: Design, behaviour: UpdateRow) -> list[Import]:
    """Return what draws another credential."""
    made = (fill.how for _, fill in behaviour.sets if isinstance(fill, Redrawn))
    return [each for how in made for each in form_imports(design.package, how)]


def _tells_the_time(behaviour: UpdateRow | ReplaceRow) -> bool:
    sets = behaviour.sets if isinstance(behaviour, UpdateRow) else ()
    return any(isinstance(fill, Now) for _, fill in (*sets, *behaviour.stamps))
