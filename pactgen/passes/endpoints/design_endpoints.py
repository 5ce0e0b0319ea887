"""Put an operation together: behaviour, inputs, body, answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions import Decision, behaviour
from pactgen.ir.behaviours import ListRows
from pactgen.ir.design import Endpoint
from pactgen.ir.inputs import FilterRole, GuardRole, ScopeRole, SearchRole, UnusedRole, WindowRole
from pactgen.passes.behaviours.files_and_logins import (
    answered_parent,
    issuing,
    unfit,
    unkept_file,
)
from pactgen.passes.behaviours.infer_accounts import untold_rows
from pactgen.passes.behaviours.infer_behaviours import infer
from pactgen.passes.behaviours.link_lists import links_of
from pactgen.passes.behaviours.maps import of_map
from pactgen.passes.behaviours.misread_bodies import command_in
from pactgen.passes.behaviours.on_links import named_otherwise, shown_of_links, with_shown
from pactgen.passes.behaviours.only_rows import by_part, not_the_only_one, tells_several
from pactgen.passes.behaviours.personal_marks import of_one_person
from pactgen.passes.behaviours.reach_rows import (
    at_odds,
    names_no_parent,
    names_nothing,
    unreachable,
)
from pactgen.passes.behaviours.remove_many import unclear
from pactgen.passes.behaviours.sessions import taking_back
from pactgen.passes.behaviours.set_aside import set_aside
from pactgen.passes.behaviours.shown_members import shown_member
from pactgen.passes.behaviours.told_columns import with_told
from pactgen.passes.behaviours.transitions import settled, turned
from pactgen.passes.behaviours.verdict import ROWLESS, Verdict, custom
from pactgen.passes.endpoints.asked_members import asked_for, asked_inputs
from pactgen.passes.endpoints.assign_roles import assign_roles
from pactgen.passes.endpoints.body_inputs import body_input
from pactgen.passes.endpoints.brought_members import (
    brought_members,
    called_key,
    ignored_attributes,
    whole_column,
)
from pactgen.passes.endpoints.build_answers import build_answer
from pactgen.passes.endpoints.build_behaviours import above_of, behaviour_of
from pactgen.passes.endpoints.counts_by_value import counted_by_value
from pactgen.passes.endpoints.described_orders import described_order
from pactgen.passes.endpoints.described_rows import in_state
from pactgen.passes.endpoints.find_invented import invented, invented_row
from pactgen.passes.endpoints.guards import demands, guard_of
from pactgen.passes.endpoints.invalid_status import invalid_status
from pactgen.passes.endpoints.kept_rows import kept_above, kept_row
from pactgen.passes.endpoints.name_caller import (
    below_owned,
    caller_input,
    caller_role,
    of_tenant,
)
from pactgen.passes.endpoints.name_inputs import named_inputs
from pactgen.passes.endpoints.pick_rows import ended, picked
from pactgen.passes.endpoints.put_anew import not_anew
from pactgen.passes.endpoints.question import Question
from pactgen.passes.endpoints.reports import reported
from pactgen.passes.endpoints.scarce_rows import asks_for_scarce
from pactgen.passes.endpoints.show_kinds import of_no_kind
from pactgen.passes.endpoints.summaries import summarized
from pactgen.passes.endpoints.summaries_across import summarized_across
from pactgen.passes.endpoints.told_bars import bars_told, told_bars
from pactgen.passes.endpoints.told_members import kept_apart, kept_members
from pactgen.passes.endpoints.told_owners import kept_to, told_owner
from pactgen.passes.endpoints.told_people import told_gate
from pactgen.passes.endpoints.told_roles import admitted, told_roles
from pactgen.passes.endpoints.told_sight import listed_openly, seen_rows, sight_told
from pactgen.passes.endpoints.unheeded import unheeded
from pactgen.passes.endpoints.who_did_it import with_doer, with_stamps
from pactgen.passes.endpoints.windows import in_order, listed, window_of
from pactgen.passes.reading.shapes import input_shape_of, shape_of
from pactgen.passes.reconcile.answer_references import REFERRING, told_status
from pactgen.passes.resources.read_calls import key_place
from pactgen.passes.words.names import (
    Scope,
    pascal,
    shadows_builtin,
    snake,
)
from pactgen.passes.words.prose import says_own, sentences
from pactgen.passes.words.shorten import FUNCTION, keep_tail
from pactgen.values import replace

if TYPE_CHECKING:
    from pactgen.ir.contract import (
        Operation,
    )
    from pactgen.ir.inputs import Input, Role
    from pactgen.passes.endpoints.context import Context
    from pactgen.passes.resources.values import Kept, Sighting
    from pactgen.passes.tables import Stored

_WRITES = frozenset({"create", "replace", "update", "write-singleton"})
_LISTED = Verdict(name="list", resource=None, why="")
"""What the parameters of a path are asked for whose list may be one of all rows."""


def design_endpoint(
    context: Context, one: Sighting, scope: Scope
) -> tuple[Endpoint, tuple[Decision, ...]]:
    """Return the endpoint of one operation; `scope` holds the names of all functions."""
    wanted = _function(context, one, context.ids[one.operation.label])
    function = scope.claim(wanted, f"{wanted}_operation")
    verdict = with_stamps(context, one, with_doer(context, one, verdict_of(context, one)))
    endpoint, decisions = _designed(context, one, verdict, function)
    fill = endpoint.answer.fill
    stored = context.stored.get(verdict.resource) if verdict.resource else None
    models = context.wire.models()
    refused = (
        invented(context.contract, one, verdict, endpoint.answer, models)
        or invented_row(context.contract, one, verdict, stored, endpoint)
        or of_no_kind(context.contract, stored, fill)
        or unheeded(context.contract, one, verdict, stored, endpoint, context.everywhere)
    )
    if refused is not None:
        return _designed(context, one, custom(refused), function)
    return endpoint, decisions


def _designed(
    context: Context, one: Sighting, verdict: Verdict, function: str
) -> tuple[Endpoint, tuple[Decision, ...]]:
    """Return the endpoint that does what the verdict says."""
    operation = one.operation
    operation_id = context.ids[operation.label]
    stored = context.stored.get(verdict.resource) if verdict.resource else None
    through = context.stored.get(verdict.through) if verdict.through else None
    roles = assign_roles(
        context.contract, one, verdict, stored, operation_id, context.tables, through
    )
    roles = below_owned(context, one, roles)
    noun = snake(stored.kept.name) if stored is not None else function
    own = len(operation.parameters)
    inputs = named_inputs(context, roles.by_parameter[:own], function, noun)
    if demands(operation):
        inputs = tuple(map(_may_lack, inputs))
    whose = caller_role(one, verdict, stored, through, inputs) or told_owner(
        context, one, verdict, stored
    )
    caller = caller_input(context, one, verdict, whose, inputs)
    kept = told_gate(context, one, verdict, stored, inputs, caller)
    admits = () if kept is not None else told_roles(context, operation)
    if kept is None and not admits:
        kept = kept_row(context, one, verdict, inputs, caller)
    members = kept_members(context, one)
    seen = seen_rows(context, one, stored, inputs, context.sights)
    lists = stored is not None and verdict.name == "list" and verdict.target is None
    sight = context.sights.get(stored.kept.name) if stored is not None and lists else None
    inputs = listed_openly(one, inputs, sight)
    bars = () if verdict.name == "custom" else told_bars(context, one, stored, inputs, caller)
    hint = pascal(stored.kept.name if stored is not None else function)
    body = body_input(context, one, verdict, hint, function)
    inputs = (*inputs, *asked_inputs(context, one, roles.by_parameter[own:], body))
    window = (
        window_of(context.contract, context.config, operation, inputs)
        if verdict.name == "list"
        else None
    )
    parent = answered_parent(context.contract, one, stored, context.stored)
    question = Question(
        contract=context.contract,
        wire=context.wire,
        one=one,
        verdict=verdict,
        stored=context.stored[verdict.target] if verdict.target else parent or stored,
        operation_id=operation_id,
        envelope=_envelope(hint, verdict),
        row=hint,
        paged=window is not None,
        by_cursor=window is not None and window.style == "cursor",
    )
    answer = build_answer(question)
    status, status_decision = invalid_status(
        context.config, operation, operation_id, context.common_invalid
    )
    done = behaviour_of(
        context, one, verdict, stored, window, answer, (*inputs, *([caller] if caller else []))
    )
    endpoint = Endpoint(
        operation=operation,
        operation_id=operation_id,
        feature=context.features[operation.label],
        function=function,
        behaviour=done,
        inputs=inputs,
        body=body,
        answer=answer,
        security=operation.security,
        invalid_status=status,
        summary=_summary(operation),
        guard=guard_of(context.contract, one, verdict, stored, inputs),
        caller=caller,
        of_tenant=context.has_tenants and of_tenant(context.contract, one, verdict, stored),
        admits=admits,
        kept_row=kept,
        kept_members=members,
        above=above_of(context, one, done, inputs),
        said_missing=told_status(operation, context.contract.description)
        if isinstance(done, REFERRING)
        else None,
        bars=bars,
        seen=seen,
        sight=sight,
        links_shown=shown_of_links(one, verdict, stored),
    )
    order = (
        described_order(operation, stored, context.tables)
        if verdict.name == "list" and stored
        else ()
    )
    rows = endpoint.behaviour.where if isinstance(endpoint.behaviour, ListRows) else ()
    said = in_state(rows if rows != verdict.where else ()) + kept_to(context, one, caller)
    said += admitted(admits) + kept_above(kept) + kept_apart(members)
    said += bars_told(bars)
    said += sight_told({*(each.sight for each in seen), *([sight] if sight else [])})
    chosen = behaviour.behaviour(
        operation,
        operation_id,
        verdict.name,
        verdict.resource,
        f"{verdict.why}{said}{in_order(order)}",
        stated=verdict.stated,
        level=verdict.level,
    )
    of_list = tuple(listed(endpoint))
    return endpoint, (chosen, *of_list, *roles.decisions, *question.decisions, *status_decision)


def _may_lack(each: Input) -> Input:
    """What tells the state of a row may be left out where that has an answer of its own: 428."""
    guards = isinstance(each.role, GuardRole) and each.role.test in {"match", "number"}
    return replace(each, required=False) if guards else each


def _envelope(hint: str, verdict: Verdict) -> str:
    """Name an inline envelope."""
    return f"{hint}{'Page' if verdict.name == 'list' else 'Answer'}"


def _tied(one: Sighting, beside: Stored | None, verdict: Verdict) -> Verdict:
    """`POST /tickets/{id}/watchers` brings nothing: whoever calls is tied to the ticket."""
    owner = None if beside is None else beside.owner
    ties = owner is not None and one.operation.label in owner.making and not one.place.is_item
    if beside is None or not ties or one.operation.body is not None or verdict.stated:
        return _referred(one, beside, verdict)
    name = beside.kept.name
    why = f"It brings nothing: the new {name} ties whoever calls to what the path names."
    return Verdict(name="create", resource=name, why=why, level="LOW")


def _referred(one: Sighting, stored: Stored | None, verdict: Verdict) -> Verdict:
    """`GET /orders/{id}/supplier`: the row that the parent refers to."""
    single = one.method == "get" and one.answer is not None and not one.answer.many
    if stored is None or not single or one.place.is_item or not one.place.scopes:
        return verdict
    way = stored.ways.get((one.operation.label, one.place.scopes[-1].parameter))
    if not isinstance(way, ScopeRole) or not way.by_parent or not_the_only_one(one, stored):
        return verdict
    name = stored.kept.name
    why = f"The {name} that the row refers to which its path names."
    return Verdict(name="read-singleton", resource=name, why=why, level="LOW")


def verdict_of(context: Context, one: Sighting) -> Verdict:
    """Infer the behaviour; fall back to custom where the row cannot be found or made."""
    operation_id = context.ids[one.operation.label]
    kept = context.kept.get(one.operation.label)
    verdict = infer(context.contract, one, kept, context.config, operation_id)
    verdict = issuing(context.contract, one, kept, verdict)
    verdict = taking_back(context.contract, one, verdict, by_schema=context.by_schema)
    refused = context.refused.get(one.operation.label)
    if refused is not None and verdict.name not in ROWLESS:
        return custom(refused)
    verdict = _linked(context, one, verdict)
    stored = context.stored.get(verdict.resource) if verdict.resource else None
    if stored is None:
        beside = context.stored.get(kept.name) if kept is not None else None
        told = verdict if refused is not None else _tied(one, beside, verdict)
        return _summary_of(context, one, kept, told)
    if verdict.name == "replace-links" or (kept is not None and _ties(kept, verdict)):
        links = stored if kept is None else context.stored[kept.name]
        return _on_links(context, one, verdict, links)
    if one.action is not None and one.edits is None and not verdict.stated:
        return _action(context, one, verdict, stored, one.action)
    if verdict.name == "login" or stored.kept.file_of is not None:
        refused = unfit(context.contract, one, stored, context.stored)
        return verdict if refused is None else custom(refused)
    brought = brought_members(context, one)
    if stored.table.declared is None:  # a schema document answers it already
        refused = unreachable(context.contract, one, verdict, stored, context.tables, brought)
        shown = context.stored[verdict.target] if verdict.target else stored
        refused = refused or at_odds(context.contract, one, shown)
    refused = refused or _ambiguous(one, verdict, stored) or _unnarrowed(context, one, stored)
    if refused is not None and not verdict.stated:
        return custom(refused)
    if verdict.name == "clear" and not verdict.stated:
        return _clear(context, one, verdict, stored)
    calls = one.called in {"read", "update", "delete"} and not verdict.stated
    if calls and not _names_row(context, one, stored):
        return custom(f"It is a call, and no input of it names a {stored.kept.name}.")
    if (one.finder or one.asks) and verdict.name in {"list", "read-singleton"}:
        return _finder(context, one, verdict, stored)
    if verdict.name in _WRITES and one.body is not None:
        return _writer(context, one, verdict, stored)
    return set_aside(context.contract, one, stored, _turned(one, verdict, stored))


def _summary_of(context: Context, one: Sighting, kept: Kept | None, verdict: Verdict) -> Verdict:
    """Return the summary that is answered, unless a parameter narrows it in a way unknown."""
    if kept is not None or verdict.name != "custom" or verdict.stated:
        return verdict
    found = summarized(context.contract, one, context.stored)
    found = found or summarized_across(context.contract, one, context.stored)
    found = found or counted_by_value(context.contract, one, context.stored)
    found = found or reported(context, one)
    if found is None or found.resource is None:
        return verdict
    stored = context.stored[found.resource]
    roles = assign_roles(context.contract, one, found, stored, "", context.tables)
    queries = [role for parameter, role in roles.by_parameter if parameter.location == "query"]
    told = all(
        isinstance(role, FilterRole | SearchRole) for role in queries if not _cuts(found, role)
    )
    return found if told else verdict


def _cuts(found: Verdict, role: Role) -> bool:
    """Whether a parameter says how many rows of a report are asked for."""
    return found.grouping is not None and isinstance(role, WindowRole) and role.part == "size"


def _turned(one: Sighting, verdict: Verdict, stored: Stored) -> Verdict:
    """What is written without a word is turned on or off."""
    switch = stored.kept.switch
    if switch is None or verdict.name != "write-singleton":
        return verdict
    return replace(verdict, sets=turned(one, stored, switch))


def _clear(context: Context, one: Sighting, verdict: Verdict, stored: Stored) -> Verdict:
    """Whether the inputs say which rows go; of the caller's only row, that is told already."""
    roles = assign_roles(context.contract, one, verdict, stored, "", context.tables)
    owner = stored.owner
    if owner is not None and owner.keeps(one):
        above = (role.column for _, role in roles.by_parameter if isinstance(role, ScopeRole))
        if one.place.scopes and stored.table.has_key_in({owner.column, *above}):
            why = f"The {stored.kept.name} that ties whoever calls to what the path names."
            return Verdict(name="delete", resource=stored.kept.name, why=why, level="LOW")
    elif any(map(says_own, sentences(*one.operation.texts))):
        return custom("It is about rows of whoever calls, and nothing tells which those are.")
    refused = unclear(context.contract, one, stored, roles.by_parameter)
    return verdict if refused is None else custom(refused)


