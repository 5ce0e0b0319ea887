"""The script of the proof, taken from the design: which operation does what to which row."""

from __future__ import annotations

import math
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import Behaviour as Designed
from pactgen.ir.behaviours import (
    ChangePassword,
    ClearRows,
    CountRows,
    CreateRow,
    Custom,
    DeleteRow,
    DownloadFile,
    Health,
    Info,
    ListRows,
    ListValues,
    LogIn,
    LogOut,
    Part,
    ReadRow,
    ReadSingleton,
    RenewTokens,
    ReplaceLinks,
    ReplaceRow,
    Rowless,
    SetMark,
    Summarize,
    UpdateRow,
    UploadFile,
    WriteSingleton,
)
from pactgen.ir.contract import ABSENT
from pactgen.ir.inputs import (
    AncestorRole,
    CredentialRole,
    KeyRole,
    ScopeRole,
    ValueRole,
    WindowRole,
)
from pactgen.ir.wire import Nullable, Scalar
from pactgen.prove.answer_paths import row_path, token_path
from pactgen.prove.asked_rows import asked_of
from pactgen.prove.clashes import lets_one, made_beside, needed, told_apart_columns
from pactgen.prove.compared import compared
from pactgen.prove.half_keys import in_pairs, whole_keys
from pactgen.prove.in_parts import binds_in_parts
from pactgen.prove.removals import names_some, removal_binds
from pactgen.prove.row_states import state_of
from pactgen.prove.scopes import (
    ancestor_bind,
    brought_owner,
    caller_binds,
    calling,
    keeps_to_caller,
    makes,
    plain_scope,
)
from pactgen.prove.script import Behaviour, Bind, Place, Script, Step
from pactgen.prove.shown_samples import shown_sample
from pactgen.prove.stores import is_view, owner_of, stores_of
from pactgen.values import replace
from pactgen.views.access import file_with, is_copy, is_many, own_column
from pactgen.views.bodies import row_fields, wrapping_field
from pactgen.views.fills import is_table
from pactgen.views.repository_nested import kept_in
from pactgen.views.types import resolved
from pactgen.views.uploads import file_field

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.binding import NestedWrite
    from pactgen.ir.database import Table
    from pactgen.ir.design import Design, Endpoint
    from pactgen.ir.inputs import Input
    from pactgen.ir.wire import WireField


def script_of(design: Design) -> Script:
    """Return the steps and stores of a design, in contract order."""
    return Script(
        steps=tuple(_step(design, endpoint) for endpoint in design.endpoints),
        unreached=frozenset(
            (each.operation.method.upper(), each.operation.key) for each in design.unreached
        ),
        stores=stores_of(design),
        compared=compared(design.tables),
    )


BEHAVIOURS: Final[Mapping[type[Designed], Behaviour]] = {
    ListRows: "list",
    ReadRow: "read",
    CreateRow: "create",
    ReplaceRow: "replace",
    UpdateRow: "update",
    DeleteRow: "delete",
    ClearRows: "clear",
    CountRows: "count",
    Summarize: "count",
    ListValues: "values",
    ReplaceLinks: "replace_links",
    SetMark: "write_singleton",
    ReadSingleton: "read_singleton",
    WriteSingleton: "write_singleton",
    UploadFile: "upload",
    DownloadFile: "download",
    LogIn: "login",
    RenewTokens: "renew",
    ChangePassword: "change_password",
    LogOut: "logout",
    Health: "health",
    Info: "info",
    Custom: "custom",
}


