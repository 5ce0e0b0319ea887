"""The body of a handler: it calls the service and makes the answer of what comes back.

Location: pactgen/views/handler_bodies.py. Used by `handlers`.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.ir.behaviours import Custom, DownloadFile, Health, ListRows, RenewTokens
from pactgen.ir.fills import Counted, Fill, FromRow, FromRows, FromValues
from pactgen.ir.wire import Named
from pactgen.values import dataclass
from pactgen.views.access import answered_resource, resource_of, table_of
from pactgen.views.answers import Answering, as_text, valued
from pactgen.views.arguments import service_arguments
from pactgen.views.bodies import row_fields, sent_row
from pactgen.views.fills import (
    issues_tokens,
    raw_media,
    returns_rows,
    shows_count,
    shows_figures,
    shows_row,
    shows_values,
    tells_program,
)
from pactgen.views.guards import MODULE, known_already
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import Code, call, prefixed
from pactgen.views.naming import model_import
from pactgen.views.revocations import has_revocations
from pactgen.views.types import body_type
from pactgen.views.uploads import upload_of, uploaded_part

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint
    from pactgen.views.blocks import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of a handler that must differ from those of its inputs."""

    service: str
    request: str
    response: str
    row: str
    found: str
    content: str
    issuer: str
    tokens: str
    sent_type: str


def returned(design: Design, endpoint: Endpoint) -> tuple[str, tuple[Import, ...]]:
    """Return the annotation of what the handler returns, and what it needs imported."""
    shown, imports = _shown(design, endpoint)
    told = known_already(endpoint)
    if told is None:
        return shown, imports
    unless_known = Import(f"{design.package}.{MODULE}", told[0])
    returns = shown if shown == "object" else f"{shown} | Response"
    returns = "Response | None" if shown == "None" else returns
    needs = () if shown == "object" else (Import("fastapi", "Response"),)
    return returns, (*imports, *needs, unless_known)


def _shown(design: Design, endpoint: Endpoint) -> tuple[str, tuple[Import, ...]]:
    answer, resource = endpoint.answer, answered_resource(design, endpoint)
    if isinstance(endpoint.behaviour, DownloadFile):
        serve = Import(f"{design.package}.file_store", "serve")
        return "Response", (Import("fastapi", "Response"), serve)
    if raw_media(endpoint) is not None:
        return "Response", (Import("fastapi", "Response"),)
    if answer.type is None:
        return "None", ()
    match answer.fill:
        case FromRow(model=shown, is_chosen=True):
            told = body_type(design, Named(name=shown))
            return told.text, told.imports
        case FromRow(in_list=in_list) if resource is not None:
            model = model_import(design, resource)
            return f"list[{model.name}]" if in_list else model.name, (model,)
        case FromRows(inside=None) if resource is not None:
            model = model_import(design, resource)
            return f"Sequence[{model.name}]", (model, Import("collections.abc", "Sequence"))
        case FromValues():
            return "Sequence[str]", (Import("collections.abc", "Sequence"),)
        case _:
            return "object", ()


def statements_of(
    design: Design, endpoint: Endpoint, answering: Answering, names: Names
) -> list[Statement]:
    """Return the statements after the docstring: the call, and the answer made of its result."""
    arguments = [each.name for each in service_arguments(design, endpoint)]
    called = call(f"await {names.service}.{identifier(endpoint.function)}", *arguments)
    answer, behaviour = endpoint.answer, endpoint.behaviour
    if isinstance(behaviour, Custom):
        return _custom(endpoint, called, names)
    if isinstance(behaviour, DownloadFile):
        types = [string(each) for each in behaviour.media_types]
        return [
            prefixed(f"{names.row} = ", called),
            call("return serve", names.request, names.row, *types),
        ]
    fill = answer.fill
    statements: list[Statement] = []
    uploaded = uploaded_part(endpoint)
    if uploaded is not None:
        statements.append(upload_of(design, endpoint, uploaded, names.sent_type))
    if _hands_on(endpoint):
        return [*statements, prefixed("return ", called)]
    if answer.made is not None:
        chosen = f"{status_code(answer.made)} if is_new else {status_code(answer.status)}"
        statements += [
            prefixed(f"{names.row}, is_new = ", called),
            f"{names.response}.status_code = {chosen}",
        ]
    elif _is_found(endpoint):
        needs_found = answering.reads_found
        statements.append(prefixed(f"{names.found} = ", called) if needs_found else called)
        if answering.counts_first:
            statements.append(prefixed("total = ", answering.total))
    elif issues_tokens(endpoint):
        statements += _issued(design, endpoint, called, names)
    elif shows_row(answer) and not isinstance(behaviour, Health):
        statements.append(prefixed(f"{names.row} = ", called))
    else:
        statements.append(called)
    statements += _headers(answering, names)
    media = raw_media(endpoint)
    if media is not None:
        content = _raw(answering, fill)
        return [*statements, call("return Response", content, f"media_type={string(media)}")]
    shown = None if fill is None or answer.type is None else answering.code(fill)
    told = known_already(endpoint)
    if told is not None:  # whoever has it already is not sent it again
        again = call(told[0], "None" if shown is None else shown, names.response, told[1])
        return [*statements, prefixed("return ", again)]
    return statements if shown is None else [*statements, prefixed("return ", shown)]


