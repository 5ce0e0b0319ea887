"""A handler: its decorator, its parameters, its docstring.

Location: pactgen/views/handlers.py. Used by the view of router.py; what the handler does is in
`handler_bodies.py`.
"""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pactgen.emit import Emitted, code, docstring, identifier, string
from pactgen.ir.behaviours import Info, RenewTokens
from pactgen.ir.contract import ABSENT, Requirement
from pactgen.ir.wire import Named
from pactgen.passes.reading.callers import tells_caller
from pactgen.passes.reading.messages import JSON, essence, is_json
from pactgen.passes.reading.spelling import is_in_json, is_plain
from pactgen.values import dataclass, replace
from pactgen.views.access import answered_resource, takes_caller
from pactgen.views.admission import gates_of
from pactgen.views.answers import Answering
from pactgen.views.arguments import (
    argument_type,
    body_argument,
    is_optional,
    is_query,
    is_used,
    query_argument,
    query_name,
    uses_body,
)
from pactgen.views.bars import MODULE as BARS
from pactgen.views.bars import bars_of
from pactgen.views.blocks import block
from pactgen.views.choices import choice_imports, choice_of
from pactgen.views.fills import NO_CONTENT, issues_tokens, raw_media
from pactgen.views.guards import known_already
from pactgen.views.handler_bodies import Names, returned, statements_of, status_code
from pactgen.views.imports import Import
from pactgen.views.layout import (
    Code,
    call,
    flat,
    laid_out,
    listing,
    mapping,
    parsed,
    prefixed,
    subscript,
    suffixed,
)
from pactgen.views.literals import json_code
from pactgen.views.masking import MODULE as MASKING
from pactgen.views.masking import has_masks
from pactgen.views.naming import pascal, row_variable, service_alias, service_name, spoken
from pactgen.views.sight import MODULE as SIGHT
from pactgen.views.sight import gates_of_sight
from pactgen.views.types import Annotation, body_type, parameter_type, request_type
from pactgen.views.uploads import upload_reader, uploaded_part
from pactgen.views.viewers import viewed_endpoints

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint, Feature
    from pactgen.ir.inputs import Input
    from pactgen.ir.messages import Answer, BodyInput