def _step(design: Design, endpoint: Endpoint) -> Step:
    behaviour = endpoint.behaviour
    resource = None if isinstance(behaviour, Rowless) else behaviour.resource
    return Step(
        operation_id=endpoint.operation_id,
        method=endpoint.operation.method.upper(),
        path=endpoint.operation.key,
        suffix=endpoint.operation.suffix,
        conditions=tuple(
            (each.location, each.name, each.value) for each in endpoint.operation.conditions
        ),
        behaviour=_kind(design, endpoint),
        resource=resource,
        binds=tuple(_binds(design, endpoint, resource)),
        member=_member(design, endpoint),
        many=is_many(endpoint),
        files=None if (brought := file_with(endpoint)) is None else brought.resource,
        fixed=tuple(_fixed(design, endpoint)),
        starts=tuple(_starts(endpoint)),
        row=_shown_row(design, endpoint),
        status=None if isinstance(behaviour, Custom) else endpoint.answer.status,
        made=endpoint.answer.made,
        token=token_path(design, endpoint.answer.fill, "access"),
        refresh=token_path(design, endpoint.answer.fill, "refresh"),
        renews=_renewed(design, endpoint),
        part=file_field(design, endpoint),
        own=_is_own(endpoint),
        caller=resource if _is_own(endpoint) else calling(design, endpoint),
        keeps=keeps_to_caller(endpoint),
        springs=isinstance(behaviour, ReadSingleton) and behaviour.springs,
        only_one=_makes_one(design, behaviour),
        links=isinstance(behaviour, ReplaceLinks),
        needed=needed(design, behaviour, _body_fields(design, endpoint)),
        beside=isinstance(behaviour, CreateRow) and made_beside(design, behaviour.resource),
        refusals=tuple(_refusals(design, endpoint)),
        state=state_of(design, endpoint),
        asked=asked_of(design, endpoint),
    )


def _makes_one(design: Design, behaviour: Designed) -> bool:
    """Whether a second request like the first may be a conflict."""
    if isinstance(behaviour, ReplaceLinks):
        return behaviour.once
    return isinstance(behaviour, CreateRow) and lets_one(design, behaviour.resource)


def _shown_row(design: Design, endpoint: Endpoint) -> tuple[str, ...] | None:
    """Return where the answer shows the rows that the operation works on."""
    if is_table(endpoint) or endpoint.links_shown is not None:
        return None
    return row_path(design, endpoint.answer.fill)


def _is_own(endpoint: Endpoint) -> bool:
    """Whether it works on the row of whoever is calling."""
    return own_column(endpoint) is not None and not isinstance(endpoint.behaviour, RenewTokens)


def _refusals(design: Design, endpoint: Endpoint) -> Iterator[int]:
    """Yield what is answered where rows call for it, though the request is valid."""
    if endpoint.owned_by is not None or endpoint.is_gated:
        yield HTTPStatus.FORBIDDEN.value
    if endpoint.seen:
        yield HTTPStatus.NOT_FOUND.value
    if endpoint.bars:
        yield HTTPStatus.CONFLICT.value
    if _may_be_needed(design, endpoint):
        yield HTTPStatus.CONFLICT.value
    refusal = _refusal(design, endpoint.behaviour)
    if refusal is not None:
        yield refusal
    if endpoint.above is not None and endpoint.above.start.status != refusal:
        yield endpoint.above.start.status