def status_code(status: int) -> str:
    """Spell a status as its constant, if it has one."""
    try:
        return f"HTTPStatus.{HTTPStatus(status).name}"
    except ValueError:
        return str(status)


def _is_found(endpoint: Endpoint) -> bool:
    """Tell whether what the service returns is no single row: rows, values, a number."""
    answer = endpoint.answer
    told = shows_count(answer) or shows_values(answer) or shows_figures(answer)
    told = told or tells_program(endpoint)
    return told or returns_rows(endpoint)


def _hands_on(endpoint: Endpoint) -> bool:
    """Tell whether the answer is what the service returns, as it is."""
    answer, behaviour = endpoint.answer, endpoint.behaviour
    if answer.headers or answer.made is not None:
        return False
    match answer.fill:
        case FromRow(is_chosen=is_chosen, in_list=in_list):
            return not (is_chosen or in_list or issues_tokens(endpoint))
        case FromRows(inside=None):
            whole = not isinstance(behaviour, ListRows) or behaviour.window is None
            return whole and raw_media(endpoint) is None
        case Counted() | FromValues():
            return raw_media(endpoint) is None
        case _:
            return False


def _raw(answering: Answering, fill: Fill | None) -> Code:
    """Return the text or the bytes of an answer that is no JSON."""
    match fill:
        case None:
            return '"OK"'
        case Counted():
            return as_text(answering, fill)
        case FromRows(model=model):
            shown = body_type(answering.design, Named(name=model))
            return call("as_csv", answering.code(fill), shown.text)
        case _:
            return answering.code(fill)


def _caller(
    design: Design, endpoint: Endpoint, behaviour: RenewTokens, names: Names
) -> list[Statement]:
    """Find out whom the refresh token was issued to."""
    body = known(endpoint.body)
    sent = sent_row(design, body)
    fields = {field.attribute: field for field in row_fields(design, body)}
    given = f"{sent.expression}.{identifier(behaviour.token)}"
    caller_of = f"caller = {names.issuer}.caller_of"
    if sent.is_optional:
        read = f"refresh_token = {given} if {sent.condition} else None"
        return [*sent.statements, read, call(caller_of, 'refresh_token or ""')]
    return [call(caller_of, given if fields[behaviour.token].required else f'{given} or ""')]


def _issued(design: Design, endpoint: Endpoint, called: Code, names: Names) -> list[Statement]:
    """Issue tokens to the row whose password was right."""
    resource = known(resource_of(design, endpoint))
    key = table_of(design, resource).key
    behaviour = endpoint.behaviour
    before = (
        _caller(design, endpoint, behaviour, names) if isinstance(behaviour, RenewTokens) else []
    )
    subject = f"{names.row}.{identifier(key.name)}"
    goes_on = isinstance(behaviour, RenewTokens) and has_revocations(design)
    return [
        *before,
        prefixed(f"{names.row} = ", called),
        call(
            f"{names.tokens} = {names.issuer}.issue",
            subject if key.kind == "text" else f"str({subject})",
            *(['session=caller.claims.get("sid")'] if goes_on else []),
        ),
    ]


def _custom(endpoint: Endpoint, called: Code, names: Names) -> list[Statement]:
    media = raw_media(endpoint)
    if media is None:
        return [called if endpoint.answer.type is None else prefixed("return ", called)]
    return [
        prefixed(f"{names.content} = ", called),
        call("return Response", names.content, f"media_type={string(media)}"),
    ]


def _headers(answering: Answering, names: Names) -> list[Statement]:
    statements: list[Statement] = []
    for name, fill in answering.endpoint.answer.headers:
        target = f"{names.response}.headers[{string(name)}]"
        statements.append(valued(f"{target} = ", as_text(answering, fill)))
    return statements