def _action(
    context: Context, one: Sighting, verdict: Verdict, stored: Stored, verb: str
) -> Verdict:
    """What a verb does to the row that its path, or the input of a call, names."""
    if one.shows is not None:
        return shown_member(context.contract, one, verdict, stored)
    if one.mapped is not None:
        return of_map(one, stored)
    if one.called is not None and not _names_row(context, one, stored):
        return custom(f"It is a call, and no input of it names a {stored.kept.name}.")
    refused = of_one_person(context.contract, one, stored, verb) if context.person else None
    if stored.table.declared is None:
        refused = refused or names_nothing(context.contract, one, stored, context.tables)
    if refused is not None:
        return custom(refused)
    key = called_key(context, one, stored)
    keys = {each.attribute: each.members[0][1] for each in stored.nested if each.items == "key"}
    told = (keys.get(name, name) for name in brought_members(context, one))
    brought = [name for name in told if name != key]
    return settled(context.contract, one, stored, verb, brought)


def _names_row(context: Context, one: Sighting, stored: Stored) -> bool:
    """Whether an input names the row: by a key that somebody can know."""
    if one.place.is_item:
        return True
    key = stored.table.key
    told = (*stored.kept.representations, *stored.kept.creations)
    known = any(input_shape_of(context.contract, schema).property(key.wire_name) for schema in told)
    return known and key_place(context.contract, one, stored.kept.noun, key.name) is not None


