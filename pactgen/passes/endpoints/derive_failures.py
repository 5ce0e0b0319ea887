"""Read the contract's error schemas: which member carries the status, the sentence, the inputs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pactgen.decisions import Decision, failure
from pactgen.ir.contract import ABSENT, Contract, Media, Operation, Property, Response, Schema
from pactgen.ir.failures import (
    ErrorChoice,
    ErrorConst,
    ErrorEach,
    ErrorObject,
    ErrorPart,
    ErrorShape,
    ErrorValue,
    FailureTable,
)
from pactgen.passes.endpoints.told_codes import told_code
from pactgen.passes.reading.columns import effective, is_write_only
from pactgen.passes.reading.messages import JSON, essence, is_json, json_media
from pactgen.passes.reading.samples import smallest
from pactgen.passes.reading.shapes import forms_of, items_of, parts_of, shape_of, types_of
from pactgen.passes.reading.together import members_together
from pactgen.passes.words.components import component_name
from pactgen.passes.words.failure_codes import codes_of
from pactgen.passes.words.names import Scope, shadows_builtin, snake
from pactgen.passes.words.shorten import FUNCTION, keep_tail
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pactgen.ir.contract import Json
    from pactgen.source import Origin

_INTERNAL = 500
_TEXTS = {
    "detail": {"detail", "message", "error", "description", "msg", "reason", "errormessage"}
    | {"errordescription", "messages", "details", "text", "errormsg"},
    "title": {"title", "name", "error", "summary", "label", "statustext", "reasonphrase"},
    "code": {"code", "errorcode", "kind", "slug", "errortype", "key", "errorkind", "issue"},
    "type": {"type"},
    "instance": {"instance", "path", "uri", "url", "resource"},
    "request_id": {"requestid", "traceid", "correlationid", "errorid", "reference"},
    "now": {"timestamp", "time", "datetime", "date", "occurredat"},
    "method": {"method"},
}
_STATUS = frozenset({"status", "statuscode", "code", "httpstatus", "httpcode", "errorcode"})
_EACH = frozenset(
    {
        "constraintviolations", "detail", "details", "errordetails", "errors", "fielderrors",
        "fields", "inputerrors", "invalidfields", "invalidparams", "issues", "parametererrors",
        "schemavalidationerrors", "suberrors", "validationerrors", "violations",
    }
)  # fmt: skip
_FIELD = frozenset({"field", "name", "path", "loc", "location", "property", "param", "pointer"})
_GENERAL = frozenset(
    {
        "badrequest", "conflict", "forbidden", "notfound", "unauthenticated", "unauthorized",
        "unprocessableentity", "validationerror", "validationfailed",
    }
)  # fmt: skip
"""Codes that say no more than their status."""
_FALSE = frozenset({"success", "ok"})
_DEPTH = 4


_PROBLEM = ErrorObject(
    members=tuple(
        (part, ErrorPart(part=part)) for part in ("type", "title", "status", "detail", "instance")
    )
)
"""RFC 9457, section 3.1."""


_OF_THE_MODULE = frozenset({"by_operation", "default_shape", "invalid_input", "problem"})
"""What `failures.py` calls things of its own, its constants in lower case."""


def _shape_name(component: str | None) -> str:
    """Name the function that writes a shape: `not_found` of `responses/not_found.yml`."""
    if component is None:
        return "failure"
    name = keep_tail(snake(component_name(component)), FUNCTION)
    return f"{name}_shape" if shadows_builtin(name) or name in _OF_THE_MODULE else name


def _text_media(media: tuple[Media, ...]) -> Media | None:
    """Return YAML, of which JSON is a part, or else a text for people."""
    kinds = {essence(entry.content_type): entry for entry in media}
    yaml = next((entry for kind, entry in kinds.items() if kind.endswith("yaml")), None)
    return yaml or kinds.get("text/plain") or kinds.get("text/html")


@dataclass(slots=True)
class _Reader:
    contract: Contract
    scope: Scope = field(default_factory=Scope)
    shapes: dict[str, ErrorShape] = field(default_factory=dict)
    uses: Counter[str] = field(default_factory=Counter)
    evidence: dict[str, list[Origin]] = field(default_factory=dict)

    def shape(self, response: Response, operation: Operation) -> ErrorShape | None:
        """Return the shape of a documented failure; None where it documents no content."""
        media = json_media(response.media) or _text_media(response.media)
        if media is None:
            return self.problem() if any(map(is_json, response.labels)) else None
        if media.schema is None:
            return self.untold(essence(media.content_type))
        body = self.value(media.schema, each=False, depth=0)
        sent = "application/json" if "*" in media.content_type else essence(media.content_type)
        key = f"{sent} {body!r}"
        component = shape_of(self.contract, media.schema).component or media.schema.ref
        known = self._known(key, _shape_name(component), sent, body)
        self.uses[known.name] += 1
        self.evidence.setdefault(known.name, []).append(media.origin)
        shown = _shown_code(body, media.examples)
        if shown is None:
            shown = told_code(operation, response.status, _special_codes(body, response.status))
        if shown is None:
            return known
        told = _with_code(body, shown)
        name = keep_tail(f"{known.name}_{snake(shown)}", FUNCTION)
        return self._known(f"{sent} {told!r}", name, sent, told)

    def untold(self, media_type: str) -> ErrorShape:
        """Return what is sent under a media type of which no schema tells more."""
        if is_json(media_type) or "*" in media_type:
            return self.problem(JSON if "*" in media_type else media_type)
        return self._known(f"{media_type} untold", "failure", media_type, ErrorPart(part="detail"))

    def problem(self, media_type: str = JSON) -> ErrorShape:
        """Return a problem document called plain JSON: 2.0 names the type of every answer."""
        return self._known(f"{media_type} problem", "http_problem", media_type, _PROBLEM)

    def _known(self, key: str, name: str, media_type: str, body: ErrorValue) -> ErrorShape:
        known = self.shapes.get(key)
        if known is None:
            known = ErrorShape(name=self.scope.claim(name), media_type=media_type, body=body)
            self.shapes[key] = known
        return known

    def value(self, schema: Schema, *, each: bool, depth: int) -> ErrorValue:
        told = types_of(self.contract, schema) - {"null"}
        if told == {"array"}:
            items = items_of(self.contract, schema)
            if items is None:
                return ErrorConst(value=[])
            return ErrorEach(item=self.value(items, each=True, depth=depth + 1))
        if told == {"string"}:
            return self.text("detail", schema, each=each)
        if told and told != {"object"}:
            return ErrorConst(value=smallest(self.contract, schema))
        forms = forms_of(self.contract, schema) if depth < _DEPTH else ()
        in_all = {each.name for part in parts_of(self.contract, schema) for each in part.properties}
        if forms and not in_all:
            return self.value(forms[0], each=each, depth=depth + 1)
        if forms:
            schema = Schema(origin=schema.origin, all_of=(schema, forms[0]))
        together = self.together(schema, in_all, forms)
        members = []
        for member in together:
            if is_write_only(self.contract, member.schema):
                continue
            found = self.member(member, together, each=each, depth=depth)
            if found is not None:
                members.append((member.name, found))
        return ErrorObject(members=tuple(members))

    def together(
        self, schema: Schema, in_all: set[str], forms: tuple[Schema, ...]
    ) -> tuple[Property, ...]:
        """Return the members of the first form: those of another make it that one, too."""
        members = members_together(self.contract, schema)
        if not forms:
            return members
        kept = in_all | {one.name for one in shape_of(self.contract, forms[0]).properties}
        return tuple(one for one in members if one.name in kept)

    def member(
        self, member: Property, siblings: tuple[Property, ...], *, each: bool, depth: int
    ) -> ErrorValue | None:
        name = bare(member.name)
        schema = effective(self.contract, member.schema)
        told = types_of(self.contract, member.schema) - {"null"}
        if schema.enum is not None or schema.const is not ABSENT:
            fixed = smallest(self.contract, member.schema)
            return _listed(member, schema, fixed, each=each)
        if told == {"boolean"} and name in _FALSE:
            return ErrorConst(value=False)
        if told & {"integer", "number"} and "string" not in told and name in _STATUS and not each:
            low, high = schema.minimum, schema.maximum
            if (low is None or low <= 400) and (high is None or high >= 503):
                return ErrorPart(part="status")
        if told == {"string"}:
            found = self.text_member(member, siblings, each=each)
            if found is not None:
                return found
        if told == {"array"} and name in _EACH | {"error", "message", "messages", "loc"}:
            if each:
                return self.path_list(member)
            return self.value(member.schema, each=each, depth=depth + 1)
        nested = told == {"object"} and depth < _DEPTH
        if nested and (member.required or name in {"error", "data", "status", "meta"}):
            return self.value(member.schema, each=each, depth=depth + 1)
        if member.required:
            return ErrorConst(value=smallest(self.contract, member.schema))
        return None

    def path_list(self, member: Property) -> ErrorValue | None:
        items = items_of(self.contract, member.schema)
        told = types_of(self.contract, items) if items is not None else frozenset()
        if bare(member.name) in _FIELD and (not told or "string" in told):
            return ErrorPart(part="field_path")
        return ErrorConst(value=smallest(self.contract, member.schema)) if member.required else None

    def text_member(
        self, member: Property, siblings: tuple[Property, ...], *, each: bool
    ) -> ErrorValue | None:
        name = bare(member.name)
        schema = effective(self.contract, member.schema)
        if schema.format == "date-time":
            return ErrorPart(part="now")
        if name in _STATUS - {"code", "errorcode"} and schema.pattern is None:
            return self.text("status_text", member.schema, each=False)
        if each and name in _FIELD:
            return self.text("field", member.schema, each=False)
        if name == "type" and not each:
            return ErrorPart(part="type")
        others = {bare(one.name) for one in siblings} - {name}
        if name == "error" and others & {"message", "detail", "description", "msg"}:
            return self.text("title", member.schema, each=each)
        for part, names in _TEXTS.items():
            if name in names:
                return self.text(part, member.schema, each=each)
        return None

    def text(self, part: str, schema: Schema, *, each: bool) -> ErrorValue:
        found = effective(self.contract, schema)
        if part == "instance" and found.format == "uri":
            part, found = "address", replace(found, format=None)
        if found.enum is not None or found.pattern is not None or found.format in _STRICT:
            return ErrorConst(value=smallest(self.contract, schema))
        if each and part in {"detail", "code", "title"}:
            part = {"detail": "field_message", "code": "field_code", "title": "field_message"}[part]
        return ErrorPart(part=part, min_length=found.min_length, max_length=found.max_length)  # type: ignore[arg-type]


def _listed(member: Property, schema: Schema, fixed: Json, *, each: bool) -> ErrorValue | None:
    """Return which of the values that are listed is sent: the code of the status, or one of all."""
    values = [value for value in schema.enum or () if isinstance(value, str)]
    telling = [value for value in values if value in ("error", "fail", "failure")]
    codes = codes_of(values) if _is_code(member.name) and not each else ()
    general = dict(codes).get(_INTERNAL)
    if codes and (member.required or general is not None):
        otherwise = fixed if general is None else general
        return ErrorChoice(by_status=codes, otherwise=otherwise, options=tuple(values))
    if not member.required and not telling:
        return None
    options = () if each else tuple(values)
    return ErrorConst(value=telling[0] if telling else fixed, options=options)


def _shown_code(value: ErrorValue, examples: Sequence[Json]) -> str | None:
    """Return the code that all examples of an answer show: `{"code": "TEAM_EXISTS"}`."""
    match value:
        case ErrorObject(members=members):
            objects = [each for each in examples if isinstance(each, dict)]
            inner = (
                _shown_code(member, [each[name] for each in objects if name in each])
                for name, member in members
            )
            return next((code for code in inner if code is not None), None)
        case ErrorConst(options=options) | ErrorChoice(options=options):
            shown = {each for each in examples if isinstance(each, str) and each in options}
        case ErrorPart(part="code", max_length=None):
            shown = {each for each in examples if isinstance(each, str)}
        case _:
            return None
    return shown.pop() if len(shown) == 1 else None


def _special_codes(value: ErrorValue, status: str) -> tuple[str, ...]:
    """Return the codes that are listed; none where one of them means the status, and no more."""
    match value:
        case ErrorObject(members=members):
            told = (_special_codes(each, status) for _, each in members)
            return next((found for found in told if found), ())
        case ErrorChoice(options=options, by_status=by_status):
            general = any(str(of) == status and bare(code) in _GENERAL for of, code in by_status)
            return () if general else options
        case ErrorConst(options=options):
            return options
        case _:
            return ()


def _with_code(value: ErrorValue, code: str) -> ErrorValue:
    """Put the code where the first code of a failure stands."""
    match value:
        case ErrorObject(members=members):
            return ErrorObject(
                members=tuple((name, _with_code(member, code)) for name, member in members)
            )
        case ErrorConst(options=options) | ErrorChoice(options=options) if code in options:
            return ErrorConst(value=code)
        case ErrorPart(part="code"):
            return ErrorConst(value=code)
        case _:
            return value


def _is_code(name: str) -> bool:
    """Whether a member is called like the code of a failure."""
    return bare(name) in _TEXTS["code"] | _TEXTS["type"] | _TEXTS["title"] | _STATUS


_STRICT = frozenset({"uuid", "email", "date", "uri", "ipv4", "ipv6", "byte"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """The table and what was decided on the way."""

    table: FailureTable
    decisions: tuple[Decision, ...]


def derive_failures(contract: Contract, ids: Mapping[str, str]) -> Failures:
    """Return how each failure is written; `ids` maps `GET /bookings` to operation ids."""
    reader = _Reader(contract)
    documented: dict[str, dict[str, str | None]] = {}
    for operation in contract.operations:
        rows: dict[str, str | None] = {}
        for response in operation.responses:
            if response.status.startswith(("1", "2", "3")):
                continue
            shape = reader.shape(response, operation)
            rows[response.status] = shape.name if shape is not None else None
        documented[ids[operation.label]] = rows
    default = _common(reader) or _labelled(contract, reader)
    by_operation = {
        operation_id: tuple(
            (status, name) for status, name in rows.items() if name is not None and name != default
        )
        for operation_id, rows in documented.items()
    }
    covered = {name: rows for name, rows in by_operation.items() if rows}
    _override_defaults(documented, covered, default)
    used = {default, *(name for rows in covered.values() for _, name in rows)}
    shapes = tuple(shape for shape in reader.shapes.values() if shape.name in used)
    table = FailureTable(shapes=shapes, default=default, by_operation=covered)
    evidence = tuple(reader.evidence.get(default or "", ())[:3])
    chosen = failure.default_shape(default, reader.uses[default or ""], evidence)
    return Failures(table=table, decisions=(chosen,))


def _override_defaults(
    documented: Mapping[str, Mapping[str, str | None]],
    covered: dict[str, tuple[tuple[str, str], ...]],
    default: str | None,
) -> None:
    """A status with the default shape must not fall through to the operation's own `default`."""
    if default is None:
        return
    for operation_id, rows in documented.items():
        own = rows.get("default")
        if own is None or own == default:
            continue
        exact = tuple((status, name) for status, name in rows.items() if name == default)
        covered[operation_id] = (*exact, *covered.get(operation_id, ()))


def _labelled(contract: Contract, reader: _Reader) -> str | None:
    """Return the problem document of 2.0, where no shape is common and all answers are JSON."""
    responses = (response for one in contract.operations for response in one.responses)
    labelled = any(is_json(label) for response in responses for label in response.labels)
    return reader.problem().name if labelled else None


def _common(reader: _Reader) -> str | None:
    """The shape of at least half of the documented failures, if it tells anything at all."""
    total = sum(reader.uses.values())
    for name, count in reader.uses.most_common(1):
        shape = next(one for one in reader.shapes.values() if one.name == name)
        tells = isinstance(shape.body, ErrorObject) and bool(shape.body.members)
        if tells and count * 2 >= total:
            return name
    return None