def _may_be_needed(design: Design, endpoint: Endpoint) -> bool:
    """Whether a row that is to go may stay, as others refer to it, and the contract says so."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, DeleteRow) or endpoint.operation.response("409") is None:
        return False
    name = design.tables[design.resources[behaviour.resource].table].name
    references = (each.references for table in design.tables.values() for each in table.columns)
    return any(each is not None and each.table == name for each in references)


def _refusal(design: Design, behaviour: Designed) -> int | None:
    """Return what a transition answers from where it does not start, and a view without a row.

    A list that must show rows answers so where too few match.
    """
    if isinstance(behaviour, ListRows) and behaviour.least:
        return HTTPStatus.NOT_FOUND.value
    if isinstance(behaviour, ReadSingleton):
        table = design.tables[design.resources[behaviour.resource].table]
        return HTTPStatus.NOT_FOUND.value if is_view(table) else None
    changes = UpdateRow | ReplaceRow | DeleteRow
    start = behaviour.start if isinstance(behaviour, changes) else None
    return None if start is None else start.status


def _kind(design: Design, endpoint: Endpoint) -> Behaviour:
    behaviour = endpoint.behaviour
    if isinstance(behaviour, CreateRow) and behaviour.anew:
        return "clear"
    if isinstance(behaviour, ReplaceLinks) and behaviour.adds:
        return "create"
    if makes(behaviour):
        return "copy" if is_copy(endpoint) else "create"
    if isinstance(behaviour, ReadSingleton) and behaviour.order:
        return "read"
    if isinstance(behaviour, ClearRows) and names_some(design, endpoint, behaviour):
        return "delete_many"
    return BEHAVIOURS[type(behaviour)]


def _puts(behaviour: Designed) -> bool:
    return isinstance(behaviour, ReplaceRow) and behaviour.creates


def _binds(design: Design, endpoint: Endpoint, resource: str | None) -> Iterator[Bind]:
    if resource is None:
        return
    table = design.tables[design.resources[resource].table]
    for one in endpoint.inputs:
        place, name = one.parameter.location, one.parameter.name
        match one.role:
            case KeyRole(column=column):
                yield Bind(
                    place=place,
                    name=name,
                    resource=resource,
                    property=table.column(column).wire_name,
                    column=column,
                    fills=table.column(column).wire_name,
                    is_new=_puts(endpoint.behaviour) or isinstance(endpoint.behaviour, UploadFile),
                )
            case ScopeRole(column=column, through=str() as links):
                yield from _linked(design, endpoint, links, one, column)
            case AncestorRole():
                yield ancestor_bind(design, endpoint, one)
            case ScopeRole(key=str() as key, parent=str() as parent):
                owner = design.tables[design.resources[parent].table]
                yield Bind(
                    place=place,
                    name=name,
                    resource=parent,
                    property=owner.column(key).wire_name,
                    column=key,
                )
            case ScopeRole(column=column) if table.column(column).references is None:
                yield plain_scope(design, endpoint, resource, one, table.column(column))
            case ScopeRole(column=column) | ValueRole(column=column):
                yield from _reference(design, table, column, place, name)
            case _:
                continue
    yield from caller_binds(design, endpoint, table)
    yield from _brought_binds(design, endpoint, table)


def _brought_binds(design: Design, endpoint: Endpoint, table: Table) -> Iterator[Bind]:
    """A body names rows, each behaviour in its own way."""
    match endpoint.behaviour:
        case ClearRows() as removal:
            yield from removal_binds(design, endpoint, removal)
        case ReplaceLinks() as links_to:
            yield from _link_binds(design, endpoint, links_to)
        case LogIn() | ChangePassword() as account:
            yield from _account_binds(design, endpoint, account)
        case UpdateRow(part=Part() as part) as placed:
            yield from _part_binds(design, endpoint, table, placed, part)
        case _:
            yield from _row_binds(design, endpoint, table)


def _linked(
    design: Design, endpoint: Endpoint, links: str, one: Input, column: str
) -> Iterator[Bind]:
    """Bind a parent of listed rows to which another table ties them."""
    table = design.tables[design.resources[links].table]
    if table.column(column).references is None:
        yield replace(plain_scope(design, endpoint, links, one, table.column(column)), fills=None)
    else:
        yield from _reference(design, table, column, one.parameter.location, one.parameter.name)


def _row_binds(design: Design, endpoint: Endpoint, table: Table) -> Iterator[Bind]:
    """A body holds the row, which may name others."""
    fields = _body_fields(design, endpoint)
    together = {bind.name: bind for bind in whole_keys(design, table, fields)}
    yield from together.values()
    for field in fields:
        stored = {column.name for column in table.columns}
        if field.wire_name in together:
            continue
        if field.attribute in stored or field.attribute == _called_key(endpoint.behaviour):
            yield from _body_bind(design, endpoint, table, field)
        yield from brought_owner(design, table, field)
        yield from _nested_bind(design, endpoint, field)
        yield from _members_bind(design, endpoint, table, field)
        yield from binds_in_parts(design, endpoint, table, field)


def _link_binds(design: Design, endpoint: Endpoint, links: ReplaceLinks) -> Iterator[Bind]:
    """A list of keys, or a key, names rows that are there."""
    table = design.tables[design.resources[links.resource].table]
    if links.attribute is None:
        for bind in _reference(design, table, links.column, "body", ""):
            yield replace(bind, many=True)
        return
    for field in _body_fields(design, endpoint):
        if field.attribute == links.attribute:
            for bind in _reference(design, table, links.column, "body", field.wire_name):
                yield replace(bind, many=not links.single)


def _part_binds(
    design: Design, endpoint: Endpoint, table: Table, placed: UpdateRow, part: Part
) -> Iterator[Bind]:
    """What takes the place of a part of a row names rows that are there."""
    names = {each.attribute: each.wire_name for each in _body_fields(design, endpoint)}
    name = "" if part.attribute is None else names[part.attribute]
    if part.column is not None:
        yield from _reference(design, table, part.column, "body", name)
    for write in placed.nested:
        if write.items == "rows":
            yield from _row_members(design, kept_in(design, write)[0], write, name)
        else:
            yield from _named_rows(design, table, write, name)


def _named_rows(design: Design, table: Table, write: NestedWrite, name: str) -> Iterator[Bind]:
    """Bind a list of keys, or of names, to the rows that it names."""
    through = write.relation.through
    named = write.called or (through.far[0][1] if through is not None else None)
    owner = owner_of(design, write.relation.table)
    if owner is not None and named is not None and not write.makes:
        column = design.tables[write.relation.table].column(named)
        own = {near for near, _ in write.relation.pairs}
        yield Bind(
            place="body",
            name=name,
            resource=owner,
            property=column.wire_name,
            column=column.name,
            many=write.items == "values",
            apart=bool(own & told_apart_columns(table)),
        )


def _account_binds(
    design: Design, endpoint: Endpoint, account: LogIn | ChangePassword
) -> Iterator[Bind]:
    """A login, and a change of the password, repeat what a row was made with."""
    table = design.tables[design.resources[account.resource].table]
    given: list[tuple[Place, str, str]] = []
    if isinstance(account, LogIn):
        attributes = {account.name: account.column, account.password: account.secret}
        columns = {"name": account.column, "password": account.secret}
        given += [
            (one.parameter.location, one.parameter.name, columns[one.role.part])
            for one in endpoint.inputs
            if isinstance(one.role, CredentialRole)
        ]
    else:
        attributes = {} if account.current is None else {account.current: account.secret}
    given += [
        ("body", field.wire_name, attributes[field.attribute])
        for field in _body_fields(design, endpoint)
        if field.attribute in attributes
    ]
    for place, name, column in given:
        yield Bind(
            place=place,
            name=name,
            resource=account.resource,
            property=table.column(column).wire_name,
            column=column,
        )


def _body_fields(design: Design, endpoint: Endpoint) -> tuple[WireField, ...]:
    return () if endpoint.body is None else row_fields(design, endpoint.body)


def _fixed(design: Design, endpoint: Endpoint) -> Iterator[tuple[str, object]]:
    for field in _body_fields(design, endpoint):
        value = shown_sample(design, field)
        if value is not ABSENT:
            yield field.wire_name, value
        elif isinstance(field.type, Nullable) and field.attribute in in_pairs(design, endpoint):
            yield field.wire_name, None


def _starts(endpoint: Endpoint) -> Iterator[tuple[Place, str, int | str]]:
    """Yield where the first page begins: a later one may have no rows; and texts of numbers."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, ListRows) or behaviour.window is None:
        return
    firsts = {
        WindowRole(part="page"): behaviour.window.first_page,
        WindowRole(part="offset"): 0,
        WindowRole(part="size"): behaviour.window.default_size,
    }
    for one in endpoint.inputs:
        first = firsts.get(one.role) if isinstance(one.role, WindowRole) else None
        if not one.required or first is None:
            continue
        scalar = one.type if isinstance(one.type, Scalar) else None
        place, name = one.parameter.location, one.parameter.name
        if scalar is not None and scalar.kind == "text":
            yield place, name, str(first)
        elif one.role != WindowRole(part="size"):
            least = None if scalar is None else scalar.minimum
            yield place, name, max(first, math.ceil(least or 0))


