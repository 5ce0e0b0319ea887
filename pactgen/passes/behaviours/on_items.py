"""What operations on one row do, by their method: `GET`, `PUT`, `PATCH`, `DELETE`, `POST` of items.

Location: pactgen/passes/behaviours/on_items.py. Used by infer_behaviours.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.behaviours.lone_rows import shows_the_one
from pactgen.passes.behaviours.told_removals import cuts_tie, means_several
from pactgen.passes.behaviours.verdict import Verdict, custom
from pactgen.passes.reading.shapes import items_of, shape_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.told_deeds import makes_beside, only_changes, speaks_of_existing
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract
    from pactgen.passes.resources.values import Kept, Sighting

_FEW: Final = 3
_OF_ANY: Final = frozenset({"id", "url"}) | vocabulary.CREATED | vocabulary.UPDATED
"""What every row has, whatever it is about."""


def on_item(contract: Contract, one: Sighting, kept: Kept) -> Verdict:
    """Return what the method does to the row that the path names."""
    match one.method:
        case "head":
            return Verdict(name="read", resource=kept.name, why="HEAD of an item asks for it.")
        case "get":
            if one.redirects is not None:
                why = f"It leads on to the address that `{one.redirects}` of a {kept.name} keeps."
                return Verdict(name="read", resource=kept.name, why=why, level="LOW")
            if one.answer is None or (one.answer.many and not shows_the_one(contract, one, kept)):
                return custom("Its answer does not show the thing that the path names.")
            return Verdict(name="read", resource=kept.name, why="GET of an item.")
        case "put":
            return _put_on_item(contract, one, kept)
        case "patch":
            if one.body is None:
                return custom("PATCH of an item without an object in its body.")
            return Verdict(name="update", resource=kept.name, why="PATCH of an item.")
        case "delete":
            if _unties(one, kept):
                return custom("It takes back what ties two things together, and both of them stay.")
            if _lists_others(contract, one) or means_several(one):
                return custom("Its body or its text is about several, and its path names one.")
            return Verdict(name="delete", resource=kept.name, why="DELETE of an item.")
        case "post":
            return _post_on_item(contract, one, kept)
        case method:
            return custom(f"{method.upper()} has no meaning of its own on an item.")


def _unties(one: Sighting, kept: Kept) -> bool:
    """Whether it takes back what ties together what is there already.

    Its text says so, or POST or PUT of the same path, without a body, ties it. The thing is made
    elsewhere, and a shorter path deletes it: `DELETE /users/{id}/rules/{rule}` leaves the rule.
    """
    beside = [each for each in kept.sightings if each.operation.path == one.operation.path]
    ties = cuts_tie(one) or any(
        each.method in {"post", "put"} and each.operation.body is None for each in beside
    )
    deletes = (each for each in kept.sightings if each.method == "delete" and each.place.is_item)
    return (
        ties
        and bool(kept.creations)
        and any(len(each.place.scopes) < len(one.place.scopes) for each in deletes)
    )


def _lists_others(contract: Contract, one: Sighting) -> bool:
    """Whether the body is a list: `DELETE /users/{id}/roles/clients/{client} [{role}, ...]`."""
    media = () if one.operation.body is None else one.operation.body.media
    return any(each.schema and items_of(contract, each.schema) for each in media)


def _put_on_item(contract: Contract, one: Sighting, kept: Kept) -> Verdict:
    if one.body is None:
        return _put_named(contract, one, kept)
    if not _creates(one, kept):
        return Verdict(name="replace", resource=kept.name, why="PUT of an item.")
    if bare(one.place.noun) in vocabulary.MAILED:
        return custom("It takes what a message brought: whose that is, no document tells.")
    why = "PUT of an item; no POST makes such rows, so PUT does (RFC 9110, 9.3.4)."
    return Verdict(name="replace", resource=kept.name, why=why, creates=True)


def _put_named(contract: Contract, one: Sighting, kept: Kept) -> Verdict:
    """`PUT /follows/{show}`: the path says all that there is to say.

    Rows that another operation makes are there already: what PUT does to one, no document tells.
    """
    taken = any(
        each.method == "delete" and each.operation.path == one.operation.path
        for each in kept.sightings
    )
    told = only_changes(one.operation.texts)
    if one.operation.body is not None or kept.creations or not taken or told:
        return custom("PUT of an item without an object in its body.")
    if _shows_more(contract, one, kept):
        return custom("PUT without a body, and answers show more than its path tells.")
    why = "PUT without a body: what the path names is there afterwards, and nothing else is told."
    return Verdict(name="replace", resource=kept.name, why=why, level="LOW", creates=True)


def _shows_more(contract: Contract, one: Sighting, kept: Kept) -> bool:
    """Whether rows show several things that nothing brings: whom one follows, and not the tie."""
    told = {bare(step.parameter) for step in one.place.steps} | _OF_ANY
    shown = {bare(name) for name in _property_names(contract, kept)} - told
    return len(shown) > _FEW


def _creates(one: Sighting, kept: Kept) -> bool:
    """Whether a PUT makes the row that it does not find: documented, or the only way to make one.

    Only where the path says all that tells the row apart, and where no text says that it is there.
    """
    made = [
        each
        for each in kept.sightings
        if each.method in {"post", "put"} and not each.place.is_item and each.body
    ]
    statuses = {response.status for response in one.operation.responses}
    if "201" in statuses:
        return True
    texts = one.operation.texts
    is_there = only_changes(texts) and ("404" in statuses or speaks_of_existing(texts))
    return not made and not is_there


def _post_on_item(contract: Contract, one: Sighting, kept: Kept) -> Verdict:
    """A POST that carries some of the item's own properties changes them."""
    if makes_beside(one.operation.texts):
        return custom("POST to an item whose description says that it makes something, or asks.")
    names = {bare(name) for name in _property_names(contract, kept)}
    if one.body is not None:
        brought = {bare(member.name) for member in shape_of(contract, one.body).properties}
    else:
        brought = {
            bare(parameter.name)
            for parameter in one.operation.parameters
            if parameter.location == "query"
        }
    if brought and brought <= names:
        return Verdict(
            name="update", resource=kept.name, why="POST to an item with properties of that item."
        )
    return custom("POST to an item that brings none of its properties.")


def _property_names(contract: Contract, kept: Kept) -> set[str]:
    return {
        member.name
        for schema in (*kept.representations, *kept.inputs)
        for member in shape_of(contract, schema).properties
    }