def _writer(context: Context, one: Sighting, verdict: Verdict, stored: Stored) -> Verdict:
    """What writes must know its row, and bring what the row keeps."""
    brought = brought_members(context, one)
    if one.operation.label in stored.incomplete:
        verdict = replace(verdict, creates=False)
    verdict = by_part(context.contract, one, stored, verdict, brought)
    command = command_in(context.contract, one, stored)
    if command is not None:
        return custom(f"`{command}` of its body says what is to be done, and no row keeps it.")
    changes = verdict.name in {"replace", "update"}
    by_body = changes and one.called is None and not one.place.is_item and not verdict.of_caller
    if by_body and stored.table.key.name not in brought:
        return custom("It changes a collection, and its body names no row of it.")
    if verdict.anew:
        told = assign_roles(context.contract, one, verdict, stored, "", context.tables)
        roles = ((each.location, role) for each, role in told.by_parameter)
        refused = not_anew(stored, roles, brought, context.tables.values())
        if refused is not None:
            return custom(refused)
    if one.file is not None:
        refused = unkept_file(context.contract, one, stored, context.stored)
        return verdict if refused is None else custom(refused)
    if not brought:
        kept = whole_column(context, one, verdict, stored) is not None
        return verdict if kept else custom("Its body is a map of members that no row has.")
    key = called_key(context, one, stored)
    ignored = [name for name in ignored_attributes(context, one, stored, verdict) if name != key]
    if by_body and not one.many and not _brings_what_is_shown(context, stored, brought):
        return custom("Its body names a row, and brings nothing that answers show of it.")
    if len(ignored) * 2 > len(brought):
        return custom("Most of what its body brings is nothing that its rows keep.")
    return with_told(context.contract, one, stored, verdict, brought)