def _member(design: Design, endpoint: Endpoint) -> str | None:
    field = None if endpoint.body is None else wrapping_field(design, endpoint.body)
    return None if field is None else field.wire_name


def _called_key(behaviour: Designed) -> str | None:
    """Return the attribute of the body that names the row, whatever its column is called."""
    rows = ReadRow | ReplaceRow | UpdateRow | DeleteRow
    return behaviour.key_in_body if isinstance(behaviour, rows) else None


def _body_bind(
    design: Design, endpoint: Endpoint, table: Table, field: WireField
) -> Iterator[Bind]:
    """A body names the row it changes, or another row that its row belongs to."""
    behaviour = endpoint.behaviour
    if isinstance(behaviour, ReadRow | ReplaceRow | UpdateRow | DeleteRow):
        keys = {one.role.column for one in endpoint.inputs if isinstance(one.role, KeyRole)}
        if field.attribute in {behaviour.key_in_body, *keys}:
            named = field.attribute in keys
            column = table.column(field.attribute) if named else table.key
            yield Bind(
                place="body",
                name=field.wire_name,
                resource=behaviour.resource,
                property=column.wire_name,
                column=column.name,
            )
            return
    nullable = isinstance(resolved(design, field.type), Nullable)
    for bind in _reference(design, table, field.attribute, "body", field.wire_name):
        yield replace(
            bind,
            may_be_null=nullable and bind.resource == _own_name(endpoint),
            optional=not field.required,
        )


