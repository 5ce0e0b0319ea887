"""Which operations carry a file: bytes as they are, or one part of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import Schema
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.messages import (
    FORM,
    MULTIPART,
    essence,
    is_form_or_xml,
    is_json,
    is_raw,
    success_of,
)
from pactgen.passes.reading.shapes import input_shape_of, items_of
from pactgen.passes.words.names import attribute_names
from pactgen.passes.words.vocabulary import FILES, bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Media, Operation, Property
    from pactgen.source import Origin

_TEXTS = ("text/",)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileBody:
    """How a request brings a file."""

    part: str | None
    """The attribute of the form that is the file; None: the body is the file."""


def file_in(contract: Contract, operation: Operation) -> FileBody | None:
    """Return how the request brings one file; None where it brings none, or something besides."""
    body = operation.body
    if body is None or not body.media or operation.method not in {"post", "put", "patch"}:
        return None
    forms = [entry for entry in body.media if essence(entry.content_type) == MULTIPART]
    if forms:
        schema = forms[0].schema
        members = () if schema is None else input_shape_of(contract, schema).properties
        files = [member for member in members if _is_file(contract, member)]
        others = [member for member in members if member.required and member not in files]
        if len(files) != 1 or others:
            return None
        return FileBody(part=attribute_names(member.name for member in members)[files[0].name])
    plain = all(
        is_raw(contract, entry)
        or not (
            is_json(entry.content_type)
            or is_form_or_xml(entry.content_type)
            or essence(entry.content_type).startswith(_TEXTS)
        )
        for entry in body.media
    )
    spoken = any(_tells_members(contract, entry) for entry in body.media)
    return FileBody(part=None) if plain and not spoken else None


def _tells_members(contract: Contract, entry: Media) -> bool:
    """Whether a body is said to be an object, in a form that nobody reads here: a signed token."""
    return entry.schema is not None and bool(input_shape_of(contract, entry.schema).properties)


def file_beside(contract: Contract, operation: Operation) -> tuple[FileBody, Schema] | None:
    """Return how a request brings one file, and the rest of it: values of the row it belongs to.

    None where JSON can be sent as well, or there is no file, or more than one.
    """
    body = operation.body
    if body is None or not body.media or any(_reads_rows(entry) for entry in body.media):
        return None
    forms = [entry for entry in body.media if essence(entry.content_type) == MULTIPART]
    if not forms or forms[0].schema is None:
        brought = file_in(contract, operation)
        return None if brought is None else (brought, _nothing(body.origin))
    schema = forms[0].schema
    members = input_shape_of(contract, schema).properties
    files = [member for member in members if _is_file(contract, member)]
    if not members and effective(contract, schema).format == "binary":
        return FileBody(part=None), _nothing(schema.origin)
    if len(files) != 1:
        return None
    part = attribute_names(member.name for member in members)[files[0].name]
    rest = tuple(member for member in members if member is not files[0])
    return FileBody(part=part), replace(_nothing(schema.origin), properties=rest)


def is_plain_form(contract: Contract, entry: Media) -> bool:
    """Whether it is a form of values: of several parts where none of them is a file."""
    kind = essence(entry.content_type)
    if kind != MULTIPART or entry.schema is None:
        return kind == FORM
    members = input_shape_of(contract, entry.schema).properties
    return bool(members) and not any(_holds_files(contract, member) for member in members)


def _holds_files(contract: Contract, member: Property) -> bool:
    """Whether it is a file, or a list of files, or is called one: a form may say no more."""
    items = items_of(contract, member.schema)
    held = member if items is None else replace(member, schema=items)
    return _is_file(contract, held) or bare(member.name) in FILES


def _reads_rows(entry: Media) -> bool:
    kind = essence(entry.content_type)
    return is_json(entry.content_type) or kind == FORM or kind.startswith(_TEXTS)


def _nothing(origin: Origin) -> Schema:
    """Return the schema of a row of which the request brings no value."""
    return Schema(origin=origin, types=("object",))


def answers_file(contract: Contract, operation: Operation) -> bool:
    """Whether the success is bytes, and no JSON beside them."""
    success = success_of(operation)
    if operation.method != "get" or success is None or not success.media:
        return False
    return all(
        is_raw(contract, entry)
        or not (is_json(entry.content_type) or is_form_or_xml(entry.content_type))
        for entry in success.media
    )


def _is_file(contract: Contract, member: Property) -> bool:
    return effective(contract, member.schema).format == "binary"
