"""How the body of an operation is read: as which type, under which name, of which media types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.messages import BodyInput
from pactgen.ir.wire import Scalar, WireType
from pactgen.passes.behaviours.only_rows import leaves_the_rest
from pactgen.passes.behaviours.verdict import ROWLESS
from pactgen.passes.reading.messages import (
    MULTIPART,
    essence,
    is_form_or_xml,
    is_json,
    is_raw,
    is_text,
    json_entries,
)
from pactgen.passes.reading.shapes import shape_of, types_of
from pactgen.passes.words.names import attribute_name, pascal

if TYPE_CHECKING:
    from pactgen.ir.contract import Body, Contract, Media
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Sighting

_NO_ROWS = frozenset(
    {"list", "login", "renew", "change-password", "upload", "replace-links", "clear"}
)
"""What takes a body that is no row."""


def body_input(
    context: Context, one: Sighting, verdict: Verdict, hint: str, function: str
) -> BodyInput | None:
    """Return how the body of an operation is read; None where it has none."""
    body = one.operation.body
    if body is None or not body.media:
        return None
    readable = _readable(context.contract, body)
    if verdict.name != "upload":
        readable = _of_one_thing(context.contract, readable)
    chosen = next(iter(readable), None)
    if chosen is None:
        kinds = tuple(essence(entry.content_type) for entry in body.media)
        return BodyInput(
            name="content",
            type=Scalar(kind="binary"),
            required=body.required,
            media_types=kinds,
            origin=body.origin,
            as_bytes=True,
        )
    type_: WireType = Scalar(kind="any")
    member: str | None = None
    if chosen.schema is not None and not _is_bare_form(context, chosen):
        stored = verdict.name not in ROWLESS
        if stored and one.member is not None:
            member = attribute_name(one.member.name)
        is_row = stored and member is None and verdict.name not in _NO_ROWS
        is_row = is_row and verdict.part is None
        named = hint if is_row else pascal(f"{function}_body")
        partial = (verdict.name == "update" and verdict.part is None) or (
            verdict.name == "write-singleton" and one.method == "patch"
        )
        make = context.wire.patch if partial else context.wire.write
        type_ = make(chosen.schema, named, form=essence(chosen.content_type) == MULTIPART)
    return BodyInput(
        name=_body_name(context.contract, one, verdict),
        type=type_,
        required=body.required,
        media_types=tuple(essence(entry.content_type) for entry in readable),
        origin=body.origin,
        member=member,
        may_be_null=not body.required and _is_nullable(context.contract, chosen),
    )


def _is_nullable(contract: Contract, chosen: Media) -> bool:
    """Whether the schema of a JSON body lists null besides something else, or says of no type."""
    if chosen.schema is None or not is_json(chosen.content_type):
        return False
    told = types_of(contract, chosen.schema)
    return not told or ("null" in told and told != {"null"})


def _is_bare_form(context: Context, chosen: Media) -> bool:
    """Whether it is a multipart form without named fields: `type: string, format: binary`."""
    schema = chosen.schema
    if schema is None or essence(chosen.content_type) != MULTIPART:
        return False
    return types_of(context.contract, schema) == {"string"}


def _body_name(contract: Contract, one: Sighting, verdict: Verdict) -> str:
    """Name the body by what it is: a new row, what changes about one, or nobody knows."""
    if verdict.name == "custom":
        return "body"
    if verdict.name == "list":
        return "search"
    if verdict.name in {"read", "delete", "clear", "replace-links"}:
        return "wanted"
    if verdict.name == "change-password":
        return "passwords"
    if verdict.name in {"login", "renew", "logout"}:
        return "credentials"
    if verdict.name == "upload":
        return "form"
    if verdict.part is not None:
        return "wanted"
    partial = verdict.name == "write-singleton" and leaves_the_rest(contract, one)
    return "changes" if partial or verdict.name == "update" else "new"


def _readable(contract: Contract, body: Body) -> list[Media]:
    """Return what is read into one type: JSON, forms and XML, else texts; none: bytes.

    What is an object like the JSON beside it is JSON, whatever its media type.
    """
    media = [entry for entry in body.media if not is_raw(contract, entry)]
    json = json_entries(media)
    forms = [entry for entry in media if is_form_or_xml(entry.content_type)]
    # A multipart body may have files, which an urlencoded one can spell as texts at best.
    forms.sort(key=lambda entry: essence(entry.content_type) != MULTIPART)
    alike = [entry for entry in media if json and _is_alike(entry, json[0])]
    alike = [entry for entry in alike if entry not in json and entry not in forms]
    return [*json, *forms, *alike] or [entry for entry in media if is_text(contract, entry)]


def _of_one_thing(contract: Contract, readable: list[Media]) -> list[Media]:
    """Leave out what is no spelling of the first: its bodies say other things.

    So does `{"media_url": …}` beside a form of a file and its options, and a list of edits (RFC
    6902) beside the members to change (RFC 7396).
    """
    if len(readable) < 2:
        return readable
    known = _names_in(contract, readable[0])
    types = _types_in(contract, readable[0])
    return [
        entry
        for entry in readable
        if (not known or _names_in(contract, entry) <= known)
        and (not types or types & (_types_in(contract, entry) or types))
    ]


def _types_in(contract: Contract, entry: Media) -> frozenset[str]:
    """Return the types that a body may be of; none where any is welcome."""
    return frozenset() if entry.schema is None else types_of(contract, entry.schema)


def _names_in(contract: Contract, entry: Media) -> set[str]:
    """Return the members that a body may have; `a[b]` of a form is a part of its a."""
    if entry.schema is None:
        return set()
    properties = shape_of(contract, entry.schema).properties
    return {one.name.partition("[")[0] for one in properties}


def _is_alike(entry: Media, json: Media) -> bool:
    """Whether a body is described by the very schema of the JSON beside it."""
    if entry.schema is None or json.schema is None:
        return False
    same_component = entry.schema.ref is not None and entry.schema.ref == json.schema.ref
    return same_component or entry.schema == json.schema
