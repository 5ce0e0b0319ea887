"""Take every operation apart: its place, what it shows, what it brings, what it is a call of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactgen.passes.reading.entities import entity_in, wrapped_row
from pactgen.passes.reading.messages import essence, json_media, success_of
from pactgen.passes.reading.paths import place_of
from pactgen.passes.reading.read_files import file_in
from pactgen.passes.reading.shapes import is_object
from pactgen.passes.resources.read_calls import as_calls
from pactgen.passes.resources.values import Sighting
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import snake

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Operation
    from pactgen.passes.resources.values import CollectionKey


def sight(contract: Contract) -> tuple[Sighting, ...]:
    """Take every operation apart, in contract order."""
    seen = [_sighting(contract, operation) for operation in contract.operations]
    bases = {one.place.collection for one in seen}
    items = {one.place.collection for one in seen if one.place.is_item}
    read = {
        one.operation.path
        for one in seen
        if one.method == "get" or file_in(contract, one.operation) is not None
    }
    return as_calls(_as_action(_as_finder(one, bases), items, read) for one in seen)


def _sighting(contract: Contract, operation: Operation) -> Sighting:
    place = place_of(operation.path)
    success = success_of(operation)
    media = json_media(success.media) if success is not None else None
    answer = None
    if media is not None and media.schema is not None:
        item = place.is_item and operation.method == "get"
        answer = entity_in(contract, media.schema, place.noun, is_item=item)
    body = member = None
    if operation.body is not None:
        forms = [
            entry
            for entry in operation.body.media
            if essence(entry.content_type) == "application/x-www-form-urlencoded"
        ]
        entry = json_media(operation.body.media) or next(iter(forms), None)
        patch = entry is not None and essence(entry.content_type) == "application/json-patch+json"
        if entry is not None and entry.schema is not None and not patch:
            body = entry.schema if is_object(contract, entry.schema) else None
        if body is not None and operation.method != "get":
            member = wrapped_row(contract, body, place.noun)
            body = body if member is None else member.schema
    return Sighting(operation=operation, place=place, answer=answer, body=body, member=member)


def _as_finder(one: Sighting, bases: set[CollectionKey]) -> Sighting:
    tail = one.place.tail
    if one.method != "get" or len(tail) < 2 or not vocabulary.FIND.match(tail[-1]):
        return one
    if one.answer is None or not one.answer.many:
        return one
    if (*one.place.collection[:-1], tail[:-1]) not in bases:
        return one
    return replace(one, finder=True)


def _as_action(one: Sighting, items: set[CollectionKey], read: set[str]) -> Sighting:
    """Tell verbs below items from things: nobody reads a verb, and it has no items of its own."""
    place = one.place
    if one.method not in {"post", "put", "patch", "delete"} or len(place.tail) != 1:
        return one
    if one.operation.path in read or place.collection in items:
        return one
    if tuple(step.literals for step in place.steps) not in items:
        return one
    verb = {place.tail[0].lower(), snake(place.tail[0]).partition("_")[0]} & vocabulary.VERBS
    if not verb and not _acts(one) and not _sets(one):
        return one
    return replace(one, place=replace(place, tail=()), action=place.tail[0])


def _acts(one: Sighting) -> bool:
    """Whether a call that brings nothing, and makes nothing, can only be an action."""
    success = success_of(one.operation)
    makes = success is not None and success.status == "201"
    return one.method in {"post", "put"} and one.operation.body is None and not makes


def _sets(one: Sighting) -> bool:
    """Whether what it brings may be a part of the item (`PUT /posts/{id}/category`)."""
    success = success_of(one.operation)
    makes = success is not None and success.status == "201"
    return one.method in {"put", "patch"} and one.body is not None and not makes
