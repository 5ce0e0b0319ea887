"""What `PUT` and `DELETE /issues/{id}/assignee` do: they set a part of the item, or take it out.

`PUT /posts/{id}/tags` puts a list in place of the one that answers show. A reference is set by the
key of the row that it names, which is all that the body says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.behaviours import Part
from pactgen.ir.fills import Constant
from pactgen.passes.behaviours.verdict import Verdict
from pactgen.passes.reading.columns import alike, storage_of
from pactgen.passes.reading.shapes import can_show, input_shape_of, items_of, shape_of
from pactgen.passes.words.names import attribute_name, snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection

    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import Column
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored


def placed_part(contract: Contract, one: Sighting, stored: Stored, called: str) -> Verdict | None:
    """Return what is set or taken out; None where the end of the path names no part of the row."""
    if one.part is not None:
        return _list(contract, one, stored, called)
    column = _reference(stored, called)
    if column is None:
        return _value(contract, one, stored, called)
    noun = stored.kept.name
    if one.method == "delete" and one.operation.body is None and column.nullable:
        why = f"It takes out what `{column.name}` of a {noun} names."
        sets = ((column.name, Constant(value=None)),)
        return Verdict(name="update", resource=noun, why=why, level="LOW", sets=sets)
    attribute = _key(contract, one, column)
    if attribute is None:
        return None
    why = f"It brings the key that `{column.name}` of a {noun} is to be, and nothing else."
    part = Part(attribute=attribute, column=column.name)
    return Verdict(name="update", resource=noun, why=why, level="LOW", part=part)


def _value(contract: Contract, one: Sighting, stored: Stored, called: str) -> Verdict | None:
    """Return the change of what the path names: `PUT /orders/{id}/status {"value": "paid"}`.

    The only member is called `value`, or like the property that is to be (`newStatus`), and answers
    can show whatever it may be.
    """
    column = next((each for each in stored.table.columns if _is_plain(each, called)), None)
    if column is None or column.name in stored.unstorable:
        return None
    if one.body is None or one.method not in {"put", "patch"}:
        return None
    members = input_shape_of(contract, one.body).properties
    names = {"value", "newvalue", f"new{bare(called)}"}
    if len(members) != 1 or not members[0].required or bare(members[0].name) not in names:
        return None
    shown, sent = shown_as(contract, stored, column), members[0].schema
    fits = storage_of(contract, sent).kind == column.kind
    if not (fits and shown) or not all(can_show(contract, each, sent) for each in shown):
        return None
    noun, attribute = stored.kept.name, attribute_name(members[0].name)
    why = f"`{attribute}` is what `{column.name}` of a {noun} is to be: the path names that."
    part = Part(attribute=attribute, column=column.name)
    return Verdict(name="update", resource=noun, why=why, level="LOW", part=part)


def shown_as(contract: Contract, stored: Stored, column: Column) -> list[Schema]:
    """Return the schemas under which representations show a column."""
    return [
        member.schema
        for schema in stored.kept.representations
        if (member := shape_of(contract, schema).property(column.wire_name)) is not None
    ]


def _is_plain(column: Column, called: str) -> bool:
    """Whether a column is called so, and is a plain value that may change."""
    fixed = column.primary_key or column.secret or column.references is not None
    return bare(column.wire_name) == bare(called) and column.kind != "json" and not fixed


def taken_out(one: Sighting, stored: Stored, verb: str, brought: Collection[str]) -> Verdict | None:
    """Return what `unassign` takes out: the one that `assign` put there, whom the row may lack."""
    word = bare(verb)
    done = word.removeprefix("un") if word.startswith("un") else ""
    if one.method == "delete" and not done:
        done = word
    column = _chosen(stored, done)
    if column is None or not column.nullable or brought or one.operation.body is not None:
        return None
    why = f"`{verb}` takes out what `{column.name}` of a {stored.kept.name} names."
    sets = ((column.name, Constant(value=None)),)
    return Verdict(name="update", resource=stored.kept.name, why=why, level="LOW", sets=sets)


def put_in(contract: Contract, one: Sighting, stored: Stored, verb: str) -> Verdict | None:
    """Return whom `POST /tasks/{id}/assign {"user_id": 7}` puts in: the one member is their key."""
    column = _chosen(stored, bare(verb).removeprefix("re"))
    if column is None or one.body is None or column.name in stored.unstorable:
        return None
    members = input_shape_of(contract, one.body).properties
    if len(members) != 1 or not members[0].required or not bare(members[0].name).endswith("id"):
        return None
    if not alike(storage_of(contract, members[0].schema).kind, column.kind):
        return None
    noun, attribute = stored.kept.name, attribute_name(members[0].name)
    why = f"`{verb}` puts the one whom `{attribute}` names into `{column.name}` of a {noun}."
    part = Part(attribute=attribute, column=column.name)
    return Verdict(name="update", resource=noun, why=why, level="MEDIUM", part=part)


def _chosen(stored: Stored, verb: str) -> Column | None:
    """Return the only column that says whom the verb chose: `assignee_id`, `assigned_to`."""
    names = {f"{verb}ee", f"{verb}eeid", f"{verb}edto", f"{verb}edtoid", f"{verb}eduserid"}
    found = [
        column
        for column in stored.table.columns
        if verb and bare(column.wire_name) in names and column.kind != "json"
    ]
    return found[0] if len(found) == 1 else None


def _list(contract: Contract, one: Sighting, stored: Stored, called: str) -> Verdict | None:
    part = one.part
    kept = [each for each in stored.nested if bare(each.attribute) == bare(called)]
    if part is None or len(kept) != 1 or kept[0].items not in {"values", "rows"}:
        return None
    answered = None if one.answer is None or not one.answer.many else one.answer.schema
    if answered is not None and not _shows_alike(contract, stored, called, answered):
        return None
    member = None if part.member is None else attribute_name(part.member)
    why = f"PUT of `{kept[0].attribute}`: the list takes the place of the one that is there."
    return Verdict(
        name="update",
        resource=stored.kept.name,
        why=why,
        level="LOW",
        part=Part(attribute=member),
    )


def _shows_alike(contract: Contract, stored: Stored, called: str, answered: Schema) -> bool:
    """Whether items show such a list of what the list alone shows."""
    component = shape_of(contract, answered).component
    related = any(one.many and bare(one.name) == bare(called) for one in stored.table.relations)
    listed = (
        items_of(contract, member.schema)
        for schema in stored.kept.representations
        for member in shape_of(contract, schema).properties
        if bare(member.name) == bare(called)
    )
    shown = {None if items is None else shape_of(contract, items).component for items in listed}
    return related and component is not None and shown == {component}


def _reference(stored: Stored, called: str) -> Column | None:
    """Return the column that names another row, and that is called so, or shown so."""
    relations = [one for one in stored.table.relations if bare(one.name) == bare(called)]
    single = [one for one in relations if not one.many and len(one.pairs) == 1]
    if single:
        column = stored.table.column(single[0].pairs[0][0])
        return None if column.references is None or column.primary_key else column
    return next(
        (
            column
            for column in stored.table.columns
            if column.references is not None and not column.primary_key
            if bare(snake(column.name).removesuffix("_id")) == bare(called)
        ),
        None,
    )


def _key(contract: Contract, one: Sighting, column: Column) -> str | None:
    """Return the only member of the body, a key such as the column keeps."""
    body = one.operation.body
    if one.method != "put" or one.body is None or body is None or not body.required:
        return None
    members = shape_of(contract, one.body).properties
    if len(members) != 1 or not (members[0].required or column.nullable):
        return None
    fits = alike(storage_of(contract, members[0].schema).kind, column.kind)
    return attribute_name(members[0].name) if fits else None
