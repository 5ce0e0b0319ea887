"""Bodies that look like a row and are none: patches, credentials, pages of rows.

Location: pactgen/passes/behaviours/misread_bodies.py. Used by infer_behaviours.py. Stored as they
come, they would be answered 200 and change nothing: a login that lets everybody in, a patch that
is kept in a column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import schema_named
from pactgen.passes.behaviours.verdict import custom
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.messages import answered_schema
from pactgen.passes.reading.shapes import input_shape_of, items_of, shape_of
from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import PASSWORD, VERBS, bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Kept, Sighting
    from pactgen.passes.tables import Stored

_PATCH: Final = frozenset({"op", "path"})
"""What each step of a JSON Patch has (RFC 6902, section 4)."""
_COMMANDS: Final = frozenset({"action", "command", "op", "operation"})
_SEVERAL: Final = re.compile(
    r"^\W*(?:(?:bulk|batch|mass)[- ]?(?:add|create|insert|register)"
    r"|(?:add|create|insert|register)s?\s+(?:multiple|several|many|one or more)\b)",
    re.IGNORECASE,
)
_LOGS_IN: Final = re.compile(
    r"^\W*(?:log(?:s|ging)?[ -]?(?:in|on)|sign(?:s|ing)?[ -]?in|authenticates?)\b", re.IGNORECASE
)


def misread(contract: Contract, one: Sighting) -> Verdict | None:
    """Return that the body is no row, and why; None where it may be one."""
    if one.operation.body is None or one.operation.method == "get":
        return None
    schemas = (media.schema for media in one.operation.body.media)
    if any(_is_patch(contract, schema) for schema in schemas if schema is not None):
        return custom(
            "Its body is a list of changes (RFC 6902), each of which names what it changes."
        )
    if one.body is None or one.operation.method != "post":
        return None
    if _logs_in(contract, one, one.body):
        return custom("It lets somebody in, and no row of people tells who may.")
    if _wraps_several(contract, one, one.body):
        return custom("Its body wraps several rows as their list is answered, and not one.")
    if _may_answer_lists(contract, one, one.body):
        return custom("Its answer may be a list: which rows its body brings no document tells.")
    return None


def _is_patch(contract: Contract, schema: Schema) -> bool:
    """Whether it is a list of steps, or an object with nothing but one."""
    items = items_of(contract, schema)
    if items is None:
        members = shape_of(contract, schema).properties
        items = items_of(contract, members[0].schema) if len(members) == 1 else None
    if items is None:
        return False
    names = {bare(member.name) for member in shape_of(contract, items).properties}
    return names >= _PATCH and bool(names & {"from", "value"})


def _logs_in(contract: Contract, one: Sighting, body: Schema) -> bool:
    names = {bare(member.name) for member in input_shape_of(contract, body).properties}
    says = one.operation.says(_LOGS_IN)
    return says and bool(names & PASSWORD)


def _wraps_several(contract: Contract, one: Sighting, body: Schema) -> bool:
    """Whether the answer is a list in an envelope, and the body wraps such rows alike."""
    answer = one.answer
    if answer is None or not answer.many or len(answer.route) != 1 or one.many:
        return False
    member = shape_of(contract, body).property(answer.route[0])
    items = None if member is None else items_of(contract, member.schema)
    shown = shape_of(contract, answer.schema).component
    return items is not None and shown is not None and shape_of(contract, items).component == shown


def _may_answer_lists(contract: Contract, one: Sighting, body: Schema) -> bool:
    """Whether a list is one of the answers to an object, and none of the others shows that."""
    told = answered_schema(one.operation)
    named = None if told is None else schema_named(contract, told)
    options = () if named is None else named.one_of or named.any_of
    if one.many or not any(items_of(contract, each) is not None for each in options):
        return False
    brought = {member.name for member in input_shape_of(contract, body).properties}
    shown = {member.name for each in options for member in shape_of(contract, each).properties}
    return not brought & shown


def brings_several(contract: Contract, one: Sighting, kept: Kept) -> Verdict | None:
    """Return that several rows are made of values that its body lists, as its text says.

    `Create multiple users {usernames: [...], admin: true}`: no row shows such a list.
    """
    if one.method != "post" or one.many or one.body is None or not one.operation.says(_SEVERAL):
        return None
    shapes = [shape_of(contract, row) for row in kept.representations]
    shown = {member.name for shape in shapes for member in shape.properties}
    lists = [
        member.name
        for member in input_shape_of(contract, one.body).properties
        if member.name not in shown and items_of(contract, member.schema) is not None
    ]
    if not lists:
        return None
    return custom(f"Several {kept.name} rows are made of what `{lists[0]}` lists, and not one.")


def command_in(contract: Contract, one: Sighting, stored: Stored) -> str | None:
    """Return the member of a body that says what is to be done, and that no row has.

    `PUT /queues/{name} {action: pause}`, `POST /tokens {ids, action: revoke}`.
    """
    if one.body is None or stored.table.declared is not None:
        return None
    rows = stored.kept.representations
    for member in input_shape_of(contract, one.body).properties:
        if bare(member.name) not in _COMMANDS:
            continue
        shown = any(shape_of(contract, row).property(member.name) for row in rows)
        values = effective(contract, member.schema).enum or ()
        said = [snake(each).partition("_")[0] for each in values if isinstance(each, str)]
        if said and not shown and all(each in VERBS for each in said):
            return member.name
    return None
