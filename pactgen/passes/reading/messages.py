"""Which message of an operation carries what: the success it answers and the body it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import schema_named
from pactgen.passes.reading.shapes import types_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Contract, Media, Operation, Response, Schema

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
JSON_PATCH = "application/json-patch+json"


def essence(content_type: str) -> str:
    """Return the media type without its parameters, lower case (RFC 9110, section 8.3.1)."""
    return content_type.partition(";")[0].strip().lower()


def is_json(content_type: str) -> bool:
    """Whether a JSON body serves this content type: JSON itself, a `+json` suffix, a wildcard."""
    kind = essence(content_type)
    return (
        kind in {JSON, "text/json", "*/*", "application/*"}
        or kind.endswith("+json")
        or kind.startswith("application/json")
    )


def is_form_or_xml(content_type: str) -> bool:
    """Whether the backend reads it into the same object as JSON."""
    return essence(content_type) in {FORM, MULTIPART} or is_xml(content_type)


def is_xml(content_type: str) -> bool:
    """Whether it is XML itself or has the suffix `+xml` (RFC 7303)."""
    return essence(content_type).endswith(("/xml", "+xml"))


def is_raw(contract: Contract, media: Media) -> bool:
    """Whether a body is bytes: a form without fields, a wildcard that is no more than a text."""
    if essence(media.content_type) in {FORM, MULTIPART}:
        types = set() if media.schema is None else types_of(contract, media.schema)
        return bool(types) and "object" not in types
    if "*" not in media.content_type or essence(media.content_type).endswith("+json"):
        return False
    return media.schema is None or types_of(contract, media.schema) <= {"string"}


def is_text(contract: Contract, media: Media) -> bool:
    """Whether it is a text that a schema describes, and no file of lines."""
    schema = media.schema
    if schema is None or not essence(media.content_type).startswith("text/"):
        return False
    named = schema_named(contract, schema)
    return bool(types_of(contract, schema)) and "binary" not in {schema.format, named.format}


def json_media(media: Iterable[Media]) -> Media | None:
    """Return the JSON entry of a content map, `application/json` before others."""
    return next(iter(json_entries(media)), None)


def json_entries(media: Iterable[Media]) -> list[Media]:
    """Return the JSON entries: `application/json` first, at last lists of edits (RFC 6902)."""
    entries = [entry for entry in media if is_json(entry.content_type)]
    entries.sort(key=lambda entry: essence(entry.content_type) != JSON)
    entries.sort(key=lambda entry: essence(entry.content_type) == JSON_PATCH)
    return entries


REDIRECTIONS = frozenset({"301", "302", "303", "307", "308"})
"""Statuses that lead on to another address (RFC 9110, section 15.4)."""


def success_of(operation: Operation) -> Response | None:
    """Return the documented success: the lowest 2xx, then `2XX`, then `default`.

    Of a GET that has none of them, a redirection is what it is asked for.
    """
    exact = [response for response in operation.responses if response.status.startswith("2")]
    exact.sort(key=lambda response: (response.status.upper() == "2XX", response.status))
    if exact:
        return exact[0]
    led = REDIRECTIONS if operation.method == "get" else frozenset()
    return next(
        (
            found
            for status in ("default", *sorted(led))
            for found in operation.responses
            if found.status == status
        ),
        None,
    )


def answered_schema(operation: Operation) -> Schema | None:
    """Return the schema of the JSON that the success carries."""
    success = success_of(operation)
    media = None if success is None else json_media(success.media)
    return None if media is None else media.schema


def status_of(operation: Operation, *, creates: bool) -> int:
    """Return the status code of the success."""
    success = success_of(operation)
    if success is not None and success.status.isdigit():
        return int(success.status)
    return 201 if creates else 200


def documented(operation: Operation, status: int) -> Response | None:
    """Return what the operation documents for the status: exactly, as a range, as default."""
    by_status = {response.status.upper(): response for response in operation.responses}
    return (
        by_status.get(str(status))
        or by_status.get(f"{status // 100}XX")
        or by_status.get("DEFAULT")
    )