def _brings_what_is_shown(context: Context, stored: Stored, brought: tuple[str, ...]) -> bool:
    """Whether a body has more of a row than its key: `PUT /builds {buildId, again}` has not."""
    rows = stored.kept.representations
    return not rows or any(
        shape_of(context.contract, schema).property(column.wire_name) is not None
        for column in stored.table.columns
        if column.name in brought and column.name != stored.table.key.name
        for schema in rows
    )


def _ambiguous(one: Sighting, verdict: Verdict, stored: Stored) -> str | None:
    """Return why what stands below another thing is not the only one; None where it is."""
    below = one in stored.kept.views or tells_several(one, stored)
    alone = verdict.name == "read-singleton" and below
    return not_the_only_one(one, stored) if alone else None


def _unnarrowed(context: Context, one: Sighting, stored: Stored) -> str | None:
    """Return why no column tells the rows that the path, or the text, asks for; else None."""
    if one.narrowed is None:
        has_schema = stored.table.declared is not None
        return untold_rows(one, stored.kept, context.config) if has_schema else None
    parameter, told = one.narrowed
    roles = assign_roles(context.contract, one, _LISTED, stored, "", context.tables)
    found = {each.name: role for each, role in roles.by_parameter if each.location == "path"}
    if isinstance(found[parameter], FilterRole):
        return None
    return f"No column keeps the `{told}` that its path asks for."