def _own_name(endpoint: Endpoint) -> str | None:
    behaviour = endpoint.behaviour
    return None if isinstance(behaviour, Rowless) else behaviour.resource


def _nested_bind(design: Design, endpoint: Endpoint, field: WireField) -> Iterator[Bind]:
    """A list of keys names rows that a join table connects with the row."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, CreateRow | ReplaceRow | UpdateRow):
        return
    for write in behaviour.nested:
        if write.attribute == field.attribute and write.items in {"values", "named", "key"}:
            table = design.tables[design.resources[behaviour.resource].table]
            yield from _named_rows(design, table, write, field.wire_name)


def _members_bind(
    design: Design, endpoint: Endpoint, table: Table, field: WireField
) -> Iterator[Bind]:
    """Objects inside a body, which become rows of another table, name rows by their members."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, CreateRow | ReplaceRow | UpdateRow):
        return
    for write in behaviour.nested:
        if write.attribute != field.attribute or write.items in {"values", "named", "key"}:
            continue
        kept = table if write.items == "row" else kept_in(design, write)[0]
        yield from _row_members(design, kept, write, field.wire_name)


def _row_members(design: Design, kept: Table, write: NestedWrite, place: str) -> Iterator[Bind]:
    """Members of the objects at a place of the body that name rows, by a key or by a name."""
    for name, column in write.members:
        for bind in _reference(design, kept, column, "body", place):
            yield replace(bind, member=name, fills=None)
    yield from _called_members(design, place, write)


def _called_members(design: Design, place: str, write: NestedWrite) -> Iterator[Bind]:
    """Members that name rows by what those are called."""
    for one in write.named:
        owner = owner_of(design, one.table)
        column = design.tables[one.table].column(one.called)
        if owner is not None:
            yield Bind(
                place="body",
                name=place,
                resource=owner,
                property=column.wire_name,
                column=column.name,
                member=one.member,
            )


def _reference(
    design: Design, table: Table, column: str, place: Place, name: str
) -> Iterator[Bind]:
    """Bind an input to the key of the row that a foreign key column names."""
    key = table.column(column).references
    if key is None:
        return
    owner = owner_of(design, key.table)
    if owner is None:
        return
    yield Bind(
        place=place,
        name=name,
        resource=owner,
        property=design.tables[key.table].column(key.column).wire_name,
        column=key.column,
        fills=table.column(column).wire_name,
        apart=column in told_apart_columns(table),
    )


def _renewed(design: Design, endpoint: Endpoint) -> str | None:
    """Return the property of the body that is a refresh token."""
    behaviour = endpoint.behaviour
    if not isinstance(behaviour, RenewTokens):
        return None
    names = {field.attribute: field.wire_name for field in _body_fields(design, endpoint)}
    return names.get(behaviour.token)
