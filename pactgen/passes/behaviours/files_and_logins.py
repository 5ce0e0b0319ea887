"""Behaviours that take more than a row: files with what they belong to, passwords with tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import (
    BroughtFile,
    ChangePassword,
    DownloadFile,
    LogIn,
    RenewTokens,
    UploadFile,
)
from pactgen.passes.reading.messages import essence, success_of
from pactgen.passes.reading.read_files import file_in
from pactgen.passes.reading.shapes import input_shape_of, shape_of
from pactgen.passes.resources.issued_tokens import issues_tokens
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import attribute_names
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Contract
    from pactgen.ir.database import Column
    from pactgen.ir.inputs import FileFact
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Kept, Sighting
    from pactgen.passes.tables import Stored


def issuing(contract: Contract, one: Sighting, kept: Kept | None, verdict: Verdict) -> Verdict:
    """Note that the answer shows a token of the row."""
    shows = verdict.name in {"create", "read", "replace", "update"}
    if kept is None or not shows or not issues_tokens(contract, kept, one):
        return verdict
    why = f"{verdict.why} Its answer shows a token, which is issued to that {kept.name}."
    return replace(verdict, issues=True, why=why, level="MEDIUM")


def unfit(
    contract: Contract, one: Sighting, stored: Stored, every: Mapping[str, Stored]
) -> str | None:
    """Return why a file or a password cannot be dealt with; None where it can."""
    if stored.kept.file_of is None:
        if issuing_of(contract, one, stored) is None:
            return "No column of the database document keeps what it checks."
        return None
    uploads = [each for each in stored.kept.sightings if file_in(contract, each.operation)]
    parent = every.get(stored.kept.file_of)
    with_rows = () if parent is None else parent.kept.sightings
    if parent is not None and any(
        each.file is not None and unkept_file(contract, each, parent, every) is None
        for each in with_rows
    ):
        return None
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
    others = (each for each in every.values() if each is not stored)
    shown = (schema for each in others for schema in each.kept.representations)
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


def brought_file(
    contract: Contract, one: Sighting, stored: Stored, every: Mapping[str, Stored]
) -> BroughtFile | None:
    """Return what a new row is given as a file; None where no table keeps it."""
    files = next((each for each in every.values() if _comes_with(each, stored)), None)
    if one.file is None or files is None:
        return None
    own = stored.scopes_in(one.place)
    keys: list[tuple[str, str]] = []
    for scope in files.scopes:
        target = files.table.column(scope.column).references
        if scope.parent == stored.kept.name:
            keys.append((scope.column, stored.lookup if target is None else target.column))
        elif scope.parameter in own:
            keys.append((scope.column, own[scope.parameter].column))
        else:
            return None
    form = () if one.body is None else input_shape_of(contract, one.body).properties
    given = {bare(member.name) for member in form}
    facts = tuple(
        (column.name, fact)
        for column in stored.table.columns
        if bare(column.wire_name) not in given and not column.primary_key
        for fact in [_fact(column)]
        if fact is not None
    )
    return BroughtFile(resource=files.kept.name, part=one.file.part, keys=tuple(keys), facts=facts)


def unkept_file(
    contract: Contract, one: Sighting, stored: Stored, every: Mapping[str, Stored]
) -> str | None:
    """Return why the file of a new row cannot be kept; None where it can."""
    if brought_file(contract, one, stored, every) is None:
        return f"No path names a {stored.kept.name} that the file could belong to."
    if not _answers_receipt(contract, one, stored, every):
        return "It stores a file, and answers another thing that no rule makes of it."
    return None


def _comes_with(files: Stored, stored: Stored) -> bool:
    """Whether the files of this table come with new rows of the other."""
    kept = files.kept
    return kept.file_of == stored.kept.name and all(
        each.is_implied or each.method == "get" for each in kept.sightings
    )


def _fact(column: Column) -> FileFact | None:
    """Return what a column tells about a file."""
    name = bare(column.wire_name)
    whole = column.kind in {"integer", "bigint"}
    if whole and name in vocabulary.FILE_SIZE:
        return "size"
    if column.kind != "text" or column.values:
        return None
    if name in vocabulary.FILE_TYPE:
        return "type"
    return "name" if name in vocabulary.FILE_NAME else None


def download_of(one: Sighting, stored: Stored) -> DownloadFile:
    """Return what a download answers."""
    success = success_of(one.operation)
    media = () if success is None else success.media
    types = tuple(essence(entry.content_type) for entry in media)
    return DownloadFile(resource=stored.kept.name, media_types=types)


def issuing_of(contract: Contract, one: Sighting, stored: Stored) -> LogIn | RenewTokens | None:
    """Return for what an operation issues tokens."""
    return login_of(contract, one, stored) or renewal_of(contract, one, stored)


def account_behaviour(
    contract: Contract, one: Sighting, stored: Stored, *, once: bool
) -> LogIn | RenewTokens | ChangePassword | None:
    """Return what an operation does with the passwords and tokens of rows."""
    found = issuing_of(contract, one, stored)
    if isinstance(found, RenewTokens):
        return replace(found, once=once)
    return found or change_of(contract, one, stored)


def renewal_of(contract: Contract, one: Sighting, stored: Stored) -> RenewTokens | None:
    """Return what a refresh token is exchanged for."""
    member = None if stored.kept.account is None else stored.kept.account.renewal(one)
    if member is None or one.body is None:
        return None
    members = input_shape_of(contract, one.body).properties
    attribute = attribute_names(each.name for each in members)[member]
    column = stored.table.key.name
    return RenewTokens(resource=stored.kept.name, token=attribute, column=column)


def change_of(contract: Contract, one: Sighting, stored: Stored) -> ChangePassword | None:
    """Return which passwords a change brings, where a column keeps the hash of one."""
    change = None if stored.kept.account is None else stored.kept.account.change(one)
    secrets = [column.name for column in stored.table.columns if column.secret]
    if change is None or one.body is None or len(secrets) != 1:
        return None
    members = input_shape_of(contract, one.body).properties
    attributes = attribute_names(member.name for member in members)
    return ChangePassword(
        resource=stored.kept.name,
        new=attributes[change.new],
        current=None if change.current is None else attributes[change.current],
        column=stored.table.key.name,
        secret=secrets[0],
    )


def login_of(contract: Contract, one: Sighting, stored: Stored) -> LogIn | None:
    """Return what a login compares, where columns keep it."""
    login = stored.kept.account.login(one) if stored.kept.account is not None else None
    if login is None:
        return None
    columns = {column.wire_name: column for column in stored.table.columns}
    name, secret = columns.get(login.name_property), columns.get(login.password_property)
    if name is None or secret is None or name.kind != "text" or secret.kind != "text":
        return None
    also = columns.get(login.also_property or "")
    members = () if one.body is None else input_shape_of(contract, one.body).properties
    attributes = attribute_names(member.name for member in members)
    return LogIn(
        resource=stored.kept.name,
        name=attributes.get(login.name, login.name),
        password=attributes.get(login.password, login.password),
        column=name.name,
        secret=secret.name,
        is_hashed=secret.secret,
        also=also.name if also is not None and also.kind == "text" else None,
    )