DECORATORS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
"""The methods for which FastAPI has a decorator."""
STEP = 4
PLACEHOLDER = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handler:
    """A handler as the template prints it."""

    method: Emitted
    decoration: tuple[Emitted, ...]
    function: Emitted
    parameters: tuple[Emitted, ...]
    is_chosen: bool
    """It shares its method and path: `choice` says with what a request means it."""
    choice: Emitted
    returns: Emitted
    docstring: Emitted
    body: Emitted
    imports: tuple[Import, ...]
    media: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of a handler."""

    code: Code
    has_default: bool = False
    imports: tuple[Import, ...] = ()


def handler_of(design: Design, feature: Feature, endpoint: Endpoint) -> Handler:
    """Return the handler of an endpoint."""
    names = _names(design, feature, endpoint)
    answering = Answering(
        design=design,
        endpoint=endpoint,
        service=names.service,
        row=names.row,
        found=names.found,
        request=names.request,
        tokens=names.tokens,
    )
    parameters = _parameters(design, feature, endpoint, answering, names)
    decoration, media, wanted = _decoration(design, endpoint)
    if endpoint.answer.made is not None:
        wanted.append(Import("http", "HTTPStatus"))
    returns, needs = returned(design, endpoint)
    body = statements_of(design, endpoint, answering, names)
    uploaded = uploaded_part(endpoint)
    if uploaded is not None:
        used = upload_reader(design, endpoint, uploaded)
        wanted.append(Import(f"{design.package}.file_store", used))
    method = endpoint.operation.method
    return Handler(
        method=code(method if method in DECORATORS else "api_route"),
        decoration=tuple(code(laid_out(each, indent=STEP, tail=",")) for each in decoration),
        function=identifier(endpoint.function),
        parameters=tuple(
            code(laid_out(_breakable(each.code), indent=STEP, tail=",")) for each in parameters
        ),
        is_chosen=bool(endpoint.operation.conditions),
        choice=choice_of(endpoint),
        returns=code(returns),
        docstring=docstring(
            endpoint.summary,
            fallback=spoken(endpoint.function),
            indent=STEP,
            brief=True,
        ),
        body=block(body, STEP),
        imports=(
            *wanted,
            *needs,
            *choice_imports(design, endpoint),
            *answering.imports,
            *(each for parameter in parameters for each in parameter.imports),
        ),
        media=media,
    )


def _breakable(parameter: Code) -> Code:
    return parsed(flat(parameter))


def _names(design: Design, feature: Feature, endpoint: Endpoint) -> Names:
    taken = {each.name for each in endpoint.inputs if not is_query(each)}
    if endpoint.body is not None:
        taken.add(endpoint.body.name)
    if any(is_query(each) for each in endpoint.inputs):
        taken.add(query_name(endpoint))
    if endpoint.caller is not None:
        taken.add(endpoint.caller.name)
    resource = answered_resource(design, endpoint)
    chosen: list[str] = []
    wishes = (
        service_name(design, feature),
        "request",
        "response",
        row_variable(resource) if resource is not None else "done",
        "program" if isinstance(endpoint.behaviour, Info) else "found",
        "content",
        "issuer",
        "tokens",
        "sent_type",
    )
    for wish in wishes:
        name = wish
        while name in taken:
            name += "_"
        taken.add(name)
        chosen.append(identifier(name))
    service, request, response, row, found, content, issuer, tokens, sent_type = chosen
    return Names(
        service=service,
        request=request,
        response=response,
        row=row,
        found=found,
        content=content,
        issuer=issuer,
        tokens=tokens,
        sent_type=sent_type,
    )


# ---- the decorator ---------------------------------------------------------------------------


def _decoration(
    design: Design, endpoint: Endpoint
) -> tuple[list[Code], tuple[tuple[str, str], ...], list[Import]]:
    answer = endpoint.answer
    parts: list[Code] = [
        string(route_path(endpoint)),
        f"operation_id={string(endpoint.operation_id)}",
    ]
    if endpoint.operation.method not in DECORATORS:
        parts.insert(1, f"methods=[{string(endpoint.operation.method.upper())}]")
    imports: list[Import] = []
    media: tuple[tuple[str, str], ...] = ()
    if answer.status != HTTPStatus.OK:
        parts.append(f"status_code={status_code(answer.status)}")
        imports.append(Import("http", "HTTPStatus"))
    if raw_media(endpoint) is not None:
        imports.append(Import("fastapi", "Response"))
        parts.append("response_class=Response")
    elif answer.type is not None:
        shown = body_type(design, answer.type)
        parts.append(parsed(f"response_model={shown.text}"))
        imports += shown.imports
        media = _media(answer)
        parts += [f"response_class={name}" for name, _ in media]
    elif _is_known_empty(answer):
        imports.append(Import("fastapi", "Response"))
        parts.append("response_class=Response")
        parts += ["response_model=None"] if known_already(endpoint) is not None else []
    checks: list[Code] = []
    if endpoint.security and endpoint.security != (Requirement(schemes=()),):
        checks.append(_requires(endpoint.security))
        imports.append(Import(f"{design.package}.security", "requires"))
    if endpoint.of_tenant:
        checks.append("Depends(note_tenant)")
        imports.append(Import("fastapi", "Depends"))
        imports.append(Import(f"{design.package}.tenants", "note_tenant"))
    gates = _gates(design, endpoint)
    checks += [f"Depends({gate.name})" for gate in gates]
    imports += [*gates, *([Import("fastapi", "Depends")] if gates else [])]
    if endpoint.operation_id in viewed_endpoints(design):
        checks.append("Depends(note_viewer)")
        imports.append(Import("fastapi", "Depends"))
        imports.append(Import(f"{design.package}.viewers", "note_viewer"))
    parts += [prefixed("dependencies=", listing(*checks))] if checks else []
    return parts, media, imports


def _gates(design: Design, endpoint: Endpoint) -> list[Import]:
    """Return what keeps people out, or rows from them, in the order in which it is asked."""
    package = design.package
    asked = ["get_owner_key"] if _asks_for_account(design, endpoint) else []
    found = [Import(f"{package}.owners", each) for each in asked]
    found += [Import(f"{package}.{MASKING}", "note_caller")] if has_masks(design) else []
    found += [Import(f"{package}.{SIGHT}", each) for each in gates_of_sight(design, endpoint)]
    named = gates_of(design, endpoint) if endpoint.is_gated else ()
    found += [Import(f"{package}.admission", each) for each in named]
    return [*found, *(Import(f"{package}.{BARS}", each) for each in bars_of(design, endpoint))]


def _asks_for_account(design: Design, endpoint: Endpoint) -> bool:
    """Tell whether nothing else looks whether the account of the caller lets somebody in."""
    asked = endpoint.caller is not None or endpoint.is_gated
    if design.closed is None or asked or not all(each.schemes for each in endpoint.security):
        return False
    return tells_caller(design.contract, endpoint.operation)


def route_path(endpoint: Endpoint) -> str:
    """Return the path as Starlette compares it: decoded, with the names of the handler's arguments.

    One that stands twice is read where it stands first.
    """
    names = {
        each.parameter.name: each.name
        for each in endpoint.inputs
        if each.parameter.location == "path"
    }
    taken: set[str] = set()

    def placed(match: re.Match[str]) -> str:
        name = wanted = names.get(match.group(1), match.group(1))
        number = 2
        while name in taken or (number > 2 and name in names.values()):
            name = f"{wanted}_{number}"
            number += 1
        taken.add(name)
        return "{" + name + "}"

    return PLACEHOLDER.sub(placed, _ESCAPES.sub(_decoded, endpoint.operation.path))


_ESCAPES = re.compile(r"(?:%[0-9A-Fa-f]{2})+(?![^{]*\})")
"""What is percent-encoded (RFC 3986, section 2.1) outside of the names of parameters."""


def _decoded(escapes: re.Match[str]) -> str:
    """Return the characters; what would mean something else in a route stays as it is."""
    text = unquote(escapes[0])
    return escapes[0] if {*"{}/", "\N{REPLACEMENT CHARACTER}"} & set(text) else text


def _media(answer: Answer) -> tuple[tuple[str, str], ...]:
    media_type = (answer.media_type or "application/json").partition(";")[0].strip().lower()
    if media_type == "application/json" or not media_type.endswith("+json"):
        return ()
    kind = media_type.partition("/")[2].removesuffix("+json")
    name = pascal(re.sub(r"[^a-z0-9]+", "_", kind)) + "Response"
    return ((name if name.isidentifier() else f"Json{name}", media_type),)


def _is_known_empty(answer: Answer) -> bool:
    """Whether an answer tells that its body has no bytes.

    That of 205 never has any, whatever the contract shows (RFC 9110, 15.3.6).
    """
    if answer.status == HTTPStatus.RESET_CONTENT:
        return True
    return answer.media_type is None and answer.status not in NO_CONTENT


def _requires(security: tuple[Requirement, ...]) -> Code:
    alternatives = [
        mapping(
            *(
                prefixed(f"{string(name)}: ", listing(*(string(scope) for scope in scopes)))
                for name, scopes in requirement.schemes
            )
        )
        for requirement in security
    ]
    return call("requires", *alternatives)


# ---- parameters ------------------------------------------------------------------------------


def _parameters(
    design: Design, feature: Feature, endpoint: Endpoint, answering: Answering, names: Names
) -> list[Parameter]:
    parameters: list[Parameter] = []
    fastapi = "fastapi"
    if answering.needs_request:
        wanted = (Import(fastapi, "Request"),)
        parameters.append(Parameter(code=f"{names.request}: Request", imports=wanted))
    if endpoint.answer.headers or endpoint.answer.made is not None:
        wanted = (Import(fastapi, "Response"),)
        parameters.append(Parameter(code=f"{names.response}: Response", imports=wanted))
    alias = service_alias(design, feature)
    dependencies = f"{design.package}.{feature.package}.dependencies"
    parameters.append(
        Parameter(code=f"{names.service}: {alias}", imports=(Import(dependencies, alias),))
    )
    if issues_tokens(endpoint):
        issuer = Import(f"{design.package}.token_issuer", "Issuer")
        parameters.append(Parameter(code=f"{names.issuer}: Issuer", imports=(issuer,)))
    if uploaded_part(endpoint) == "":
        sent = Import(f"{design.package}.file_store", "SentType")
        parameters.append(Parameter(code=f"{names.sent_type}: SentType", imports=(sent,)))
    if takes_caller(endpoint) and not isinstance(endpoint.behaviour, RenewTokens):
        caller = Import(f"{design.package}.callers", "CurrentCaller")
        parameters.append(Parameter(code=f"caller: {caller.name}", imports=(caller,)))
    if endpoint.caller is not None:
        owner = Import(f"{design.package}.owners", "OwnerKey")
        name = identifier(endpoint.caller.name)
        parameters.append(Parameter(code=f"{name}: {owner.name}", imports=(owner,)))
    parameters += [
        _path_parameter(design, endpoint, each)
        for each in endpoint.inputs
        if each.parameter.location == "path"
    ]
    if endpoint.body is not None:
        parameters.append(_body_parameter(design, endpoint, endpoint.body))
    if any(is_query(each) for each in endpoint.inputs):
        parameters.append(_query_parameter(design, endpoint))
    parameters += [
        _other_parameter(design, endpoint, each, kind)
        for location, kind in (("header", "Header"), ("cookie", "Cookie"))
        for each in endpoint.inputs
        if each.parameter.location == location
    ]
    return sorted(parameters, key=lambda each: each.has_default)


def _value_parameter(design: Design, endpoint: Endpoint, each: Input) -> Parameter:
    """Return a parameter that `parameters.py` reads: a list or an object outside the query."""
    parameter = each.parameter
    name = identifier(each.name) if is_used(endpoint, each) else _unused(each)
    known_as = each.name if parameter.location == "path" else parameter.name
    style = "json" if is_in_json(parameter) else parameter.style
    said: list[Code] = [] if style == "simple" else [string(style)]
    said += ["explode=True"] if parameter.explode and style != "json" else []
    said += [] if each.required else ["required=False"]
    wanted = request_type(design, each.type)
    value = call("Located", string(parameter.location), string(known_as), wanted.text, *said)
    shown = argument_type(design, each)
    shown = shown.or_none() if is_optional(each) else shown
    imports = (
        Import("typing", "Annotated"),
        Import("fastapi", "Depends"),
        Import(f"{design.package}.parameters", "Located"),
    )
    return Parameter(
        code=subscript(f"{name}: Annotated", shown.text, call("Depends", value)),
        imports=(*imports, *wanted.imports, *shown.imports),
    )


def _path_parameter(design: Design, endpoint: Endpoint, each: Input) -> Parameter:
    if not is_plain(design.aliases, each):
        return _value_parameter(design, endpoint, each)
    annotation = parameter_type(design, each)
    if is_used(endpoint, each):
        if argument_type(design, each).text == "str" and " | " in annotation.text:
            annotation = Annotation("TextParam", (Import(f"{design.package}.wire", "TextParam"),))
        return Parameter(
            code=f"{identifier(each.name)}: {annotation.text}", imports=annotation.imports
        )
    path = f"Path(alias={string(each.name)})"
    wanted = (Import("typing", "Annotated"), Import("fastapi", "Path"))
    return Parameter(
        code=subscript(f"{_unused(each)}: Annotated", annotation.text, path),
        imports=(*annotation.imports, *wanted),
    )


def _body_parameter(design: Design, endpoint: Endpoint, body: BodyInput) -> Parameter:
    argument = body_argument(design, endpoint)
    if not uses_body(endpoint):
        argument = replace(argument, name=f"_{argument.name}")
    if not body.as_bytes:
        checked = request_type(design, body.type)
        argument = replace(argument, annotation=checked if body.required else checked.or_none())
    reader, wanted = _body_reader(design, endpoint, body)
    imports = (*argument.annotation.imports, *wanted)
    if not reader:
        return Parameter(code=argument.declaration, imports=imports)
    typed: Code = subscript(f"{argument.name}: Annotated", *argument.annotation.marked(*reader))
    if body.required:
        return Parameter(code=typed, imports=imports)
    return Parameter(code=suffixed(typed, " = None"), has_default=True, imports=imports)


def _body_reader(
    design: Design, endpoint: Endpoint, body: BodyInput
) -> tuple[list[str], tuple[Import, ...]]:
    """Return what tells FastAPI how to read the body; nothing where the type says it."""
    annotated = Import("typing", "Annotated")
    is_class = isinstance(body.type, Named) and body.type.name in design.models
    if body.as_bytes or body.may_be_null or not _takes_any_json(endpoint, body):
        reads = Import(f"{design.package}.routing", "Reads")
        told = (*_read(body), "may_be_null=True") if body.may_be_null else _read(body)
        said = f"Reads({', '.join(told)})"
        if is_class:
            return [said], (annotated, reads)
        return ["Body()", said], (annotated, reads, Import("fastapi", "Body"))
    if is_class and body.required:
        return [], ()
    return ["Body()"], (annotated, Import("fastapi", "Body"))


def _takes_any_json(endpoint: Endpoint, body: BodyInput) -> bool:
    """Tell whether all JSON that the contract lists is read, and nothing else."""
    listed = endpoint.operation.body.media if endpoint.operation.body is not None else ()
    kinds = {essence(media.content_type) for media in listed if is_json(media.content_type)}
    return kinds <= set(body.media_types) and all(map(_is_plain_json, body.media_types))


def _is_plain_json(media_type: str) -> bool:
    """Tell whether FastAPI itself takes such a body for JSON, or nobody will send the type."""
    return is_json(media_type) and media_type != "text/json"


def _read(body: BodyInput) -> tuple[str, ...]:
    """Return the media types that are read; a wildcard among JSON and forms is JSON."""
    if body.as_bytes:
        return tuple(string(each) for each in body.media_types)
    known = dict.fromkeys(JSON if "*" in each else each for each in body.media_types)
    return tuple(string(each) for each in known)


def _query_parameter(design: Design, endpoint: Endpoint) -> Parameter:
    argument = query_argument(design, endpoint)
    used = any(is_query(each) and is_used(endpoint, each) for each in endpoint.inputs)
    name = argument.name if used else f"_{argument.name}"
    wanted = (Import("typing", "Annotated"), Import("fastapi", "Query"))
    return Parameter(
        code=subscript(f"{name}: Annotated", argument.annotation.text, "Query()"),
        imports=(*argument.annotation.imports, *wanted),
    )


def _unused(each: Input) -> str:
    """Return a name that says, also to linters, that nobody reads the parameter."""
    return f"_{identifier(each.name)}".rstrip("_")


def _other_parameter(design: Design, endpoint: Endpoint, each: Input, kind: str) -> Parameter:
    if not is_plain(design.aliases, each):
        return _value_parameter(design, endpoint, each)
    annotation = parameter_type(design, each)
    name = identifier(each.name) if is_used(endpoint, each) else _unused(each)
    place = f"{kind}(alias={string(each.parameter.name)})"
    imports = (*annotation.imports, Import("typing", "Annotated"), Import("fastapi", kind))
    if each.required:
        typed: Code = subscript(f"{name}: Annotated", *annotation.marked(place))
        return Parameter(code=typed, imports=imports)
    if each.default is ABSENT or each.default is None:
        typed = subscript(f"{name}: Annotated", f"{annotation.text} | None", place)
        return Parameter(code=suffixed(typed, " = None"), has_default=True, imports=imports)
    default = flat(json_code(each.default))
    typed = subscript(f"{name}: Annotated", *annotation.marked(place))
    return Parameter(code=suffixed(typed, f" = {default}"), has_default=True, imports=imports)
