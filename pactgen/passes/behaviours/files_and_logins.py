"""Behaviours that take more than a row: files with what they belong to, passwords with tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.design import DownloadFile, LogIn, RenewTokens, UploadFile
from pactgen.passes.reading.messages import essence, success_of
from pactgen.passes.reading.read_files import file_in
from pactgen.passes.reading.shapes import input_shape_of, shape_of
from pactgen.passes.words.names import attribute_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def unfit(
    contract: Contract, one: Sighting, stored: Stored, every: Mapping[str, Stored]
) -> str | None:
    """Return why a file or a password cannot be dealt with; None where it can."""
    if stored.kept.file_of is None:
        if issuing_of(contract, one, stored) is None:
            return "No column of the database document keeps what it checks."
        return None
    uploads = [each for each in stored.kept.sightings if file_in(contract, each.operation)]
    fitting = [each for each in uploads if _answers_receipt(contract, each, stored, every)]
    if one in uploads and one not in fitting:
        return "It stores a file, and answers another thing that no rule makes of it."
    return None if fitting else "No operation that a rule explains brings the file."


def answered_parent(
    contract: Contract, one: Sighting, stored: Stored | None, every: Mapping[str, Stored]
) -> Stored | None:
    """Return what the file belongs to, where the answer to its upload shows that."""
    parent = None if stored is None else every.get(stored.kept.file_of or "")
    if parent is None or one.answer is None or one.answer.many:
        return None
    component = shape_of(contract, one.answer.schema).component
    shown = parent.kept.representations
    known = {shape_of(contract, schema).component for schema in shown} - {None}
    return parent if component in known else None


def _answers_receipt(
    contract: Contract, one: Sighting, stored: Stored, every: Mapping[str, Stored]
) -> bool:
    """Whether the answer to an upload shows nothing that is stored elsewhere."""
    if one.answer is None or answered_parent(contract, one, stored, every) is not None:
        return True
    component = shape_of(contract, one.answer.schema).component
    shown = (schema for each in every.values() for schema in each.kept.representations)
    known = {shape_of(contract, schema).component for schema in shown}
    return not one.answer.many and (component is None or component not in known)


def upload_of(
    contract: Contract, one: Sighting, stored: Stored, parent: Stored | None
) -> UploadFile:
    """Return what an upload stores and answers."""
    brought = file_in(contract, one.operation)
    return UploadFile(
        resource=stored.kept.name,
        part=None if brought is None else brought.part,
        answers_parent=None if parent is None else parent.kept.name,
    )


def download_of(one: Sighting, stored: Stored) -> DownloadFile:
    """Return what a download answers."""
    success = success_of(one.operation)
    media = () if success is None else success.media
    types = tuple(essence(entry.content_type) for entry in media)
    return DownloadFile(resource=stored.kept.name, media_types=types)


def issuing_of(contract: Contract, one: Sighting, stored: Stored) -> LogIn | RenewTokens | None:
    """Return for what an operation issues tokens."""
    return login_of(contract, one, stored) or renewal_of(contract, one, stored)


def renewal_of(contract: Contract, one: Sighting, stored: Stored) -> RenewTokens | None:
    """Return what a refresh token is exchanged for."""
    member = None if stored.kept.account is None else stored.kept.account.renewal(one)
    if member is None or one.body is None:
        return None
    members = input_shape_of(contract, one.body).properties
    attribute = attribute_names(each.name for each in members)[member]
    column = stored.table.key.name
    return RenewTokens(resource=stored.kept.name, token=attribute, column=column)


def login_of(contract: Contract, one: Sighting, stored: Stored) -> LogIn | None:
    """Return what a login compares, where columns keep it."""
    login = stored.kept.account.login(one) if stored.kept.account is not None else None
    if login is None:
        return None
    columns = {column.wire_name: column for column in stored.table.columns}
    name, secret = columns.get(login.name_property), columns.get(login.password_property)
    if name is None or secret is None or name.kind != "text" or secret.kind != "text":
        return None
    members = () if one.body is None else input_shape_of(contract, one.body).properties
    attributes = attribute_names(member.name for member in members)
    return LogIn(
        resource=stored.kept.name,
        name=attributes.get(login.name, login.name),
        password=attributes.get(login.password, login.password),
        column=name.name,
        secret=secret.name,
        is_hashed=secret.secret,
    )
