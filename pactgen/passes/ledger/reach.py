"""How the operations that the backend serves reach each object of the contract.

Location: pactgen/passes/ledger/reach.py. Made once for a design; read by the tables of this
package. Whatever is not in it, nothing that is served refers to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import UpdateRow, WriteSingleton
from pactgen.passes.endpoints.fill_headers import OWN_HEADERS
from pactgen.passes.ledger.fates import ENFORCED, USED, Fate, documented, unsupported
from pactgen.passes.ledger.texts import reading_of
from pactgen.passes.ledger.ways import (
    ANSWER,
    BODY,
    BYTES,
    OTHER,
    PARTIAL,
    TEXT,
    UNREAD,
    UNSENT,
    WHOLE,
    SchemaWays,
)
from pactgen.passes.reading.messages import essence, is_xml, json_media, success_of
from pactgen.passes.reading.spelling import form_of
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from pactgen.decisions import Level
    from pactgen.ir.contract import Body, Media, Response, SecurityScheme
    from pactgen.ir.design import Design, Endpoint
    from pactgen.ir.inputs import Input
    from pactgen.ir.statement import Statement
    from pactgen.passes.reading.spelling import Form
    from pactgen.source import Origin

    Reading = tuple[Endpoint, Input, Form]

ANSWERED_415: Final = documented("the media type is answered 415")
NOT_SENT: Final = documented("the backend sends another answer")
NO_HEADER: Final = "the backend does not send this header"
_HEADERS_OF_FAILURES: Final = frozenset({"www-authenticate", "allow"})
_FAILURES: Final = ("4", "5", "d")


@dataclass(slots=True)
class Reach:
    """Objects by their place; mutable while it is made."""

    ways: SchemaWays
    modern: bool
    """JSON Schema's `$ref`, which may have siblings."""
    base_path: str
    operations: dict[Origin, Endpoint] = field(default_factory=dict)
    items: dict[Origin, list[Endpoint]] = field(default_factory=dict)
    parameters: dict[Origin, list[Reading]] = field(default_factory=dict)
    bodies: dict[Origin, list[Fate]] = field(default_factory=dict)
    """What becomes of the `content` of each."""
    media: dict[Origin, list[Fate]] = field(default_factory=dict)
    """What becomes of the `schema` of each."""
    responses: dict[Origin, bool] = field(default_factory=dict)
    """Whether the backend sends it."""
    headers: dict[Origin, list[Fate]] = field(default_factory=dict)
    schemes: dict[Origin, SecurityScheme] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    """Keys of the schemes that an operation asks for."""
    reads_xml: bool = False
    _outside: set[Origin] = field(default_factory=set)

    def enter(self, said: Statement) -> None:
        """Note what describes calls that the backend would have to make."""
        if said.kind == "callback":
            self._outside.add(said.origin)
        elif said.kind == "OpenAPI document":
            self._outside.add(said.origin.child("webhooks"))

    def is_outside(self, place: Origin) -> bool:
        """Tell whether an object belongs to such a call."""
        while place.pointer:
            if place in self._outside:
                return True
            place = place.parent()
        return False


def reach_of(design: Design) -> Reach:
    """Walk all operations once."""
    contract = design.contract
    reach = Reach(
        ways=SchemaWays(contract),
        modern=not contract.dialect.startswith(("2.", "3.0")),
        base_path=design.base_path,
        schemes={scheme.origin: scheme for scheme in contract.security_schemes},
    )
    for endpoint in design.endpoints:
        place = endpoint.operation.origin
        reach.operations[place] = endpoint
        steps = 1 if place.pointer.endswith(f"/{endpoint.operation.method}") else 2
        reach.items.setdefault(place.parent(steps), []).append(endpoint)
        reach.asked.update(key for one in endpoint.security for key, _ in one.schemes)
        for each in endpoint.inputs:
            _parameter(reach, design, endpoint, each)
        if endpoint.operation.body is not None:
            _body(reach, endpoint, endpoint.operation.body)
        sent = success_of(endpoint.operation)
        for response in endpoint.operation.responses:
            _response(reach, endpoint, response, is_success=response is sent)
    return reach


