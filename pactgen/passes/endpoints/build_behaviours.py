"""The behaviour of an operation, put together from the verdict about it.

Location: pactgen/passes/endpoints/build_behaviours.py. Used by `design_endpoints`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import (
    Behaviour,
    ClearRows,
    CreateRow,
    Custom,
    DeleteRow,
    Health,
    Info,
    ListRows,
    ReadRow,
    ReadSingleton,
    ReplaceLinks,
    ReplaceRow,
    SetMark,
    StateAbove,
    UpdateRow,
    Window,
    WriteSingleton,
)
from pactgen.ir.inputs import ScopeRole
from pactgen.passes.behaviours.files_and_logins import (
    account_behaviour,
    answered_parent,
    brought_file,
    download_of,
    upload_of,
)
from pactgen.passes.behaviours.link_lists import links_of
from pactgen.passes.behaviours.maps import joined_columns
from pactgen.passes.behaviours.merge_patches import merged_columns
from pactgen.passes.behaviours.only_rows import leaves_the_rest, springs
from pactgen.passes.behaviours.remove_many import selecting
from pactgen.passes.behaviours.sessions import logout_of
from pactgen.passes.behaviours.states_above import state_above
from pactgen.passes.behaviours.told_moves import told_moves
from pactgen.passes.behaviours.transitions import workable
from pactgen.passes.endpoints.brought_members import (
    brought_members,
    called_key,
    ignored_attributes,
    kept_part,
    nested_writes,
    update_key,
    whole_column,
)
from pactgen.passes.endpoints.described_rows import described_rows
from pactgen.passes.endpoints.idempotency import repeats_of
from pactgen.passes.endpoints.keep_beside import beside_of, standing_of
from pactgen.passes.endpoints.show_trees import root_column
from pactgen.passes.endpoints.windows import (
    counts,
    least_rows,
    newest_first,
    order_of,
    says_count,
    steady,
    with_keys,
)
from pactgen.passes.reading.shapes import input_shape_of, tag_of

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.ir.inputs import Input
    from pactgen.ir.messages import Answer
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def behaviour_of(
    context: Context,
    one: Sighting,
    verdict: Verdict,
    stored: Stored | None,
    window: Window | None,
    answer: Answer,
    inputs: tuple[Input, ...],
) -> Behaviour:
    """Return what the verdict calls, with the columns and inputs that it works on."""
    if verdict.name in {"health", "info", "logout"}:
        return _rowless(context, one, verdict)
    if stored is None:
        return Custom(reason=verdict.why)
    name = stored.kept.name
    caller = stored.table.key.name if verdict.of_caller else None
    match verdict.name:
        case "list":
            window = with_keys(context.contract, window, answer, stored)
            order = order_of(one.operation, stored, context.tables)
            order = newest_first(stored) if verdict.newest_first else order
            return ListRows(
                resource=name,
                window=window,
                counts=any(
                    counts(fill) for fill in (answer.fill, *(fill for _, fill in answer.headers))
                ),
                order=steady(order, stored) if window and window.by_key else order,
                where=verdict.where
                or described_rows(context.contract, one.operation, stored, inputs),
                below=verdict.below,
                timed=verdict.timed,
                roots=root_column(context.contract, one, stored, inputs),
                least=least_rows(answer.fill),
            )
        case "read":
            body_key = called_key(context, one, stored)
            return ReadRow(resource=name, key_in_body=body_key, of_caller=caller)
        case "delete":
            body_key = called_key(context, one, stored)
            return DeleteRow(
                resource=name,
                key_in_body=body_key,
                of_caller=caller,
                start=workable(context.contract, one, stored),
            )
        case "clear" | "count" | "values" | "summary":
            tells = verdict.tied is None and says_count(answer.fill)
            roles = tuple((each.parameter, each.role) for each in inputs)
            return selecting(context.contract, one, stored, verdict, roles, says_count=tells)
        case "replace-links":
            told = links_of(context.contract, one, stored, adds=verdict.adds, once=verdict.once)
            return told or Custom(reason=verdict.why)
        case "upload":
            parent = answered_parent(context.contract, one, stored, context.stored)
            return upload_of(context.contract, one, stored, parent)
        case "download":
            return download_of(one, stored)
        case "login" | "renew" | "change-password":
            account = account_behaviour(context.contract, one, stored, once=verdict.once)
            return account or Custom(reason=verdict.why)
        case "read-singleton":
            alone = not verdict.order and springs(one, stored)
            return ReadSingleton(resource=name, springs=alone, order=verdict.order)
        case _:
            return _writing(context, one, verdict, stored, inputs)


def _rowless(context: Context, one: Sighting, verdict: Verdict) -> Behaviour:
    """Return a behaviour that works with the rows of no resource."""
    if verdict.name == "logout":
        kept = context.kept[one.operation.label]
        return logout_of(context.contract, one, kept) or Custom(reason=verdict.why)
    return Health() if verdict.name == "health" else Info()


def kind_column(contract: Contract, one: Sighting, stored: Stored) -> str | None:
    """Return the column that tells what kind of thing a row is, where the body may bring it."""
    if one.body is None:
        return None
    brought = input_shape_of(contract, one.body)
    tags = {tag_of(contract, schema) for schema in stored.kept.representations} - {None}
    columns = (column for column in stored.table.columns if column.wire_name in tags)
    return next((each.name for each in columns if brought.property(each.wire_name)), None)


_BELOW: Final = (
    CreateRow,
    ReplaceRow,
    UpdateRow,
    DeleteRow,
    ReplaceLinks,
    ClearRows,
    WriteSingleton,
    SetMark,
)
"""What may need the row above to be in a state."""


def above_of(
    context: Context, one: Sighting, behaviour: Behaviour, inputs: tuple[Input, ...]
) -> StateAbove | None:
    """Return how the row must be that the path names last, and below which rows are written.

    Where the operation says how the written row itself must be, it speaks of that one.
    """
    if one.many or not one.place.scopes or not isinstance(behaviour, _BELOW):
        return None
    if isinstance(behaviour, ReplaceRow | UpdateRow | DeleteRow) and behaviour.start is not None:
        return None
    last = one.place.scopes[-1].parameter
    roles = (each.role for each in inputs if each.parameter.name == last)
    role = next((each for each in roles if isinstance(each, ScopeRole)), None)
    parent = None if role is None or role.through else context.stored.get(role.parent or "")
    start = None if parent is None else state_above(context.contract, one.operation, parent)
    return None if start is None else StateAbove(parameter=last, start=start)


def _writing(
    context: Context,
    one: Sighting,
    verdict: Verdict,
    stored: Stored,
    inputs: tuple[Input, ...],
) -> Behaviour:
    """Return a behaviour that stores what the body brings, or what the path says."""
    name = stored.kept.name
    if verdict.name in {"mark", "unmark"} and verdict.target is not None:
        return SetMark(resource=name, target=verdict.target, on=verdict.name == "mark")
    nested = nested_writes(context, one, stored) if verdict.part is None else kept_part(one, stored)
    ignored = ignored_attributes(context, one, stored, verdict) if verdict.part is None else ()
    whole = whole_column(context, one, verdict, stored)
    key = None if verdict.of_caller else update_key(context, one, verdict, stored)
    caller = stored.table.key.name if verdict.of_caller else None
    brought = brought_members(context, one)
    standing = () if one.many else standing_of(stored, brought, context.tables)
    part = None if verdict.part is None else verdict.part.column
    moves = (
        None
        if verdict.creates
        else told_moves(context.contract, one, stored, brought if part is None else (part,))
    )
    acts = bool(verdict.sets or verdict.part or verdict.edits)
    match verdict.name:
        case "create":
            return CreateRow(
                resource=name,
                filled=stored.filled,
                ignored=ignored,
                whole=whole,
                nested=nested,
                many=one.many,
                anew=verdict.anew,
                file=brought_file(context.contract, one, stored, context.stored),
                beside=beside_of(stored, inputs, brought),
                standing=standing,
                repeats=repeats_of(stored, inputs),
                copied=() if one.many else stored.copied.get(one.operation.label, ()),
                copies=verdict.copies,
            )
        case "replace":
            return ReplaceRow(
                resource=name,
                key_in_body=key,
                ignored=ignored,
                whole=whole,
                stamps=verdict.stamps,
                moves=moves,
                creates=verdict.creates,
                nested=nested,
                of_caller=caller,
                start=None if verdict.creates else workable(context.contract, one, stored),
                many=one.many,
                standing=standing,
            )
        case "update":
            return UpdateRow(
                resource=name,
                key_in_body=key,
                ignored=ignored,
                sets=verdict.sets,
                stamps=verdict.stamps,
                moves=moves,
                start=verdict.start or (None if acts else workable(context.contract, one, stored)),
                kind=kind_column(context.contract, one, stored),
                part=verdict.part,
                merged=merged_columns(context.contract, one, stored),
                joined=joined_columns(one, stored),
                edits=verdict.edits,
                nested=nested,
                of_caller=caller,
                many=one.many,
                standing=standing,
            )
        case "write-singleton":
            return WriteSingleton(
                resource=name,
                partial=bool(verdict.sets) or leaves_the_rest(context.contract, one),
                ignored=ignored,
                whole=whole,
                sets=verdict.sets,
            )
        case _:
            return Custom(reason=verdict.why)