def _ties(kept: Kept, verdict: Verdict) -> bool:
    """Whether its rows tie others together, and the operation asks for those."""
    return kept.links is not None or (kept.is_mark and verdict.through is not None)


def _on_links(context: Context, one: Sighting, verdict: Verdict, links: Stored) -> Verdict:
    """What is done to links, and shown of them; whatever else they keep names no rows to link."""
    refused = _unlinked(context, one, verdict, links)
    if refused is not None:
        return custom(refused)
    if links.kept.links is None:
        return verdict
    if verdict.name != "list":
        target = context.stored[links.kept.links]
        refused = named_otherwise(context.contract, one, links, target)
        if refused is not None:
            return custom(refused)
    if verdict.name == "clear":
        verdict = _clear(context, one, verdict, links)
    found = with_shown(context.contract, one, verdict, links, context.stored)
    shown = found.target or (found.resource if found.name == "list" else None)
    if shown is None or links.table.declared is not None:
        return found
    refused = at_odds(context.contract, one, context.stored[shown])
    return found if refused is None else custom(refused)


def _unlinked(context: Context, one: Sighting, verdict: Verdict, links: Stored) -> str | None:
    """Return why what the operation brings names no rows to link; None where it can."""
    if verdict.name == "replace-links" and not links_of(
        context.contract, one, links, adds=verdict.adds, once=verdict.once
    ):
        return "Its list names what is linked by another key."
    if not one.place.scopes and not links.keeps_to_caller(one):
        return "Nothing says who is calling, whose links these are."
    # A schema document says by itself how its rows are named.
    by_scope = links.table.declared is None and not links.kept.is_mark
    by_scope = by_scope and one not in links.kept.views
    return names_no_parent(context.contract, one, links, context.tables) if by_scope else None


