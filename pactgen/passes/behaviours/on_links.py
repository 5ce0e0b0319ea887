"""What operations on links do: rows that tie others together are put, taken, asked for and listed.

Location: pactgen/passes/behaviours/on_links.py. Used by infer_behaviours.py, and by
design_endpoints once it is known what the rows look like. What is tied stays as it is; where an
answer shows it, or what it is tied to, that is read once the links are as they were asked to be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import LinksShown
from pactgen.ir.inputs import ScopeRole
from pactgen.passes.behaviours.link_lists import keys_in, named_column
from pactgen.passes.behaviours.verdict import Verdict, custom
from pactgen.passes.reading.columns import alike, storage_of
from pactgen.passes.reading.messages import json_media, success_of
from pactgen.passes.reading.shapes import is_object, shape_of, types_of
from pactgen.passes.resources.find_links import answers
from pactgen.passes.resources.find_ties import KEYS, named_in, names_many, one_of
from pactgen.passes.resources.groups import shown_component, shown_components
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import Column, ColumnKind
    from pactgen.passes.resources.values import Kept, Sighting
    from pactgen.passes.tables import Stored

_ON_ITEMS: Final = {
    "get": "read",
    "head": "read",
    "delete": "delete",
    "put": "replace",
    "post": "replace",
}
_RECEIPT: Final = vocabulary.RECEIPTS | {"errors", "links", "meta", "msg", "warnings"}


def on_links(contract: Contract, one: Sighting, kept: Kept, target: str) -> Verdict:
    """Return what an operation does to the links between rows of the target and the parent."""
    method = one.method
    if one in kept.views:
        return _from_other_end(kept, target)
    if one.action is not None:
        return custom(f"`{one.action}` names an action; no document tells what it does.")
    if one.place.is_item:
        return _on_item(one, kept)
    if method == "get":
        if one.answer is None or not one.answer.many:
            return custom("GET of links that does not answer a list of what they name.")
        why = f"A list of the {target} rows that {kept.name} rows link to the parent."
        return Verdict(name="list", resource=target, why=why, level="LOW", through=kept.name)
    if method == "put" and keys_in(contract, one):
        why = f"PUT of a list that names the {target} rows which are linked from now on."
        return Verdict(name="replace-links", resource=kept.name, why=why, level="LOW")
    if method == "delete":
        some = "those that its body names" if one.operation.body else "all of the parent"
        why = f"DELETE of links to {target} rows, {some}; the {target} rows stay."
        return Verdict(name="clear", resource=kept.name, why=why, level="LOW")
    if method == "post":
        return _post(contract, one, kept, target)
    return custom("It does more to a link than to put, take or ask for it.")


def _from_other_end(kept: Kept, target: str) -> Verdict:
    """`GET /users/{id}/projects`: whatever the rows of the path are linked to."""
    if kept.linked_to is None:
        return custom(f"Nothing keeps what {target} rows are linked to.")
    why = f"A list of what {kept.name} rows link a {target} to: no other links tell that."
    return Verdict(
        name="list",
        resource=kept.linked_to,
        why=why,
        level="MEDIUM",
        through=kept.name,
        backwards=True,
    )


def _on_item(one: Sighting, kept: Kept) -> Verdict:
    name = _ON_ITEMS.get(one.method)
    if name is None or one.operation.body is not None:
        return custom("It does more to a link than to put, take or ask for it.")
    why = f"{one.method.upper()} of a link between rows, which nothing else tells about."
    creates = name == "replace"
    return Verdict(name=name, resource=kept.name, why=why, level="LOW", creates=creates)


def _post(contract: Contract, one: Sighting, kept: Kept, target: str) -> Verdict:
    """POST of keys: what they name belongs to the parent until DELETE.

    Where nothing is said of a second time, and nothing was made (201), it is as it was.
    """
    named = named_in(contract, one)
    if named is None:
        return custom("It does more to a link than to put, take or ask for it.")
    what = f"keys of {target} rows" if named.many else f"the key of a {target}"
    why = f"POST of {what}, to be linked to the parent, and of nothing else."
    statuses = {response.status for response in one.operation.responses}
    once = not named.many and bool(statuses & {"201", "409"})
    return Verdict(
        name="replace-links", resource=kept.name, why=why, level="LOW", adds=True, once=once
    )


def with_shown(
    contract: Contract, one: Sighting, verdict: Verdict, links: Stored, every: Mapping[str, Stored]
) -> Verdict:
    """Return the verdict with what the answer shows: what is tied, all that is, or the parent."""
    if verdict.name == "list" or not answers(one):
        return verdict
    component = shown_component(contract, one)
    parent = _parent(one, links)
    target = every[links.kept.links or ""].kept
    many = one.answer is not None and one.answer.many
    if component is not None and component in shown_components(contract, target):
        if verdict.name == "read" and many:
            return custom("Its answer does not show the thing that the path names.")
        if verdict.name == "clear" and not many:
            return custom(f"Its answer shows one {target.name} of several.")
        if verdict.name == "replace-links" and not many and names_many(contract, one):
            return custom(f"Its answer shows one {target.name} of several.")
        if many and verdict.adds:
            why = f"{verdict.why} The answer lists all {target.name} rows that are linked then."
            verdict = replace(verdict, why=why, level="MEDIUM")
        return replace(verdict, target=target.name, tied="rows" if many else "row")
    above = every.get(parent or "")
    shows_parent = above is not None and component in shown_components(contract, above.kept)
    if above is not None and shows_parent and not many:
        return replace(verdict, target=above.kept.name, tied="parent")
    so = verdict.name not in {"delete", "clear"}
    empty = one.answer is not None and not shape_of(contract, one.answer.schema).properties
    gone = verdict.name == "delete" and (empty or not many)
    if gone or _is_receipt(contract, one):
        return replace(verdict, so=so)
    return custom("Its answer shows neither what is linked nor what it is linked to.")


def shown_of_links(one: Sighting, verdict: Verdict, links: Stored | None) -> LinksShown | None:
    """Return what is answered of links, as the behaviour of the operation says it."""
    if verdict.tied is None or verdict.target is None or links is None:
        return None
    column = "" if verdict.tied == "parent" else named_column(one, links).name
    return LinksShown(resource=verdict.target, what=verdict.tied, column=column)


def _parent(one: Sighting, links: Stored) -> str | None:
    """Return the resource of what the rows of the links are tied to by the operation."""
    if not one.place.scopes:
        return None
    name = one.place.scopes[-1].parameter
    way = links.ways.get((one.operation.label, name))
    if isinstance(way, ScopeRole):
        return way.parent
    scope = links.scopes_in(one.place).get(name)
    return None if scope is None else scope.parent


def _is_receipt(contract: Contract, one: Sighting) -> bool:
    """Whether an answer says that all went well, and of the link no more than that it is there."""
    success = success_of(one.operation)
    media = None if success is None else json_media(success.media)
    if media is None or media.schema is None:
        return success is not None and media is not None
    members = set(_told(contract, media.schema))
    return members <= _RECEIPT


def _told(contract: Contract, schema: Schema, *, deeper: bool = True) -> Iterator[str]:
    """Yield what an answer tells besides whether something is so: `{data: {following}}`."""
    for member in shape_of(contract, schema).properties:
        if deeper and is_object(contract, member.schema):
            yield from _told(contract, member.schema, deeper=False)
        elif types_of(contract, member.schema) - {"null"} != {"boolean"}:
            yield bare(member.name)


def _by_own_name(one: Sighting, links: Stored) -> bool:
    """Whether the schema tells how what the path names is found, by whatever name."""
    way = links.ways.get((one.operation.label, one.place.steps[-1].parameter))
    return isinstance(way, ScopeRole) and way.by_parent


def _may_name(name: str, kind: ColumnKind, column: Column) -> bool:
    """Whether a parameter may be a key of such a column; texts called ids may spell any."""
    return alike(kind, column.kind) or (kind == "text" and bare(name).endswith(("id", "key")))


def named_otherwise(contract: Contract, one: Sighting, links: Stored, target: Stored) -> str | None:
    """Return why what a request names is no key by which links keep what is tied; else None.

    A `username` names a row whose links keep its `id` as well; which it is, its own name says.
    """
    column = named_column(one, links)
    if column.references is None:
        return f"Several keys together name a {target.kept.name}."
    names: list[str] = []
    if one.place.is_item and not _by_own_name(one, links):
        name = one.place.steps[-1].parameter
        given = (each.schema for each in one.operation.parameters if each.name == name)
        kinds = {storage_of(contract, each).kind for each in given}
        if not all(_may_name(name, kind, column) for kind in kinds):
            return f"Its `{name}` is another key than links keep."
        names.append(name)
    named = named_in(contract, one)
    if named is not None and named.wire_name is not None:
        names.append(named.wire_name)
    properties = {bare(each.wire_name) for each in target.table.columns} - {bare(target.lookup)}
    for name in names:
        called = one_of(name)
        ends = next((end for end in KEYS if called.endswith(end)), called)
        if bare(target.lookup) not in {called, ends} and {called, ends} & properties:
            return f"Its `{name}` is another key than links keep."
    return None