def _parameter(reach: Reach, design: Design, endpoint: Endpoint, each: Input) -> None:
    parameter, form = each.parameter, form_of(design.aliases, each.type)
    reach.parameters.setdefault(parameter.origin, []).append((endpoint, each, form))
    reading = reading_of(form, each)
    reach.ways.mark(parameter.schema, TEXT if reading is ENFORCED else UNREAD)
    if parameter.content_type is not None:
        media = parameter.origin.child("content", parameter.content_type)
        reach.media.setdefault(media, []).append(reading)


# ---- requests -----------------------------------------------------------------------------


def _body(reach: Reach, endpoint: Endpoint, body: Body) -> None:
    known = endpoint.body.media_types if endpoint.body is not None else ()
    chosen = next((one for one in body.media if essence(one.content_type) in known[:1]), None)
    as_bytes = endpoint.body is not None and endpoint.body.as_bytes
    refused = [one for one in body.media if essence(one.content_type) not in known]
    told = ", ".join(sorted(essence(one.content_type) for one in refused))
    content = unsupported(f"{told}: answered 415", "MEDIUM") if refused else ENFORCED
    reach.bodies.setdefault(body.origin, []).append(content)
    for media in body.media:
        fate = ENFORCED
        if media in refused:
            fate = ANSWERED_415
        elif as_bytes:
            fate = _bytes(media)
        elif chosen is not None and media.schema != chosen.schema:
            fate = unsupported(f"read by the schema of {chosen.content_type}", "MEDIUM")
        reach.media.setdefault(media.origin, []).append(fate)
        reach.reads_xml |= fate is ENFORCED and is_xml(media.content_type)
        if media.schema is not None and fate is not ANSWERED_415:
            way = _way(endpoint) if fate is ENFORCED else BYTES if as_bytes else OTHER
            reach.ways.mark(media.schema, way)


def _bytes(media: Media) -> Fate:
    """Tell whether a body that nobody takes apart has parts to take."""
    schema = media.schema
    if schema is None or (schema.types in {(), ("string",)} and schema.ref is None):
        return USED
    return unsupported("the body is passed on as bytes, its parts are not looked at", "HIGH")


def _way(endpoint: Endpoint) -> int:
    behaviour = endpoint.behaviour
    partial = (isinstance(behaviour, UpdateRow) and behaviour.part is None) or (
        isinstance(behaviour, WriteSingleton) and endpoint.operation.method == "patch"
    )
    return BODY | (PARTIAL if partial else WHOLE)


# ---- answers ------------------------------------------------------------------------------


def _response(reach: Reach, endpoint: Endpoint, response: Response, *, is_success: bool) -> None:
    fails = response.status[:1].lower() in _FAILURES and not is_success
    is_sent = is_success or fails
    reach.responses[response.origin] = reach.responses.get(response.origin, False) or is_sent
    chosen = _shown(endpoint, response, is_success=is_success) if is_sent else None
    for media in response.media:
        reach.media.setdefault(media.origin, []).append(USED if media is chosen else NOT_SENT)
        if media.schema is not None:
            reach.ways.mark(media.schema, ANSWER if media is chosen else UNSENT)
    filled = {name.lower() for name, _ in endpoint.answer.headers} if is_success else set()
    filled |= OWN_HEADERS | (_HEADERS_OF_FAILURES if fails else frozenset())
    for header in response.headers:
        fate = USED
        if not is_sent:
            fate = NOT_SENT
        elif header.name.lower() not in filled:
            level: Level = "HIGH" if header.required else "MEDIUM" if is_success else "LOW"
            fate = Fate("unsupported", NO_HEADER, level)
        reach.headers.setdefault(header.origin, []).append(fate)
        if header.schema is not None:
            reach.ways.mark(header.schema, ANSWER if fate is USED else UNSENT)


def _shown(endpoint: Endpoint, response: Response, *, is_success: bool) -> Media | None:
    if not is_success:
        return json_media(response.media)
    wanted = essence(endpoint.answer.media_type or "")
    same = [one for one in response.media if essence(one.content_type) == wanted]
    return same[0] if same else json_media(response.media)