def _linked(context: Context, one: Sighting, verdict: Verdict) -> Verdict:
    """PUT of a row whose whole key stands in the path: it is there afterwards, old or new."""
    stored = context.stored.get(verdict.resource or "") or _stored_for(context, one)
    if stored is None or one.operation.method != "put" or not one.place.is_item:
        return verdict
    if stored.kept.links is not None:
        return verdict
    if verdict.name == "replace" and not verdict.creates:
        return verdict
    name = one.place.steps[-1].parameter
    if not isinstance(stored.ways.get((one.operation.label, name)), ScopeRole):
        return verdict
    why = "PUT of a row whose whole key stands in the path."
    return Verdict(name="write-singleton", resource=stored.kept.name, why=why)


def _stored_for(context: Context, one: Sighting) -> Stored | None:
    kept = context.kept.get(one.operation.label)
    return None if kept is None else context.stored.get(kept.name)


def _finder(context: Context, one: Sighting, verdict: Verdict, stored: Stored) -> Verdict:
    """What a search is given must be understood, or it would answer everything."""
    if one.ends is not None:
        found = ended(context.contract, verdict, stored, one.ends)
        return verdict if verdict.stated else found
    roles = assign_roles(context.contract, one, verdict, stored, "", context.tables)
    if one.asks:
        return asked_for(roles, one, verdict)
    queries = [role for parameter, role in roles.by_parameter if parameter.location == "query"]
    told = any(isinstance(role, FilterRole | SearchRole) for role in queries)
    if told or not any(isinstance(role, UnusedRole) for role in queries):
        if one.picks is None or stored.keeps_to_caller(one):
            return verdict
        if told and asks_for_scarce(one.picks):
            return verdict
        return picked(context.contract, verdict, stored, one.picks, one.operation.texts)
    return custom("It searches by something that is no plain property of the listed things.")


def _function(context: Context, one: Sighting, operation_id: str) -> str:
    stated = context.config.operation(operation_id, one.operation.label).name
    extension = one.operation.extensions.get("x-pactgen-name")
    is_stated = stated is not None or isinstance(extension, str)
    name = snake(str(stated or extension) if is_stated else operation_id)
    name = name if is_stated else keep_tail(name, FUNCTION)
    return f"{name}_{context.features[one.operation.label]}" if shadows_builtin(name) else name


def _summary(operation: Operation) -> str:
    text = operation.summary or (operation.description or "").strip().split("\n")[0]
    return text.strip() or operation.label
